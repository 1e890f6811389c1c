"""The wrong rows come back with the reasons beside them, and can be read again."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.kit.tables.sample import AREAS, as_given, read_csv, said

from vugge.kit.tables import read_table, write_corrections

WRONG = (
    "year;area;residents;share_pct;kilde\n"
    "2010;Bispehaven;2395;50;a\n"
    "2010;'=1+1;1,5;41,2;b\n"
    "1999;;..;1.234,5;c\n"
    "2010;Gellerup\n"
)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_only_wrong_rows_come_back_with_every_reason(tmp_path: Path, suffix: str) -> None:
    reading = read_csv(tmp_path, WRONG)
    assert write_corrections(reading, tmp_path / f"fejl{suffix}") == 3
    headers = ("year", "area", "residents", "share_pct", "kilde")
    given_back = read_table(tmp_path / f"fejl{suffix}", [*map(as_given, headers), as_given("Fejl")])
    assert given_back.headers == (*headers, "Fejl")
    assert [row.raw[:3] for row in given_back.rows] == [
        ("2010", "=1+1", "1,5"),
        ("1999", "", ".."),
        ("2010", "Gellerup", ""),
    ]
    assert given_back.rows[0].values["Fejl"] == (
        "area: ”=1+1” begynder som en formel (= + - @ eller et tabulatortegn). Fjern tegnet. "
        "residents: ”1,5” er ikke et helt tal. Skriv det med cifre, for eksempel 1158."
    )
    assert str(given_back.rows[2].values["Fejl"]).startswith("Rækken har 2 celler")


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_file_of_corrections_is_read_again_with_the_same_mistakes(tmp_path: Path, suffix: str) -> None:
    reading = read_csv(tmp_path, WRONG.replace("2010;Gellerup\n", ""))
    write_corrections(reading, tmp_path / f"fejl{suffix}")
    again = read_table(tmp_path / f"fejl{suffix}", AREAS)
    assert again.ignored_headers == ("kilde",)
    assert [(p.row, p.column, str(p.sentence)) for p in again.problems] == [
        ((p.row or 0) - 1, p.column, str(p.sentence)) for p in reading.problems
    ]
    write_corrections(again, tmp_path / f"fejl2{suffix}")
    assert read_table(tmp_path / f"fejl2{suffix}", AREAS).headers == again.headers


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn"]), max_size=15), min_size=1, max_size=5
    )
)
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_wrong_cells_come_back_as_they_were_given(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, areas: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("areas")
    given_areas = [area.replace('"', "").replace("_x", "") for area in areas]
    rows = "".join(f'x,"{area}",1\n' for area in given_areas)
    reading = read_csv(folder, f"year,area,residents\n{rows}")
    write_corrections(reading, folder / f"fejl{suffix}")
    again = read_table(folder / f"fejl{suffix}", AREAS)
    shown = [[cell if cell.strip() else "" for cell in row.raw[:3]] for row in again.rows]
    assert shown == [[cell if cell.strip() else "" for cell in row.raw] for row in reading.rows]


def test_a_file_without_wrong_rows_gives_headers_alone(tmp_path: Path) -> None:
    reading = read_csv(tmp_path, "year,area\n2010,a\n")
    assert write_corrections(reading, tmp_path / "fejl.xlsx") == 0
    assert any("ingen rækker" in one for one in said(read_table(tmp_path / "fejl.xlsx", AREAS)))


def test_a_very_long_cell_comes_back_still_too_long(tmp_path: Path) -> None:
    reading = read_csv(tmp_path, f"year,area,residents\n2010,{'a' * 60_000},1\n")
    write_corrections(reading, tmp_path / "fejl.xlsx")
    assert "Cellen er for lang" in said(read_table(tmp_path / "fejl.xlsx", AREAS))[0]


def test_another_kind_of_file_is_a_mistake_of_the_callers(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="neither"):
        write_corrections(read_csv(tmp_path, WRONG), tmp_path / "fejl.pdf")
