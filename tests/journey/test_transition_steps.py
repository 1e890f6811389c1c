"""Transitions as deeds: each step works, is refused to whom it must be, and is written down."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from tests.access import rows
from tests.journey.moving import Moving, a_move, a_place, a_stay

from vugge.access.models import Basis
from vugge.access.rules.basis import BasisKind
from vugge.audit.actions import acting
from vugge.audit.models import Event, EventPerson
from vugge.audit.rules import Act, Category, Level
from vugge.journey.actions.transitions import (
    Destination,
    accept_transition,
    answer_item,
    cancel_transition,
    close_transition,
    confirm_arrival,
    follow_up,
    move_day,
    offer_transition,
    open_transition,
    plan_transition,
    return_transition,
)
from vugge.journey.models import FollowUp, Transition, TransitionEvent
from vugge.journey.rules.transition_values import ItemAnswer
from vugge.journey.rules.transitions import State
from vugge.kit.errors import BadInput, Hidden, NotAllowed, NotFound
from vugge.organisations.rules.kinds import OrganisationKind, UnitKind
from vugge.people.rules.changes import Conflict
from vugge.people.rules.kinds import SpellKind

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def move(db: None) -> Moving:
    """The child, the family and both places."""
    return a_move()


def test_opening_is_written_down_and_done_once(move: Moving) -> None:
    key, viewer = uuid4(), move.sender
    with acting(viewer):
        leave = move.leave(viewer, Act.ADD, Category.EDUCATION)
        first = open_transition(viewer, permit=leave, kind="daycare_to_school", key=key)
        assert open_transition(viewer, permit=leave, kind="daycare_to_school", key=key) == first
        with pytest.raises(BadInput, match="allerede åbnet"):
            open_transition(viewer, permit=leave, kind="daycare_to_school", key=uuid4())
    row = move.row(first)
    assert (row.state, row.from_unit_id, row.person_id) == (State.PREPARED, move.pedagogue.unit.id, move.child)
    entry = Event.objects.filter(verb="journey.transition_opened").latest("sequence")
    assert entry.subject == f"transition:{first}"
    assert EventPerson.objects.filter(event=entry, person=move.child).exists()
    assert TransitionEvent.objects.adding().filter(transition=first).count() == 1


def test_a_transition_begins_where_its_kind_says(move: Moving) -> None:
    with acting(move.sender):
        leave = move.leave(move.sender, Act.ADD, Category.EDUCATION)
        with pytest.raises(BadInput, match="begynder ikke hos jer"):
            open_transition(move.sender, permit=leave, kind="school_to_youth_education", key=uuid4())


def test_whoever_is_only_in_the_team_opens_nothing(move: Moving) -> None:
    team = rows.a_team(move.child, timezone.now())
    rows.a_basis(BasisKind.TEAM, move.child, timezone.now(), account=move.colleague.account, team=team)
    viewer = move.colleague.viewer()
    with acting(viewer):
        leave = move.leave(viewer)
        with pytest.raises(NotAllowed):
            open_transition(viewer, permit=leave, kind="daycare_to_school", key=uuid4())


@pytest.mark.parametrize("who", ["receiver", "stranger", "mother"])
def test_nobody_opens_a_transition_of_a_child_they_do_not_work_with(move: Moving, who: str) -> None:
    viewer = move.stranger.viewer() if who == "stranger" else getattr(move, who)
    with acting(viewer), pytest.raises((Hidden, NotAllowed)):
        move.leave(viewer, Act.ADD, Category.EDUCATION)


def test_no_place_is_asked_before_the_family_knows(move: Moving) -> None:
    transition = move.opened()
    with acting(move.sender):
        leave = move.leave(move.sender)
        with pytest.raises(BadInput, match="hvor barnet skal hen"):
            offer_transition(move.sender, permit=leave, transition=transition, version=1)
        to = Destination(TODAY() + timedelta(days=30), move.teacher.unit.id)
        plan_transition(move.sender, permit=leave, transition=transition, version=1, to=to)
        with pytest.raises(BadInput, match="Familien ved"):
            offer_transition(move.sender, permit=leave, transition=transition, version=2)


def test_a_private_organisation_takes_over_no_child(move: Moving) -> None:
    transition = move.opened()
    private = a_place(UnitKind.SCHOOL, OrganisationKind.COMPANY)
    kindergarten = a_place(UnitKind.KINDERGARTEN)
    day = TODAY() + timedelta(days=30)
    with acting(move.sender):
        leave = move.leave(move.sender)
        to = Destination(day, private.pk)
        with pytest.raises(NotAllowed, match="kan ikke overtage"):
            plan_transition(move.sender, permit=leave, transition=transition, version=1, to=to)
        for to in (Destination(day, kindergarten.pk), Destination(day, move.pedagogue.unit.id), Destination(day)):
            with pytest.raises(BadInput):
                plan_transition(move.sender, permit=leave, transition=transition, version=1, to=to)
        to = Destination(day, to_place="En privat skole")
        with pytest.raises(BadInput, match="sted i registeret"):
            plan_transition(move.sender, permit=leave, transition=transition, version=1, to=to)


def test_until_the_child_begins_the_next_place_does_not_know_who_it_is(move: Moving) -> None:
    assert move.level(move.receiver) is Level.UNKNOWN
    move.offered()
    assert move.level(move.receiver) is Level.UNKNOWN
    other = a_move()
    other.accepted(on=TODAY() + timedelta(days=1))
    assert other.level(other.receiver) is Level.UNKNOWN


def test_from_the_day_the_child_begins_the_next_place_has_its_task(move: Moving) -> None:
    transition = move.accepted(on=TODAY())
    assert move.level(move.receiver) is Level.FULL
    given = Basis.objects.adding().get(pk=move.row(transition).basis or 0)
    assert (given.kind, given.unit_id, given.account_id) == (BasisKind.ASSIGNED, move.teacher.unit.id, None)
    assert move.level(move.stranger.viewer()) is Level.UNKNOWN


def test_a_child_who_begins_on_another_day_is_known_from_that_day(move: Moving) -> None:
    transition = move.accepted(on=TODAY() + timedelta(days=30))
    assert move.level(move.receiver) is Level.UNKNOWN
    _moved(move, transition, TODAY(), by_sender=True)
    assert move.level(move.receiver) is Level.FULL
    _moved(move, transition, TODAY() + timedelta(days=3), by_sender=False)
    assert move.level(move.receiver) is Level.UNKNOWN
    stranger = move.stranger.viewer()
    with acting(stranger), pytest.raises(NotFound):
        move_day(stranger, transition=transition, version=move.row(transition).version, begins_on=TODAY())


def test_the_next_place_cannot_let_itself_know_the_child_earlier(move: Moving) -> None:
    day = TODAY() + timedelta(days=30)
    transition = move.offered(on=day)
    version = move.row(transition).version
    with acting(move.receiver), pytest.raises(BadInput, match="har sagt"):
        accept_transition(move.receiver, transition=transition, version=version, begins_on=TODAY())
    with acting(move.receiver):
        accept_transition(move.receiver, transition=transition, version=version, begins_on=day)
    with pytest.raises(BadInput, match="har sagt"):
        _moved(move, transition, TODAY(), by_sender=False)
    assert move.level(move.receiver) is Level.UNKNOWN


def _moved(move: Moving, transition: UUID, day: date, *, by_sender: bool) -> None:
    """Move the day on which the child begins."""
    viewer = move.sender if by_sender else move.receiver
    with acting(viewer):
        leave = move.leave(viewer) if by_sender else None
        version = move.row(transition).version
        move_day(viewer, permit=leave, transition=transition, version=version, begins_on=day)


def test_no_day_is_moved_before_there_is_a_yes(move: Moving) -> None:
    transition = move.offered()
    version = move.row(transition).version
    with acting(move.receiver), pytest.raises(BadInput, match="kun flyttes"):
        move_day(move.receiver, transition=transition, version=version, begins_on=TODAY())


def test_an_answer_is_in_the_childs_log_though_nobody_saw_the_child(move: Moving) -> None:
    transition = move.accepted()
    entry = Event.objects.filter(verb="journey.transition_accepted").latest("sequence")
    touched = EventPerson.objects.get(event=entry)
    assert (touched.person, touched.level, touched.categories) == (move.child, Level.EXISTS, "")
    assert entry.basis == f"transition:{transition}"


def test_what_is_sent_back_has_a_reason_opens_nothing_and_can_be_asked_again(move: Moving) -> None:
    transition = move.offered()
    version = move.row(transition).version
    with acting(move.receiver):
        with pytest.raises(BadInput, match="Skriv hvorfor"):
            return_transition(move.receiver, transition=transition, version=version, reason=" ")
        return_transition(move.receiver, transition=transition, version=version, reason="Der er ikke plads.")
    assert (move.row(transition).state, move.row(transition).reason) == (State.RETURNED, "Der er ikke plads.")
    with acting(move.sender):
        offer_transition(move.sender, permit=move.leave(move.sender), transition=transition, version=version + 1)
    assert move.row(transition).state is not None
    assert move.row(transition).state == State.OFFERED


def test_a_yes_that_is_taken_back_shuts_what_it_opened(move: Moving) -> None:
    transition = move.accepted(on=TODAY())
    assert move.level(move.receiver) is Level.FULL
    version = move.row(transition).version
    with acting(move.receiver):
        return_transition(move.receiver, transition=transition, version=version, reason="Familien flyttede ikke.")
    assert move.level(move.receiver) is Level.UNKNOWN


def test_what_is_cancelled_shuts_what_was_opened(move: Moving) -> None:
    transition = move.accepted(on=TODAY())
    with acting(move.sender):
        cancel_transition(
            move.sender,
            permit=move.leave(move.sender),
            transition=transition,
            version=move.row(transition).version,
            reason="Barnet bliver et år til.",
        )
    assert move.row(transition).state == State.CANCELLED
    assert move.level(move.receiver) is Level.UNKNOWN
    assert Basis.objects.adding().filter(unit=move.teacher.unit, ended_at__isnull=True).count() == 0


def test_nobody_else_answers_an_offer(move: Moving) -> None:
    transition = move.offered()
    version, day = move.row(transition).version, TODAY()
    stranger = move.stranger.viewer()
    with acting(stranger), pytest.raises(NotFound):
        accept_transition(stranger, transition=transition, version=version, begins_on=day)
    volunteer = rows.an_employee("volunteer", unit=move.teacher.unit).viewer()
    with acting(volunteer), pytest.raises(NotAllowed):
        accept_transition(volunteer, transition=transition, version=version, begins_on=day)
    with acting(move.sender), pytest.raises((NotAllowed, NotFound)):
        accept_transition(move.sender, transition=transition, version=version, begins_on=day)
    with acting(move.sender):
        leave = move.leave(move.sender)
        with pytest.raises(NotAllowed):
            accept_transition(move.sender, transition=transition, version=version, begins_on=day, permit=leave)
    assert move.row(transition).state == State.OFFERED


def test_two_who_answer_at_once_do_not_both_answer(move: Moving) -> None:
    transition = move.offered()
    version = move.row(transition).version
    with acting(move.receiver):
        return_transition(move.receiver, transition=transition, version=version, reason="Der er ikke plads.")
        with pytest.raises((Conflict, BadInput)):
            accept_transition(move.receiver, transition=transition, version=version, begins_on=TODAY())
    assert Basis.objects.adding().filter(unit=move.teacher.unit).count() == 0


def test_the_sender_answers_until_the_arrival_is_confirmed_by_the_receiver(move: Moving) -> None:
    transition = move.accepted(on=TODAY())
    version = move.row(transition).version
    with acting(move.sender), pytest.raises(NotAllowed):
        confirm_arrival(
            move.sender, permit=move.leave(move.sender), transition=transition, version=version, arrived_on=TODAY()
        )
    with acting(move.receiver):
        leave = move.leave(move.receiver)
        later = TODAY() + timedelta(days=1)
        with pytest.raises(BadInput, match="ikke kommet"):
            confirm_arrival(move.receiver, permit=leave, transition=transition, version=version, arrived_on=later)
        confirm_arrival(move.receiver, permit=leave, transition=transition, version=version, arrived_on=TODAY())
    assert move.row(transition).state == State.ARRIVED


def test_it_is_followed_up_after_three_and_twelve_months_and_then_over(move: Moving) -> None:
    transition = move.arrived()
    with acting(move.receiver):
        leave = move.leave(move.receiver)
        version = move.row(transition).version
        with pytest.raises(BadInput, match="for tidligt"):
            follow_up(move.receiver, permit=leave, transition=transition, version=version, still_there=True)
    rows_ = Transition.objects.adding().filter(pk=transition)
    rows_.update(arrived_on=TODAY() - timedelta(days=400))
    with acting(move.receiver):
        for expected in (State.FOLLOWED_UP, State.CLOSED):
            version = move.row(transition).version
            reached = follow_up(
                move.receiver,
                permit=leave,
                transition=transition,
                version=version,
                still_there=True,
                words="Glad for klassen.",
            )
            assert reached is expected
    assert list(FollowUp.objects.adding().order_by("months").values_list("months", "still_there")) == [
        (3, True),
        (12, True),
    ]


def test_it_can_be_closed_before_with_a_reason(move: Moving) -> None:
    transition = move.arrived()
    with acting(move.receiver):
        close_transition(
            move.receiver,
            permit=move.leave(move.receiver),
            transition=transition,
            version=move.row(transition).version,
            reason="Familien er flyttet.",
        )
    assert move.row(transition).state == State.CLOSED


def test_to_a_place_without_log_in_the_sender_writes_what_it_answered(move: Moving) -> None:
    transition = move.opened(kind="move_municipality")
    day = TODAY()
    with acting(move.sender):
        leave = move.leave(move.sender)
        to = Destination(day, to_place="Aarhus Kommune")
        plan_transition(move.sender, permit=leave, transition=transition, version=1, to=to)
        answer_item(move.sender, permit=leave, transition=transition, item="family_told", answer=ItemAnswer.YES)
        offer_transition(move.sender, permit=leave, transition=transition, version=2)
        accept_transition(move.sender, permit=leave, transition=transition, version=3, begins_on=day)
        confirm_arrival(move.sender, permit=leave, transition=transition, version=4, arrived_on=day)
    assert move.row(transition).state == State.ARRIVED
    assert move.row(transition).basis is None


def test_nothing_of_a_transition_can_be_asked_of_another_child(move: Moving) -> None:
    transition, other = move.offered(), a_move()
    with acting(other.sender), pytest.raises(NotFound):
        offer_transition(other.sender, permit=other.leave(other.sender), transition=transition, version=3)


def test_a_place_on_file_is_what_the_child_begins(move: Moving) -> None:
    a_stay(move.child, SpellKind.SCHOOL, move.teacher.unit, TODAY())
    assert move.arrived()
