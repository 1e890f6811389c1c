"""The pages of transitions at work: from the opening to the arrival by forms alone, and what they keep back."""

import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from tests.access import rows
from tests.access.rows import Employee
from tests.journey.moving import Moving, a_move, a_place, a_stay
from tests.web.frontline.conftest import Plain, a_role_of_the_application
from tests.web.frontline.reading import statements
from tests.web.logging_in import log_in

from vugge.access.rules.basis import BasisKind
from vugge.audit.models import EventPerson
from vugge.journey.models import Transition, TransitionItem
from vugge.journey.rules.transitions import State
from vugge.organisations.rules.kinds import UnitKind
from vugge.people.models import Spell
from vugge.people.rules.kinds import SpellKind

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
LIST = "/arbejde/overgange/"
KEY = re.compile(r'name="key" value="([0-9a-f-]{36})"')


@pytest.fixture(autouse=True)
def as_in_production(db: None) -> Iterator[None]:
    """On PostgreSQL, serve every request under a role that row-level security holds."""
    with a_role_of_the_application() as Plain.role:
        yield


def browser(one: Employee) -> Client:
    """Return the browser of an employee who has logged in."""
    client = Plain()
    log_in(client, one.account.id)
    return client


def at(move: Moving, transition: UUID) -> str:
    """Return the address of a transition."""
    return f"/arbejde/borger/{move.child}/overgang/{transition}/"


def name_of(move: Moving) -> str:
    """Return the word by which the child is known: it stands nowhere else."""
    return move.child.hex


def press(client: Client, address: str, deed: str, **given: object) -> int:
    """Send one of the short forms, and return the status."""
    return client.post(address, {"gerning": deed, **given}).status_code


def version(transition: UUID) -> int:
    """Return the version that a page would show."""
    return Transition.objects.adding().values_list("version", flat=True).get(pk=transition)


def test_a_child_goes_from_kindergarten_to_school_by_forms_alone() -> None:
    move = a_move()
    sender, receiver = browser(move.pedagogue), browser(move.teacher)
    new = f"/arbejde/borger/{move.child}/overgang/"
    key = KEY.search(sender.get(new).content.decode())
    assert key
    made = sender.post(new, {"kind": "daycare_to_school", "key": key[1]})
    assert made.status_code == 302
    transition = Transition.objects.adding().get().pk
    address = at(move, transition)
    day = TODAY().isoformat()
    school = move.teacher.unit.id
    assert press(sender, address, "sted", planned_on=day, to_unit=school, version=1) == 302
    assert press(sender, address, "liste", **{"punkt_family_told": "yes", **points(sender, address)}) == 302
    assert press(sender, address, "note", note_strengths="God til at bygge.", version=version(transition)) == 302
    assert press(sender, address, "spoerg", version=version(transition)) == 302
    offered = receiver.get(LIST).content.decode()
    assert "tilbud" in offered
    assert name_of(move) not in offered
    answer = f"{LIST}tilbud/{transition}/"
    assert name_of(move) not in receiver.get(answer).content.decode()
    assert press(receiver, answer, "ja", begins_on=day, version=version(transition)) == 302
    assert name_of(move) in receiver.get(LIST).content.decode()
    shown = receiver.get(address).content.decode()
    assert "God til at bygge." not in shown
    assert "ikke sagt ja" in shown
    assert press(receiver, address, "begyndt", arrived_on=day, version=version(transition)) == 302
    assert Transition.objects.adding().get().state == State.ARRIVED
    assert Spell.objects.adding().filter(person_id=move.child, unit=move.teacher.unit, kind=SpellKind.SCHOOL).exists()


def points(client: Client, address: str) -> dict[str, str]:
    """Return the other points of the list as they stand on the page."""
    names = set(re.findall(r'name="(punkt_[a-z_]+)"', client.get(address).content.decode())) - {"punkt_family_told"}
    return dict.fromkeys(names, "not_yet")


def test_a_list_is_answered_only_where_it_was_changed() -> None:
    move = a_move()
    transition, client = move.opened(), browser(move.pedagogue)
    address = at(move, transition)
    assert press(client, address, "liste", **{"punkt_family_told": "yes", **points(client, address)}) == 302
    assert list(TransitionItem.objects.adding().values_list("item", "answer")) == [("family_told", "yes")]


def test_what_cannot_be_used_is_said_beside_the_form_and_nothing_is_lost() -> None:
    move = a_move()
    transition, client = move.opened(), browser(move.pedagogue)
    response = client.post(at(move, transition), {"gerning": "annuller", "reason": "", "version": 1})
    assert response.status_code == 422
    assert "Der er noget, du skal rette" in response.content.decode()
    late = client.post(at(move, transition), {"gerning": "annuller", "reason": "Familien bliver.", "version": 7})
    assert late.status_code == 422
    assert "Familien bliver." in late.content.decode()
    assert "En anden har ændret" in late.content.decode()


def test_a_note_in_the_wrong_hands_is_not_on_the_page() -> None:
    move = a_move()
    transition = move.accepted(on=TODAY())
    sender = browser(move.pedagogue)
    press(sender, at(move, transition), "note", note_keep="Bamsen Bo.", version=version(transition))
    assert "Bamsen Bo." in sender.get(at(move, transition)).content.decode()
    caseworker = rows.an_employee("caseworker")
    rows.a_basis(BasisKind.ASSIGNED, move.child, timezone.now(), account=caseworker.account)
    for one in (move.teacher, caseworker):
        body = browser(one).get(at(move, transition)).content.decode()
        assert "Bamsen Bo." not in body
        assert "du kan ikke læse den" in body


