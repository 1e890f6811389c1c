"""When two records are one person: transitions go along with all that is written of them, but those that would collide.

Where the one that stays has an open transition of the same kind, the other's stays where it is, and can be read there.
Offers `TRANSITION_TABLES` and `move_transitions`, to `merging`.
"""

from collections.abc import Mapping
from typing import Any, Final

from vugge.audit.rules import Permit
from vugge.journey.models import (
    FollowUp,
    MentorContact,
    NoteRelease,
    Transition,
    TransitionEvent,
    TransitionItem,
    TransitionMentor,
    TransitionNote,
)
from vugge.journey.rules.transitions import OVER
from vugge.people.models.scoped import ScopedManager

TRANSITION_TABLES: Final[dict[str, tuple[ScopedManager[Any], str]]] = {  # Any: rows of several tables
    "transition": (Transition.objects, "person"),
    "transition_item": (TransitionItem.objects, "person"),
    "transition_note": (TransitionNote.objects, "person"),
    "transition_event": (TransitionEvent.objects, "person"),
    "follow_up": (FollowUp.objects, "person"),
    "note_release": (NoteRelease.objects, "person"),
    "transition_mentor": (TransitionMentor.objects, "person"),
    "mentor_contact": (MentorContact.objects, "person"),
    "note_signer": (NoteRelease.objects, "signer"),
}
"""What moves: the table, and its column that names the person. A yes of one who goes is the yes of who stays."""
_PARTS: Final = ("transition_item", "transition_note", "transition_event", "follow_up", "note_release")


def move_transitions(kept: Permit, gone: Permit) -> dict[str, list[str]]:
    """Move them, and return the ids of the rows that moved, by table. Asked inside `deciding`."""
    taken = Transition.objects.covered_by(kept).exclude(state__in=[one.value for one in OVER])
    open_kinds = list(taken.values_list("kind", flat=True))
    theirs = Transition.objects.covered_by(gone)
    colliding = theirs.filter(kind__in=open_kinds).exclude(state__in=[one.value for one in OVER])
    going = list(theirs.exclude(id__in=list(colliding.values_list("id", flat=True))).values_list("id", flat=True))
    mentors = list(TransitionMentor.objects.covered_by(gone).filter(transition__in=going).values_list("id", flat=True))
    wanted: dict[str, dict[str, object]] = {
        "transition": {"id__in": going},
        **{name: {"transition__in": going} for name in _PARTS},
        "mentor_contact": {"mentor__in": mentors},
        "transition_mentor": {"id__in": mentors},
        "note_signer": {},
    }
    return {name: ids for name, chosen in wanted.items() if (ids := _move(name, chosen, kept=kept, gone=gone))}


def _move(name: str, chosen: Mapping[str, object], *, kept: Permit, gone: Permit) -> list[str]:
    table, column = TRANSITION_TABLES[name]
    ids = list(table.naming(gone, column).filter(**chosen).values_list("id", flat=True))
    table.naming(gone, column).filter(id__in=ids).update(**{column: kept.sight.person})
    return [str(one) for one in ids]
