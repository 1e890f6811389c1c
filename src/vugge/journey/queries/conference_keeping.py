"""What is kept of the conferences around somebody, and of how they are reminded, to read and to take home.

Offers `kept_conferences` with `KeptConference`, and `kept_choice`. Asked inside looks.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from vugge.audit.rules import Category, Scope
from vugge.journey.models import (
    Conference,
    ConferenceNote,
    ConferenceParticipant,
    ConferencePoint,
    ReminderChoice,
)
from vugge.journey.queries.agreed import placeless
from vugge.journey.rules.conferences import ConferenceKind, ConferenceState, Kin
from vugge.journey.rules.reminders import Channel, Choice


@dataclass(frozen=True)
class KeptConference:
    """A conference as it is kept: `notes` are those that everybody there may read, `restricted` how many others.

    `staff` and `relatives` are numbers: who they are is told on the conference's own page.
    """

    kind: ConferenceKind
    state: ConferenceState
    held_at: datetime
    place: str
    points: tuple[str, ...]
    notes: tuple[str, ...]
    restricted: int
    staff: int
    relatives: int
    kin: tuple[Kin, ...]


def kept_conferences(scope: Scope, person: UUID) -> tuple[KeptConference, ...]:
    """Return the conferences around a person, the newest first. Five statements.

    Where a protected person is, nothing that somebody wrote is told to whoever may not know the place.
    """
    if not scope.shows(person, Category.SHARING):
        return ()
    rows = list(Conference.objects.within(scope, only=(person,)).order_by("-held_at", "id").values())
    is_veiled = person in placeless(scope, (person,))
    points, notes, attendants = (
        _by_conference(table.objects.within(scope, only=(person,)).order_by("id").values())
        for table in (ConferencePoint, ConferenceNote, ConferenceParticipant)
    )
    return tuple(
        KeptConference(
            kind=ConferenceKind(row["kind"]),
            state=ConferenceState(row["state"]),
            held_at=row["held_at"],
            place="" if is_veiled else row["place"],
            points=() if is_veiled else tuple(one["words"] for one in points[row["id"]] if one["words"]),
            notes=() if is_veiled else tuple(one["words"] for one in notes[row["id"]] if not one["is_restricted"]),
            restricted=sum(one["is_restricted"] for one in notes[row["id"]]),
            staff=sum(one["account_id"] is not None for one in attendants[row["id"]]),
            relatives=sum(one["participant_id"] is not None for one in attendants[row["id"]]),
            kin=tuple(Kin(one["kin"]) for one in attendants[row["id"]] if one["kin"]),
        )
        for row in rows
    )


def kept_choice(scope: Scope, person: UUID) -> Choice | None:
    """Return how a person has chosen to be reminded, to whoever may know how they are reached; None: not chosen.

    One statement.
    """
    if not scope.shows(person, Category.LOCATION):
        return None
    row = ReminderChoice.objects.within(scope, only=(person,)).values().first()
    return Choice(Channel(row["channel"]), row["language"], row["despite_protection"]) if row else None


def _by_conference(rows: Any) -> Mapping[UUID, list[dict[str, Any]]]:  # Any: plain values of rows
    found: defaultdict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row["conference_id"]].append(row)
    return found
