"""The picture of where children are lost shows what was released, says why, and gives a file of the same."""

import re
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from tests.access.neighbourhood import PLACES
from tests.journey.children import children
from tests.people.town import entries
from tests.web.board.test_statistics import _stable, shown
from tests.web.control.conftest import Browse
from tests.web.frontline.workplace import Employee, Workplace

from vugge.access.queries.statistics import on_file
from vugge.access.tasks import STATISTICIAN
from vugge.audit.rules import Result
from vugge.journey.rules.aggregate import SERIES, By, Stand, part_key
from vugge.journey.tasks import release_journeys
from vugge.kit.disclosure import Quarter

PAGE = "/tal/rejsen/"
CSV, XLSX = f"{PAGE}tabel.csv", f"{PAGE}tabel.xlsx"
OF_A_LINE = f"{PAGE}?linje=health"
PATHS = (PAGE, OF_A_LINE, f"{PAGE}?gruppe=cohort:2015_2019", f"{PAGE}?gruppe=institution:&kvartal=2026-2", CSV, XLSX)
SUMMER = Quarter(2026, 3)


def lines(client: Client, path: str) -> list[list[str]]:
    """Return the figures of a file of text, without its header and what follows them."""
    _, *rows = client.get(path).content.decode("utf-8-sig").splitlines()
    return [row.split(";") for row in rows[: rows.index("")]]


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.usefixtures("chain_released")
def test_board_secretariat_and_supervisor_open_the_pages(
    here: Workplace, supervisor: Employee, browse: Browse, language: str
) -> None:
    for one in (here.member, here.coordinator, supervisor):
        client = browse(one)
        for path in PATHS:
            answer = client.get(f"{language}{path}")
            assert answer.status_code == 200
            assert answer["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("chain_released")
def test_for_everybody_else_there_is_nothing_there(here: Workplace, browse: Browse) -> None:
    for one in (here.teacher, here.visitor, here.caseworker, here.volunteer, here.pedagogue):
        client = browse(one)
        assert [client.get(path).status_code for path in PATHS] == [404] * len(PATHS)
    denied = entries("access.statistics_denied")
    assert denied
    assert all(one.result is Result.DENIED and one.persons == () for one in denied)


@pytest.mark.usefixtures("chain_released")
def test_page_spreadsheet_and_text_hold_the_same_released_figures(here: Workplace, browse: Browse) -> None:
    client = browse(here.member)
    out = [one for one in on_file(SERIES) if one.key.startswith(part_key(By.AREA)) and one.release.quarter == SUMMER]
    wanted = [
        [
            one.release.text(None, stand.value).say()
            if one.release.figures[None, stand.value] is not None
            else "skjult"
            for stand in Stand
        ]
        for one in out
    ]
    page = shown(client, PAGE)
    stops = page[page.index('id="stations-heading"') : page.index('id="groups-heading"')]
    found = re.findall(r'<td class="vugge-cell-number"[^>]*>(.*?)</td>', stops, re.DOTALL)
    cells = [re.sub(r"<[^>]+>", "", cell) for cell in found]
    on_page = [cells[first : first + 5] for first in range(0, len(cells), 5)]
    assert sorted(row[:4] for row in on_page) == sorted(wanted)
    in_text = lines(client, CSV)
    assert [row[2:] for row in in_text] == on_page
    sheet = load_workbook(BytesIO(client.get(XLSX).content)).active
    assert sheet is not None
    in_sheet = list(sheet.iter_rows(min_row=2, max_row=len(out) + 1, values_only=True))
    assert [[str(cell) for cell in row] for row in in_sheet] == in_text


@pytest.mark.usefixtures("chain_released")
def test_a_group_a_line_and_a_quarter_are_chosen_in_the_address(here: Workplace, browse: Browse) -> None:
    client = browse(here.member)
    out = next(
        one for one in on_file(SERIES) if one.key.startswith(part_key(By.AREA)) and one.release.quarter == SUMMER
    )
    name = out.declared.table.name.da.rpartition(": ")[0]
    row = next(row for row in lines(client, f"{CSV}?gruppe=area:birkely") if row[1] == name)
    assert row[4] == out.release.text("birkely", "missed").say()
    assert {row[0] for row in lines(client, f"{CSV}?linje=health")} == {"Sundhed"}
    assert "30-06-2026" in client.get(f"{CSV}?kvartal=2026-2").content.decode()
    assert client.get(f"{PAGE}?kvartal=2025-1").status_code == 404
    for nonsense in ("linje=x", "gruppe=area:x", "gruppe=x:y", "kvartal=x"):
        assert client.get(f"{PAGE}?{nonsense}").status_code == 200


@pytest.mark.usefixtures("chain_released")
def test_the_picture_is_told_in_words_and_patterns_and_its_losses_in_a_sentence(
    here: Workplace, browse: Browse
) -> None:
    page = shown(browse(here.member), PAGE)
    assert page.count("<h1") == 1
    assert page.count('role="img"') >= 3
    for said in (
        "<title>Hvor i kæden går børn tabt?</title>",
        "<desc>",
        "<pattern",
        "Flest børn går tabt ved »",
        "af 100",
    ):
        assert said in page, said
    assert "aldrig efter tal" in page
    ids = re.findall(r'<pattern id="([^"]+)"', page)
    assert len(ids) == len(set(ids)) == 9


@pytest.mark.usefixtures("chain_released")
def test_each_figure_says_rule_package_period_and_protection(here: Workplace, browse: Browse) -> None:
    page = shown(browse(here.member), OF_A_LINE)
    assert page.count("vugge-why-row") == len(lines(browse(here.member), f"{CSV}?linje=health"))
    for said in (
        "Hvorfor?",
        "journey/national_",
        "30-09-2026",
        "afrundet op eller ned",
        "access/statistics_2024",
        "Kilde",
    ):
        assert said in page, said
    key = on_file(SERIES)[0].key
    table = shown(browse(here.member), f"/tal/{key}/?kvartal=2026-3")
    assert "journey.station_stands/1" in table
    assert "journey/national_" in table


@pytest.mark.usefixtures("chain_released")
def test_a_page_costs_the_same_however_much_has_been_released(here: Workplace, browse: Browse) -> None:
    client = browse(here.member)

    def statements(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        return len([one for one in asked if "vugge.deciding" not in one["sql"]])

    few = [statements(path) for path in PATHS]
    release_journeys(quarter=Quarter(2026, 1), known=PLACES)
    assert [statements(path) for path in PATHS] == few
    assert max(few) <= 12, few


@pytest.mark.usefixtures("chain_released")
def test_no_page_counts_anything(here: Workplace, browse: Browse) -> None:
    """Whatever happens to children afterwards, the pages are the same."""
    client = browse(here.member)
    before = [_stable(client.get(path).content) for path in PATHS if "xlsx" not in path]
    children(9, viewer=STATISTICIAN)
    assert [_stable(client.get(path).content) for path in PATHS if "xlsx" not in path] == before


def test_before_the_first_quarter_the_page_says_when_it_comes(here: Workplace, browse: Browse) -> None:
    client = browse(here.member)
    assert "Ingen tal endnu" in shown(client, PAGE)
    assert client.get(CSV).status_code == 200


@pytest.mark.usefixtures("chain_released")
def test_the_list_of_tables_leads_there_and_is_not_filled_with_stations(here: Workplace, browse: Browse) -> None:
    page = shown(browse(here.member), "/tal/")
    assert 'href="/tal/rejsen/"' in page
    assert "journey-" not in page


@pytest.mark.usefixtures("chain_released")
def test_the_register_holds_every_table_of_a_station(supervisor: Employee, browse: Browse) -> None:
    page = shown(browse(supervisor), "/tilsyn/udgivelser/")
    assert all(one.key in page for one in on_file(SERIES))
