"""One figure held against one limit: met or not, how far off, and whether rounding could decide."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.areas.sample import figure

from vugge.areas.rules.area_law import NationalLimits
from vugge.areas.rules.criterion import Judged, Surroundings, judge
from vugge.areas.rules.figures import Figure, decimals_of
from vugge.areas.rules.law import Criterion, LargeAreaLimit, Measure, Operator, Unit
from vugge.areas.rules.outcome import Outcome

ANY_DAY = Surroundings(date(2015, 12, 1), NationalLimits(()))
OPERATORS = list(Operator)


def judged(criterion: Criterion, *figures: Figure) -> Judged:
    return judge(criterion, {one.measure: one for one in figures}, ANY_DAY)


def counted(measure: Measure, count: int, base: int) -> Figure:
    share = (100 * Decimal(count) / Decimal(base)).quantize(Decimal("0.1"))
    return Figure(measure, share, 1, count=count, base=base)


@pytest.mark.parametrize(
    ("operator", "below", "at", "above"),
    [
        (Operator.OVER, False, False, True),
        (Operator.AT_LEAST, False, True, True),
        (Operator.UNDER, True, False, False),
        (Operator.AT_MOST, True, True, False),
    ],
)
def test_each_operator_means_its_word(operator: Operator, *, below: bool, at: bool, above: bool) -> None:
    criterion = Criterion(Measure.UNATTACHED, operator, limit=Decimal(40))
    found = [judged(criterion, figure("unattached", value)).outcome is Outcome.YES for value in ("39.9", "40", "40.1")]
    assert found == [below, at, above]


def test_270_per_10000_is_2_70_percent() -> None:
    criterion = Criterion(Measure.CONVICTED, Operator.OVER, limit=Decimal(270), unit=Unit.PER_10000)
    found = judged(criterion, figure("convicted", "2.71"))
    assert found.limit == Decimal("2.7")
    assert found.distance == Decimal("0.01")
    assert found.outcome is Outcome.YES


@given(
    base=st.integers(1, 20_000),
    share=st.fractions(0, 1),
    operator=st.sampled_from(OPERATORS),
    limit=st.decimals(min_value=1, max_value=99, places=2),
)
def test_so_many_persons_turn_the_answer_and_one_fewer_does_not(
    base: int, share: Fraction, operator: Operator, limit: Decimal
) -> None:
    count = int(base * share)
    criterion = Criterion(Measure.BASIC_EDUCATION, operator, limit=limit)
    found = judged(criterion, counted(Measure.BASIC_EDUCATION, count, base))
    assert found.persons is not None
    assert found.persons > 0
    assert found.persons_certain
    turned = {move: outcome_with(criterion, count + move, base) for move in (-found.persons, found.persons)}
    assert any(outcome not in (None, found.outcome) for outcome in turned.values())
    assert all(
        outcome_with(criterion, count + move, base) in (None, found.outcome)
        for move in (1 - found.persons, found.persons - 1)
    )


def outcome_with(criterion: Criterion, count: int, base: int) -> Outcome | None:
    """Return the outcome with another number of persons; None where there cannot be so many."""
    return judged(criterion, counted(criterion.measure, count, base)).outcome if 0 <= count <= base else None


@given(residents=st.integers(1, 5000), limit=st.integers(1, 5000), operator=st.sampled_from(OPERATORS))
def test_so_many_residents_turn_the_answer_and_one_fewer_does_not(
    residents: int, limit: int, operator: Operator
) -> None:
    criterion = Criterion(Measure.RESIDENTS, operator, limit=Decimal(limit), unit=Unit.PERSONS)
    found = judged(criterion, figure("residents", residents))
    assert found.persons is not None
    assert found.persons_certain
    towards = 1 if (operator in (Operator.OVER, Operator.AT_LEAST)) == (found.outcome is Outcome.NO) else -1
    there, short = (residents + towards * move for move in (found.persons, found.persons - 1))
    assert judged(criterion, figure("residents", there)).outcome is not found.outcome
    assert judged(criterion, figure("residents", short)).outcome is found.outcome


def test_the_persons_of_a_rounded_share_are_said_to_be_uncertain() -> None:
    criterion = Criterion(Measure.NONWESTERN, Operator.OVER, limit=Decimal(50))
    found = judged(criterion, figure("nonwestern", "51.0"), figure("residents", 1000))
    assert (found.persons, found.persons_certain) == (10, False)


@given(share=st.decimals(min_value=0, max_value=100, places=1), residents=st.integers(1000, 9000))
def test_persons_of_a_rounded_share_lead_to_the_other_answer(share: Decimal, residents: int) -> None:
    """However the share was rounded, going so many persons further from here ends beyond the limit or on it."""
    criterion = Criterion(Measure.NONWESTERN, Operator.OVER, limit=Decimal(50))
    found = judged(criterion, figure("nonwestern", share), figure("residents", residents))
    assert found.persons is not None
    assert found.persons >= 1
    towards = -1 if found.outcome is Outcome.YES else 1
    moved = share * residents / 100 + towards * found.persons
    slack = Decimal(1)  # a share of one decimal says the persons no closer than this rounding to whole ones
    half = Decimal(residents) / 2
    assert moved <= half + slack if towards < 0 else moved >= half - slack


@pytest.mark.parametrize("measure", ["unattached", "convicted", "basic_education", "income"])
def test_without_a_denominator_no_persons_are_named(measure: str) -> None:
    criterion = Criterion(Measure(measure), Operator.OVER, limit=Decimal(40))
    found = judged(criterion, figure(measure, "41.0"), figure("residents", 1000))
    assert found.persons is None


def test_an_income_is_never_a_number_of_persons() -> None:
    criterion = Criterion(Measure.INCOME, Operator.UNDER, limit=Decimal(55))
    assert judged(criterion, counted(Measure.INCOME, 500, 1000)).persons is None


def test_unrounded_decides_where_it_is_known_and_the_published_is_shown() -> None:
    """401 of 1,000 is published as 40.1; 4,004 of 10,000 as 40.0 and is over 40 all the same."""
    criterion = Criterion(Measure.UNATTACHED, Operator.OVER, limit=Decimal(40))
    found = judged(criterion, counted(Measure.UNATTACHED, 4004, 10_000))
    assert found.figure is not None
    assert found.figure.value == Decimal("40.0")
    assert found.outcome is Outcome.YES
    assert not found.rounding_could_decide


@given(
    value=st.decimals(min_value=0, max_value=100, places=2),
    decimals=st.integers(0, 2),
    limit=st.decimals(min_value=0, max_value=100, places=2),
)
def test_rounding_reaches_a_limit_that_some_unrounded_value_touches(
    value: Decimal, decimals: int, limit: Decimal
) -> None:
    published = round(value, decimals)
    near = Figure(Measure.INCOME, published, decimals)
    half = Fraction(1, 2 * 10**decimals)
    lowest, highest = Fraction(published) - half, Fraction(published) + half
    assert near.rounding_reaches(Fraction(limit)) == (lowest <= Fraction(limit) <= highest)


@given(value=st.decimals(min_value=0, max_value=100, places=1), count=st.integers(0, 1000))
def test_rounding_never_decides_what_is_known_unrounded(value: Decimal, count: int) -> None:
    known = Figure(Measure.UNATTACHED, value, 1, count=count, base=1000)
    assert not known.rounding_reaches(Fraction(value))
    assert not figure("residents", 1000).rounding_reaches(Fraction(1000))


@given(st.integers(0, 20_000), st.decimals(min_value=0, max_value=100, places=1))
def test_a_large_area_has_its_own_limit(residents: int, share: Decimal) -> None:
    criterion = Criterion(
        Measure.OUTSIDE_LABOUR_MARKET,
        Operator.AT_LEAST,
        limit=Decimal(40),
        large_areas=LargeAreaLimit(5000, Decimal(30)),
    )
    found = judged(criterion, figure("outside_labour_market", share), figure("residents", residents))
    assert found.limit == (30 if residents >= 5000 else 40)
    assert (found.outcome is Outcome.YES) == (share >= found.limit)
    assume(share > 0)
    assert judged(criterion, figure("outside_labour_market", share)).outcome is Outcome.UNDETERMINED


def test_decimals_are_counted_as_written() -> None:
    assert [decimals_of(Decimal(text)) for text in ("57", "57.0", "2.70", "1E+3")] == [0, 1, 2, 0]
