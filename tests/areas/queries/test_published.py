"""Every published row with the figures its law asks for gets the state's own answer, year by year."""

import csv
import io
from collections import Counter
from importlib.resources import as_file

import pytest
from tests.areas.sample import TODAY
from tests.cast import an_analyst

from vugge.areas.queries.files import check, shipped_rows
from vugge.areas.rules.agreement import Agreement
from vugge.areas.rules.checking import Check
from vugge.catalogue.reading import lists_file

AGREEING = {2010: 29, 2011: 29, 2013: 41, 2015: 34, 2017: 27, 2018: 3, 2019: 5, 2020: 2, 2023: 2}
"""Rows with every figure that decides; from 2018 most figures are not published."""


@pytest.fixture(scope="module")
def checked() -> Check:
    with as_file(lists_file()) as path:
        return check(an_analyst(), file=path, mapping=None, today=TODAY)


def test_nothing_is_wrong_with_the_published_table(checked: Check) -> None:
    assert not checked.problems
    printed = sum(1 for _ in csv.reader(io.StringIO(lists_file().read_text(encoding="utf-8")))) - 1
    assert len(checked.rows) == printed == len(shipped_rows())


def test_no_row_disagrees(checked: Check) -> None:
    assert [one.row.name for one in checked.having(Agreement.DISAGREES)] == []


@pytest.mark.parametrize("year", [2010, 2011, 2013, 2015, 2017])
def test_every_row_with_figures_agrees(checked: Check, year: int) -> None:
    """Gellerup of 2013 alone has no figures in the transcription."""
    rows = [one for one in checked.rows if one.row.list_day.year == year and one.row.figures]
    assert len(rows) == AGREEING[year]
    assert {one.agreement for one in rows} == {Agreement.AGREES}


def test_172_rows_agree_in_all(checked: Check) -> None:
    agreeing = Counter(one.row.list_day.year for one in checked.having(Agreement.AGREES))
    assert agreeing.total() == 172
    assert {year: agreeing[year] for year in (2010, 2011, 2013, 2015, 2017)} == {
        year: AGREEING[year] for year in (2010, 2011, 2013, 2015, 2017)
    }


def test_rows_of_listed_and_of_screened_areas_are_both_among_them(checked: Check) -> None:
    """Else an evaluation that always says yes would pass."""
    official = Counter(one.official for row in checked.having(Agreement.AGREES) for one in row.lists)
    assert official[True] > 100
    assert official[False] > 20
