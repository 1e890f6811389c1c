"""Our own attacker finds all that follows from sums: as low and as high as counting through every possibility says."""

from itertools import product
from math import prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kit.disclosure.town import AGE_SCHOOL, AREA_AGE, AREA_SCHOOL, grouping

from vugge.kit.disclosure.attack import Known, Parts, Range, TooMany, narrow, overlaps
from vugge.kit.disclosure.register import groupings
from vugge.kit.disclosure.simplex import Contradiction, Numbers, Polytope
from vugge.kit.disclosure.tables import Box

FAR = 10**6
MOST = 4
room = st.integers(0, 2)


def box(**sides: str) -> Box:
    return Box("children", frozenset((variable, frozenset(members)) for variable, members in sides.items()))


def ends(known: list[Known], target: Box) -> Range | None:
    parts = Parts([*(one.box for one in known), target], [grouping("x", [1], [2])])
    return narrow(known, np.array([parts.row(target)]), parts=parts, enough=FAR).get(0)


def test_a_total_less_the_others_is_found() -> None:
    known = [Known(box(), 20, 20), Known(box(a="1"), 17, 17)]
    assert ends([*known, Known(box(a="12"), 20, 20)], box(a="2")) == Range(3, 3)


def test_a_figure_in_one_table_limits_a_part_of_it_in_another() -> None:
    assert ends([Known(box(a="1"), 0, 4), Known(box(a="1", b="1"), 1, 9)], box(a="1", b="1")) == Range(1, 4)


def test_rows_and_columns_together_pin_what_neither_pins_alone() -> None:
    known = [
        *(Known(box(a="1"), 10, 10), Known(box(a="2"), 10, 10), Known(box(a="3"), 10, 10), Known(box(b="1"), 12, 12)),
        *(Known(box(a="3", b="2"), 10, 10), Known(box(a="12", b="1"), 12, 12), Known(box(a="1", b="2"), 8, 8)),
    ]
    assert ends(known, box(a="2", b="1")) == Range(10, 10)


def test_what_nothing_limits_has_no_highest() -> None:
    assert ends([Known(box(a="1"), 3, None)], box(a="1")) is None


def test_figures_that_contradict_each_other_are_no_table() -> None:
    with pytest.raises(Contradiction):
        ends([Known(box(), 3, 3), Known(box(a="1"), 4, 4)], box(a="1"))


def every_sum(shape: tuple[int, int]) -> Numbers:
    """Return every cell, row and column of a table, and the whole, as sums of its cells."""
    cells = [np.eye(prod(shape))[place].reshape(shape) for place in range(prod(shape))]
    rows = [np.repeat(np.eye(shape[0])[[down]].T, shape[1], axis=1) for down in range(shape[0])]
    columns = [np.repeat(np.eye(shape[1])[[across]], shape[0], axis=0) for across in range(shape[1])]
    return np.array([one.ravel() for one in (*cells, *rows, *columns, np.ones(shape))])


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_limit_is_missed_and_none_is_made_up(data: st.DataObject) -> None:
    shape = data.draw(st.tuples(st.integers(1, 2), st.integers(2, 3)))
    cells = prod(shape)
    table = every_sum(shape)
    truth = table @ data.draw(st.lists(st.integers(0, 2), min_size=cells, max_size=cells))
    slack = data.draw(st.lists(st.tuples(room, room), min_size=len(table), max_size=len(table)))
    lowest = np.maximum(truth - [low for low, _ in slack], 0)
    highest = np.maximum(np.minimum(truth + [high for _, high in slack], MOST), truth)
    ways = Polytope(table, lowest, highest)
    every = np.array(list(product(range(MOST + 1), repeat=cells)))
    totals = every @ table.T
    possible = totals[((totals >= lowest) & (totals <= highest)).all(axis=1)]
    for place in range(len(table)):
        assert round(ways.push_up(table[place])) == possible[:, place].max()
        assert round(ways.push_down(table[place])) == possible[:, place].min()


def test_every_figure_is_a_sum_of_the_parts() -> None:
    tables = (AREA_AGE, AREA_SCHOOL, AGE_SCHOOL)
    boxes = [box for table in tables for box in table.boxes().values()]
    parts = Parts(boxes, groupings(tables))
    assert len(parts) == 8 * 5 * 4
    for table in tables:
        inner = np.array([parts.row(box) for cell, box in table.boxes().items() if None not in cell])
        assert (inner.sum(axis=0) == parts.row(table.boxes()[None, None])).all()


def test_those_whom_no_group_mentions_are_a_part_too() -> None:
    chosen = box(support="y")
    parts = Parts([chosen, box()], [])
    assert (len(parts), parts.row(chosen).sum(), parts.row(box()).sum()) == (2, 1, 2)


def test_kinds_that_every_figure_holds_alike_are_one_part() -> None:
    """Ages 1 and 2 are asked about day-care, age 3 is not: its day-care tells nobody apart."""
    asked = [box(age="12", care="a"), box(age="12", care="b"), box(age="3")]
    parts = Parts(asked, [grouping("x", [1], [2])])
    assert len(parts) == 4  # care a, care b, neither of them, age 3
    assert [parts.row(one).sum() for one in asked] == [1, 1, 1]


def test_more_kinds_than_can_be_tried_are_too_many() -> None:
    with pytest.raises(TooMany):
        Parts([box(**{f"v{number}": str(number)}) for number in range(20)], [])


def test_the_people_between_two_figures_are_found_either_way_round() -> None:
    inner, outer = np.array([[1.0, 0, 0]]), np.array([[1.0, 1, 0], [0, 0, 1]])
    assert overlaps(inner, outer).tolist() == overlaps(outer, inner).tolist() == [[0, 1, 0]]
    assert overlaps(inner, inner).size == 0
