"""Files that are no tables, or too much of one, are refused before they are opened."""

import os
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

import pytest
from tests.kit.tables.sample import AREAS, SHEET, SHEET_START, header_xml, only, with_sheet, workbook_parts, zipped

from vugge.kit.tables import Limits, read_table


def refused(path: Path, limits: Limits | None = None) -> str:
    reading = read_table(path, AREAS, limits=limits or Limits())
    assert reading.rows == ()
    return only(reading)


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_a_file_of_two_gigabytes_is_refused_unopened(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(2 << 30)
    with patch.object(Path, "open", side_effect=AssertionError("opened")):
        assert refused(path) == ("Hele filen: Filen fylder 2.148 MB. Den må højst fylde 20 MB. Del den i flere filer.")


def test_a_file_that_grows_after_the_look_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"year\n" * 30)
    with patch.object(Path, "stat", return_value=os.stat_result((0o100644, *[1] * 9))):
        assert "må højst fylde" in refused(path, Limits(file_bytes=20))


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "mappe.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    assert refused(tmp_path / "mappe.csv") == "Hele filen: mappe.csv er en mappe. Vælg en fil i den."
    assert refused(tmp_path / "pipe.csv") == "Hele filen: pipe.csv er ikke en almindelig fil."
    assert refused(tmp_path / "væk.csv") == "Hele filen: Filen væk.csv findes ikke."
    assert refused(tmp_path / ("a" * 300 + ".csv")).endswith("kan ikke åbnes.")
    assert refused(tmp_path / "a\0.csv").endswith("kan ikke åbnes.")


def test_a_file_we_may_not_read_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("year\n", encoding="utf-8")
    with patch.object(Path, "open", side_effect=PermissionError):
        assert refused(path) == ("Hele filen: Filen a.csv må ikke læses af dette program. Ret filens rettigheder.")


@pytest.mark.parametrize(
    ("suffix", "advice"),
    [
        (".xls", "Gem filen som Excel-projektmappe (.xlsx)"),
        (".xlsb", "Gem filen som Excel-projektmappe (.xlsx)"),
        (".xlsm", "makroer"),
        (".ods", "Gem regnearket som .xlsx eller CSV UTF-8"),
        (".pdf", "Filen skal være en CSV-fil (.csv) eller en Excel-projektmappe (.xlsx)."),
        ("", "Filen skal være en CSV-fil (.csv) eller en Excel-projektmappe (.xlsx)."),
    ],
)
def test_other_formats_are_told_what_to_do(tmp_path: Path, suffix: str, advice: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"x")
    assert advice in refused(path)


def test_a_name_that_lies_about_the_content_is_found_out(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("year,area\n", encoding="utf-8")
    assert "ikke en Excel-projektmappe" in refused(tmp_path / "a.xlsx")
    zipped(tmp_path / "a.csv", workbook_parts())
    assert "giv den endelsen .xlsx" in refused(tmp_path / "a.csv")
    (tmp_path / "b.xlsx").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 100)
    assert "adgangskode" in refused(tmp_path / "b.xlsx")
    zipped(tmp_path / "c.xlsx", {"word/document.xml": b"<x/>"})
    assert "ikke en Excel-projektmappe" in refused(tmp_path / "c.xlsx")