@pytest.mark.parametrize("who", ["stranger", "teacher", "colleague"])
def test_whoever_may_not_know_the_child_finds_nothing_there(who: str) -> None:
    move = a_move()
    transition = move.offered()
    client = browser(getattr(move, who))
    for address in (at(move, transition), f"/arbejde/borger/{move.child}/overgang/"):
        assert client.get(address).status_code == 404
    if who != "teacher":
        assert client.get(f"{LIST}tilbud/{transition}/").status_code == 404
    denied = EventPerson.objects.filter(person=move.child, event__result="denied")
    assert denied.filter(event__viewer=f"person:{getattr(move, who).account.id}").exists()


def test_a_volunteer_at_the_place_is_asked_nothing() -> None:
    move = a_move()
    transition = move.offered()
    volunteer = rows.an_employee("volunteer", unit=move.teacher.unit)
    client = browser(volunteer)
    assert "tilbud" not in client.get(LIST).content.decode()
    assert client.get(f"{LIST}tilbud/{transition}/").status_code == 404


def test_of_a_protected_child_no_place_is_named() -> None:
    move = a_move()
    transition = move.offered()
    rows.protect(move.child)
    sender, receiver = browser(move.pedagogue), browser(move.teacher)
    page = sender.get(at(move, transition)).content.decode()
    assert "skjult: borgeren er beskyttet" in page
    assert move.teacher.unit.name not in page
    assert move.pedagogue.unit.name not in receiver.get(LIST).content.decode()
    assert move.pedagogue.unit.name not in receiver.get(f"{LIST}tilbud/{transition}/").content.decode()


def test_the_list_says_what_is_to_be_opened_and_who_is_between_two_places() -> None:
    today = TODAY()
    move = a_move(born=today.replace(year=today.year - 6, month=1, day=1))
    client = browser(move.pedagogue)
    soon = client.get(LIST).content.decode()
    if today.month <= 9:  # the school year of those who turn six begins in August and is past from October
        assert "Skal åbnes" in soon
    gone = rows.a_person(born=today.replace(year=today.year - 4, day=1))
    rows.a_basis(BasisKind.ASSIGNED, gone, timezone.now(), account=move.pedagogue.account)
    a_stay(gone, SpellKind.DAYCARE, move.pedagogue.unit, rows.LONG_AGO, today - timedelta(days=40))
    between = client.get(LIST).content.decode()
    assert "Mellem to steder" in between
    assert gone.hex in between


def test_the_list_costs_the_same_however_many_there_are() -> None:
    move = a_move()
    _some(move, 1)
    client = browser(move.pedagogue)
    client.get(LIST)
    few = statements(client, LIST)
    _some(move, 4)
    assert statements(client, LIST) == few
    assert few == (21, 32)[connection.vendor == "postgresql"]


def test_a_transition_costs_the_same_however_much_there_is_of_it() -> None:
    move = a_move()
    transition, client = move.offered(), browser(move.pedagogue)
    address = at(move, transition)
    press(client, address, "note", note_keep="Bamsen.", version=version(transition))
    few = statements(client, address)
    for name in ("Der er ikke plads.", "Stadig ikke."):
        receiver = browser(move.teacher)
        assert (
            press(receiver, f"{LIST}tilbud/{transition}/", "tilbage", reason=name, version=version(transition)) == 302
        )
        assert press(client, address, "spoerg", version=version(transition)) == 302
    assert statements(client, address) == few
    assert few == (31, 46)[connection.vendor == "postgresql"]


def _some(move: Moving, how_many: int) -> None:
    """Let there be children of every group of the list around the pedagogue, and offers to the place."""
    today, place = TODAY(), move.pedagogue.unit
    for _ in range(how_many):
        gone = rows.a_person(born=today.replace(year=today.year - 4, day=1))
        rows.a_basis(BasisKind.ASSIGNED, gone, timezone.now(), account=move.pedagogue.account)
        a_stay(gone, SpellKind.DAYCARE, place, rows.LONG_AGO, today - timedelta(days=40))
        for state in (State.PREPARED, State.OFFERED, State.ACCEPTED, State.ARRIVED):
            _stored(move, rows.a_person(born=today.replace(year=today.year - 5, day=1)), state, is_ours=True)
        for state in (State.OFFERED, State.ACCEPTED):
            _stored(move, rows.a_person(born=today.replace(year=today.year - 5, day=1)), state, is_ours=False)


def _stored(move: Moving, child: UUID, state: State, *, is_ours: bool) -> None:
    """Store a transition of a child whom the pedagogue works with, or of one who is offered to the place."""
    if is_ours:
        rows.a_basis(BasisKind.ASSIGNED, child, timezone.now(), account=move.pedagogue.account)
    other = a_place(UnitKind.NURSERY)
    Transition.objects.adding().create(
        person_id=child,
        kind="nursery_to_kindergarten",
        from_unit=move.pedagogue.unit if is_ours else other,
        to_unit=other if is_ours else move.pedagogue.unit,
        planned_on=TODAY(),
        arrived_on=TODAY() - timedelta(days=80) if state is State.ARRIVED else None,
        answer_by=TODAY(),
        state=state,
        opened_by="system:test",
        opened_at=timezone.now(),
        key=child,
    )


def test_where_no_transition_begins_it_is_said_who_opens_one() -> None:
    move = a_move()
    caseworker = rows.an_employee("caseworker", unit=a_place(UnitKind.JOB_CENTRE))
    rows.a_basis(BasisKind.ASSIGNED, move.child, timezone.now(), account=caseworker.account)
    page = browser(caseworker).get(f"/arbejde/borger/{move.child}/overgang/")
    assert page.status_code == 200
    assert "begynder hos jer" in page.content.decode()
