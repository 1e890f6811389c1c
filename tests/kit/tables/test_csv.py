"""CSV is read strictly, and every problem is where the spreadsheet shows it."""

from pathlib import Path

import pytest
from tests.kit.tables.sample import AREAS, only, read_csv, said

from vugge.kit.tables import Limits, read_table

GOOD = "year,area,residents\n2010,Nørrebro,1158\n"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff", "sep=X\n", "\ufeffsep=X\n"])
def test_delimiter_line_end_and_byte_order_mark_do_not_matter(
    tmp_path: Path, delimiter: str, line_end: str, mark: str
) -> None:
    content = GOOD.replace(",", delimiter).replace("\n", line_end)
    reading = read_csv(tmp_path, mark.replace("X", delimiter) + content)
    assert reading.is_clean, said(reading)
    assert reading.rows[0].values == {"year": 2010, "area": "Nørrebro", "residents": 1158}


def test_a_delimiter_inside_quotes_does_not_count(tmp_path: Path) -> None:
    reading = read_csv(tmp_path, 'year;area;"a,b,c,d,e";residents\n2010;"Nord; Syd";;7\n')
    assert reading.rows[0].values["area"] == "Nord; Syd"


def test_rows_are_numbered_as_the_spreadsheet_shows_them(tmp_path: Path) -> None:
    reading = read_csv(tmp_path, 'year,area,residents,note\n2010,a,1,"to\nlinjer"\n\n,,,\n2011,b,x,\n')
    assert [row.number for row in reading.rows] == [2, 5]
    assert only(reading).startswith("Række 5, kolonne C »residents«: ”x”")


def test_every_cell_is_judged_and_located(tmp_path: Path) -> None:
    reading = read_csv(tmp_path, "year,area,residents,share_pct\n,=cmd,1.5,101\n2010,ok,7,50\n")
    assert said(reading) == [
        "Række 2, kolonne A »year«: Cellen må ikke være tom.",
        "Række 2, kolonne B »area«: ”=cmd” begynder som en formel (= + - @ eller et tabulatortegn). Fjern tegnet.",
        "Række 2, kolonne C »residents«: ”1.5” er ikke et helt tal. Skriv det med cifre, for eksempel 1158.",
        "Række 2, kolonne D »share_pct«: ”101” skal ligge fra 0 til 100.",
    ]
    assert reading.rows[0].values == {}
    assert reading.rows[1].values["share_pct"] == 50
    assert set(reading.problems_by_row) == {2}


def test_an_empty_cell_that_may_be_empty_is_none(tmp_path: Path) -> None:
    assert read_csv(tmp_path, "year,area,residents\n2010,a, \n").rows[0].values["residents"] is None


@pytest.mark.parametrize("row", ["2010,a", "2010,a,1,2", "2010,a,1,,x"])
def test_a_row_with_too_few_or_too_many_cells_is_refused(tmp_path: Path, row: str) -> None:
    reading = read_csv(tmp_path, f"year,area,residents\n{row}\n2011,b,1\n")
    assert "overskrifter, så cellerne kan ikke kendes fra hinanden" in only(reading)
    assert reading.problems[0].row == 2
    assert [row.values.get("area") for row in reading.rows] == [None, "b"]


def test_empty_cells_after_the_last_header_are_nothing(tmp_path: Path) -> None:
    assert read_csv(tmp_path, "year,area,residents,,\n2010,a,1,,\n2010,b,1\n").is_clean


def test_a_cell_under_an_empty_header_is_refused(tmp_path: Path) -> None:
    assert "3 overskrifter" in only(read_csv(tmp_path, "year,,area,residents\n2010,x,a,1\n2011,,a,1\n"))


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_an_old_encoding_is_refused_with_its_first_place(tmp_path: Path, encoding: str) -> None:
    content = 'year;"area";residents\n2010;"linje\nto";1\n2010;Gellerupparken;1\n2011;Nørrebro;7\n'
    reading = read_csv(tmp_path, content.encode(encoding))
    assert only(reading) == (
        "Række 4, kolonne B: I ”Nørrebro” er der et tegn, som ikke er UTF-8. Filen er nok gemt i et ældre tegnsæt "
        "(Windows-1252 eller Latin-1). Åbn den i Excel, og vælg Filer, Gem som, CSV UTF-8 (kommasepareret)."
    )
    assert reading.rows == ()


