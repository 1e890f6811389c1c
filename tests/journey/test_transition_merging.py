"""Transitions when two records are one person, and when they turn out to be two after all."""

from uuid import UUID

import pytest
from django.utils import timezone
from tests.access import rows
from tests.cast import a_registrar, may
from tests.journey.moving import a_move

from vugge.audit.rules import Act
from vugge.journey.actions.merging import carry_journey_back, carry_journey_over
from vugge.journey.models import NoteRelease, Transition, TransitionEvent, TransitionItem

pytestmark = pytest.mark.django_db


def carried(kept: UUID, gone: UUID, *, back: bool = False) -> None:
    """Let the registrar make two records one, or two again."""
    viewer = a_registrar()
    deed = carry_journey_back if back else carry_journey_over
    deed(viewer, kept=may(viewer, Act.DECIDE, kept), gone=may(viewer, Act.DECIDE, gone))


def about(person: UUID) -> list[int]:
    """Return how much of each table is about a person."""
    tables = (Transition, TransitionItem, TransitionEvent)
    return [table.objects.adding().filter(person=person).count() for table in tables]


def test_a_transition_goes_along_with_all_that_is_written_of_it_and_back() -> None:
    move, kept = a_move(), rows.a_person()
    move.offered()
    before = about(move.child)
    assert before == [1, 1, 2]
    carried(kept, move.child)
    assert (about(kept), about(move.child)) == (before, [0, 0, 0])
    carried(kept, move.child, back=True)
    assert (about(kept), about(move.child)) == ([0, 0, 0], before)


def test_what_would_collide_stays_whole_where_it_is() -> None:
    first, second = a_move(), a_move()
    first.offered()
    second.offered()
    carried(first.child, second.child)
    assert about(first.child) == about(second.child) == [1, 1, 2]


def test_a_yes_of_the_one_who_goes_is_the_yes_of_the_one_who_stays() -> None:
    move, kept = a_move(), rows.a_person()
    transition = move.offered()
    NoteRelease(
        person_id=move.child,
        transition_id=transition,
        signer_id=move.mother_id,
        to_unit_id=move.teacher.unit.id,
        said_at=timezone.now(),
    ).save()
    carried(kept, move.mother_id)
    assert NoteRelease.objects.adding().get().signer_id == kept
