"""The register page: found, filtered, taken home as a file, and shut for who is not at work here."""

from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from tests.cast import the_operator
from tests.organisations.sample import AARHUS, Corner, a_unit, an_organisation, corner
from tests.web.logging_in import a_member_of_staff, log_in

from vugge.organisations.actions.register import rename_organisation
from vugge.organisations.actions.units import move_unit
from vugge.organisations.queries.files import preview
from vugge.organisations.rules.kinds import OrganisationKind, Role, UnitKind
from vugge.organisations.rules.register import Whereabouts
from vugge.organisations.rules.rows import Newness

pytestmark = pytest.mark.django_db

LIST, FILE = "/register/organisationer/", "/register/organisationer/organisationer.xlsx"


@pytest.fixture
def here() -> Corner:
    """The corner of the register."""
    return corner()


@pytest.fixture
def teacher(here: Corner, client: Client) -> Client:
    """A teacher's browser."""
    log_in(client, a_member_of_staff("lone", (Role.TEACHER, here.school)))
    return client


def shown(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    assert response["Cache-Control"] == "no-store"
    return response.content.decode()


def test_nobody_reads_the_register_without_logging_in(here: Corner, client: Client) -> None:
    for path in (LIST, FILE, f"{LIST}{here.aarhus}/"):
        assert client.get(path).status_code == 302
        assert "login" in client.get(path)["Location"] or "log-ind" in client.get(path)["Location"]


def test_a_word_finds_the_organisation_and_the_unit_that_bears_it(teacher: Client) -> None:
    page = shown(teacher, f"{LIST}?q=tovshøj")
    assert "Aarhus Kommune" in page
    assert "Tovshøjskolen" in page
    assert "Boligforeningen Vest" not in page


def test_filters_narrow_the_list_and_survive_to_the_next_page_and_the_file(teacher: Client) -> None:
    page = shown(teacher, f"{LIST}?art=municipality")
    assert "Boligforeningen Vest" not in page
    assert f"{LIST}?art=municipality&amp;side=2" in page
    assert f"{FILE}?art=municipality" in page
    assert "Aarhus Kommune" in shown(teacher, f"{LIST}?art=municipality&side=2")
    only = shown(teacher, f"{LIST}?kommune={AARHUS}&art=association")
    assert "Foreningen Ly" in only
    assert "Aarhus Kommune" not in only


@pytest.mark.parametrize(
    "query", ["art=laug", "side=abc", "side=999999999999", "kommune=0411", "q=" + "x" * 300, "lukkede=måske", "q=%00"]
)
def test_a_strange_address_is_no_error(teacher: Client, query: str) -> None:
    shown(teacher, f"{LIST}?{query}")


def test_nothing_found_says_what_would_be_here(teacher: Client) -> None:
    assert "Ingen organisationer passer" in shown(teacher, f"{LIST}?q=findesikke")


def test_an_organisations_page_shows_units_areas_and_former_names(teacher: Client, here: Corner) -> None:
    to = Whereabouts(parent=here.department, area_key="gellerup", address="Skolevej 1", municipality=AARHUS)
    move_unit(the_operator(), unit=here.school, to=to, version=1)
    rename_organisation(the_operator(), organisation=here.aarhus, name="Ny Kommune", version=1)
    page = shown(teacher, f"{LIST}{here.aarhus}/")
    for words in ("Ny Kommune", "Aarhus Kommune", "Tovshøjskolen", "Børn og Unge", "Skolevej 1", "/omraader/gellerup/"):
        assert words in page, words


def test_an_organisation_that_is_not_there_is_not_found(teacher: Client) -> None:
    assert teacher.get(f"{LIST}999999/").status_code == 404


def test_the_file_holds_what_is_shown_and_can_be_read_back(teacher: Client, here: Corner, tmp_path: Path) -> None:
    response = teacher.get(f"{FILE}?kommune={AARHUS}")
    sheet = load_workbook(BytesIO(response.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert {row[0] for row in rows[1:]} == {"Aarhus Kommune", "Boligforeningen Vest", "Foreningen Ly"}
    file = tmp_path / "hentet.xlsx"
    file.write_bytes(response.content)
    seen = preview(the_operator(), file=file)
    assert (seen.problems, seen.counts()[Newness.UNCHANGED]) == ((), 7)


def test_the_pages_are_in_english_too(teacher: Client, here: Corner) -> None:
    shown(teacher, f"/en{LIST}")
    shown(teacher, f"/en{LIST}{here.aarhus}/")


def test_a_page_costs_the_same_however_many_there_are(teacher: Client, here: Corner) -> None:
    def statements(path: str) -> int:
        shown(teacher, path)
        with CaptureQueriesContext(connection) as asked:
            shown(teacher, path)
        return len(asked)

    paths = (LIST, f"{LIST}?q=e", f"{LIST}{here.association}/")
    before = [statements(path) for path in paths]
    for number in range(30):
        made = an_organisation(f"Forening {number}", OrganisationKind.ASSOCIATION)
        a_unit(made, "Enheden", UnitKind.CLUB)
        a_unit(here.association, f"Enhed {number}", UnitKind.CLUB)
    assert [statements(path) for path in paths] == before
    assert max(before) <= 11
