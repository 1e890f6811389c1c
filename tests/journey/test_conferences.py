"""A conference: who may call it and be there, what each reads of it, and an invitation that says nothing."""

import datetime as dt
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django import DjangoDbBlocker, Settings
from tests.cast import EMIL, LEA, MARIAM, YUSUF, Character
from tests.journey.test_concerns import citizen
from tests.once import built_once
from tests.web.frontline.workplace import Employee, Workplace, workplace

from vugge.access.actions.meetings import call_meeting
from vugge.access.actions.teams import add_to_team
from vugge.access.queries.permits import permit
from vugge.audit.models import EventPerson
from vugge.audit.rules import Act, Category, Permit, Purpose, Viewer, system
from vugge.journey.actions.conferences import (
    call_conference,
    cancel_conference,
    close_conference,
    decide_at_conference,
    note_at_conference,
)
from vugge.journey.actions.merging import carry_journey_back, carry_journey_over
from vugge.journey.actions.posting import send_what_waits
from vugge.journey.actions.steps import agree_step
from vugge.journey.models.conferences import Conference
from vugge.journey.queries.conferences import (
    conference_page,
    conferences_of,
    my_conferences,
    own_conferences,
    preparing,
)
from vugge.journey.rules.agreed import Doer, NewStep, With
from vugge.journey.rules.conferences import (
    ConferenceKind,
    ConferenceState,
    Ground,
    Kin,
    NewConference,
    NoteLine,
    Point,
    PointKind,
)
from vugge.kit.errors import BadInput, Hidden, NotAllowed, NotFound
from vugge.kit.local_time import HERE

pytestmark = pytest.mark.django_db

CLOCK = system("reminders", Purpose.ADMINISTRATION)
LOCMEM = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Workplace]:
    """The workplace, built once for the tests of this file; Yusuf's teacher and health visitor are a team."""

    def build() -> Workplace:
        here = workplace()
        leave = permit(here.teacher.viewer(), Act.SHARE, person=YUSUF.id, category=Category.SHARING)
        add_to_team(here.teacher.viewer(), permit=leave, account=here.teacher.account, reason="Rejsen", lead=True)
        return here

    with built_once(django_db_blocker, build) as found:
        yield found


@pytest.fixture
def here(built: Workplace, db: None) -> Workplace:
    return built


def tomorrow(hour: int = 14) -> datetime:
    return datetime.combine(timezone.localdate() + timedelta(days=1), dt.time(hour, 30), tzinfo=HERE)


def call(by: Employee, of: Character, staff: tuple[Employee, ...] = (), **values: object) -> UUID:
    """Call a network meeting tomorrow."""
    asked = {"kind": ConferenceKind.NETWORK, "ground": Ground.CONSENT, "held_at": tomorrow(), **values}
    new = NewConference(staff=tuple(one.account for one in staff), **asked)  # type: ignore[arg-type]
    return call_conference(by.viewer(), permit=leave(by.viewer(), of), new=new, key=str(uuid4()))


def leave(viewer: Viewer, of: Character) -> Permit:
    return permit(viewer, Act.SHARE, person=of.id, category=Category.SHARING)


def today_is_the_day(conference: UUID) -> None:
    Conference.objects.whole(CLOCK).filter(id=conference).update(held_at=timezone.now() - timedelta(minutes=5))


def test_the_young_person_is_always_there_from_fifteen(here: Workplace) -> None:
    made = call(here.teacher, YUSUF, (here.visitor,))
    value = conference_page(here.teacher.viewer(), person=YUSUF.id, conference=made).value
    main = next(one for one in value.attendants if one.is_main)
    assert (main.person, main.name) == (YUSUF.id, f"{YUSUF.given_names} {YUSUF.surname}")


