"""Accounts for the local administrator: opened with a role, a password shown once, closed at once for who leaves."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.contrib.auth import authenticate
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.cast import the_operator
from tests.organisations.sample import Corner, a_unit, corner
from tests.web.logging_in import a_member_of_staff, log_in

from vugge.audit.queries import events
from vugge.organisations.actions.accounts import admit_from_provider
from vugge.organisations.models import Account
from vugge.organisations.queries.accounts import account_named
from vugge.organisations.queries.staff import current_roles
from vugge.organisations.rules.accounts import AccountKind
from vugge.organisations.rules.kinds import Role, UnitKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def corner_of_register() -> Corner:
    """The corner of the register."""
    return corner()


@pytest.fixture
def anker(corner_of_register: Corner) -> UUID:
    """The municipality's administrator."""
    return a_member_of_staff("anker", (Role.ADMINISTRATOR, corner_of_register.department))


@pytest.fixture
def administrator(anker: UUID, client: Client) -> Client:
    """The administrator's browser."""
    log_in(client, anker)
    return client


def page(organisation: int, account: UUID | None = None) -> str:
    return f"/register/organisationer/{organisation}/konti/" + (f"{account}/" if account else "")


def somebody(unit: int, **more: str) -> dict[str, str]:
    return {
        "login_name": "mette.holm",
        "display_name": "Mette Holm",
        "email": "mette@vuggested.example",
        "unit": str(unit),
        "role": Role.TEACHER.value,
        "valid_from": str(timezone.localdate()),
        **more,
    }


def roles(account: UUID) -> set[Role]:
    return {one.role for one in current_roles(account, timezone.localdate())}


def test_an_account_is_opened_with_a_role_and_a_password_that_is_shown_once(
    administrator: Client, corner_of_register: Corner
) -> None:
    at = page(corner_of_register.aarhus)
    answer = administrator.post(at, somebody(corner_of_register.school))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    password = answer.context["password"]
    assert password in answer.content.decode()
    made = account_named("mette.holm")
    assert made is not None
    assert made.password_given_at is not None
    assert roles(made.id) == {Role.TEACHER}
    assert authenticate(username="mette.holm", password=password) is not None
    for path in (at, page(corner_of_register.aarhus, made.id)):
        assert password not in administrator.get(path).content.decode()
    assert password not in str(events(the_operator(), limit=100))
    assert "Venter på første log-in" in administrator.get(at).content.decode()


def test_the_menu_leads_to_ones_own_accounts(administrator: Client, corner_of_register: Corner) -> None:
    found = administrator.get("/register/konti/")
    assert found.status_code == 200
    assert found.context["organisation"].id == corner_of_register.aarhus
    assert 'href="/register/konti/"' in found.content.decode()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"login_name": "anker"}, "er optaget"),
        ({"login_name": "0102031234"}, "begynder med et bogstav"),
        ({"role": Role.HEALTH_VISITOR.value}, "findes i"),
        ({"email": "ikke en adresse"}, "navn@sted.dk"),
    ],
)
def test_what_cannot_be_is_said_and_no_account_is_left_behind(
    administrator: Client, corner_of_register: Corner, changed: dict[str, str], words: str
) -> None:
    before = Account.objects.count()
    answer = administrator.post(page(corner_of_register.aarhus), somebody(corner_of_register.school, **changed))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Account.objects.count() == before


def test_a_leaver_is_out_at_the_next_request_and_cannot_come_in_again(
    administrator: Client, corner_of_register: Corner
) -> None:
    bodil, browser = a_member_of_staff("bodil", (Role.TEACHER, corner_of_register.school)), Client()
    log_in(browser, bodil)
    assert browser.get("/register/organisationer/").status_code == 200
    assert administrator.post(page(corner_of_register.aarhus, bodil), {"gerning": "luk"}).status_code == 302
    assert browser.get("/register/organisationer/").status_code == 302
    assert roles(bodil) == set()
    assert "Lukket" in administrator.get(page(corner_of_register.aarhus, bodil)).content.decode()


def test_an_account_opened_again_has_neither_role_nor_password(
    administrator: Client, corner_of_register: Corner
) -> None:
    bodil, at = a_member_of_staff("bodil", (Role.TEACHER, corner_of_register.school)), ""
    at = page(corner_of_register.aarhus, bodil)
    administrator.post(at, {"gerning": "luk"})
    assert administrator.post(at, {"gerning": "adgangskode"}).status_code == 422
    assert administrator.post(at, {"gerning": "aabn"}).status_code == 302
    row = Account.objects.get(pk=bodil)
    assert row.is_active
    assert not row.has_usable_password()
    assert roles(bodil) == set()


