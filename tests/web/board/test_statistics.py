"""The pages of figures show what was released and nothing else, to those who may see it and to nobody else."""

import re
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from tests.access.neighbourhood import PLACES, a_town
from tests.people.town import entries
from tests.web.control.conftest import Browse
from tests.web.frontline.workplace import Employee, Workplace

from vugge.access.actions.statistics import release_statistics
from vugge.access.models import StatisticsRelease
from vugge.access.queries.statistics import on_file
from vugge.access.tasks import STATISTICIAN
from vugge.audit.rules import Result
from vugge.kit.disclosure import Quarter

PAGES = ("/tal/", "/tal/age/", "/tal/daycare/?kvartal=2026-2", "/tal/age/tabel.xlsx", "/tal/age/tabel.csv")
REGISTER = "/tilsyn/udgivelser/"


def shown(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, (path, response.content.decode()[-2000:])
    return response.content.decode()


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.usefixtures("released")
def test_board_secretariat_and_supervisor_open_the_pages(
    here: Workplace, supervisor: Employee, browse: Browse, language: str
) -> None:
    for one in (here.member, here.coordinator, supervisor):
        client = browse(one)
        for path in PAGES:
            answer = client.get(f"{language}{path}")
            assert answer.status_code == 200
            assert answer["Cache-Control"] == "no-store"
    assert browse(supervisor).get(f"{language}{REGISTER}").status_code == 200


@pytest.mark.usefixtures("released")
def test_for_everybody_else_there_is_nothing_there(here: Workplace, browse: Browse) -> None:
    for one in (here.teacher, here.visitor, here.caseworker, here.consultant, here.volunteer, here.pedagogue):
        client = browse(one)
        nothing = client.get("/tal/findes-ikke/")
        for path in (*PAGES, REGISTER):
            answer = client.get(path)
            assert answer.status_code == 404
            if path.endswith("/"):
                assert _without_address(answer.content, path) == _without_address(nothing.content, "/tal/findes-ikke/")
    assert browse(here.member).get(REGISTER).status_code == 404
    denied = entries("access.statistics_denied")
    assert denied
    assert all(one.result is Result.DENIED and one.persons == () for one in denied)


def _without_address(page: bytes, path: str) -> str:
    return re.sub(r'href="/en[^"]*"', "", page.decode().replace(path, ""))


@pytest.mark.usefixtures("released")
def test_whoever_is_not_logged_in_is_asked_to(client: Client) -> None:
    assert client.get("/tal/").status_code == 302


@pytest.mark.usefixtures("released")
def test_page_spreadsheet_and_text_hold_the_same_released_figures(here: Workplace, browse: Browse) -> None:
    client = browse(here.member)
    release = next(one.release for one in on_file() if one.key == "age" and one.release.quarter == Quarter(2026, 3))
    rows = [*(group.key for group in release.table.rows.groups), None]
    columns = [*(group.key for group in release.table.columns.groups), None]
    wanted = [
        [
            release.text(row, column).say() if release.figures[row, column] is not None else "skjult"
            for column in columns
        ]
        for row in rows
    ]
    page = shown(client, "/tal/age/")
    cells = re.findall(r'<td class="vugge-cell-number"[^>]*>(.*?)</td>', page, re.DOTALL)
    on_page = ["skjult" if "skjult" in cell else cell for cell in cells]
    assert on_page == [text for line in wanted for text in line]
    text = client.get("/tal/age/tabel.csv").content.decode("utf-8-sig").splitlines()
    assert [line.split(";")[1:] for line in text[1 : len(rows) + 1]] == wanted
    sheet = load_workbook(BytesIO(client.get("/tal/age/tabel.xlsx").content)).active
    assert sheet is not None
    lines = list(sheet.iter_rows(min_row=2, max_row=len(rows) + 1, min_col=2, values_only=True))
    assert [[str(cell) for cell in line] for line in lines] == wanted


@pytest.mark.usefixtures("released")
def test_a_table_says_where_its_figures_come_from_and_why_some_are_not_there(here: Workplace, browse: Browse) -> None:
    page = shown(browse(here.member), "/tal/age/")
    for said in (
        "3. kvartal 2026",
        "Vugges register: hjem og fødselsdag",
        "er ikke talt med",
        "30-09-2026",
        "Hvorfor?",
        "afrundet op eller ned",
        "access/statistics_2024",
        "<svg",
    ):
        assert said in page, said
    assert page.count("<h1") == 1


@pytest.mark.usefixtures("released")
def test_an_earlier_quarter_stays_as_it_was_and_one_that_is_not_out_is_not_there(
    here: Workplace, browse: Browse
) -> None:
    client = browse(here.member)
    assert "30-06-2026" in shown(client, "/tal/age/?kvartal=2026-2")
    assert client.get("/tal/age/?kvartal=2025-1").status_code == 404
    assert "30-09-2026" in shown(client, "/tal/age/?kvartal=sommer")


def test_before_the_first_quarter_the_list_says_when_it_comes(here: Workplace, browse: Browse) -> None:
    assert "Ingen tabeller endnu" in shown(browse(here.member), "/tal/")


def test_the_register_shows_refusals_with_their_reason(here: Workplace, supervisor: Employee, browse: Browse) -> None:
    a_town(7, families=3)
    release_statistics(STATISTICIAN, quarter=Quarter(2026, 3), places=())
    release_statistics(STATISTICIAN, quarter=Quarter(2026, 3), places=PLACES[:1])
    page = shown(browse(supervisor), REGISTER)
    table, _, codes = page.partition("Vis koderne")
    assert "system:statistician" not in table
    assert "system:statistician" in codes
    StatisticsRelease.objects.create(
        table_key="x",
        year=2026,
        quarter=3,
        name={"da": "Prøve", "en": "Sample"},
        counted_on="2026-09-30",
        released_at="2026-11-22T12:00Z",
        released_by="system:statistician",
        key_name="12345678",
        refusal="Der var en grund.",
    )
    page = shown(browse(supervisor), REGISTER)
    assert "Afvist" in page
    assert "Der var en grund." in page


@pytest.mark.usefixtures("released")
def test_a_page_costs_the_same_however_much_has_been_released(
    here: Workplace, supervisor: Employee, browse: Browse
) -> None:
    client = browse(supervisor)

    def statements(path: str) -> int:
        shown(client, path) if path.endswith("/") else client.get(path)
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        return len([one for one in asked if "vugge.deciding" not in one["sql"]])

    paths = (*PAGES, REGISTER)
    few = [statements(path) for path in paths]
    a_town(8)
    release_statistics(STATISTICIAN, quarter=Quarter(2026, 1), places=PLACES)
    assert [statements(path) for path in paths] == few
    assert max(few) <= 9, few


@pytest.mark.usefixtures("released")
def test_no_page_counts_anything(here: Workplace, browse: Browse) -> None:
    """Whatever happens to people afterwards, the pages are the same: nobody gets a live count."""
    client = browse(here.member)
    before = [_stable(client.get(path).content) for path in PAGES if "xlsx" not in path]
    a_town(9)
    assert [_stable(client.get(path).content) for path in PAGES if "xlsx" not in path] == before


def _stable(page: bytes) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page.decode())
