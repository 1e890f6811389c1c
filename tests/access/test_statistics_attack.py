"""Whoever has every released table of several quarters cannot work out a small number, nor who has come or gone.

The attacker here has the figures as they are stored and knows how they were made, but not the key. The control is the
same attacker against figures whose small ones were only left out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from tests.access.neighbourhood import PLACES, a_town

from vugge.access.actions.statistics import release_statistics
from vugge.access.queries.law import access_law
from vugge.access.queries.statistics import counts_for, on_file
from vugge.access.rules.statistics import counted_for, last_day
from vugge.access.rules.statistics_tables import declared_tables
from vugge.access.tasks import STATISTICIAN
from vugge.kit.disclosure import Counted, Method, Quarter, Release
from vugge.kit.disclosure.attack import Known, Parts, Range, narrow, overlaps
from vugge.kit.disclosure.register import groupings
from vugge.kit.disclosure.tables import Box

pytestmark = pytest.mark.django_db

QUARTERS = (Quarter(2025, 4), Quarter(2026, 1), Quarter(2026, 2), Quarter(2026, 3))
LIMIT = 5
MOST_KNOWN = LIMIT - 1  # so far apart must the ends of what is possible stay
SMALL = range(1, LIMIT)


def counted(quarter: Quarter) -> dict[str, Counted]:
    """Return the truth of a quarter, which nobody is shown."""
    counts = counts_for(STATISTICIAN, on=last_day(quarter))
    return {
        one.table.key: counted_for(one.table, counts[one.table.key], quarter=quarter, residents={})
        for one in declared_tables(PLACES)
    }


def released(seed: int) -> list[Release]:
    """Return all that a town has released in a year, a quarter at a time, as its people grow older."""
    a_town(seed)
    for quarter in QUARTERS:
        release_statistics(STATISTICIAN, quarter=quarter, places=PLACES)
    return [one.release for one in on_file()]


def unprotected(quarter: Quarter) -> list[Release]:
    """Return the tables of a quarter with true figures, the small ones left out: what is often thought to be enough."""
    policy = access_law(date(2026, 11, 22)).statistics.policy
    return [
        Release(
            replace(one.table, method=Method.WITHHELD),
            quarter,
            {cell: count if (count := one.total(*cell)) >= LIMIT else None for cell in one.table.boxes()},
            policy,
        )
        for one in counted(quarter).values()
    ]


def known_of(releases: Iterable[Release]) -> list[Known]:
    return [known for one in releases for known in one.known()]


def pinned(releases: Iterable[Release], population: str) -> Mapping[Box, Range]:
    """Return the figures of one population that everything together narrows to fewer than five numbers."""
    about = [one for one in releases if one.table.population.key == population]
    known = known_of(about)
    parts = Parts((one.box for one in known), groupings(one.table for one in about))
    rows = np.array([parts.row(one.box) for one in known])
    found = narrow(known, rows, parts=parts, enough=MOST_KNOWN)
    return {known[place].box: possible for place, possible in found.items()}


def small_known(releases: Iterable[Release], truth: Mapping[str, Counted]) -> tuple[int, int]:
    """Return how many numbers from 1 to 4 there are behind the figures, and how many of them the attacker knows."""
    every = list(releases)
    known = {**pinned(every, "residents"), **pinned(every, "families")}
    small = {
        box: truth[one.table.key].total(*cell)
        for one in every
        for cell, box in one.table.boxes().items()
        if truth[one.table.key].total(*cell) in SMALL
    }
    return len(small), sum(box in known and known[box].lowest == known[box].highest == small[box] for box in small)


@pytest.mark.parametrize("seed", [11, 12])
def test_a_year_of_every_table_gives_no_small_number_away(seed: int) -> None:
    out = released(seed)
    assert {one.quarter for one in out} == set(QUARTERS)
    for quarter in QUARTERS:
        small, taken = small_known([one for one in out if one.quarter == quarter], counted(quarter))
        assert small > 10
        assert taken == 0


def test_no_figure_and_nothing_between_two_is_narrowed_to_a_small_number() -> None:
    out = [one for one in released(13) if one.quarter == QUARTERS[-1]]
    for population in ("residents", "families"):
        assert all(possible.lowest >= LIMIT for possible in pinned(out, population).values())
        about = [one for one in out if one.table.population.key == population]
        known = known_of(about)
        parts = Parts((one.box for one in known), groupings(one.table for one in about))
        rows = np.array([parts.row(one.box) for one in known])
        between = narrow(known, overlaps(rows, rows), parts=parts, enough=MOST_KNOWN)
        assert all(possible.lowest >= LIMIT for possible in between.values())


def test_no_figure_is_a_small_number() -> None:
    figures = [figure for one in released(14) for figure in one.figures.values() if figure is not None]
    assert figures
    assert all(figure == 0 or figure >= LIMIT for figure in figures)
    assert all(figure % LIMIT == 0 for figure in figures)


def test_how_many_came_and_went_between_two_quarters_is_never_known_to_fewer_than_nine_numbers() -> None:
    out = released(15)
    by_table = {key: [one for one in out if one.table.key == key] for key in {one.table.key for one in out}}
    truth = {quarter: counted(quarter) for quarter in QUARTERS}
    compared = changed = 0
    for releases in by_table.values():
        for earlier, later in pairwise(sorted(releases, key=lambda one: one.quarter)):
            before, after = ({known.box: known for known in one.known()} for one in (earlier, later))
            for cell, box in later.table.boxes().items():
                then, now = before[box].highest, after[box].highest
                if then is None or now is None:
                    continue
                # The same draw rounds both: a step of the figure is a change of 1 to 9, and no step one of -4 to 4.
                step = now - then
                change = truth[later.quarter][later.table.key].total(*cell)
                change -= truth[earlier.quarter][later.table.key].total(*cell)
                assert step - MOST_KNOWN <= change <= step + MOST_KNOWN
                compared, changed = compared + 1, changed + (change != 0)
    assert compared > 100
    assert changed > 20


@pytest.mark.parametrize("seed", [11, 12])
def test_the_same_attacker_takes_small_numbers_from_tables_that_only_leave_the_small_ones_out(seed: int) -> None:
    """The control: an unprotected release is caught."""
    a_town(seed)
    small, taken = small_known(unprotected(QUARTERS[-1]), counted(QUARTERS[-1]))
    assert small > 10
    assert taken > small / 10
