"""Sheets are read as people see them, and what is no plain value is refused."""

import datetime as dt
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from tests.kit.tables.sample import (
    AREAS,
    HEADERS,
    ROWS,
    SHEET,
    as_given,
    header_xml,
    only,
    said,
    with_sheet,
    workbook_parts,
    zipped,
)

from vugge.kit.tables import Column, Reading, cells, read_table, write_xlsx
from vugge.kit.text import Text

Cells = Any  # whatever openpyxl can write into a cell


def made(folder: Path, rows: list[list[Cells]], *, formats: dict[str, str] | None = None) -> Path:
    """Write a workbook with openpyxl, as independent of ours as can be."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    for cell, code in (formats or {}).items():
        sheet[cell].number_format = code
    book.save(folder / "areas.xlsx")
    return folder / "areas.xlsx"


def texts(path: Path, count: int) -> tuple[str, ...]:
    reading = read_table(path, [as_given(name) for name in "abcdefgh"[:count]])
    assert reading.is_clean, said(reading)
    return reading.rows[0].raw


def test_a_workbook_of_ours_is_read(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "areas.xlsx", HEADERS, ROWS)
    reading = read_table(tmp_path / "areas.xlsx", AREAS)
    assert reading.is_clean
    assert [tuple(row.values.values()) for row in reading.rows] == list(ROWS)


def test_a_workbook_of_openpyxls_is_read(tmp_path: Path) -> None:
    path = made(
        tmp_path, [["År", "NAVN", "Beboere", "Andel"], [2010, "Nørrebro", 1158.0, 41.2], [2011, "Ø", None, None]]
    )
    reading = read_table(path, AREAS)
    assert reading.is_clean, said(reading)
    assert [row.raw for row in reading.rows] == [("2010", "Nørrebro", "1158", "41,2"), ("2011", "Ø")]


def test_numbers_have_no_noise_and_a_danish_comma(tmp_path: Path) -> None:
    row = [0.1 + 0.2, 1158.0, 1.158, 1e20, -0.5, 41.200000000000003]
    path = made(tmp_path, [list("abcdef"), row])
    assert texts(path, 6) == ("0,3", "1158", "1,158", "100000000000000000000", "-0,5", "41,2")


def test_a_number_a_little_over_one_is_not_eleven_hundred(tmp_path: Path) -> None:
    path = made(tmp_path, [list(HEADERS), [2010, "a", 1.158, None]])
    assert "”1,158” er ikke et helt tal" in only(read_table(path, AREAS))


def test_per_cent_is_what_the_reader_sees(tmp_path: Path) -> None:
    path = made(tmp_path, [list(HEADERS), [2010, "a", 1, 0.412]], formats={"D2": "0.0%"})
    reading = read_table(path, AREAS)
    assert reading.is_clean
    assert reading.rows[0].raw[3] == "41,2 %"


def test_dates_are_dates_and_numbers_are_not(tmp_path: Path) -> None:
    moment = dt.datetime(2026, 11, 22, 14, 30)  # noqa: DTZ001  a cell has no time zone
    row = [dt.date(2026, 11, 22), moment, dt.time(14, 30), 46348, dt.date(1900, 1, 1)]
    path = made(tmp_path, [list("abcde"), row], formats={"D2": '#,##0 "dage";[Red]-#,##0'})
    assert texts(path, 5) == ("2026-11-22", "2026-11-22 14:30:00", "14:30:00", "46348", "1900-01-01")


def test_dates_that_count_from_1904_are_right(tmp_path: Path) -> None:
    day = Column("year", Text("År", "Year"), cells.date())
    path = made(tmp_path, [["year"], [dt.date(2022, 11, 21)]])
    book = openpyxl.open(path)
    book.epoch = CALENDAR_MAC_1904
    book.save(path)
    assert read_table(path, [day]).rows[0].values["year"] == dt.date(2022, 11, 21)


@pytest.mark.parametrize("serial", [-3, 9_999_999])
def test_a_date_that_never_was_is_refused(tmp_path: Path, serial: int) -> None:
    path = made(tmp_path, [["a"], [serial]], formats={"A2": "dd-mm-yyyy"})
    assert "tallet i den er ingen dato" in only(read_table(path, [as_given("a")]))


def test_a_residents_figure_shown_as_a_date_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path, [list(HEADERS), [2010, "a", 1158, None]], formats={"C2": "dd/mm/yy"})
    assert "er en dato" in only(read_table(path, AREAS))


@pytest.mark.parametrize("formula", ["=1+1", '=HYPERLINK("http://example.dk")', "=SUM(A1:A2)"])
def test_a_formula_is_refused_where_it_stands(tmp_path: Path, formula: str) -> None:
    path = made(tmp_path, [list(HEADERS), [2010, "a", formula, None]])
    reading = read_table(path, AREAS)
    assert only(reading) == (
        "Række 2, kolonne C »residents«: Cellen indeholder en formel. "
        "Sæt værdien ind i stedet (Kopiér, Indsæt speciel, Værdier)."
    )
    assert reading.rows[0].raw[2] == formula


def test_a_formula_among_the_headers_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path, [["year", "area", "residents", "=1+1"], [2010, "a", 1, None]])
    assert "Række 1, kolonne D" in only(read_table(path, AREAS))


def test_shared_and_array_formulas_are_formulas(tmp_path: Path) -> None:
    rows = (
        b'<row r="2"><c r="A2"><f t="shared" si="0"/><v>2010</v></c><c r="B2" t="str"><f t="array" ref="B2">A1</f>'
        b'<v>x</v></c><c r="C2"><f/><v>7</v></c></row>'
    )
    problems = read_table(with_sheet(tmp_path / "a.xlsx", header_xml() + rows), AREAS).problems
    assert [problem.column for problem in problems] == ["A", "B", "C"]


@pytest.mark.parametrize("formula", [b'"abc', b"A1048577+1}", b"SUM(A1"])
def test_a_shared_formula_that_cannot_be_read_is_refused(tmp_path: Path, formula: bytes) -> None:
    cells = b'<c r="A2"><f t="shared" si="0">%s</f></c><c r="B2"><f t="shared" si="0"/></c>' % formula
    reading = read_table(with_sheet(tmp_path / "a.xlsx", header_xml() + b'<row r="2">' + cells + b"</row>"), AREAS)
    assert "Filen er beskadiget" in said(reading)[0] or "en formel" in said(reading)[0]


def test_a_text_that_looks_like_a_formula_is_refused_as_text(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", HEADERS, [[2010, "=1+1", 1, None]])
    assert "begynder som en formel" in only(read_table(tmp_path / "a.xlsx", AREAS))


def test_an_error_in_a_cell_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path, [list(HEADERS), [2010, "a", "#REF!", None]])
    assert only(read_table(path, AREAS)) == (
        "Række 2, kolonne C »residents«: Cellen viser fejlen #REF!. Skriv værdien i stedet."
    )


def test_merged_cells_are_refused(tmp_path: Path) -> None:
    path = made(tmp_path, [list(HEADERS), [2010, "a", 1, None], [2011, "a", 2, None]])
    book = openpyxl.open(path)
    book.worksheets[0].merge_cells("B2:B3")
    book.save(path)
    reading = read_table(path, AREAS)
    assert said(reading) == [
        "Række 2, kolonne B »area«: Cellerne B2:B3 er flettet sammen. Ophæv fletningen, og udfyld hver celle.",
        "Række 3, kolonne B »area«: Cellen må ikke være tom.",
    ]


def test_the_first_visible_sheet_is_read_and_the_others_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Skjult"
    book.worksheets[0].sheet_state = "hidden"
    for name in ("Områder", "Noter"):
        sheet = book.create_sheet(name)
        sheet.append(list(HEADERS))
        sheet.append([2010, name, 1, None])
    book.active = 1
    book.save(tmp_path / "a.xlsx")
    reading = read_table(tmp_path / "a.xlsx", AREAS)
    assert reading.rows[0].values["area"] == "Områder"
    assert reading.other_sheets == ("Skjult", "Noter")


def test_a_first_sheet_without_its_part_is_not_passed_over(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(list(HEADERS))
    other = book.create_sheet("Noter")
    other.append(list(HEADERS))
    other.append([2010, "Noter", 1, None])
    book.save(tmp_path / "a.xlsx")
    with ZipFile(tmp_path / "a.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != SHEET}
    assert "Filen er beskadiget" in only(read_table(zipped(tmp_path / "b.xlsx", parts), AREAS))


def test_styles_are_found_where_excel_on_the_web_puts_them(tmp_path: Path) -> None:
    path = made(tmp_path, [list(HEADERS), [2010, "a", 1, 0.412]], formats={"D2": "0.0%"})
    with ZipFile(path) as archive:
        parts = {name.replace("styles", "styles2"): archive.read(name) for name in archive.namelist()}
    assert read_table(zipped(path, parts), AREAS).rows[0].raw[3] == "41,2 %"


def test_what_a_sheet_says_about_its_size_is_not_believed(tmp_path: Path) -> None:
    parts = workbook_parts()
    parts[SHEET] = parts[SHEET].replace(b'ref="A1:D3"', b'ref="A1:B2"')
    reading = read_table(zipped(tmp_path / "a.xlsx", parts), AREAS)
    assert [tuple(row.values.values()) for row in reading.rows] == list(ROWS)


def test_a_workbook_with_only_hidden_sheets_is_said(tmp_path: Path) -> None:
    parts = workbook_parts()
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<sheet ", b'<sheet state="hidden" ')
    assert "Alle ark i filen er skjult" in only(read_table(zipped(tmp_path / "a.xlsx", parts), AREAS))


def test_rich_text_is_joined_and_reading_aids_left_out(tmp_path: Path) -> None:
    parts = (
        b'<row r="2"><c><v>2010</v></c><c t="inlineStr"><is><r><rPr><b/></rPr><t>Nord</t></r>'
        b'<r><t xml:space="preserve"> Syd</t></r><rPh sb="0" eb="1"><t>nej</t></rPh></is></c></row>'
    )
    reading = read_table(with_sheet(tmp_path / "a.xlsx", header_xml() + parts), AREAS)
    assert reading.rows[0].values["area"] == "Nord Syd"


def test_prefixes_and_the_strict_format_are_read(tmp_path: Path) -> None:
    sheet = (
        b'<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData>'
        b'<x:row><x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c></x:row>'
        b'<x:row><x:c t="d"><x:v>2026-11-22T00:00:00</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    path = zipped(tmp_path / "a.xlsx", {**workbook_parts(), "xl/worksheets/sheet1.xml": sheet})
    assert read_table(path, [as_given("a")]).rows[0].raw == ("2026-11-22",)


def test_a_cell_may_point_to_a_style_that_is_not_there(tmp_path: Path) -> None:
    rows = b'<row r="2"><c s="999"><v>2010</v></c><c t="str"><v>a</v></c><c s="1000"><v>7</v></c></row>'
    reading = read_table(with_sheet(tmp_path / "a.xlsx", header_xml() + rows), AREAS)
    assert reading.is_clean, said(reading)
    assert reading.rows[0].raw == ("2010", "a", "7")


@pytest.mark.parametrize("cell", [b'<c t="q"><v>1</v></c>', b"<c><v>1e99</v></c>"])
def test_a_cell_of_no_kind_and_a_number_beyond_measure_are_refused(tmp_path: Path, cell: bytes) -> None:
    rows = b'<row r="2"><c><v>2010</v></c><c t="str"><v>a</v></c>' + cell + b"</row>"
    reading = read_table(with_sheet(tmp_path / "a.xlsx", header_xml() + rows), AREAS)
    assert only(reading) == "Række 2, kolonne C »residents«: Cellen er beskadiget. Skriv værdien igen."


@pytest.mark.parametrize("cell", [b'<c t="s"><v>7</v></c>', b"<c><v>1x</v></c>", b'<c t="b"><v>x</v></c>'])
def test_a_sheet_with_a_cell_that_cannot_be_is_refused(tmp_path: Path, cell: bytes) -> None:
    rows = b'<row r="2"><c><v>2010</v></c>' + cell + b"</row>"
    assert "Filen er beskadiget" in said(read_table(with_sheet(tmp_path / "a.xlsx", header_xml() + rows), AREAS))[0]


def test_a_sheet_that_begins_below_the_first_row_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path, [[], list(HEADERS), [2010, "a", 1, None]])
    assert "Række 2: Rækken er tom" not in only(read_table(path, AREAS))
    assert only(read_table(path, AREAS)) == "Række 1: Rækken er tom. Overskrifterne skal stå her."


def test_an_empty_sheet_is_said(tmp_path: Path) -> None:
    assert only(read_table(made(tmp_path, []), AREAS)) == "Hele filen: Filen er tom."


ORDINARY = st.one_of(
    st.none(),
    st.integers(-(10**14), 10**14),
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=20).filter(
        lambda text: text.strip() and text[0] != "=" and "_x" not in text
    ),
    st.dates(dt.date(1900, 3, 1), dt.date(2100, 1, 1)),
    st.booleans(),
)


def as_we_show_it(value: Cells) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(int(value))
        case dt.datetime():
            return value.date().isoformat()
        case _:
            return str(value)


@given(st.lists(st.lists(ORDINARY, min_size=3, max_size=3), min_size=1, max_size=6))
def test_we_read_a_workbook_as_openpyxl_does(tmp_path_factory: pytest.TempPathFactory, rows: list[list[Cells]]) -> None:
    path = made(tmp_path_factory.mktemp("books"), [["a", "b", "c"], *[["x", *row[1:]] for row in rows]])
    theirs = [[as_we_show_it(value) for value in row] for row in openpyxl.open(path).worksheets[0].values]
    ours: Reading = read_table(path, [as_given(name) for name in "abc"])
    assert [[*row.raw, "", ""][:3] for row in ours.rows] == theirs[1:]
