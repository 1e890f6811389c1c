"""What messages promise, read once from `law/journey/messages_*.toml` and chosen by the day."""

from datetime import date
from functools import cache

from vugge.journey.rules.message_law import MessageLaw
from vugge.kit.errors import BadLaw
from vugge.kit.law import in_force, load
from vugge.kit.text import sentence
from vugge.law import folder


@cache
def message_law(day: date) -> MessageLaw:
    """Return what holds on a day. Raises `BadLaw` where no package does, or two do at once."""
    found = in_force(_packages(), day)
    if found is None:
        raise BadLaw(sentence("Ingen lovpakke i law/journey/ gælder for beskeder den {day}.", day=day))
    return found


@cache
def _packages() -> tuple[MessageLaw, ...]:
    files = sorted(one.name for one in folder("journey").iterdir() if one.name.startswith("messages_"))
    return tuple(load(folder("journey") / name, MessageLaw) for name in files)
