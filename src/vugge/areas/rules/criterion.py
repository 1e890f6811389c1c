"""One criterion on one figure: met or not, by which limit, how far from it, and whether rounding could decide.

Offers `judge` and its result `Judged`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from vugge.areas.rules.area_law import NationalLimits
from vugge.areas.rules.figures import Figure, Figures, as_decimal
from vugge.areas.rules.law import Criterion, Measure, Operator, Unit
from vugge.areas.rules.outcome import Outcome, outcome_of

PER_10000_IN_PERCENT = 100


@dataclass(frozen=True)
class Judged:
    """What became of one criterion.

    `limit` is in percent (residents: persons), None where unknown. `distance` is the figure, unrounded where it is
    known so, minus the limit in percentage points. `persons` is how many persons would have to change side to change
    the outcome, None where the denominator is unknown; `persons_certain` is False where it is computed from a rounded
    share.
    """

    criterion: Criterion
    outcome: Outcome
    figure: Figure | None
    limit: Decimal | None
    distance: Decimal | None = None
    persons: int | None = None
    persons_certain: bool = False
    rounding_could_decide: bool = False


@dataclass(frozen=True)
class Surroundings:
    """What a criterion needs beside the area's own figures: the list day and that day's national limits."""

    list_day: date
    national: NationalLimits


def judge(criterion: Criterion, figures: Figures, surroundings: Surroundings) -> Judged:
    """Hold one figure against one criterion.

    A missing figure or an unknown limit gives `UNDETERMINED`, never a guess. The published value is compared
    as an exact decimal with the operator of the text ("overstiger" is over, "mindst" is at least).
    """
    figure = figures.get(criterion.measure)
    limit = limit_for(criterion, figures, surroundings)
    if figure is None or limit is None:
        return Judged(criterion, Outcome.UNDETERMINED, figure, limit)
    exact_limit = Fraction(limit)
    persons, certain = _persons_to_cross(figure, criterion, exact_limit, _base(figure, figures))
    return Judged(
        criterion,
        outcome_of(_holds(criterion.operator, figure.exact(), exact_limit)),
        figure,
        limit,
        distance=as_decimal(figure.exact() - exact_limit),
        persons=persons,
        persons_certain=certain,
        rounding_could_decide=figure.rounding_reaches(exact_limit),
    )


def limit_for(criterion: Criterion, figures: Figures, surroundings: Surroundings) -> Decimal | None:
    """Return the limit in percent (residents: persons), or None if the year's national figure is unknown."""
    if criterion.times_national is not None:
        national = surroundings.national.find(criterion, surroundings.list_day)
        return national.limit if national else None
    if criterion.limit is None:
        return None
    if criterion.large_areas is not None:
        return _limit_by_size(criterion, criterion.limit, figures)
    return in_percent(criterion.limit, criterion.unit)


def in_percent(limit: Decimal, unit: Unit) -> Decimal:
    """Return a limit in percent, as figures are held.

    >>> in_percent(Decimal(270), Unit.PER_10000)
    Decimal('2.7')
    """
    return limit / PER_10000_IN_PERCENT if unit is Unit.PER_10000 else limit


def limit_in_percent(criterion: Criterion) -> Decimal | None:
    """Return the fixed limit of a criterion as figures are held, or None if it follows a national figure."""
    return None if criterion.limit is None else in_percent(criterion.limit, criterion.unit)


def _limit_by_size(criterion: Criterion, ordinary: Decimal, figures: Figures) -> Decimal | None:
    residents = figures.get(Measure.RESIDENTS)
    if residents is None or criterion.large_areas is None:
        return None
    is_large = residents.value >= criterion.large_areas.residents_at_least
    return criterion.large_areas.limit if is_large else ordinary


def _holds(operator: Operator, value: Fraction, limit: Fraction) -> bool:
    match operator:
        case Operator.OVER:
            return value > limit
        case Operator.AT_LEAST:
            return value >= limit
        case Operator.UNDER:
            return value < limit
        case Operator.AT_MOST:
            return value <= limit


def _base(figure: Figure, figures: Mapping[Measure, Figure]) -> int | None:
    """Return the number of persons the share is of, where it is known."""
    if figure.base:
        return figure.base
    residents = figures.get(Measure.RESIDENTS)
    if figure.measure is Measure.NONWESTERN and residents is not None:
        return int(residents.value)
    return None


def _persons_to_cross(
    figure: Figure, criterion: Criterion, limit: Fraction, base: int | None
) -> tuple[int | None, bool]:
    """Return how many persons must change side to change the outcome, and whether that number is exact.

    A share of `base` persons crosses the limit at limit * base / 100 persons; the denominator stays.
    """
    if figure.measure is Measure.RESIDENTS:
        return _steps(figure.exact(), limit, criterion.operator), True
    if base is None or figure.measure is Measure.INCOME:
        return None, False
    counted = Fraction(figure.count) if figure.count is not None else figure.exact() * base / 100
    certain = figure.count is not None
    return _steps(counted if certain else Fraction(round(counted)), limit * base / 100, criterion.operator), certain


def _steps(count: Fraction, turning_point: Fraction, operator: Operator) -> int:
    """Return the fewest whole persons that move `count` to the other side of the turning point."""
    met = _holds(operator, count, turning_point)
    if operator in (Operator.OVER, Operator.AT_MOST):
        highest_low_side = floor(turning_point)  # the last count for which "over" is not met
        return int(abs(count - (highest_low_side if (operator is Operator.OVER) == met else highest_low_side + 1)))
    lowest_high_side = ceil(turning_point)  # the first count for which "at least" is met
    return int(abs(count - (lowest_high_side - 1 if (operator is Operator.AT_LEAST) == met else lowest_high_side)))