@pytest.mark.parametrize("wishes", [False, True])
def test_a_younger_child_is_there_when_it_wants_to(here: Workplace, wishes: bool) -> None:
    made = call(here.visitor, LEA, (here.teacher,), wishes_to_come=wishes, relatives=(MARIAM.id,))
    value = conference_page(here.visitor.viewer(), person=LEA.id, conference=made).value
    assert any(one.is_main for one in value.attendants) is wishes


def test_a_grandmother_is_a_word_and_no_name(here: Workplace) -> None:
    made = call(here.visitor, LEA, (here.teacher,), kin=(Kin.GRANDMOTHER,))
    value = conference_page(here.visitor.viewer(), person=LEA.id, conference=made).value
    grandmother = next(one for one in value.attendants if one.kin)
    assert (grandmother.kin, grandmother.name, grandmother.person) == (Kin.GRANDMOTHER, "", None)


def test_an_employee_who_is_not_around_the_family_is_not_invited(here: Workplace) -> None:
    with pytest.raises(BadInput, match="omkring familien"):
        call(here.visitor, LEA, (here.consultant,))


def test_somebody_of_another_family_is_not_invited(here: Workplace) -> None:
    with pytest.raises(BadInput, match="egen familie"):
        call(here.visitor, LEA, (here.teacher,), relatives=(EMIL.id,))


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"held_at": timezone.now() - timedelta(hours=1)}, "fra nu af"),
        ({"held_at": timezone.now() + timedelta(days=400)}, "fra nu af"),
        ({"kin": (Kin.FRIEND,) * 13}, "netværk"),
        ({"ground": Ground.MEETING}, "udveksle"),
    ],
)
def test_one_that_cannot_be_is_refused(here: Workplace, values: dict[str, object], why: str) -> None:
    with pytest.raises(BadInput, match=why):
        call(here.visitor, LEA, (), **{"kin": (Kin.FRIEND,), **values})


def test_nobody_meets_alone(here: Workplace) -> None:
    with pytest.raises(BadInput, match="ud over dig selv"):
        call(here.visitor, LEA, (here.visitor,))


def test_an_exchange_without_consent_names_its_meeting_and_ends_with_the_day(here: Workplace) -> None:
    me = here.visitor.viewer()
    held_at = tomorrow()
    meeting = call_meeting(
        me,
        permit=leave(me, LEA),
        matter="wellbeing",
        day=held_at.date(),
        participants=(here.teacher.account,),
        categories=frozenset({Category.IDENTITY, Category.EDUCATION}),
    )
    new = NewConference(ConferenceKind.TRANSITION, Ground.MEETING, held_at, staff=(here.teacher.account,))
    made = call_conference(me, permit=leave(me, LEA), new=new, key="one", meeting=meeting)
    sharing = conference_page(me, person=LEA.id, conference=made).value.sharing
    assert (sharing.meeting, sharing.until) == (meeting, held_at.date() + timedelta(days=1))
    assert sharing.legal_basis


def test_the_same_form_twice_is_one_conference(here: Workplace) -> None:
    me = here.visitor.viewer()
    new = NewConference(ConferenceKind.NETWORK, Ground.CONSENT, tomorrow(), staff=(here.teacher.account,))
    made = {call_conference(me, permit=leave(me, LEA), new=new, key="twice") for _ in range(2)}
    assert len(made) == 1


def test_the_agenda_is_read_as_far_as_each_may(here: Workplace) -> None:
    me = here.visitor.viewer()
    step = NewStep("Ring til tandlægen", Doer(), timezone.localdate() + timedelta(9), frozenset({With.PARENTS}),
                   category=Category.SUPPORT)  # fmt: skip
    to_add = permit(me, Act.ADD, person=LEA.id, category=Category.SUPPORT)
    made_step = agree_step(me, permit=to_add, new=step, key="s")
    points = (Point(PointKind.STEP, str(made_step)), Point(PointKind.OWN, words="Hvem henter?"))
    made = call(here.visitor, LEA, (here.teacher,), points=points)
    mine = conference_page(me, person=LEA.id, conference=made).value.points
    theirs = conference_page(here.teacher.viewer(), person=LEA.id, conference=made).value.points
    assert [one.title for one in mine] == ["Ring til tandlægen", "Hvem henter?"]
    assert [(one.title, one.is_withheld) for one in theirs] == [("", True), ("Hvem henter?", False)]


