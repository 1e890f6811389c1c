"""Whoever has every table of two years cannot work out a single small number; with less protection they can.

The attacker lives in `attacker.py`. Each control is the same attacker, or an easier one, against weaker protection.
"""

from collections.abc import Callable, Iterable
from functools import cache

import numpy as np
import pytest
from tests.kit.disclosure.attacker import Figures, Place, Span, deduced, left_out_below_five, over_time, to_base_five
from tests.kit.disclosure.town import (
    DECLARED,
    KEY,
    Children,
    a_month_later,
    drawn,
    published,
    three_tables,
)

from vugge.kit.disclosure import Quarter, Register
from vugge.kit.disclosure.rounding import rounded
from vugge.kit.disclosure.tables import Box, Cell
from vugge.kit.sealing import KeyedHash

SHAPE = (8, 5, 4)
SMALL = range(1, 5)
MONTHS = 24
LIMIT = 5
SEEDS = (3, 5)
AXES = {"area_age": (0, 1), "area_school": (0, 2), "age_school": (1, 2)}

Means = Callable[[int | None], Span]


def months(seed: int, *, scale: float = 0.8) -> list[Children]:
    """Return a town as it was in each of 24 months; most of its cells are small."""
    generator = np.random.default_rng(seed)
    towns = [drawn(generator, scale=scale)]
    for _ in range(MONTHS - 1):
        towns.append(a_month_later(generator, towns[-1]))
    return towns


def quarters(seed: int, *, scale: float = 0.8) -> list[tuple[Quarter, Children]]:
    """Return a town as it was in the last month of each of eight quarters."""
    ends = months(seed, scale=scale)[2::3]
    return [(Quarter(2025 + number // 4, 1 + number % 4), town) for number, town in enumerate(ends)]


def at(table: str, cell: Cell) -> Place:
    """Return where a table's cell lies among areas, ages and schools."""
    place: list[int | None] = [None, None, None]
    for axis, key in zip(AXES[table], cell, strict=True):
        place[axis] = None if key is None else int(key[-1])
    return place[0], place[1], place[2]


def truth(children: Children, place: Place) -> int:
    return int(children[tuple(slice(None) if one is None else one for one in place)].sum())


@cache
def protected(seed: int) -> list[Figures]:
    """Publish every table of every quarter as the platform does, against one register."""
    register, out = Register(DECLARED), list[Figures]()
    for quarter, town in quarters(seed):
        figures: dict[Place, int | None] = {}
        for made in three_tables(town, quarter=quarter):
            done = published(made, register)
            register = register.with_release(done)
            figures.update({at(made.table.key, cell): figure for cell, figure in done.figures.items()})
        out.append(figures)
    return out


def only_small_ones_left_out(towns: Iterable[tuple[Quarter, Children]]) -> list[Figures]:
    """Publish exact figures, without those under the limit: what is often thought to be enough."""
    return [
        {
            at(made.table.key, cell): count if (count := made.total(*cell)) >= LIMIT else None
            for made in three_tables(town, quarter=quarter)
            for cell in made.table.boxes()
        }
        for quarter, town in towns
    ]


def attacked(towns: list[tuple[Quarter, Children]], out: list[Figures], *, means: Means) -> tuple[int, int]:
    """Return how many small cells there were, and how many of them the attacker knows exactly."""
    known = over_time((figures, deduced(figures, SHAPE, means=means)) for figures in out)
    right = {(number, place): truth(towns[number][1], place) for number, place in known}
    small = {where for where, count in right.items() if count in SMALL}
    return len(small), sum(known[where] == (right[where], right[where]) for where in small)


def test_two_years_of_every_table_give_no_small_number_away() -> None:
    small = taken = 0
    for seed in SEEDS:
        more, found = attacked(quarters(seed), protected(seed), means=to_base_five)
        small, taken = small + more, taken + found
    assert small >= 1_000
    assert taken == 0


def test_five_numbers_remain_possible_for_every_small_one() -> None:
    for (_, town), figures in zip(quarters(SEEDS[0]), protected(SEEDS[0]), strict=True):
        spans = deduced(figures, SHAPE, means=to_base_five)
        small = [spans[place] for place in figures if truth(town, place) in SMALL]
        assert min(high - low for low, high in small) >= 4


def test_the_attacker_breaks_tables_that_leave_out_the_small_figures_only() -> None:
    towns = quarters(1, scale=4.0)
    small, taken = attacked(towns, only_small_ones_left_out(towns), means=left_out_below_five)
    assert small > 100
    assert taken > small / 4


def test_the_attacker_breaks_free_filters_by_subtracting_two_allowed_answers() -> None:
    town = months(1)[0]
    small = taken = 0
    for area, age, school in np.argwhere((town >= 1) & (town < LIMIT)):
        small += 1
        column = town[area, age, :].sum()
        others = column - town[area, age, school]
        whole = town[area].sum()
        rest = whole - town[area, age, school]
        taken += (column >= LIMIT and others >= LIMIT) or (whole >= LIMIT and rest >= LIMIT)
    assert taken > small / 2


def test_subtracting_two_rounded_answers_gives_nothing_that_is_known() -> None:
    figures = protected(SEEDS[0])[0]
    claims = [
        (place, whole, figures[whole], figures[place])
        for place in figures
        for whole in figures
        if whole != place and all(one in (None, other) for one, other in zip(whole, place, strict=True))
    ]
    possible = [
        to_base_five(larger)[1] - to_base_five(smaller)[0] - max(to_base_five(larger)[0] - to_base_five(smaller)[1], 0)
        for _, _, larger, smaller in claims
        if larger is not None and smaller is not None
    ]
    assert min(possible) >= 4


@pytest.mark.parametrize("count", SMALL)
def test_asking_every_month_for_two_years_does_not_help(count: int) -> None:
    secret = KeyedHash(KEY)
    boxes = [Box("children", frozenset({("street", frozenset({str(number)}))})) for number in range(250)]
    means = [np.mean([rounded(count, box, base=5, secret=secret) for _ in range(MONTHS)]) for box in boxes]
    assert sum(round(float(mean)) == count for mean in means) == 0


@pytest.mark.parametrize("count", SMALL)
def test_asking_every_month_breaks_rounding_that_is_drawn_anew(count: int) -> None:
    generator = np.random.default_rng(5)
    drawn_anew = (count + generator.integers(0, 5, size=(250, MONTHS))) // 5 * 5
    assert (np.rint(drawn_anew.mean(axis=1)) == count).mean() > 0.5


def test_a_figure_is_off_by_two_and_a_half_at_most_on_average() -> None:
    errors = []
    for seed in SEEDS:
        for (_, town), figures in zip(quarters(seed), protected(seed), strict=True):
            errors += [abs(figure - truth(town, place)) for place, figure in figures.items() if figure is not None]
    assert np.mean(errors) <= 2.5
    assert max(errors) <= 4
