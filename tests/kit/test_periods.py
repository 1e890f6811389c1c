"""Periods behave as the sets of days that they stand for."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vugge.kit.errors import BadInput
from vugge.kit.periods import Period, gaps, merged, period_sentence, subtracted, valid_on

FIRST = date(2025, 12, 20)
HORIZON = 40  # days that the oracle looks at; all ends lie before, so that an open period shows as such
CALENDAR = [FIRST + timedelta(days=number) for number in range(HORIZON)]


def days_of(*periods: Period) -> set[date]:
    """The oracle: the very days, written out."""
    return {
        day
        for period in periods
        for day in CALENDAR
        if day >= period.start and (period.end is None or day < period.end)
    }


def january(first: int, last: int | None = None) -> Period:
    """A period in January 2026, both days included."""
    end = None if last is None else date(2026, 1, last) + timedelta(days=1)
    return Period(date(2026, 1, first), end)


@st.composite
def _periods(draw: st.DrawFn) -> Period:
    start = draw(st.integers(0, HORIZON - 10))
    length = draw(st.none() | st.integers(1, 9))
    return Period(CALENDAR[start], None if length is None else CALENDAR[start + length])


periods = _periods()
several = st.lists(periods, max_size=5)


def test_a_period_holds_its_start_and_not_its_end() -> None:
    period = Period(date(2026, 1, 1), date(2026, 2, 1))
    assert period.contains(date(2026, 1, 1))
    assert period.contains(date(2026, 1, 31))
    assert not period.contains(date(2026, 2, 1))
    assert (period.last, period.days) == (date(2026, 1, 31), 31)


def test_an_open_period_reaches_the_last_day_there_is() -> None:
    period = january(1)
    assert period.contains(date.max)
    assert (period.last, period.days) == (None, None)
    assert not Period(date(2026, 1, 1), date.max).covers(period)


@pytest.mark.parametrize("end", [date(2026, 1, 1), date(2025, 12, 31)])
def test_a_period_without_a_day_is_refused(end: date) -> None:
    with pytest.raises(BadInput, match=r"begynder 01-01-2026, .* mindst en dag"):
        Period(date(2026, 1, 1), end)


@given(periods)
def test_a_period_has_exactly_its_days(period: Period) -> None:
    assert {day for day in CALENDAR if period.contains(day)} == days_of(period)
    assert period.days is None or period.days == len(days_of(period))


@given(periods, periods)
def test_two_periods_relate_as_their_days_do(one: Period, other: Period) -> None:
    shared = days_of(one) & days_of(other)
    assert one.overlaps(other) == bool(shared)
    assert one.covers(other) == (days_of(other) <= days_of(one))
    both = one.intersection(other)
    assert (days_of(both) if both else set()) == shared
    assert one.intersection(other) == other.intersection(one)


@given(periods, periods)
def test_periods_that_meet_share_no_day_and_leave_none_between(one: Period, other: Period) -> None:
    if one.meets(other):
        assert not one.overlaps(other)
        assert len(merged([one, other])) == 1
    assert one.meets(other) == (one.last is not None and one.last + timedelta(days=1) == other.start)


@given(several)
def test_merging_keeps_the_days_in_the_fewest_periods(some: list[Period]) -> None:
    result = merged(some)
    assert days_of(*result) == days_of(*some)
    assert all(before.end and before.end < after.start for before, after in pairwise(result))
    assert merged(result) == result


@given(several, several)
def test_subtracting_leaves_the_days_that_only_the_first_have(some: list[Period], taken: list[Period]) -> None:
    result = subtracted(some, taken)
    assert days_of(*result) == days_of(*some) - days_of(*taken)
    assert merged(result) == result


@given(several, periods)
def test_gaps_are_the_days_within_that_nobody_has(some: list[Period], within: Period) -> None:
    assert days_of(*gaps(some, within)) == days_of(within) - days_of(*some)
    assert gaps([*some, *gaps(some, within)], within) == ()


def test_a_hole_in_the_middle_leaves_two_pieces() -> None:
    assert subtracted([january(1)], [january(10, 19)]) == (january(1, 9), january(20))


def test_a_period_without_end_takes_the_whole_rest() -> None:
    assert subtracted([january(1)], [january(10)]) == (january(1, 9),)


def test_periods_that_meet_become_one() -> None:
    assert merged([january(16, 31), january(1, 15)]) == (january(1, 31),)


LAWS = {"first": january(1, 15), "second": january(16)}


def test_the_version_in_force_is_chosen_by_the_day_and_changes_on_the_day_itself() -> None:
    def version(day: date) -> str | None:
        return valid_on(LAWS, day, period=LAWS.__getitem__)

    assert version(date(2025, 12, 31)) is None
    assert version(date(2026, 1, 15)) == "first"
    assert version(date(2026, 1, 16)) == "second"


def test_two_versions_in_force_on_one_day_are_refused_with_the_day() -> None:
    overlapping = [january(1, 15), january(15)]
    with pytest.raises(BadInput, match="2 gælder den 15-01-2026"):
        valid_on(overlapping, date(2026, 1, 15), period=lambda period: period)


def test_a_period_is_said_with_its_last_day_included() -> None:
    assert period_sentence(january(1, 31)).say() == "fra 01-01-2026 til og med 31-01-2026"
    assert period_sentence(january(1, 1)).say() == "den 01-01-2026"
    assert period_sentence(january(1)).say() == "siden 01-01-2026"
