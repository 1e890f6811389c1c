"""What we write is read back as it was, and nothing in it runs as a formula."""

import csv
import datetime as dt
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.kit.tables.sample import as_given, said

from vugge.kit.tables import DANISH_EXCEL, PLAIN, Column, CsvStyle, Value, cells, read_table, write_csv, write_xlsx
from vugge.kit.tables.formulas import disarmed, looks_like_formula, rearmed
from vugge.kit.text import Text

STARTS = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "\u00a0@", "\u200b-", "'=", "''+"]
PAYLOADS = [f"{start}{rest}" for start in STARTS for rest in ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("x")', "")]
DANGEROUS = "=+-@\t\r\n＝＋－＠"

# control characters and half characters are not text; a spreadsheet's own escape is left to the writers of spreadsheets
texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn"]), max_size=30).filter(
    lambda text: "_x" not in text
)
nasty = st.one_of(texts, st.sampled_from(PAYLOADS), st.tuples(st.sampled_from(STARTS), texts).map("".join))
tables = st.lists(st.tuples(nasty, nasty, nasty), max_size=6)


def as_read(rows: list[tuple[str, ...]]) -> list[list[str]]:
    """Return the rows as reading gives them: without empty rows."""
    return [list(row) for row in rows if any(cell.strip() for cell in row)]


def read_back(path: Path) -> list[list[str]]:
    """Return what stands in a file, past every judgement of ours."""
    reading = read_table(path, [as_given(name) for name in "abc"])
    assert all(problem.row is None for problem in reading.problems), said(reading)
    return [[*row.raw, "", "", ""][:3] for row in reading.rows]


@given(tables)
@example([("a\r\nb", '"', "\r"), ("", "", "\t")])
@pytest.mark.parametrize("style", [PLAIN, DANISH_EXCEL, CsvStyle("\t", ".", "utf-8")])
def test_a_csv_is_read_back_as_written(
    tmp_path_factory: pytest.TempPathFactory, style: CsvStyle, rows: list[tuple[str, ...]]
) -> None:
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    write_csv(path, ["a", "b", "c"], rows, style=style)
    assert read_back(path) == as_read(rows)


@given(tables)
@example([("<r><t>x</t></r>", "<r>&</r>", "<r></r>")])
def test_an_xlsx_is_read_back_as_written(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]) -> None:
    path = tmp_path_factory.mktemp("xlsx") / "a.xlsx"
    write_xlsx(path, ["a", "b", "c"], rows)
    blank_is_empty = [tuple("" if not cell.strip() else cell for cell in row) for row in rows]
    assert read_back(path) == as_read(blank_is_empty)


@given(tables)
def test_no_text_in_a_csv_begins_a_formula(rows: list[tuple[str, ...]]) -> None:
    stream = BytesIO()
    write_csv(stream, ["=a", "@b", "c"], rows)
    for row in csv.reader(StringIO(stream.getvalue().decode(), newline="")):
        for cell in row:
            assert cell.lstrip()[:1] not in tuple(DANGEROUS), cell
            assert cell[:1] not in tuple(DANGEROUS), cell


@given(tables)
def test_no_text_in_an_xlsx_is_a_formula(rows: list[tuple[str, ...]]) -> None:
    stream = BytesIO()
    write_xlsx(stream, ["=a", "@b", "c"], rows)
    for row in openpyxl.open(stream).worksheets[0].iter_rows():
        assert {cell.data_type for cell in row} <= {"s", "n"}
    assert b"<f" not in b"".join(_parts(stream))


def _parts(stream: BytesIO) -> list[bytes]:
    with ZipFile(stream) as archive:
        return [archive.read(name) for name in archive.namelist() if "sheet1" in name]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_payload_is_text_that_stays_text_when_edited(payload: str) -> None:
    stream = BytesIO()
    write_xlsx(stream, ["a"], [[payload]])
    cell = openpyxl.open(stream).worksheets[0]["A2"]
    assert cell.quotePrefix
    assert disarmed(payload).startswith("'")
    assert rearmed(disarmed(payload)) == payload