def test_a_name_is_changed_and_a_new_password_ends_every_session(
    administrator: Client, corner_of_register: Corner
) -> None:
    bodil, browser = a_member_of_staff("bodil", (Role.TEACHER, corner_of_register.school)), Client()
    at = page(corner_of_register.aarhus, bodil)
    given = {"gerning": "ret", "display_name": "Bodil Bech", "email": ""}
    assert administrator.post(at, given).status_code == 302
    assert Account.objects.get(pk=bodil).display_name == "Bodil Bech"
    log_in(browser, bodil)
    answer = administrator.post(at, {"gerning": "adgangskode"})
    assert authenticate(username="bodil", password=answer.context["password"]) is not None
    assert browser.get("/register/organisationer/").status_code == 302


def test_who_logs_in_at_a_provider_gets_no_password(administrator: Client, corner_of_register: Corner) -> None:
    bodil = a_member_of_staff("bodil", (Role.TEACHER, corner_of_register.school))
    admit_from_provider(
        the_operator(), provider="staff", subject="b", kind=AccountKind.STAFF, display_name="Bodil", account=bodil
    )
    at = page(corner_of_register.aarhus, bodil)
    answer = administrator.post(at, {"gerning": "adgangskode"})
    assert answer.status_code == 422
    assert "eget log-in" in answer.content.decode()


def test_nobody_is_taken_over_through_another_workplace(administrator: Client, corner_of_register: Corner) -> None:
    both = a_member_of_staff(
        "bodil", (Role.TEACHER, corner_of_register.school), (Role.COORDINATOR, corner_of_register.secretariat)
    )
    for deed in ("adgangskode", "luk", "ret"):
        given = {"gerning": deed, "display_name": "En anden", "email": ""}
        assert administrator.post(page(corner_of_register.aarhus, both), given).status_code == 403, deed
    assert Account.objects.get(pk=both).is_active


def test_nobody_changes_their_own_account_or_one_that_never_worked_here(
    administrator: Client, anker: UUID, corner_of_register: Corner
) -> None:
    assert administrator.post(page(corner_of_register.aarhus, anker), {"gerning": "adgangskode"}).status_code == 403
    stranger = a_member_of_staff("fremmed", (Role.COORDINATOR, corner_of_register.secretariat))
    assert administrator.get(page(corner_of_register.aarhus, stranger)).status_code == 404
    assert administrator.post(page(corner_of_register.aarhus, stranger), {"gerning": "luk"}).status_code == 404


@pytest.mark.parametrize("role", [Role.TEACHER, Role.REGISTRAR])
def test_others_neither_see_nor_open_accounts(corner_of_register: Corner, client: Client, role: Role) -> None:
    unit = corner_of_register.school if role is Role.TEACHER else corner_of_register.department
    log_in(client, a_member_of_staff("lone", (role, unit)))
    assert client.get("/register/konti/").status_code == 403
    assert client.get(page(corner_of_register.aarhus)).status_code == 403
    assert client.post(page(corner_of_register.aarhus), somebody(corner_of_register.school)).status_code == 403
    assert account_named("mette.holm") is None


def test_a_municipality_opens_no_accounts_in_a_housing_organisation(
    administrator: Client, corner_of_register: Corner
) -> None:
    answer = administrator.post(page(corner_of_register.housing), somebody(corner_of_register.secretariat))
    assert answer.status_code == 403
    elsewhere = somebody(corner_of_register.secretariat)  # another organisation's unit under one's own address
    assert administrator.post(page(corner_of_register.aarhus), elsewhere).status_code == 422


def test_the_list_costs_the_same_however_many_there_are(administrator: Client, corner_of_register: Corner) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as statements:
            assert administrator.get(page(corner_of_register.aarhus)).status_code == 200
        return len(statements)

    few = asked()
    for number in range(3):
        unit = a_unit(corner_of_register.aarhus, f"Skole {number}", UnitKind.SCHOOL)
        a_member_of_staff(f"lone{number}", (Role.TEACHER, unit), (Role.PEDAGOGUE, unit))
    assert asked() == few


def test_a_password_that_was_given_long_ago_lets_nobody_in(administrator: Client, corner_of_register: Corner) -> None:
    answer = administrator.post(page(corner_of_register.aarhus), somebody(corner_of_register.school))
    Account.objects.filter(login_name="mette.holm").update(password_given_at=timezone.now() - timedelta(days=8))
    browser = Client()
    tried = browser.post("/log-ind/adgangskode/", {"login": "mette.holm", "password": answer.context["password"]})
    assert tried.status_code == 403
    assert browser.get("/register/organisationer/").status_code == 302
