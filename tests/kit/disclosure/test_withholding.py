"""Exact tables: small figures are gone, and cannot be worked out by somebody who tries every possibility."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.kit.disclosure.town import AGES, AREAS, CHILDREN, KEY, POLICY, Children, counted, grouping, named, published

from vugge.kit.disclosure import Counted, Method, Quarter, Register, Release, Table, release
from vugge.kit.disclosure.attack import Parts, narrow
from vugge.kit.disclosure.register import groupings
from vugge.kit.disclosure.tables import Cell

EXACT = Table("exact", named("nøjagtige tal"), CHILDREN, AREAS, AGES, Method.WITHHELD)
TINY = Table("tiny", named("lille"), CHILDREN, grouping("x", [1], [2]), grouping("y", [1], [2], [3]), Method.WITHHELD)
NARROWEST = 4


def test_a_table_that_a_statistician_would_recognise() -> None:
    numbers = np.array([[20, 40, 13], [33, 3, 27]])
    made = published(tiny(numbers))
    written = [[made.text(row, column).say() for column in ("y0", "y1", "y2", None)] for row in ("x0", "x1", None)]
    assert written == [
        ["20", "skjult", "skjult", "73"],
        ["33", "skjult", "skjult", "63"],
        ["53", "43", "40", "136"],
    ]


def test_a_table_without_small_numbers_is_shown_whole() -> None:
    made = published(tiny(np.array([[20, 40, 13], [33, 5, 27]])))
    assert None not in made.figures.values()


def tiny(numbers: Children) -> Counted:
    people = {(f"x{down}", f"y{across}"): int(numbers[down, across]) for down, across in product(range(2), range(3))}
    return Counted(TINY, Quarter(2026, 2), people)


def possible(made: Mapping[Cell, int | None], *, most: int) -> dict[Cell, set[int]]:
    """Return every number that each figure could stand for, by trying every table there could be."""
    inner = [cell for cell in made if None not in cell]
    choices = [range(_roof(made, cell, most) + 1) if made[cell] is None else [made[cell]] for cell in inner]
    worlds: Children = np.array(np.meshgrid(*choices)).reshape(len(inner), -1)
    totals = {
        cell: worlds[[cell[0] in (None, one[0]) and cell[1] in (None, one[1]) for one in inner]].sum(axis=0)
        for cell in made
    }
    fits = np.all([totals[cell] == figure for cell, figure in made.items() if figure is not None], axis=0)
    return {cell: set(total[fits].tolist()) for cell, total in totals.items()}


def _roof(made: Mapping[Cell, int | None], cell: Cell, most: int) -> int:
    around = [made[cell[0], None], made[None, cell[1]], made[None, None], most]
    return min(figure for figure in around if figure is not None)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=6, max_size=6))
def test_trying_every_possibility_leaves_five_numbers_for_every_small_one(numbers: list[int]) -> None:
    people = tiny(np.array(numbers).reshape(2, 3))
    made = published(people).figures
    assume(sum(figure is None for cell, figure in made.items() if None not in cell) <= 4)
    small = [cell for cell in made if people.total(*cell) < 5]
    seen = possible(made, most=30)
    assert all(made[cell] is None for cell in small)
    assert all(max(seen[cell]) - min(seen[cell]) >= NARROWEST for cell in small)


def test_leaving_out_the_small_figures_only_is_broken() -> None:
    numbers = np.array([[20, 40, 13], [33, 3, 27]])
    figures = {cell: count if (count := tiny(numbers).total(*cell)) >= 5 else None for cell in TINY.boxes()}
    assert possible(figures, most=40)["x1", "y1"] == {3}


@pytest.mark.parametrize("seed", range(6))
def test_nothing_small_is_pinned_in_a_large_table(seed: int) -> None:
    generator = np.random.default_rng(seed)
    numbers = generator.poisson(generator.gamma(1.0, 2.0 + 3 * seed, size=(8, 5)))
    made = published(counted(EXACT, numbers))
    assert pinned(made) == []
    kept = sum(figure is not None for figure in made.figures.values())
    enough = sum(counted(EXACT, numbers).total(*cell) >= 5 for cell in EXACT.boxes())
    assert kept >= 0.6 * enough, "so much is left out that the table says little"


def pinned(made: Release) -> list[Cell]:
    """Return the withheld cells whose number follows, nearly, from the others and is small."""
    known = made.known()
    parts = Parts([one.box for one in known], groupings([made.table]))
    found = narrow(known, np.array([parts.row(one.box) for one in known]), parts=parts, enough=NARROWEST)
    return [cell for place, cell in enumerate(made.figures) if place in found and found[place].lowest < 5]


def test_a_stricter_limit_leaves_out_more() -> None:
    made = counted(EXACT, np.full((8, 5), 9))
    strict = release(made, Register((EXACT,)), key=KEY, policy=replace(POLICY, threshold=10)).value
    assert isinstance(strict, Release)
    assert [cell for cell, figure in strict.figures.items() if figure is None and None not in cell] == [
        cell for cell in EXACT.boxes() if None not in cell
    ]
