"""Whom an incident concerns: everybody whose data an account, or a unit, saw or changed in a time. Pseudonyms alone.

Offers `affected` and `exported_affected` with `Incident`, `Why` and `Affected`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.utils import timezone

from vugge.access.queries.oversight import log_scope, must_supervise, pseudonym
from vugge.access.rules.telling import SUPERVISION
from vugge.audit.actions import look
from vugge.audit.queries import all_entries_between, must_be_sealed
from vugge.audit.rules import Category, Entry, Level, Looked, Result, Seen, Viewer
from vugge.kit.errors import BadInput
from vugge.kit.text import sentence


class Why(StrEnum):
    """What the list is for; it stands in the log."""

    BREACH = "breach"
    MISUSE = "misuse"
    LOST_DEVICE = "lost_device"
    EXERCISE = "exercise"


@dataclass(frozen=True)
class Incident:
    """What happened: which account or unit (one at least), from when until before when (UTC), and why we ask."""

    account: UUID | None
    unit: int | None
    since: datetime
    until: datetime
    why: Why


@dataclass(frozen=True)
class Affected:
    """One person whom it concerns: how often, between which moments, and with which kinds of data at the most."""

    person: UUID
    pseudonym: str
    times: int
    first: datetime
    last: datetime
    categories: tuple[Category, ...]


@look("access.affected_counted")
def affected(viewer: Viewer, *, incident: Incident) -> Looked[tuple[Affected, ...]]:
    """Show whom an incident concerns. Raises `BadInput` for no account and no unit, or for no time."""
    return _looked(viewer, incident)


@look("access.affected_exported")
def exported_affected(viewer: Viewer, *, incident: Incident) -> Looked[tuple[Affected, ...]]:
    """Give the same list as a file; the log says so, and what it was for.

    Raises as `affected` does, and `NotAllowed` while the log waits for its seal.
    """
    must_be_sealed(timezone.now())
    return _looked(viewer, incident)


def _looked(viewer: Viewer, incident: Incident) -> Looked[tuple[Affected, ...]]:
    must_supervise(viewer)
    if incident.account is None and incident.unit is None:
        raise BadInput(sentence("Vælg en enhed eller en medarbejder."))
    if incident.until <= incident.since:
        raise BadInput(sentence("Tiden slutter, før den begynder."))
    by = "" if incident.account is None else f"person:{incident.account}"
    unit = "" if incident.unit is None else str(incident.unit)
    found = _affected(all_entries_between(log_scope(), incident.since, incident.until, by=by, unit=unit))
    seen = tuple(Seen(one.person, Level.EXISTS, frozenset(), SUPERVISION) for one in found)
    numbers = {"affected": len(found), **({} if incident.unit is None else {"unit": incident.unit})}
    return Looked(found, seen=seen, numbers=numbers, fields=(f"because_{incident.why}",))


@dataclass
class _Counted:
    """What has been counted of one person: how often, between which moments, and which kinds of data."""

    first: datetime
    last: datetime
    times: int = 0
    categories: set[Category] = field(default_factory=set)

    def add(self, moment: datetime, seen: Seen) -> None:
        """Count one more look."""
        self.first, self.last = min(self.first, moment), max(self.last, moment)
        self.times += 1
        self.categories |= seen.categories


def _affected(entries: Iterable[Entry]) -> tuple[Affected, ...]:
    """Gather the entries by person; who was only refused is not concerned. Most often seen first."""
    counted: dict[UUID, _Counted] = {}
    for entry in entries:
        at = entry.happened_at
        for seen in entry.persons if entry.result is not Result.DENIED else ():
            counted.setdefault(seen.person, _Counted(at, at)).add(at, seen)
    found = [
        Affected(
            person,
            pseudonym(person),
            one.times,
            one.first,
            one.last,
            tuple(kind for kind in Category if kind in one.categories),
        )
        for person, one in counted.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.times, one.person)))
