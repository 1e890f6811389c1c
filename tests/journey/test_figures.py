"""The figures of how children stand go out once, protected; and whoever has all of them cannot work out a small number.

The attacker is the one of `tests/access/test_statistics_attack.py`. He takes a station's tables together, and lays the
stations and the quarters beside each other.
"""

from collections import defaultdict
from itertools import pairwise

import pytest
from django.db import DatabaseError, transaction
from tests.access.neighbourhood import PLACES
from tests.access.test_statistics_attack import LIMIT, MOST_KNOWN, SMALL, pinned
from tests.journey.children import a_short_route, children, seen
from tests.people.town import entries

from vugge.access.models import StatisticsRelease
from vugge.access.queries.law import access_law
from vugge.access.queries.statistics import is_released, is_tried, on_file
from vugge.access.rules.statistics import last_day
from vugge.access.rules.statistics_series import Handed, must_be_of
from vugge.access.rules.statistics_tables import declared_tables
from vugge.access.tasks import STATISTICIAN, release_quarter
from vugge.audit.rules import Purpose, Scope
from vugge.journey.queries.aggregate import handed_over
from vugge.journey.rules.aggregate import SERIES, By, table_key
from vugge.journey.tasks import release_journeys
from vugge.kit.disclosure import Counted, Quarter, Release
from vugge.people.models import Person

pytestmark = pytest.mark.django_db

QUARTERS = (Quarter(2026, 1), Quarter(2026, 2), Quarter(2026, 3))
SUMMER = QUARTERS[-1]


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    a_short_route(monkeypatch)


def released(seed: int, *, families: int = 60) -> list[Release]:
    """Return all that a town has released of its children's journeys, a quarter at a time."""
    children(seed, families=families, viewer=STATISTICIAN)
    for quarter in QUARTERS:
        release_journeys(quarter=quarter, known=PLACES)
    return [one.release for one in on_file(SERIES)]


def truth(quarter: Quarter) -> dict[str, Counted]:
    """Return the true figures of a quarter, which nobody is shown."""
    handed = handed_over(STATISTICIAN, on_file(SERIES), on=last_day(quarter), known=PLACES)
    return {one.table.key: Counted(one.table, quarter, handed.counts[one.table.key]) for one in handed.declared}


def test_a_quarter_goes_out_once_and_stays_as_it_was() -> None:
    children(7, viewer=STATISTICIAN)
    first = release_journeys(quarter=SUMMER, known=PLACES)
    assert any(one.refusal is None for one in first)
    before = {one.key: one.release.figures for one in on_file(SERIES)}
    children(8, viewer=STATISTICIAN)
    release_journeys(quarter=SUMMER, known=PLACES)
    after = {one.key: one.release.figures for one in on_file(SERIES)}
    assert {key: after[key] for key in before} == before
    assert is_released(SUMMER, SERIES)
    assert not is_tried(SUMMER)


def test_a_release_is_one_entry_that_names_nobody() -> None:
    children(7, viewer=STATISTICIAN)
    outcomes = release_journeys(quarter=SUMMER, known=PLACES)
    (noted,) = entries("access.series_released")
    assert noted.subject == "statistics_journey:2026-3"
    assert noted.purpose is Purpose.STATISTICS
    assert noted.persons == ()
    assert noted.numbers["released"] + noted.numbers["refused"] == len(outcomes) == 12


@pytest.mark.parametrize("change", [lambda rows: rows.update(name={"da": "x"}), lambda rows: rows.delete()])
def test_what_is_out_is_neither_changed_nor_removed(change: object) -> None:
    children(7, viewer=STATISTICIAN)
    release_journeys(quarter=SUMMER, known=PLACES)
    with pytest.raises(DatabaseError), transaction.atomic():
        change(StatisticsRelease.objects.filter(table_key__startswith=SERIES))  # type: ignore[operator]  # a lambda


def test_the_fixed_tables_and_the_journeys_know_nothing_of_each_other() -> None:
    children(7, viewer=STATISTICIAN)
    release_journeys(quarter=SUMMER, known=PLACES)
    assert on_file() == ()
    assert len(release_quarter(quarter=SUMMER, known=PLACES)) == 5
    assert {one.key for one in on_file()} == {"age", "daycare", "occupation", "consent", "families"}