def test_a_zip_bomb_is_refused_by_its_directory(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.xlsx", {**workbook_parts(), SHEET: b" " * 150_000_000})
    assert path.stat().st_size < 200_000
    with patch("zipfile.ZipFile.open", side_effect=AssertionError("unpacked")):
        assert "fylder alt for meget" in refused(path)


def test_a_well_packed_bomb_below_the_size_limit_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.xlsx", {**workbook_parts(), SHEET: b" " * 50_000_000})
    assert "fylder alt for meget" in refused(path)


def test_a_bomb_with_a_lying_directory_is_cut_off(tmp_path: Path) -> None:
    sheet = SHEET_START + header_xml() + b"<row><c/></row>" * 2_000_000
    path = zipped(tmp_path / "a.xlsx", {**workbook_parts(), SHEET: sheet})
    real, said = len(sheet).to_bytes(4, "little"), (5_000).to_bytes(4, "little")
    content = path.read_bytes()
    assert content.count(real) == 2
    path.write_bytes(content.replace(real, said))
    assert "Filen er beskadiget" in refused(path)


def test_what_is_unpacked_is_counted_over_all_parts(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.xlsx", workbook_parts())
    with patch("vugge.kit.tables.xlsx_package._check_directory"):
        assert "fylder alt for meget" in refused(path, Limits(unpacked_bytes=2_000))


def test_parts_that_overlap_are_refused(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "a.xlsx", {**workbook_parts(), "xl/a.bin": os.urandom(5_000), "xl/b.bin": os.urandom(5_000)}
    )
    content = path.read_bytes()
    entry = content.rindex(b"xl/b.bin")
    first = content.index(b"xl/a.bin") - 30
    content = content[: entry - 4] + first.to_bytes(4, "little") + content[entry:]
    path.write_bytes(content[: first + 6_000] + content[content.index(b"PK\x01\x02") :])
    assert "fylder alt for meget" in refused(path)


def test_very_many_parts_are_refused(tmp_path: Path) -> None:
    parts = {**workbook_parts(), **{f"xl/a{number}.xml": b"" for number in range(2_100)}}
    assert "fylder alt for meget" in refused(zipped(tmp_path / "a.xlsx", parts))


def test_an_endless_directory_is_not_loaded(tmp_path: Path) -> None:
    parts = {f"{number}{'x' * 900}": b"" for number in range(1_200)}
    path = zipped(tmp_path / "a.xlsx", parts)
    with patch("vugge.kit.tables.xlsx_package.ZipFile", side_effect=AssertionError("loaded")):
        assert "fylder alt for meget" in refused(path)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("xl/vbaProject.bin", "makroer"),
        ("xl/macrosheets/sheet1.xml", "makroer"),
        ("xl/embeddings/a.zip", "indeholder andre filer"),
        ("xl/embeddings/a.xlsx", "indeholder andre filer"),
        ("../../etc/a.xml", "beskadiget"),
        ("/etc/a.xml", "beskadiget"),
        ("c:\\a.xml", "beskadiget"),
        ("XL/workbook.xml", "beskadiget"),
    ],
)
def test_strange_parts_are_refused(tmp_path: Path, name: str, said: str) -> None:
    assert said in refused(zipped(tmp_path / "a.xlsx", {**workbook_parts(), name: b"x"}))


def test_an_encrypted_part_is_refused(tmp_path: Path) -> None:
    content = bytearray(zipped(tmp_path / "a.xlsx", workbook_parts()).read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.xlsx").write_bytes(content)
    assert "adgangskode" in refused(tmp_path / "a.xlsx")


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
DTD = b'<!DOCTYPE x SYSTEM "http://example.dk/x.dtd">'


@pytest.mark.parametrize("declaration", [ENTITIES, OUTSIDE, DTD])
@pytest.mark.parametrize(
    "part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"]
)
def test_no_part_may_declare_entities(tmp_path: Path, declaration: bytes, part: str) -> None:
    parts = workbook_parts()
    head, end, rest = parts[part].partition(b"?>")
    parts[part] = (head + end + declaration + rest) if end else declaration + parts[part]
    assert "dokumenttype" in refused(zipped(tmp_path / "a.xlsx", parts))


@pytest.mark.parametrize("encoding", [b"UTFPK-8", b"big5", b"utf-7", b"idna", b"utf-16"])
def test_a_part_in_an_unknown_encoding_is_refused(tmp_path: Path, encoding: bytes) -> None:
    parts = workbook_parts()
    parts[SHEET] = parts[SHEET].replace(b"UTF-8", encoding)
    assert "Filen er beskadiget" in read_table(zipped(tmp_path / "a.xlsx", parts), AREAS).problems[0].say()


