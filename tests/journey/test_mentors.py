"""The grown-up whom a young person chooses to follow into the next place."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from tests.journey.moving import Moving, a_move

from vugge.access.rules.consent import months_later
from vugge.audit.actions import acting
from vugge.audit.rules import Viewer
from vugge.journey.actions.mentors import Touch, choose_mentor, end_mentor, log_contact
from vugge.journey.models import MentorContact, TransitionMentor
from vugge.journey.queries.transition_pages import own_transition, transition_page
from vugge.journey.rules.transition_values import ContactHow
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.organisations.rules.kinds import UnitKind

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def a_young_one(age: int) -> Moving:
    """Make somebody of an age at school, with a teacher."""
    today = TODAY()
    return a_move(born=today.replace(year=today.year - age, day=1), kind=UnitKind.SCHOOL)


def choose(move: Moving, viewer: Viewer, transition: UUID, account: UUID | None = None) -> None:
    """Choose the teacher."""
    with acting(viewer):
        chosen = account or move.pedagogue.account.id
        choose_mentor(viewer, permit=move.leave(viewer), transition=transition, account=chosen)


def test_a_young_person_chooses_a_grown_up_for_a_year() -> None:
    move = a_young_one(16)
    transition = move.opened(kind="school_to_youth_education")
    choose(move, move.young, transition)
    row = TransitionMentor.objects.adding().get(transition=transition)
    assert (row.account_id, row.own_choice) == (move.pedagogue.account.id, True)
    assert row.ends == months_later(TODAY(), 12)
    with acting(move.young):
        assert own_transition(move.young, transition=transition).mentors[0].own_choice


@pytest.mark.parametrize("age", [13, 14])
def test_before_fifteen_the_place_writes_it_on_the_young_persons_word(age: int) -> None:
    move = a_young_one(age)
    transition = move.opened(kind="school_to_youth_education")
    with pytest.raises(NotAllowed):
        choose(move, move.young, transition)
    choose(move, move.sender, transition)
    assert not TransitionMentor.objects.adding().get(transition=transition).own_choice


def test_no_child_of_twelve_and_no_parent_chooses() -> None:
    move = a_young_one(12)
    transition = move.opened(kind="school_to_youth_education")
    with pytest.raises(BadInput, match="13"):
        choose(move, move.sender, transition)
    with pytest.raises(NotAllowed):
        choose(move, move.mother, transition)


def test_the_mentor_works_where_the_young_person_comes_from() -> None:
    move = a_young_one(16)
    transition = move.opened(kind="school_to_youth_education")
    with pytest.raises(BadInput, match="kommer fra"):
        choose(move, move.young, transition, move.stranger.account.id)


def test_there_is_one_mentor_at_a_time() -> None:
    move = a_young_one(16)
    transition = move.opened(kind="school_to_youth_education")
    choose(move, move.young, transition)
    with pytest.raises(BadInput, match="allerede en mentor"):
        choose(move, move.young, transition, move.colleague.account.id)
    with acting(move.young):
        end_mentor(move.young, permit=move.leave(move.young), transition=transition)
    choose(move, move.young, transition, move.colleague.account.id)


def test_the_mentor_alone_writes_contacts_and_the_same_form_once() -> None:
    move = a_young_one(16)
    transition = move.opened(kind="school_to_youth_education")
    choose(move, move.young, transition)
    key, touch = uuid4(), Touch(TODAY(), ContactHow.MET, "Gik med til første skoledag.")
    with acting(move.sender):
        leave = move.leave(move.sender)
        for _ in range(2):
            log_contact(move.sender, permit=leave, transition=transition, touch=touch, key=key)
        for day in (TODAY() + timedelta(days=1), TODAY() - timedelta(days=1)):
            with pytest.raises(BadInput, match="dag"):
                log_contact(
                    move.sender, permit=leave, transition=transition, touch=Touch(day, ContactHow.MET), key=uuid4()
                )
    assert MentorContact.objects.adding().count() == 1
    with acting(move.young):
        leave = move.leave(move.young)
        with pytest.raises(NotAllowed):
            log_contact(move.young, permit=leave, transition=transition, touch=touch, key=uuid4())
    with acting(move.sender):
        seen = transition_page(move.sender, person=move.child, transition=transition)
    assert seen.is_mentor
    assert seen.mentors[0].contacts == ((TODAY(), ContactHow.MET, "Gik med til første skoledag."),)


def test_without_a_mentor_there_is_nobody_to_be_in_touch() -> None:
    move = a_young_one(16)
    transition = move.opened(kind="school_to_youth_education")
    with acting(move.sender):
        leave = move.leave(move.sender)
        with pytest.raises(NotFound):
            end_mentor(move.sender, permit=leave, transition=transition)
