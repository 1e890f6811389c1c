"""Days within days, and units under units."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from vugge.organisations.rules.register import (
    days_refusal,
    holds_on,
    parent_refusal,
    within_refusal,
)

FIRST = date(2026, 1, 1)
DAYS = st.integers(0, 40).map(lambda number: FIRST + timedelta(days=number))
PERIODS = st.tuples(DAYS, st.one_of(st.none(), DAYS)).filter(lambda days: days[1] is None or days[1] > days[0])
FORESTS = st.integers(1, 7).flatmap(
    lambda size: st.fixed_dictionaries(
        {unit: st.one_of(st.none(), st.integers(1, size)) for unit in range(1, size + 1)}
    )
)


@given(PERIODS, PERIODS)
def test_what_is_within_never_holds_on_a_day_when_the_whole_does_not(
    inner: tuple[date, date | None], outer: tuple[date, date | None]
) -> None:
    days = [FIRST + timedelta(days=number) for number in range(-2, 60)]
    sticks_out = any(holds_on(*inner, day) and not holds_on(*outer, day) for day in days)
    endless = inner[1] is None and outer[1] is not None
    assert (within_refusal(inner, outer) is not None) == (sticks_out or endless)


def test_days_that_end_before_they_begin_are_refused() -> None:
    assert days_refusal(FIRST, FIRST) is not None
    assert days_refusal(FIRST, FIRST + timedelta(days=1)) is None
    assert days_refusal(FIRST, None) is None


@given(FORESTS, st.integers(1, 7), st.integers(1, 8))
def test_no_allowed_parent_makes_a_circle(parents: dict[int, int | None], unit: int, parent: int) -> None:
    if unit not in parents or parent_refusal(unit, parent, parents) is not None:
        return
    after = {**parents, unit: parent}
    above, steps = after[unit], 0
    while above is not None and above != unit and steps <= len(after):
        above, steps = after[above], steps + 1
    assert above != unit


def test_a_parent_in_another_organisation_is_refused() -> None:
    assert parent_refusal(1, 9, {1: None, 2: None}) is not None
    assert parent_refusal(None, 2, {1: None, 2: 1}) is None
    assert parent_refusal(1, 2, {1: None, 2: 1}) is not None