@pytest.mark.parametrize(
    "rows",
    [
        b"<a>" * 1_000,
        b'<row r="2"><c r="A2"><v>1</v></c></row><row r="2"/>',
        b'<row r="3"/><row r="2"/>',
        b'<row r="9999999"/>',
        b'<row r="2"><c r="A3"><v>1</v></c></row>',
        b'<row r="2"><c r="B2"/><c r="A2"/></row>',
        b'<row r="2"><c r="AAAA2"/></row>',
        b"<row>",
    ],
)
def test_rows_that_cannot_be_are_refused(tmp_path: Path, rows: bytes) -> None:
    reading = read_table(with_sheet(tmp_path / "a.xlsx", header_xml() + rows), AREAS)
    assert "Filen er beskadiget" in reading.problems[0].say()


def test_a_cell_with_endless_text_is_too_long_and_no_more(tmp_path: Path) -> None:
    cell = b'<row r="2"><c t="inlineStr"><is><t>2010</t></is></c><c t="inlineStr"><is><t>' + b"ab " * 300_000
    path = with_sheet(tmp_path / "a.xlsx", header_xml() + cell + b"</t></is></c></row>")
    reading = read_table(path, AREAS, limits=Limits(packing_ratio=10_000))
    assert "Cellen er for lang" in only(reading)
    assert len(reading.rows[0].raw[1]) < 5_000_000


@pytest.mark.parametrize("markup", [b"<!--%s-->", b'<a b="%s"/>', b"<?a %s?>", b"<row><c><f>%s</f></c></row>"])
def test_endless_markup_is_refused_before_openpyxl_sees_it(tmp_path: Path, markup: bytes) -> None:
    path = with_sheet(tmp_path / "a.xlsx", header_xml() + markup % (b"x" * 200_000))
    with patch("vugge.kit.tables.xlsx_reading.ExcelReader", side_effect=AssertionError("read")):
        assert "Filen er beskadiget" in refused(path)


def test_a_row_of_very_many_cells_is_refused(tmp_path: Path) -> None:
    path = with_sheet(tmp_path / "a.xlsx", header_xml() + b"<row>" + b"<c/>" * 1_000 + b"</row>")
    with patch("vugge.kit.tables.xlsx_look._MOST_IN_A_ROW", 500):
        assert "Filen er beskadiget" in refused(path)


def test_a_sheet_of_very_many_cells_is_refused(tmp_path: Path) -> None:
    path = with_sheet(tmp_path / "a.xlsx", header_xml() + b"<row>" + b"<c/>" * 1_000)
    with patch("vugge.kit.tables.xlsx_look._MOST_ELEMENTS", 500):
        assert "Filen er beskadiget" in refused(path)


def test_the_limits_of_rows_and_columns_hold_for_sheets(tmp_path: Path) -> None:
    row = b'<row r="4"><c><v>2010</v></c></row>'
    path = with_sheet(tmp_path / "a.xlsx", header_xml() + row)
    assert "mere end 2 rækker" in read_table(path, AREAS, limits=Limits(rows=2)).problems[-1].say()
    far = with_sheet(tmp_path / "b.xlsx", header_xml() + b'<row r="2"><c r="XFD2"><v>7</v></c></row>')
    assert only(read_table(far, AREAS)) == "Række 2, kolonne XFD: Arket har mere end 200 kolonner."


def test_empty_cells_far_away_are_nothing(tmp_path: Path) -> None:
    rows = b'<row r="2"><c r="A2"><v>2010</v></c><c r="B2" t="str"><v>a</v></c><c r="XFD2"/></row><row r="1048576"/>'
    assert read_table(with_sheet(tmp_path / "a.xlsx", header_xml() + rows), AREAS).is_clean


def test_a_truncated_workbook_is_refused(tmp_path: Path) -> None:
    content = zipped(tmp_path / "a.xlsx", workbook_parts()).read_bytes()
    for length in range(1, len(content), len(content) // 50):
        (tmp_path / "a.xlsx").write_bytes(BytesIO(content).read(length))
        assert read_table(tmp_path / "a.xlsx", AREAS).problems