def test_a_series_hands_over_its_own_tables_alone() -> None:
    fixed = declared_tables(PLACES)
    with pytest.raises(ValueError, match="not of the series"):
        must_be_of(SERIES, Handed(fixed, {}, {}))


@pytest.mark.parametrize("seed", [11, 12])
def test_a_year_of_every_station_gives_no_small_number_away(seed: int) -> None:
    out = released(seed)
    assert {one.quarter for one in out} == set(QUARTERS)
    small = taken = 0
    for quarter in QUARTERS:
        true = truth(quarter)
        mine = [one for one in out if one.quarter == quarter]
        for population in {one.table.population.key for one in mine}:
            known = pinned(mine, population)
            assert all(possible.lowest >= LIMIT for possible in known.values())
            for one in (one for one in mine if one.table.population.key == population):
                for cell, box in one.table.boxes().items():
                    count = true[one.table.key].total(*cell)
                    small += count in SMALL
                    taken += count in SMALL and box in known
    assert small > 50
    assert taken == 0


def test_no_figure_is_a_small_number() -> None:
    figures = [figure for one in released(13) for figure in one.figures.values() if figure is not None]
    assert figures
    assert all(figure % LIMIT == 0 for figure in figures)


def test_children_who_stand_alike_at_many_stations_are_rounded_alike_at_each() -> None:
    """Otherwise the mean of the stations' figures would tell how many they are."""
    out = [one for one in released(14) if one.quarter == SUMMER]
    true = truth(SUMMER)
    figures: defaultdict[tuple[object, ...], set[int]] = defaultdict(set)
    for one in out:
        for (row, column), figure in one.figures.items():
            if figure is not None:
                figures[one.table.rows.variable, row, column, true[one.table.key].total(row, column)].add(figure)
    assert len([one for one in figures.values() if one]) > 20
    assert all(len(shown) == 1 for shown in figures.values())


def test_the_whole_of_a_station_is_the_same_in_each_of_its_tables() -> None:
    out = {one.table.key: one.figures for one in released(14) if one.quarter == SUMMER}
    for key in (key for key in out if key.startswith(table_key(By.AREA, ""))):
        station = key.removeprefix(table_key(By.AREA, ""))
        others = [out[table_key(by, station)] for by in By if table_key(by, station) in out]
        for cell in (cell for cell in out[key] if cell[0] is None):
            assert len({one[cell] for one in others} - {None}) <= 1


def test_one_child_more_moves_a_figure_by_a_whole_step_or_not_at_all() -> None:
    out = released(15)
    by_table = {key: [one for one in out if one.table.key == key] for key in {one.table.key for one in out}}
    true = {quarter: truth(quarter) for quarter in QUARTERS}
    changed = 0
    for releases in by_table.values():
        for earlier, later in pairwise(sorted(releases, key=lambda one: one.quarter)):
            for cell, figure in later.figures.items():
                then = earlier.figures[cell]
                if then is None or figure is None:
                    continue
                one, other = (true[made.quarter][made.table.key].total(*cell) for made in (earlier, later))
                assert figure - then - MOST_KNOWN <= other - one <= figure - then + MOST_KNOWN
                changed += one != other
    assert changed > 5


def test_an_institution_that_few_attend_is_not_shown() -> None:
    children(7, families=90, viewer=STATISTICIAN)
    release_journeys(quarter=SUMMER, known=PLACES)
    table = next(one for one in on_file(SERIES) if one.key.startswith(table_key(By.INSTITUTION, "")))
    rows = table.release.table.rows
    assert rows.smallest == access_law(last_day(SUMMER)).statistics.institution.children
    for group in rows.groups:
        size = truth(SUMMER)[table.key].total(group.key, None)
        hidden = all(
            table.release.figures[group.key, column.key] is None for column in table.release.table.columns.groups
        )
        assert hidden or size >= (rows.smallest or 0)


def test_what_is_written_later_of_the_same_day_changes_no_figure_that_is_out() -> None:
    children(7, viewer=STATISTICIAN)
    release_journeys(quarter=SUMMER, known=PLACES)
    before = {one.key: one.release.figures for one in on_file(SERIES)}
    child = Person.objects.within(Scope.whole(STATISTICIAN)).filter(born__gt="2015-01-01").first()
    assert child is not None
    seen(child.id, "health_visit", last_day(SUMMER)).save(force_insert=True)
    assert {one.key: one.release.figures for one in on_file(SERIES)} == before
