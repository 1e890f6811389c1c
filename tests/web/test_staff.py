"""The staff page: roles given and ended by whoever keeps the staff, and seen by nobody else."""

from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone
from tests.organisations.sample import Corner, corner
from tests.web.logging_in import a_member_of_staff, log_in

from vugge.organisations.queries.staff import current_roles
from vugge.organisations.rules.kinds import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Corner:
    """The corner of the register."""
    return corner()


@pytest.fixture
def anker(here: Corner) -> UUID:
    """The municipality's administrator."""
    return a_member_of_staff("anker", (Role.ADMINISTRATOR, here.department))


@pytest.fixture
def administrator(anker: UUID, client: Client) -> Client:
    """The administrator's browser."""
    log_in(client, anker)
    return client


def page(organisation: int) -> str:
    return f"/register/organisationer/{organisation}/medarbejdere/"


def wish(login_name: str, unit: int, role: Role = Role.TEACHER, **more: str) -> dict[str, str]:
    return {"login_name": login_name, "unit": str(unit), "role": role.value, "valid_from": "2026-01-01"} | more


def roles(account: UUID) -> set[Role]:
    return {one.role for one in current_roles(account, timezone.localdate())}


def test_a_role_is_given_seen_and_ended_at_once(administrator: Client, here: Corner) -> None:
    bodil = a_member_of_staff("bodil")
    assert administrator.post(page(here.aarhus), wish("bodil", here.school)).status_code == 302
    assert roles(bodil) == {Role.TEACHER}
    assert "Bodil" in administrator.get(page(here.aarhus)).content.decode()
    (held,) = current_roles(bodil, timezone.localdate())
    ended = administrator.post(f"{page(here.aarhus)}rolle/{held.id}/afslut")
    assert ended.status_code == 302
    assert roles(bodil) == set()
    assert "Bodil" not in administrator.get(page(here.aarhus)).content.decode()


def test_before_a_role_ends_the_page_says_who_loses_what_and_ends_nothing(administrator: Client, here: Corner) -> None:
    bodil = a_member_of_staff("bodil", (Role.TEACHER, here.school), (Role.CASEWORKER, here.department))
    held = next(one for one in current_roles(bodil, timezone.localdate()) if one.role is Role.TEACHER)
    asked = administrator.get(f"{page(here.aarhus)}rolle/{held.id}/afslut").content.decode()
    lost, _, kept = asked.partition("beholder i organisationen")
    assert "Skal Bodil miste rollen?" in lost
    assert "Lærer" in lost
    assert "Sagsbehandler" in kept
    leaving = administrator.get(f"{page(here.aarhus)}{bodil}/holdt-op").content.decode()
    assert "Skal Bodil miste rollerne?" in leaving
    assert "ingen rolle i organisationen" in leaving
    assert roles(bodil) == {Role.TEACHER, Role.CASEWORKER}
    assert administrator.get(f"{page(here.aarhus)}rolle/999999/afslut").status_code == 404


def test_a_leaver_is_logged_out_of_everything_there_at_the_next_request(administrator: Client, here: Corner) -> None:
    bodil, browser = a_member_of_staff("bodil", (Role.TEACHER, here.school)), Client()
    log_in(browser, bodil)
    assert browser.get("/register/organisationer/").status_code == 200
    administrator.post(f"{page(here.aarhus)}{bodil}/holdt-op")
    assert browser.get("/register/organisationer/").status_code == 302


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"login_name": "ingen"}, "Ingen medarbejder"),
        ({"login_name": "anker"}, "dig selv"),
        ({"role": Role.HEALTH_VISITOR.value}, "findes i"),
        ({"valid_to": "2025-01-01"}, "slut allerede"),
        ({"valid_from": "i går"}, "Skriv dagen"),
        ({"unit": "999999"}, "form-error"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    administrator: Client, here: Corner, changed: dict[str, str], words: str
) -> None:
    bodil = a_member_of_staff("bodil")
    response = administrator.post(page(here.aarhus), wish("bodil", here.school) | changed)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert f'value="{changed.get("login_name", "bodil")}"' in response.content.decode()
    assert roles(bodil) == set()


@pytest.mark.parametrize("role", [Role.TEACHER, Role.REGISTRAR])
def test_others_neither_see_nor_change_the_staff(here: Corner, anker: UUID, client: Client, role: Role) -> None:
    unit = here.school if role is Role.TEACHER else here.department
    log_in(client, a_member_of_staff("lone", (role, unit)))
    (held,) = current_roles(anker, timezone.localdate())
    assert client.get(page(here.aarhus)).status_code == 403
    assert client.post(page(here.aarhus), wish("lone", here.school)).status_code in {403, 422}
    assert client.post(f"{page(here.aarhus)}rolle/{held.id}/afslut").status_code == 403
    assert client.get(f"{page(here.aarhus)}rolle/{held.id}/afslut").status_code == 403
    assert client.post(f"{page(here.aarhus)}{anker}/holdt-op").status_code == 403
    assert roles(anker) == {Role.ADMINISTRATOR}
    assert "medarbejdere/" not in client.get(f"/register/organisationer/{here.aarhus}/").content.decode()


def test_a_municipality_does_not_see_who_works_for_a_housing_organisation(administrator: Client, here: Corner) -> None:
    assert administrator.get(page(here.housing)).status_code == 403
    assert administrator.get(page(here.association)).status_code == 200