def test_the_plan_suggests_what_is_open(here: Workplace) -> None:
    me = here.visitor.viewer()
    step = NewStep("Ring til tandlægen", Doer(), timezone.localdate() + timedelta(9), frozenset({With.PARENTS}))
    agree_step(me, permit=leave(me, LEA), new=step, key="s")
    titles = [one.title for one in preparing(me, person=LEA.id).agenda]
    assert "Ring til tandlægen" in titles


def test_a_restricted_note_is_for_those_who_were_named(here: Workplace) -> None:
    made = call(here.visitor, LEA, (here.teacher, here.pedagogue), relatives=(MARIAM.id,))
    today_is_the_day(made)
    me = here.visitor.viewer()
    note_at_conference(me, permit=leave(me, LEA), conference=made, words="Åben")
    note_at_conference(me, permit=leave(me, LEA), conference=made, words="Lukket", readers=(here.teacher.account,))
    assert [one.words for one in read(here.visitor.viewer(), made)] == ["Åben", "Lukket"]
    assert [one.words for one in read(here.teacher.viewer(), made)] == ["Åben", "Lukket"]
    assert [(one.words, one.is_withheld) for one in read(here.pedagogue.viewer(), made)] == [
        ("Åben", False),
        ("", True),
    ]
    assert [one.words for one in read(citizen(MARIAM), made)] == ["Åben", ""]


def read(viewer: Viewer, conference: UUID) -> tuple[NoteLine, ...]:
    return conference_page(viewer, person=LEA.id, conference=conference).value.notes


def test_who_takes_no_part_sees_that_it_is_and_nothing_of_what_was_said(here: Workplace) -> None:
    made = call(here.visitor, LEA, (here.teacher,), place="Biblioteket", points=(Point(PointKind.OWN, words="Fritid"),))
    today_is_the_day(made)
    me = here.visitor.viewer()
    note_at_conference(me, permit=leave(me, LEA), conference=made, words="Hemmeligt")
    value = conference_page(here.pedagogue.viewer(), person=LEA.id, conference=made).value
    assert (value.notes, value.points, value.place, value.takes_part) == ((), (), "", False)
    other = here.pedagogue.viewer()
    with pytest.raises(NotAllowed, match="med på mødet"):
        note_at_conference(other, permit=leave(other, LEA), conference=made, words="x")


def test_whoever_may_not_know_the_child_finds_nothing(here: Workplace) -> None:
    made = call(here.visitor, LEA, (here.teacher,))
    with pytest.raises(Hidden):
        conference_page(here.volunteer.viewer(), person=LEA.id, conference=made)
    with pytest.raises(Hidden):
        conferences_of(here.caseworker.viewer(), person=LEA.id)
    with pytest.raises(NotFound):
        conference_page(here.visitor.viewer(), person=YUSUF.id, conference=made)


def test_a_decision_is_a_step_that_stands_at_the_meeting(here: Workplace) -> None:
    made = call(here.visitor, LEA, (here.teacher,))
    today_is_the_day(made)
    me = here.visitor.viewer()
    step = NewStep("Besøg i børnehaven", Doer(account=here.teacher.account), timezone.localdate() + timedelta(7),
                   frozenset({With.TEAM, With.PARENTS}))  # fmt: skip
    agreed = agree_step(me, permit=leave(me, LEA), new=step, key="d")
    decide_at_conference(me, permit=leave(me, LEA), conference=made, step=agreed)
    decide_at_conference(me, permit=leave(me, LEA), conference=made, step=agreed)
    (decided,) = conference_page(me, person=LEA.id, conference=made).value.decisions
    assert (decided.id, decided.doer_name) == (agreed, here.teacher.name)


