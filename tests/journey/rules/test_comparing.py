"""Two moments are only called out of order where they are so in every life."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vugge.journey.rules.anchors import Dates, day_of
from vugge.journey.rules.comparing import rough_age, surely_before, surely_not_after
from vugge.journey.rules.route import Anchor, Moment

CLOSE = timedelta(days=3)
"""Months and years are compared as they are on average, so days close together may stand either way."""

small = st.integers(0, 24)
moments = st.one_of(
    st.builds(Moment, st.just(Anchor.PREGNANCY), weeks=st.integers(0, 40)),
    st.builds(Moment, st.sampled_from([Anchor.BIRTH, Anchor.CORRECTED_BIRTH]), years=small, months=small, weeks=small),
    st.builds(Moment, st.just(Anchor.GRADE), number=st.integers(-1, 14)),
    st.builds(
        Moment, st.just(Anchor.GRADE), number=st.integers(-1, 14), month=st.integers(1, 12), day=st.integers(1, 28)
    ),
    st.builds(Moment, st.just(Anchor.YEAR_TURNING), number=st.integers(0, 30)),
)


@given(
    moments,
    moments,
    st.dates(date(1995, 1, 1), date(2026, 1, 1)),
    st.integers(-14, 119),
    st.booleans(),
)
def test_what_surely_comes_first_comes_first_in_every_life(
    one: Moment, other: Moment, birth: date, early: int, waits: bool
) -> None:
    first_school_year = birth.year + 7 if waits else None
    dates = Dates(birth=birth, due=birth + timedelta(days=early), first_school_year=first_school_year)
    before, after = day_of(one, dates), day_of(other, dates)
    assert before is not None
    assert after is not None
    if surely_before(one, other):
        assert before <= after + CLOSE


def test_the_same_moment_is_not_after_itself() -> None:
    moment = Moment(Anchor.BIRTH, months=3)
    assert surely_not_after(moment, moment)
    assert not surely_before(moment, moment)


def test_nothing_is_sure_of_the_day_somebody_comes() -> None:
    assert not surely_before(Moment(Anchor.ARRIVAL), Moment(Anchor.BIRTH, years=30))
    assert surely_before(Moment(Anchor.ARRIVAL), Moment(Anchor.ARRIVAL, months=1))


@pytest.mark.parametrize(
    ("moment", "age"),
    [
        (Moment(Anchor.PREGNANCY), -0.77),
        (Moment(Anchor.BIRTH, years=2, months=6), 2.5),
        (Moment(Anchor.GRADE, number=0), 6.08),
        (Moment(Anchor.GRADE, number=9, month=3, day=1), 15.67),
        (Moment(Anchor.YEAR_TURNING, number=12), 11.5),
    ],
)
def test_a_moment_has_the_age_that_most_have_then(moment: Moment, age: float) -> None:
    assert rough_age(moment) == pytest.approx(age, abs=0.01)
