"""When two records turn out to be one person, what was observed and agreed goes along; and back when they are two.

Offers `carry_journey_over` and `carry_journey_back`.
"""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from vugge.audit.actions import action
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Act, Category, Logged, Permit, Viewer
from vugge.journey.actions.conference_merging import CONFERENCE_TABLES, move_conferences
from vugge.journey.actions.message_merging import MESSAGE_TABLES, move_messages
from vugge.journey.actions.transition_merging import TRANSITION_TABLES, move_transitions
from vugge.journey.models import CarriedJourney, Evidence, Goal, GoalAcceptance, GoalChange, Step
from vugge.people.models.scoped import ScopedManager

MOVING: Final[dict[str, tuple[ScopedManager[Any], str]]] = {  # Any: rows of several tables, moved alike
    "evidence": (Evidence.objects, "person"),
    "goal": (Goal.objects, "person"),
    "goal_change": (GoalChange.objects, "person"),
    "goal_acceptance": (GoalAcceptance.objects, "person"),
    "step": (Step.objects, "person"),
    "answer": (GoalAcceptance.objects, "participant"),
}
"""What moves: the table, and its column that names the person. An answer of one who goes is the answer of who stays."""


@action("journey.journey_carried_over")
def carry_journey_over(viewer: Viewer, *, kept: Permit, gone: Permit) -> Logged[int]:
    """Let what was observed and agreed be about the one that stays. Returns how many rows moved, and keeps which."""
    _must_decide(viewer, kept, gone)
    with deciding():  # also what is of a kind that the one who merges does not see
        moved = (
            {name: ids for name, (table, column) in MOVING.items() if (ids := _move(table, column, of=gone, to=kept))}
            | move_transitions(kept, gone)
            | move_messages(kept, gone)
            | move_conferences(kept, gone)
        )
        CarriedJourney(
            kept_id=kept.sight.person, gone_id=gone.sight.person, moved=moved, carried_at=timezone.now()
        ).save(force_insert=True)
    return _logged(moved, kept, gone)


@action("journey.journey_carried_back")
def carry_journey_back(viewer: Viewer, *, kept: Permit, gone: Permit) -> Logged[int]:
    """Give back to the one that had gone what it brought, with what has corrected it since. Returns how many rows.

    What was written on the one that stayed since stays there: nobody can know whose it is. One from before this was
    kept has nothing to give back.
    """
    _must_decide(viewer, kept, gone)
    with deciding():
        rows = CarriedJourney.objects.covered_by(kept).filter(gone=gone.sight.person, undone_at__isnull=True)
        row = rows.order_by("-carried_at", "-id").first()
        if row is None:
            return _logged({}, gone, kept)
        moved: dict[str, list[str]] = dict(row.moved)
        moved["evidence"] = _with_corrections(kept, moved.get("evidence", []))
        for name, ids in moved.items():
            table, column = (MOVING | TRANSITION_TABLES | MESSAGE_TABLES | CONFERENCE_TABLES)[name]
            mine = table.naming(kept, column).filter(id__in=[UUID(one) for one in ids])
            mine.update(**{column: gone.sight.person})
        row.undone_at = timezone.now()
        row.save(update_fields=["undone_at"])
    return _logged(moved, gone, kept)


def _must_decide(viewer: Viewer, *permits: Permit) -> None:
    for one in permits:
        one.must_cover(viewer, Act.DECIDE, one.sight.person, Category.IDENTITY)


def _move(table: ScopedManager[Any], column: str, *, of: Permit, to: Permit) -> list[str]:  # Any: rows of any table
    theirs = table.naming(of, column)
    ids = list(theirs.values_list("id", flat=True))
    table.naming(of, column).filter(id__in=ids).update(**{column: to.sight.person})
    return [str(one) for one in ids]


def _with_corrections(kept: Permit, ids: list[str]) -> list[str]:
    """Return observations with those that have put them right since: a correction belongs with what it corrects."""
    found, newest = list(ids), [UUID(one) for one in ids]
    while newest:
        rows = Evidence.objects.covered_by(kept).filter(id__in=newest, corrected_by__isnull=False)
        newest = [one for one in rows.values_list("corrected_by_id", flat=True) if str(one) not in found]
        found += [str(one) for one in newest]
    return found


def _logged(moved: Mapping[str, list[str]], to: Permit, other: Permit) -> Logged[int]:
    rows = sum(len(ids) for ids in moved.values())
    return Logged(
        rows,
        subject=f"person:{to.sight.person}",
        basis=to.sight.basis,
        persons=(to.seen(Category.IDENTITY), other.seen(Category.IDENTITY)),
        numbers={"rows_moved": rows},
    )