def test_minutes_wait_for_the_day_and_end_with_the_closing(here: Workplace) -> None:
    made = call(here.visitor, LEA, (here.teacher,))
    me = here.visitor.viewer()
    with pytest.raises(BadInput, match="skrives den dag"):
        note_at_conference(me, permit=leave(me, LEA), conference=made, words="For tidligt")
    today_is_the_day(made)
    close_conference(me, permit=leave(me, LEA), conference=made, version=1)
    with pytest.raises(BadInput, match="afsluttet"):
        note_at_conference(me, permit=leave(me, LEA), conference=made, words="For sent")
    assert conference_page(me, person=LEA.id, conference=made).value.state is ConferenceState.HELD


def test_an_invitation_says_when_and_nothing_of_whom(here: Workplace, settings: Settings) -> None:
    settings.EMAIL_BACKEND, settings.ADDRESS = LOCMEM, "https://vugge.example/"
    made = call(here.visitor, LEA, (here.teacher,), place="Biblioteket", kin=(Kin.GRANDMOTHER,))
    noon = datetime.combine(timezone.localdate(), dt.time(12), tzinfo=HERE)
    send_what_waits(CLOCK, now=max(noon, timezone.now().astimezone(HERE).replace(hour=12)))
    assert len(mail.outbox) == 2
    whole = "".join(one.message().as_string() for one in mail.outbox)
    calendar = str(mail.outbox[0].attachments[0].content)
    assert "DTSTART" in calendar
    assert "14.30" in mail.outbox[0].body
    for personal in ("Mariam", "Biblioteket", "mormor", LEA.surname, str(LEA.id), str(made), made.hex):
        assert personal not in whole + calendar
    assert not any("example.dk" in one for sent in mail.outbox for one in sent.to)


def test_a_cancelled_one_is_told_and_is_no_more_on_ones_list(here: Workplace, settings: Settings) -> None:
    settings.EMAIL_BACKEND = LOCMEM
    made = call(here.visitor, LEA, (here.teacher,))
    assert [one.conference.id for one in my_conferences(here.teacher.viewer())] == [made]
    me = here.visitor.viewer()
    cancel_conference(me, permit=leave(me, LEA), conference=made, version=1)
    assert my_conferences(here.teacher.viewer()) == ()
    assert own_conferences(citizen(MARIAM)) == ()


def test_the_family_sees_its_own_meetings(here: Workplace) -> None:
    made = call(here.visitor, LEA, (here.teacher,))
    assert [one.conference.id for one in own_conferences(citizen(MARIAM))] == [made]


def test_the_log_names_whom_the_page_shows(here: Workplace) -> None:
    made = call(here.visitor, LEA, (here.teacher,), relatives=(MARIAM.id,))
    conference_page(here.visitor.viewer(), person=LEA.id, conference=made)
    seen = EventPerson.objects.filter(event__verb="journey.conference_seen").values_list("person", flat=True)
    assert set(seen) == {LEA.id, MARIAM.id}


def test_when_two_records_are_one_person_the_conference_goes_along_and_back(here: Workplace) -> None:
    made = call(here.visitor, LEA, (here.teacher,), relatives=(MARIAM.id,), kin=(Kin.GRANDMOTHER,))
    kept, gone = (Permit.of_system(CLOCK, Act.DECIDE, one.id) for one in (EMIL, LEA))
    carry_journey_over(CLOCK, kept=kept, gone=gone)
    rows = Conference.objects.whole(CLOCK).filter(id=made)
    assert rows.values_list("person_id", flat=True).get() == EMIL.id
    carry_journey_back(CLOCK, kept=kept, gone=gone)
    assert rows.values_list("person_id", flat=True).get() == LEA.id
