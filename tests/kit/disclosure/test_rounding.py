"""Rounding is near, fair over many, the same for the same people, and different for others."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.kit.disclosure.town import KEY

from vugge.kit.disclosure.rounding import rounded
from vugge.kit.disclosure.tables import Box
from vugge.kit.sealing import KeyedHash

SECRET = KeyedHash(KEY)


def box(number: int) -> Box:
    return Box("children", frozenset({("street", frozenset({str(number)}))}))


counts = st.integers(0, 10**6)
boxes = st.integers().map(box)


def to_five(count: int, people: Box) -> int:
    return rounded(count, people, base=5, secret=SECRET)


@given(counts, boxes)
def test_a_figure_is_a_multiple_of_five_less_than_five_away(count: int, people: Box) -> None:
    shown = to_five(count, people)
    assert shown % 5 == 0
    assert abs(shown - count) < 5


@given(counts, boxes)
def test_the_same_people_are_always_rounded_the_same(count: int, people: Box) -> None:
    assert to_five(count, people) == rounded(count, people, base=5, secret=KeyedHash(KEY))


@given(counts, counts, boxes)
def test_more_people_are_never_shown_as_fewer(one: int, other: int, people: Box) -> None:
    assert to_five(min(one, other), people) <= to_five(max(one, other), people)


@given(counts.map(lambda count: count * 5), boxes)
def test_what_is_round_already_stays(count: int, people: Box) -> None:
    assert to_five(count, people) == count


@pytest.mark.parametrize("count", range(10))
def test_over_many_boxes_nothing_is_added_or_taken(count: int) -> None:
    shown = [to_five(count, box(number)) for number in range(4_000)]
    assert abs(Fraction(sum(shown), len(shown)) - count) < Fraction(15, 100)


def test_the_key_decides_and_nothing_else_tells() -> None:
    other = KeyedHash(b"another key for the tests of rounding")
    shown = [(to_five(2, box(number)), rounded(2, box(number), base=5, secret=other)) for number in range(1_000)]
    assert all(Counter(shown)[pair] > 100 for pair in ((0, 0), (0, 5), (5, 0), (5, 5)))


@given(st.integers(2, 20), counts, boxes)
def test_any_base_will_do(base: int, count: int, people: Box) -> None:
    shown = rounded(count, people, base=base, secret=SECRET)
    assert shown % base == 0
    assert abs(shown - count) < base
