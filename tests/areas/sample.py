"""Figures, flags and files for the tests of the areas room, short enough to read in a test."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from vugge.areas.queries.law import area_law
from vugge.areas.rules.criterion import Surroundings
from vugge.areas.rules.evaluation import Evaluation, Past, evaluate
from vugge.areas.rules.figures import Figure, decimals_of
from vugge.areas.rules.history import AREA_LISTS
from vugge.areas.rules.law import CriteriaPackage, Measure
from vugge.kit.law import in_force
from vugge.kit.tables import write_xlsx

TODAY = date(2026, 11, 22)
SOURCE = "https://example.org/listen"

HEADER = (
    "year",
    "area",
    "municipality",
    "residents",
    "share_unattached_pct",
    "share_nonwestern_pct",
    "convicted_pct",
    "share_basic_education_pct",
    "income_pct_of_region",
    "list_udsat",
    "list_parallel",
    "list_omdannelse",
    "list_forebyggelse",
    "criteria_met",
    "source_url",
)
GELLERUP = f"2016,Gellerupparken/Toveshøj,Aarhus,7191,53.2,80.1,2.83,58.4,48.6,1,,,,,{SOURCE}".split(",")
VOLLSMOSE = f"2016,Vollsmose,Odense,9184,47.4,68.4,2.38,57.2,52.5,1,,,,,{SOURCE}".split(",")
BISPEPARKEN = f"2016,Bispeparken,København,1600,31.0,58.0,1.90,52.0,56.1,0,,,,,{SOURCE}".split(",")
ROWS = (GELLERUP, VOLLSMOSE, BISPEPARKEN)
"""Three areas on a list day of which the catalogue holds nothing: every figure and flag is made up for the tests."""


def figures(**given: Decimal | int | str | None) -> dict[Measure, Figure]:
    """Return figures by the names of their measures: `figures(residents=1000, unattached="40.0")`."""
    return {Measure(name): figure(name, value) for name, value in given.items() if value is not None}


def figure(name: str, value: Decimal | int | str) -> Figure:
    number = Decimal(value)
    usual = area_law().series.words(Measure(name)).decimals
    return Figure(Measure(name), number, max(usual, decimals_of(number)))


def package_of(day: date, series: str = AREA_LISTS) -> CriteriaPackage:
    found = in_force(area_law().of_series(series), day)
    assert found is not None, f"no law of {series} holds on {day}"
    return found


def evaluated(
    given: Mapping[Measure, Figure], *, day: date, series: str = AREA_LISTS, past: Past | None = None
) -> Evaluation:
    """Hold figures against the law of a day, with the national limits on file."""
    surroundings = Surroundings(day, area_law().national)
    return evaluate(package_of(day, series), given, surroundings=surroundings, past=past or {})


def with_cell(row: Sequence[str], field: str, value: str) -> list[str]:
    """Return a row with another value in one field."""
    changed = list(row)
    changed[HEADER.index(field)] = value
    return changed


def write_lists(target: Path, rows: Iterable[Sequence[str]] = ROWS, header: Sequence[str] = HEADER) -> Path:
    """Write a table of lists, as CSV or XLSX by the name of the file, and return the file."""
    if target.suffix == ".xlsx":
        write_xlsx(target, header, [[_cell(value) for value in row] for row in rows])
        return target
    with target.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])
    return target


def _cell(value: str) -> str | Decimal | None:
    """Return what a spreadsheet would hold: a number where the text is one."""
    if not value:
        return None
    return Decimal(value) if value.replace(".", "", 1).isdecimal() else value
