"""A concern goes to a coordinator without authority, opens little, ends again, and never tells who sent it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from tests.cast import EMIL, LEA, MARIAM, YUSUF, Character
from tests.once import built_once
from tests.web.frontline.workplace import BOOKKEEPER, LONG_AGO, Employee, Workplace, employ, give_task, workplace

from vugge.access.actions.conflicts import note_conflict
from vugge.access.queries.actors import sight
from vugge.access.queries.permits import permit
from vugge.audit.models import Event, EventPerson
from vugge.audit.rules import Act, Category, Purpose, Viewer, person, system
from vugge.journey.actions.concerns import close_concern, link_concern, note_concern, send_concern, take_concern
from vugge.journey.models.concerns import Concern, ConcernEntry
from vugge.journey.queries.concerns import concern_page, concerns_received, concerns_sent, own_concerns
from vugge.journey.rules.concerns import Deed, NewConcern, Outcome, Sender, State, Wait
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.organisations.actions.accounts import register_account
from vugge.organisations.actions.units import create_unit
from vugge.organisations.models import Organisation
from vugge.organisations.rules.accounts import AccountKind
from vugge.organisations.rules.kinds import Role, UnitKind
from vugge.organisations.rules.register import NewUnit
from vugge.people.models import CitizenAccount

pytestmark = pytest.mark.django_db

NOBODY = system("concern-form", Purpose.CARE)
"""Who writes for somebody who is not logged in."""


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Workplace]:
    """The workplace, built once for the tests of this file."""
    with built_once(django_db_blocker, workplace) as found:
        yield found


@pytest.fixture
def here(built: Workplace, db: None) -> Workplace:
    return built


@pytest.fixture
def nadia(here: Workplace) -> Employee:
    """The municipality's own coordinator, in the family centre."""
    return employ("Nadia Nord", Role.COORDINATOR, a_family_centre())


def a_family_centre() -> int:
    own = Organisation.objects.get(name="Vuggested Børn og Unge").pk
    return create_unit(BOOKKEEPER, new=NewUnit(own, UnitKind.FAMILY_CENTRE, "Familiehuset", LONG_AGO))


def sent(by: Viewer, unit: int, of: Character | None = None, **values: object) -> int:
    """Send a concern, and return its number."""
    new = NewConcern("Hun er meget alene.", Sender.PROFESSIONAL, about="" if of else "Pigen på 2. sal")
    leave = permit(by, Act.SHARE, person=of.id, category=Category.SHARING) if of else None
    return send_concern(by, new=replace(new, **values), unit=unit, key=str(uuid4()), permit=leave)  # type: ignore[arg-type]


def citizen(one: Character) -> Viewer:
    account: UUID = register_account(
        BOOKKEEPER, login_name=f"f{uuid4().hex}", display_name=one.given_names, kind=AccountKind.CITIZEN
    ).id
    CitizenAccount.objects.adding().create(person_id=one.id, account_id=account, linked_at=timezone.now())
    return person(account, Purpose.OWN_INSIGHT)


def test_it_is_taken_up_followed_and_closed(here: Workplace, nadia: Employee) -> None:
    number = sent(here.teacher.viewer(), nadia.unit, YUSUF)
    me, today = nadia.viewer(), timezone.localdate()
    take_concern(me, number=number)
    shown = concern_page(me, number=number)
    assert (shown.page.text, shown.person and shown.person.id) == ("Hun er meget alene.", YUSUF.id)
    note_concern(me, number=number, version=shown.page.version, deed=Deed.CONTACT, on=today, text="Mødt moren.")
    again = concern_page(me, number=number).page
    assert (again.line.state, again.entries[0].text) == (State.CONTACTED, "Mødt moren.")
    close_concern(me, number=number, version=again.version, outcome=Outcome.WANTED_HELP)
    assert concerns_received(me).closed[0].number == number


def test_nothing_opens_the_child_before_it_is_taken_up_nor_after_it_is_closed(here: Workplace, nadia: Employee) -> None:
    number = sent(here.teacher.viewer(), nadia.unit, YUSUF)
    me = nadia.viewer()
    assert not sight(me, YUSUF.id).categories
    with pytest.raises(NotAllowed, match="Tag bekymringen op"):
        concern_page(me, number=number)
    take_concern(me, number=number)
    assert sight(me, YUSUF.id).categories == {Category.IDENTITY, Category.SHARING}
    version = concern_page(me, number=number).page.version
    close_concern(me, number=number, version=version, outcome=Outcome.TO_AUTHORITY)
    assert not sight(me, YUSUF.id).categories


