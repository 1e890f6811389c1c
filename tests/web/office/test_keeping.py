"""The register of organisations: renamed, moved and closed by who keeps it, and nobody loses a role unseen."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.cast import the_operator
from tests.organisations.sample import Corner, a_unit, corner
from tests.web.logging_in import a_member_of_staff, log_in

from vugge.organisations.queries.register import organisation, unit
from vugge.organisations.queries.staff import current_roles
from vugge.organisations.rules.kinds import Role, UnitKind

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def town() -> Corner:
    """The corner of the register."""
    return corner()


@pytest.fixture
def administrator(town: Corner, client: Client) -> Client:
    """The municipality's administrator's browser."""
    log_in(client, a_member_of_staff("anker", (Role.ADMINISTRATOR, town.department)))
    return client


def page(owner: int, one: int | None = None) -> str:
    return f"/register/organisationer/{owner}/" + (f"enheder/{one}/" if one else "ret/")


def version(one: int) -> str:
    return str(unit(the_operator(), unit=one).version)


def roles(account: UUID, day: object = TODAY) -> set[Role]:
    return {one.role for one in current_roles(account, day)}  # type: ignore[arg-type]  # a day


def test_a_unit_is_renamed_and_found_by_its_old_name(administrator: Client, town: Corner) -> None:
    given = {"gerning": "navn", "name": "Tovshøj Skole", "version": version(town.school)}
    assert administrator.post(page(town.aarhus, town.school), given).status_code == 302
    assert unit(the_operator(), unit=town.school).name == "Tovshøj Skole"
    found = administrator.get("/register/organisationer/?q=Tovshøjskolen").content.decode()
    assert f"/register/organisationer/{town.aarhus}/" in found


def test_a_unit_is_moved_and_not_under_itself(administrator: Client, town: Corner) -> None:
    at = page(town.aarhus, town.school)
    given = {"gerning": "flyt", "parent": "", "municipality": "", "area_key": "gellerup", "address": "Vej 1"}
    assert administrator.post(at, {**given, "version": version(town.school)}).status_code == 302
    moved = unit(the_operator(), unit=town.school)
    assert (moved.parent, moved.area_key, moved.address) == (None, "gellerup", "Vej 1")
    under = a_unit(town.aarhus, "Klassen", UnitKind.SCHOOL, parent=town.school)
    wrong = {**given, "parent": str(under), "version": version(town.school)}
    answer = administrator.post(at, wrong)
    assert answer.status_code == 422
    assert "under sig selv" in answer.content.decode()


def test_a_unit_with_staff_says_whose_roles_go_on_and_closes_only_with_them(
    administrator: Client, town: Corner
) -> None:
    bodil = a_member_of_staff("bodil", (Role.TEACHER, town.school))
    at = page(town.aarhus, town.school)
    assert "Bodil" in administrator.get(at).content.decode()
    given = {"gerning": "luk", "valid_to": str(TOMORROW), "version": version(town.school)}
    refused = administrator.post(at, given)
    assert refused.status_code == 422
    assert "Afslut dem først" in refused.content.decode()
    assert administrator.post(at, {**given, "ends_roles": "on"}).status_code == 302
    assert unit(the_operator(), unit=town.school).valid_to == TOMORROW
    assert roles(bodil) == {Role.TEACHER}
    assert roles(bodil, TOMORROW) == set()


def test_nothing_ends_when_the_unit_cannot_close(administrator: Client, town: Corner) -> None:
    lone = a_member_of_staff("lone", (Role.CASEWORKER, town.department))
    given = {"gerning": "luk", "valid_to": str(TOMORROW), "version": version(town.department), "ends_roles": "on"}
    answer = administrator.post(page(town.aarhus, town.department), given)
    assert answer.status_code == 422
    assert "Tovshøjskolen" in answer.content.decode()
    assert roles(lone, TOMORROW) == {Role.CASEWORKER}


def test_what_somebody_else_has_changed_since_is_not_overwritten(administrator: Client, town: Corner) -> None:
    given = {"gerning": "navn", "name": "Ny skole", "version": "99"}
    answer = administrator.post(page(town.aarhus, town.school), given)
    assert answer.status_code == 422
    assert "En anden har ændret" in answer.content.decode()


def test_an_organisation_is_renamed_and_closed_when_its_units_are(administrator: Client, town: Corner) -> None:
    at = page(town.association)

    def number() -> str:
        found = organisation(the_operator(), organisation=town.association, on=TODAY)
        return str(found.organisation.version)

    assert administrator.post(at, {"gerning": "navn", "name": "Ly og Læ", "version": number()}).status_code == 302
    shut = {"gerning": "luk", "valid_to": str(TOMORROW)}
    assert administrator.post(at, {**shut, "version": number()}).status_code == 422
    club = {**shut, "version": version(town.club)}
    assert administrator.post(page(town.association, town.club), club).status_code == 302
    assert administrator.post(at, {**shut, "version": number()}).status_code == 302
    assert organisation(the_operator(), organisation=town.association, on=TODAY).organisation.valid_to == TOMORROW


def test_who_works_in_a_housing_organisation_is_not_shown_to_the_municipality(
    administrator: Client, town: Corner
) -> None:
    a_member_of_staff("karim", (Role.COORDINATOR, town.secretariat))
    at = page(town.housing, town.secretariat)
    page_shown = administrator.get(at).content.decode()
    assert "Karim" not in page_shown
    assert "egen administrator" in page_shown
    given = {"gerning": "luk", "valid_to": str(TOMORROW), "version": version(town.secretariat), "ends_roles": "on"}
    assert administrator.post(at, given).status_code == 422


@pytest.mark.parametrize("role", [Role.TEACHER, Role.REGISTRAR])
def test_others_change_nothing_and_are_offered_nothing(town: Corner, client: Client, role: Role) -> None:
    own = town.school if role is Role.TEACHER else town.department
    log_in(client, a_member_of_staff("lone", (role, own)))
    for at in (page(town.aarhus), page(town.aarhus, town.school)):
        assert client.get(at).status_code == 403
        assert client.post(at, {"gerning": "navn", "name": "X", "version": "1"}).status_code == 403
    assert "/enheder/" not in client.get(f"/register/organisationer/{town.aarhus}/").content.decode()


def test_a_unit_is_found_only_under_its_own_organisation(administrator: Client, town: Corner) -> None:
    assert administrator.get(page(town.aarhus, town.club)).status_code == 404


def test_the_page_costs_the_same_however_many_units_there_are(administrator: Client, town: Corner) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as statements:
            assert administrator.get(page(town.aarhus, town.school)).status_code == 200
        return len([one for one in statements if "vugge.deciding" not in one["sql"]])

    few = asked()
    for number in range(3):
        one = a_unit(town.aarhus, f"Skole {number}", UnitKind.SCHOOL, parent=town.school)
        a_member_of_staff(f"lone{number}", (Role.TEACHER, one), (Role.TEACHER, town.school))
    assert asked() == few
