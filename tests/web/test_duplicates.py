"""Two cards that may be one person: looked at beside each other, made one, or said to be two."""

from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone
from tests.cast import BIRGIT
from tests.people.town import BOOKKEEPER, WHOLE
from tests.web.frontline.workplace import Workplace, employ, workplace
from tests.web.logging_in import log_in

from vugge.access.actions.teams import assign
from vugge.access.models import Basis
from vugge.access.rules.basis import BasisKind
from vugge.audit.rules import Act, Permit, Scope
from vugge.organisations.rules.kinds import Role
from vugge.people.actions.registering import register_person
from vugge.people.queries.persons import person
from vugge.people.rules.registering import NewPerson

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Workplace:
    """The workplace around the cast."""
    return workplace()


@pytest.fixture
def twin(here: Workplace) -> UUID:
    """A second card of Birgit's, with the same number and another surname."""
    new = NewPerson(BIRGIT.given_names, "Nilsen", born=BIRGIT.born, number=BIRGIT.number)
    permit = Permit.of_system(BOOKKEEPER, Act.ADD, uuid4())
    return register_person(BOOKKEEPER, permit=permit, scope=Scope(BOOKKEEPER, {}), new=new, key="twin")


@pytest.fixture
def registrar(here: Workplace, twin: UUID, client: Client) -> Client:
    """The browser of whoever keeps the register, with a basis for both of Birgit's cards and no other."""
    one = employ("Rita Ravn", Role.REGISTRAR, here.caseworker.unit)
    for identity in (BIRGIT.id, twin):
        Basis.objects.adding().create(
            kind=BasisKind.STATUTE,
            person_id=identity,
            account_id=one.account,
            in_role=one.role.value,
            in_unit_id=one.unit,
            legal_basis="CPR-loven",
            begins_at=timezone.now(),
            granted_by="system:test",
            granted_at=timezone.now(),
        )
    log_in(client, one.account)
    return client


def the_one(client: Client) -> str:
    """Return the address of the only suspicion."""
    page = client.get("/register/dubletter/").content.decode()
    return "/register/dubletter/" + page.split('href="/register/dubletter/')[2].partition('"')[0]


def decision(client: Client, at: str, **values: str) -> dict[str, str]:
    """Return what the form sends."""
    form = client.get(at).context["form"]
    versions = {name: str(form.initial[name]) for name in ("first_version", "second_version")}
    return {**versions, "reason": "Samme CPR-nummer, og jeg har ringet.", "is_reviewed": "on", **values}


def test_two_cards_become_one_with_the_surname_that_was_chosen(registrar: Client, twin: UUID) -> None:
    at = the_one(registrar)
    page = registrar.get(at).content.decode()
    assert "Nilsen" in page
    assert BIRGIT.surname in page
    assert BIRGIT.number.digits not in page
    sides = registrar.get(at).context["sides"]
    left = sides.first.id == twin
    given = {"decision": "venstre", "field_surname": "hoejre" if left else "venstre"}  # Birgit's own surname counts
    assert registrar.post(at, decision(registrar, at, **given)).status_code == 302
    kept = twin if left else BIRGIT.id
    assert person(WHOLE, kept).surname == BIRGIT.surname
    assert registrar.get(at).status_code == 404


def test_two_cards_can_be_two_persons(registrar: Client) -> None:
    at = the_one(registrar)
    assert registrar.post(at, decision(registrar, at, decision="to")).status_code == 302
    assert "Ingen mulige dubletter" in registrar.get("/register/dubletter/").content.decode()


@pytest.mark.parametrize("missing", ["reason", "decision", "is_reviewed"])
def test_nothing_is_decided_without_reason_choice_and_a_second_look(registrar: Client, missing: str) -> None:
    at = the_one(registrar)
    given = decision(registrar, at, decision="venstre")
    del given[missing]
    assert registrar.post(at, given).status_code == 422


def test_a_changed_card_is_not_made_one_on_an_old_look(registrar: Client) -> None:
    at = the_one(registrar)
    stale = decision(registrar, at, decision="venstre", first_version="7")
    assert registrar.post(at, stale).status_code == 422
    assert registrar.get(at).status_code == 200


def test_nobody_else_sees_them(here: Workplace, twin: UUID, client: Client) -> None:
    log_in(client, here.visitor.account)
    page = client.get("/register/dubletter/").content.decode()
    assert "Nilsen" not in page


def test_whoever_may_not_decide_meets_no_form(here: Workplace, registrar: Client, twin: UUID) -> None:
    at = the_one(registrar)
    assign(BOOKKEEPER, permit=Permit.of_system(BOOKKEEPER, Act.SHARE, twin), account=here.visitor.account)
    assign(BOOKKEEPER, permit=Permit.of_system(BOOKKEEPER, Act.SHARE, BIRGIT.id), account=here.visitor.account)
    other = Client()
    log_in(other, here.visitor.account)
    assert other.get(at).status_code == 403
    assert other.post(at).status_code == 403
    assert registrar.get(at).status_code == 200