@pytest.mark.parametrize("who", ["coordinator", "caseworker", "teacher", "volunteer"])
def test_only_the_municipalitys_own_coordinator_receives(here: Workplace, nadia: Employee, who: str) -> None:
    number = sent(here.teacher.viewer(), nadia.unit, YUSUF)
    other: Employee = getattr(here, who)
    with pytest.raises(NotAllowed):
        concerns_received(other.viewer())
    with pytest.raises(NotAllowed):
        take_concern(other.viewer(), number=number)


def test_a_caseworker_in_the_same_unit_reads_nothing_of_it(here: Workplace, nadia: Employee) -> None:
    number = sent(here.teacher.viewer(), nadia.unit, YUSUF)
    colleague = employ("Sara Sø", Role.CASEWORKER, nadia.unit)
    take_concern(nadia.viewer(), number=number)
    assert not sight(colleague.viewer(), YUSUF.id).categories
    with pytest.raises(NotAllowed):
        concern_page(colleague.viewer(), number=number)


def test_a_housing_organisation_is_no_receiver(here: Workplace) -> None:
    with pytest.raises(BadInput, match="hvem der skal have"):
        sent(here.teacher.viewer(), here.coordinator.unit, YUSUF)


def test_another_family_centre_knows_nothing_of_it(here: Workplace, nadia: Employee) -> None:
    number = sent(here.teacher.viewer(), nadia.unit, YUSUF)
    own = Organisation.objects.get(name="Vuggested Børn og Unge").pk
    other_unit = create_unit(BOOKKEEPER, new=NewUnit(own, UnitKind.FAMILY_CENTRE, "Nordhuset", LONG_AGO))
    other = employ("Otto Od", Role.COORDINATOR, other_unit).viewer()
    assert not concerns_received(other).open
    with pytest.raises(NotFound):
        take_concern(other, number=number)


def test_the_list_names_nobody_and_says_nothing_of_the_text(here: Workplace, nadia: Employee) -> None:
    sent(here.teacher.viewer(), nadia.unit, YUSUF)
    sent(NOBODY, nadia.unit, reach="22 22 22 22", sender=Sender.NEIGHBOUR)
    first, second = concerns_received(nadia.viewer()).open
    assert (first.is_linked, first.is_anonymous, second.is_linked, second.is_anonymous) == (True, False, False, True)
    assert "alene" not in repr((first, second))
    assert not EventPerson.objects.filter(event__verb="journey.concerns_listed").exists()


def test_a_conflict_keeps_a_coordinator_from_taking_it_up(here: Workplace, nadia: Employee) -> None:
    number = sent(here.teacher.viewer(), nadia.unit, YUSUF)
    note_conflict(BOOKKEEPER, account=nadia.account, person=YUSUF.id, kind="neighbour")
    with pytest.raises(NotAllowed, match="En kollega"):
        take_concern(nadia.viewer(), number=number)
    assert not Concern.objects.adding().get(number=number).handler_id


def test_what_is_written_is_stored_encrypted_and_stands_in_no_log(here: Workplace, nadia: Employee) -> None:
    number = sent(NOBODY, nadia.unit, text="Hemmelighed", about="Skovparken 7", reach="Ole, 22 22 22 22")
    me = nadia.viewer()
    take_concern(me, number=number)
    version = concern_page(me, number=number).page.version
    note_concern(
        me, number=number, version=version, deed=Deed.CONTACT, on=timezone.localdate(), text="Hemmelig samtale"
    )
    stored = repr([*Concern.objects.adding().values(), *ConcernEntry.objects.values(), *Event.objects.values()])
    for secret in ("Hemmelig", "Skovparken", "22 22"):
        assert secret not in stored


def test_no_line_of_the_childs_log_says_who_sent_it(here: Workplace, nadia: Employee) -> None:
    number = sent(here.teacher.viewer(), nadia.unit, YUSUF)
    take_concern(nadia.viewer(), number=number)
    lines = EventPerson.objects.filter(person=YUSUF.id, event__verb__startswith="journey.concern")
    assert {one.event.viewer for one in lines.select_related("event")} == {nadia.viewer().name}
    assert Event.objects.filter(verb="journey.concern_sent", viewer=here.teacher.viewer().name).count() == 1


def test_the_family_sees_that_there_was_one_once_somebody_was_in_touch(here: Workplace, nadia: Employee) -> None:
    number = sent(here.visitor.viewer(), nadia.unit, LEA)
    mother, me = citizen(MARIAM), nadia.viewer()
    take_concern(me, number=number)
    assert own_concerns(mother) == ()
    version = concern_page(me, number=number).page.version
    note_concern(me, number=number, version=version, deed=Deed.CONTACT, on=timezone.localdate(), text="Mødt moren.")
    (seen,) = own_concerns(mother)
    assert (seen.person.id, seen.is_sent_by_me, seen.text) == (LEA.id, False, "")
    assert "Hanne" not in repr(seen)