@given(nasty)
def test_what_is_disarmed_can_be_rearmed(text: str) -> None:
    assert rearmed(disarmed(text)) == text
    assert looks_like_formula(text) == (disarmed(text) != text)


def label(name: str) -> Text:
    return Text(name, name)


VALUES = (
    Column("whole", label("a"), cells.whole_number()),
    Column("part", label("b"), cells.decimal_number()),
    Column("day", label("c"), cells.date()),
    Column("yes", label("d"), cells.yes_no()),
)
value_rows = st.lists(
    st.tuples(
        st.none() | st.integers(-(10**15) + 1, 10**15 - 1),
        st.none() | st.decimals(-(10**9), 10**9, places=5),
        st.none() | st.dates(),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


@given(value_rows)
@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "danish.csv"])
def test_numbers_dates_and_yes_are_read_back(
    tmp_path_factory: pytest.TempPathFactory, name: str, rows: list[tuple[Value, ...]]
) -> None:
    path = tmp_path_factory.mktemp("values") / name
    headers = [column.name for column in VALUES]
    if name == "a.xlsx":
        write_xlsx(path, headers, rows)
    else:
        write_csv(path, headers, rows, style=DANISH_EXCEL if name == "danish.csv" else PLAIN)
    reading = read_table(path, VALUES)
    assert reading.is_clean, said(reading)
    assert [tuple(row.values.values()) for row in reading.rows] == rows


def test_numbers_and_dates_are_no_texts_in_an_xlsx() -> None:
    stream = BytesIO()
    write_xlsx(stream, list("abcd"), [[-7, Decimal("41.2"), dt.date(2026, 11, 22), True]])
    kinds = [cell.data_type for cell in openpyxl.open(stream).worksheets[0][2]]
    assert kinds == ["n", "n", "d", "b"]


def test_a_number_keeps_digits_that_a_spreadsheet_would_lose(tmp_path: Path) -> None:
    number = Decimal("12345678901.2345678")
    write_xlsx(tmp_path / "a.xlsx", ["a"], [[number]])
    assert read_table(tmp_path / "a.xlsx", [as_given("a")]).rows[0].raw == ("12345678901,2345678",)


def test_a_csv_for_excel_has_mark_semicolon_and_comma() -> None:
    stream = BytesIO()
    write_csv(stream, ["år", "andel"], [[2010, Decimal("41.20")]], style=DANISH_EXCEL)
    assert stream.getvalue() == "\ufeffår;andel\r\n2010;41,20\r\n".encode()
    assert not stream.closed


def test_what_is_no_text_is_shown_as_lost_in_both_formats(tmp_path: Path) -> None:
    row = ["a\x00b", "c\x0bd", "e\ud800"]
    write_csv(tmp_path / "a.csv", ["a", "b", "c"], [row])
    write_xlsx(tmp_path / "a.xlsx", ["a", "b", "c"], [row])
    assert read_back(tmp_path / "a.csv") == read_back(tmp_path / "a.xlsx") == [["a\ufffdb", "c\ufffdd", "e\ufffd"]]


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity")])
def test_what_is_no_figure_is_not_written(tmp_path: Path, value: Decimal) -> None:
    with pytest.raises(ValueError, match="no figure"):
        write_csv(tmp_path / "a.csv", ["a"], [[value]])
    with pytest.raises(ValueError, match="no figure"):
        write_xlsx(tmp_path / "a.xlsx", ["a"], [[value]])


def test_a_text_longer_than_a_cell_is_not_cut_in_silence(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="32767"):
        write_xlsx(tmp_path / "a.xlsx", ["a"], [["b"], ["x" * 32_768]])
    assert not (tmp_path / "a.xlsx").exists()
