"""The policy on concerns, conferences and reminders, read once from `law/journey/` and chosen by the day."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import TypeVar

from vugge.journey.rules.concern_law import ConcernLaw
from vugge.journey.rules.conference_law import ConferenceLaw
from vugge.journey.rules.reminder_law import ReminderLaw
from vugge.kit.errors import BadLaw
from vugge.kit.law import Dated, in_force, load
from vugge.kit.text import sentence
from vugge.law import folder

D = TypeVar("D", bound=Dated)


@cache
def concern_law(day: date) -> ConcernLaw:
    """Return what holds of concerns on a day. Raises `BadLaw` where nothing does, or two packages."""
    return _holding("concerns", _read("concerns", ConcernLaw), day)


@cache
def conference_law(day: date) -> ConferenceLaw:
    """Return what holds of conferences on a day. Raises as `concern_law`."""
    return _holding("conferences", _read("conferences", ConferenceLaw), day)


@cache
def reminder_law(day: date) -> ReminderLaw:
    """Return what holds of reminders on a day. Raises as `concern_law`."""
    return _holding("reminders", _read("reminders", ReminderLaw), day)


def _read(part: str, shape: type[D]) -> tuple[D, ...]:
    names = sorted(file.name for file in folder("journey").iterdir() if file.name.startswith(f"{part}_"))
    return tuple(load(folder("journey") / name, shape) for name in names)


def _holding(part: str, packages: Iterable[D], day: date) -> D:
    found = in_force(packages, day)
    if found is None:
        raise BadLaw(sentence("Ingen lovpakke i law/journey/ gælder for {part} den {day}.", part=part, day=day))
    return found