def test_what_goes_to_the_authority_is_told_by_the_authority(here: Workplace, nadia: Employee) -> None:
    number = sent(here.visitor.viewer(), nadia.unit, LEA)
    me = nadia.viewer()
    take_concern(me, number=number)
    close_concern(me, number=number, version=concern_page(me, number=number).page.version, outcome=Outcome.TO_AUTHORITY)
    assert own_concerns(citizen(MARIAM)) == ()


def test_a_childs_own_concern_is_not_shown_to_the_parents(here: Workplace, nadia: Employee) -> None:
    boy, mother = citizen(YUSUF), citizen(MARIAM)
    sent(boy, nadia.unit, YUSUF, sender=Sender.FAMILY)
    assert own_concerns(mother) == ()
    (mine,) = own_concerns(boy)
    assert (mine.is_sent_by_me, mine.text) == (True, "Hun er meget alene.")


def test_a_sender_sees_that_it_goes_on_and_nothing_more(here: Workplace, nadia: Employee) -> None:
    number = sent(here.teacher.viewer(), nadia.unit, YUSUF)
    (line,) = concerns_sent(here.teacher.viewer())
    assert (line.number, line.state) == (number, State.RECEIVED)
    assert concerns_sent(here.pedagogue.viewer()) == ()


def test_the_same_form_twice_is_one_concern(here: Workplace, nadia: Employee) -> None:
    new = NewConcern("Hun er meget alene.", Sender.NEIGHBOUR, about="Pigen på 2. sal")
    numbers = {send_concern(NOBODY, new=new, unit=nadia.unit, key="a") for _ in range(2)}
    assert len(numbers) == 1


@pytest.mark.parametrize(
    ("values", "why"), [({"text": " "}, "bekymret"), ({"about": " "}, "hvem"), ({"text": "x" * 4001}, "lang")]
)
def test_one_that_says_nothing_is_refused(
    here: Workplace, nadia: Employee, values: dict[str, object], why: str
) -> None:
    with pytest.raises(BadInput, match=why):
        sent(NOBODY, nadia.unit, None, **values)


def test_a_family_that_nobody_has_spoken_with_is_not_said_to_want_help(here: Workplace, nadia: Employee) -> None:
    number = sent(NOBODY, nadia.unit)
    me = nadia.viewer()
    take_concern(me, number=number)
    version = concern_page(me, number=number).page.version
    with pytest.raises(BadInput, match="første kontakt"):
        close_concern(me, number=number, version=version, outcome=Outcome.NO_NEED)


def test_one_in_words_is_linked_only_to_a_child_whom_the_coordinator_knows(here: Workplace, nadia: Employee) -> None:
    number = sent(NOBODY, nadia.unit)
    me = nadia.viewer()
    take_concern(me, number=number)
    give_task(nadia, EMIL)
    leave = permit(me, Act.SHARE, person=EMIL.id, category=Category.SHARING)
    link_concern(me, permit=leave, number=number, version=concern_page(me, number=number).page.version)
    assert concern_page(me, number=number).page.person == EMIL.id


def test_a_colleague_takes_over_and_the_first_sees_the_child_no_more(here: Workplace, nadia: Employee) -> None:
    number = sent(here.teacher.viewer(), nadia.unit, YUSUF)
    other = employ("Otto Od", Role.COORDINATOR, nadia.unit)
    take_concern(nadia.viewer(), number=number)
    take_concern(other.viewer(), number=number)
    assert not sight(nadia.viewer(), YUSUF.id).categories
    assert concern_page(other.viewer(), number=number).page.text


def test_a_deadline_passes_by_working_days_and_is_said(here: Workplace, nadia: Employee) -> None:
    number = sent(NOBODY, nadia.unit)
    Concern.objects.adding().filter(number=number).update(received_at=timezone.now() - timedelta(days=14))
    (line,) = concerns_received(nadia.viewer()).open
    assert line.due.value.wait is Wait.LATE
    assert "arbejdsdage" in line.due.because.sentence.say()


def test_the_list_takes_as_many_statements_for_many_as_for_few(here: Workplace, nadia: Employee) -> None:
    me = nadia.viewer()
    numbers = []
    for more in (1, 5):
        for _ in range(more):
            sent(NOBODY, nadia.unit)
        with CaptureQueriesContext(connection) as asked:
            concerns_received(me)
        numbers.append(len(asked))
    assert numbers[0] == numbers[1]
