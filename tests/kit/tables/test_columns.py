"""Headers are found whatever their case, and what is missing or doubled is said."""

from pathlib import Path

import pytest
from tests.kit.tables.sample import AREA, RESIDENTS, only, read_csv, said

from vugge.kit.tables import Column, cells
from vugge.kit.tables.columns import match_headers
from vugge.kit.text import Text


@pytest.mark.parametrize("header", ["area", " AREA ", "Navn", "Bolig område", "bolig_område", "\ufeffArea"])
def test_a_column_is_known_by_name_label_and_alias(header: str) -> None:
    assert match_headers([header], [AREA]).mapped == {"area": 0}


def test_unknown_headers_are_listed_and_ignored(tmp_path: Path) -> None:
    reading = read_csv(tmp_path, "kilde,year,area,residents,Fejl\nx,2010,Bispehaven,2395,y\n")
    assert reading.is_clean
    assert reading.ignored_headers == ("kilde",)
    assert reading.rows[0].values == {"year": 2010, "area": "Bispehaven", "residents": 2395}


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    reading = read_csv(tmp_path, "year;area\n2010;Bispehaven\n")
    assert only(reading) == "Række 1: Kolonnen ”Beboere” mangler. Skriv den i overskriften."
    assert reading.rows[0].values["area"] == "Bispehaven"


def test_one_field_in_two_columns_is_refused(tmp_path: Path) -> None:
    reading = read_csv(tmp_path, "year,area,residents,Boligområde\n2010,a,1,b\n")
    assert only(reading) == (
        "Række 1, kolonne D »Boligområde«: Kolonne B indeholder også Boligområde. Behold kun den ene."
    )


def test_a_file_without_any_known_header_is_told_what_to_hold(tmp_path: Path) -> None:
    reading = read_csv(tmp_path, "a,b\n1,2\n")
    assert only(reading) == (
        "Række 1: Ingen af overskrifterne i første række er kendt. Der skal stå År, Boligområde og Beboere."
    )
    assert reading.rows == ()


def test_a_mapping_goes_before_the_columns_own_headers(tmp_path: Path) -> None:
    reading = read_csv(tmp_path, "year,area,Sted,residents\n2010,x,Bispehaven,1\n", mapping={"area": "sted"})
    assert reading.is_clean
    assert reading.rows[0].values["area"] == "Bispehaven"
    assert reading.ignored_headers == ("area",)


def test_a_mapping_to_a_header_that_is_not_there_is_said(tmp_path: Path) -> None:
    reading = read_csv(tmp_path, "year,area,residents\n2010,x,1\n", mapping={"area": "Sted"})
    assert said(reading) == [
        "Række 1: Kolonnen ”Sted” (Boligområde) mangler. Skriv den i overskriften, eller vælg en anden kolonne til den."
    ]


def test_two_fields_mapped_to_one_header_leave_one_without() -> None:
    match = match_headers(["Sted"], [AREA, RESIDENTS], {"area": "Sted", "residents": "Sted"})
    assert len(match.problems) == 1


def test_the_callers_own_mistakes_are_not_the_files() -> None:
    twin = Column("place", Text("Navn", "Place"), cells.text())
    with pytest.raises(ValueError, match="navn"):
        match_headers(["navn"], [AREA, twin])
    with pytest.raises(ValueError, match="sted"):
        match_headers(["navn"], [AREA], {"sted": "navn"})
