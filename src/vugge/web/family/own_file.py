"""All that is kept about one person as plain values, which any program can read.

Offers `as_plain`, and `plain` for one value. Fields keep their English names; kinds are codes, moments ISO 8601.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, Final
from uuid import UUID

from vugge.access.queries.own_data import OwnData
from vugge.journey.queries.messages import OwnMessages
from vugge.journey.queries.own_data import OwnJourney
from vugge.kit.text import Sentence, Text

LEFT_OUT = {"choice", "handle", "bases", "is_me"}
"""Parts that say nothing of the person: what the page needs to be drawn."""


def as_plain(data: OwnData, journey: OwnJourney, messages: OwnMessages) -> dict[str, Any]:  # Any: what JSON can hold
    """Return everything as lists, texts and numbers, in the order of the page."""
    return {"format": "vugge.own_data/1", **_plain(data), "journey": _plain(journey), "messages": _plain(messages)}


def plain(value: object) -> Any:  # Any: what JSON can hold
    """Return a value as lists, texts and numbers."""
    return _plain(value)


def _plain(value: object) -> Any:  # Any: what JSON can hold
    if value is None:
        return None
    form = next((form for kinds, form in FORMS if isinstance(value, kinds)), _parts)
    return form(value)


def _parts(value: Any) -> dict[str, Any]:  # Any: one of the values that queries answer with
    if not is_dataclass(value):
        message = f"{type(value).__name__} has no plain form"
        raise TypeError(message)
    return {one.name: _plain(getattr(value, one.name)) for one in fields(value) if one.name not in LEFT_OUT}


FORMS: Final[tuple[tuple[tuple[type, ...], Callable[[Any], Any]], ...]] = (  # Any: the value of the type beside it
    ((Enum,), lambda kind: kind.value),
    ((bool, int, str), lambda plain: plain),
    ((date,), lambda day: day.isoformat()),
    ((Sentence,), Sentence.say),
    ((Text,), lambda text: text.da),
    ((UUID,), str),
    ((Mapping,), lambda pairs: {str(_plain(key)): _plain(one) for key, one in pairs.items()}),
    ((frozenset, set), lambda those: sorted(_plain(one) for one in those)),
    ((tuple, list), lambda those: [_plain(one) for one in those]),
)
"""How each type is written; a value of any other is written by its parts."""
