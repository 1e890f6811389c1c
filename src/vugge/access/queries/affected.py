"""Whom an incident concerns: everybody whose data an account, or a unit, saw or changed in a time. Pseudonyms alone.

Offers `affected` and `exported_affected` with `Incident`, `Why` and `Affected`.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from vugge.access.queries.oversight import log_scope, must_supervise, pseudonym
from vugge.access.rules.telling import SUPERVISION
from vugge.audit.actions import look
from vugge.audit.queries import entries_between
from vugge.audit.rules import Category, Entry, Level, Looked, Result, Seen, Viewer
from vugge.kit.errors import BadInput
from vugge.kit.text import sentence

MOST_ENTRIES: Final = 200_000


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
    """Give the same list as a file; the log says so, and what it was for. Raises as `affected` does."""
    return _looked(viewer, incident)


def _looked(viewer: Viewer, incident: Incident) -> Looked[tuple[Affected, ...]]:
    must_supervise(viewer)
    if incident.account is None and incident.unit is None:
        raise BadInput(sentence("Vælg en enhed eller en medarbejder."))
    if incident.until <= incident.since:
        raise BadInput(sentence("Tiden slutter, før den begynder."))
    by = "" if incident.account is None else f"person:{incident.account}"
    entries = entries_between(log_scope(), incident.since, incident.until, limit=MOST_ENTRIES, by=by)
    found = _affected([one for one in entries if incident.unit is None or one.unit == str(incident.unit)])
    seen = tuple(Seen(one.person, Level.EXISTS, frozenset(), SUPERVISION) for one in found)
    numbers = {"affected": len(found), **({} if incident.unit is None else {"unit": incident.unit})}
    return Looked(found, seen=seen, numbers=numbers, fields=(f"because_{incident.why}",))


def _affected(entries: list[Entry]) -> tuple[Affected, ...]:
    """Gather the entries by person; who was only refused is not concerned. Most often seen first."""
    times: defaultdict[UUID, list[datetime]] = defaultdict(list)
    categories: defaultdict[UUID, set[Category]] = defaultdict(set)
    for entry in entries:
        for seen in entry.persons if entry.result is not Result.DENIED else ():
            times[seen.person].append(entry.happened_at)
            categories[seen.person] |= seen.categories
    found = [
        Affected(
            person,
            pseudonym(person),
            len(when),
            min(when),
            max(when),
            tuple(one for one in Category if one in categories[person]),
        )
        for person, when in times.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.times, one.person)))
