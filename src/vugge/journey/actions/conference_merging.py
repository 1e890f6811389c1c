"""When two records are one person: the conferences around them go along, those they take part in, and the concerns.

A conference to which both were invited keeps the one that stays. What each chose of reminders stays with each: the one
that stays is reminded as they chose. Offers `CONFERENCE_TABLES` and `move_conferences`, to `merging`.
"""

from typing import Any, Final
from uuid import UUID

from vugge.audit.rules import Permit
from vugge.journey.models import (
    Concern,
    Conference,
    ConferenceDecision,
    ConferenceNote,
    ConferenceParticipant,
    ConferencePoint,
    Invitation,
)
from vugge.people.models.scoped import ScopedManager

CONFERENCE_TABLES: Final[dict[str, tuple[ScopedManager[Any], str]]] = {  # Any: rows of several tables
    "conference": (Conference.objects, "person"),
    "conference_participant": (ConferenceParticipant.objects, "person"),
    "conference_point": (ConferencePoint.objects, "person"),
    "conference_note": (ConferenceNote.objects, "person"),
    "conference_decision": (ConferenceDecision.objects, "person"),
    "conference_relative": (ConferenceParticipant.objects, "participant"),
    "invitation": (Invitation.objects, "person"),
    "concern": (Concern.objects, "person"),
}
"""What moves: the table, and its column that names the person."""


def move_conferences(kept: Permit, gone: Permit) -> dict[str, list[str]]:
    """Move them, and return the ids of the rows that moved, by table. Asked inside `deciding`."""
    both = list(ConferenceParticipant.objects.naming(kept, "participant").values_list("conference", flat=True))
    return {name: ids for name in CONFERENCE_TABLES if (ids := _move(name, kept, gone, but=both))}


def _move(name: str, kept: Permit, gone: Permit, *, but: list[UUID]) -> list[str]:
    table, column = CONFERENCE_TABLES[name]
    rows = table.naming(gone, column)
    if name == "conference_relative":
        rows = rows.exclude(conference__in=but)
    ids = list(rows.values_list("id", flat=True))
    table.naming(gone, column).filter(id__in=ids).update(**{column: kept.sight.person})
    return [str(one) for one in ids]