def test_an_old_encoding_in_the_headers_is_refused(tmp_path: Path) -> None:
    assert only(read_csv(tmp_path, "År;navn\n".encode("cp1252"))).startswith("Række 1, kolonne A: I ”År”")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_refused(tmp_path: Path, encoding: str) -> None:
    assert "UTF-16" in only(read_csv(tmp_path, GOOD.encode(encoding)))


def test_a_nul_is_refused_with_its_place(tmp_path: Path) -> None:
    reading = read_csv(tmp_path, "year,area,residents\n2010,a\0b,1\n")
    assert only(reading).startswith("Række 2, kolonne B: Cellen indeholder et nul-tegn.")


def test_a_quote_that_is_never_closed_is_found_where_it_opens(tmp_path: Path) -> None:
    reading = read_csv(tmp_path, 'year,area,residents\n2010,a,1\n2010,"b,1\n2010,c,1\n')
    assert only(reading).startswith("Række 3: Her begynder en tekst med et anførselstegn")
    assert [row.number for row in reading.rows] == [2]


def test_a_quote_that_swallows_a_long_file_is_found_where_it_opens(tmp_path: Path) -> None:
    reading = read_csv(tmp_path, 'year,area,residents\n2010,"b,1\n' + "2010,c,1\n" * 20_000)
    assert only(reading).startswith("Række 2: Her begynder en tekst med et anførselstegn")


def test_a_quote_in_the_middle_of_a_quoted_text_is_refused(tmp_path: Path) -> None:
    assert "midt i en tekst" in only(read_csv(tmp_path, 'year,area,residents\n2010,"a"b,1\n'))


def test_two_rows_swallowed_by_a_stray_quote_are_not_one_name(tmp_path: Path) -> None:
    reading = read_csv(tmp_path, 'year,area,residents\n2010,"a\n2010,b",1\n')
    assert "linjeskift" in only(reading)


@pytest.mark.parametrize("cell", ["#REF!", "#DIV/0!", "#N/A", "#VÆRDI!", "#I/T"])
def test_a_spreadsheets_error_is_refused(tmp_path: Path, cell: str) -> None:
    assert f"fejlen {cell}" in only(read_csv(tmp_path, f"year,area,residents\n2010,{cell},1\n"))


def test_what_stands_in_a_column_nobody_asked_for_does_not_matter(tmp_path: Path) -> None:
    assert read_csv(tmp_path, "year,area,residents,note\n2010,a,1,=cmd\n").is_clean


@pytest.mark.parametrize(
    ("content", "said_of_it"),
    [
        ("", "Hele filen: Filen er tom."),
        ("\n \n", "Hele filen: Filen er tom."),
        ("\ufeff", "Hele filen: Filen er tom."),
        ("year,area,residents\n", "Hele filen: Filen har overskrifter, men ingen rækker under dem."),
        ("\nyear,area,residents\n2010,a,1\n", "Række 1: Rækken er tom. Overskrifterne skal stå her."),
    ],
)
def test_a_file_without_a_table_is_said(tmp_path: Path, content: str, said_of_it: str) -> None:
    assert only(read_csv(tmp_path, content)) == said_of_it


def test_there_are_limits_to_rows_columns_cells_and_problems(tmp_path: Path) -> None:
    small = Limits(rows=2, columns=4, cell_characters=10, problems=3)
    rows = "2010,a,1\n" * 3
    assert only(read_csv(tmp_path, f"year,area,residents\n{rows}", limits=small)).startswith(
        "Række 4: Filen har mere end 2 rækker."
    )
    assert "mere end 4 kolonner" in only(read_csv(tmp_path, "year,area,residents,a,b\n2010,a,1,,\n", limits=small))
    assert "Der er plads til 10 tegn" in only(
        read_csv(tmp_path, f"year,area,residents\n2010,{'a' * 11},1", limits=small)
    )
    stopped = read_csv(tmp_path, "year,area,residents\n2010,,x\n2010,,x\n2010,,x\n", limits=small)
    assert said(stopped)[0] == "Hele filen: Der er mere end 3 fejl. Resten af filen er ikke læst."


def test_a_problem_shows_little_of_a_long_or_invisible_cell(tmp_path: Path) -> None:
    reading = read_csv(tmp_path, "year,area,residents\n2010,a," + "7\x07\u202e" * 100)
    assert reading.problems[0].value == "7" * 39 + "…"


def test_the_rows_of_a_large_file_are_all_read(tmp_path: Path) -> None:
    path = tmp_path / "areas.csv"
    path.write_text("year,area,residents\n" + "2010,Gellerupparken,7191\n" * 100_000, encoding="utf-8")
    assert len(read_table(path, AREAS).rows) == 100_000
