"""Two people change the same at once, or send the same twice: nobody's text disappears without a word.

Offers `Conflict`, `Difference`, `differences` and `body`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vugge.kit.errors import BadInput
from vugge.kit.text import Sentence, sentence

Plain = str | int | bool | date | UUID | None
"""What a field of a person or a spell can hold."""


@dataclass(frozen=True)
class Difference:
    """One field with the text that was given and the one that is stored."""

    field: str
    given: str
    stored: str


class Conflict(BadInput):
    """Somebody else was there first. Carries both texts, so that a page can show them beside each other."""

    def __init__(self, said: Sentence, differences: tuple[Difference, ...] = ()) -> None:
        super().__init__(said)
        self.differences = differences


def stale(differences: tuple[Difference, ...]) -> Conflict:
    """Return the conflict of a change that began from an older version."""
    return Conflict(
        sentence("En anden har ændret det samme imens. Begge tekster står her: vælg, hvad der skal stå, og gem igen."),
        differences,
    )


def sent_before() -> Conflict:
    """Return the conflict of a form that was sent twice with different content."""
    return Conflict(
        sentence("Formularen er allerede sendt én gang, med et andet indhold. Åbn den igen, og se, hvad der blev gemt.")
    )


def differences(given: Mapping[str, Plain], stored: Mapping[str, Plain]) -> tuple[Difference, ...]:
    """Return the fields where what was given is not what is stored, in the order given.

    >>> differences({"surname": "Holm", "born": None}, {"surname": "Holst", "born": None})
    (Difference(field='surname', given='Holm', stored='Holst'),)
    """
    return tuple(
        Difference(field, written(value), written(stored.get(field)))
        for field, value in given.items()
        if value != stored.get(field)
    )


def written(value: Plain) -> str:
    """Return a value as it is kept in corrections and merges: days as 2026-11-22, nothing as an empty text.

    >>> written(date(2026, 11, 22)), written(None), written(True)
    ('2026-11-22', '', 'True')
    """
    return "" if value is None else str(value)


def body(given: Mapping[str, Plain]) -> str:
    """Return what was given as one text, the same for the same content: what a repeated request is known by.

    >>> body({"b": 1, "a": None})
    '{"a": "", "b": "1"}'
    """
    return json.dumps({name: written(value) for name, value in sorted(given.items())}, ensure_ascii=False)
