"""What can be said of two moments before any life is known: whether one comes before the other whoever it is about.

Offers `surely_before`, `surely_not_after` and `rough_age`.
"""

from typing import Final

from vugge.journey.rules.anchors import PREGNANCY_DAYS, SCHOOL_AGE
from vugge.journey.rules.route import Anchor, Moment

_YEAR: Final = 365.25
_MONTH: Final = _YEAR / 12
_MONTHS_IN_YEAR: Final = 12
_HALF: Final = 0.5
_AUGUST: Final = 8
_EARLIEST_BIRTH: Final = 126
"""So many days before it is due can a child be born and live; 18 weeks."""


def surely_before(one: Moment, other: Moment) -> bool:
    """Say whether a moment is before another in every life.

    >>> surely_before(Moment(Anchor.BIRTH, months=3), Moment(Anchor.BIRTH, months=5))
    True
    >>> surely_before(Moment(Anchor.BIRTH, years=7), Moment(Anchor.GRADE, number=1))
    False
    """
    if one.anchor is other.anchor:
        return _offset(one) < _offset(other)
    if Anchor.ARRIVAL in (one.anchor, other.anchor):
        return False
    return _span(one)[1] < _span(other)[0]


def surely_not_after(one: Moment, other: Moment) -> bool:
    """Say whether a moment is the same as another or before it in every life.

    >>> surely_not_after(Moment(Anchor.GRADE, number=9), Moment(Anchor.GRADE, number=9))
    True
    """
    return surely_before(one, other) or (one.anchor is other.anchor and _offset(one) == _offset(other))


def rough_age(moment: Moment) -> float | None:
    """Return the age in years at a moment, as it is for most; None where it depends on the day of arrival.

    >>> rough_age(Moment(Anchor.BIRTH, months=6)), rough_age(Moment(Anchor.ARRIVAL))
    (0.5, None)
    """
    if moment.anchor is Anchor.ARRIVAL:
        return None
    days = _offset(moment)
    match moment.anchor:
        case Anchor.PREGNANCY:
            return (days - PREGNANCY_DAYS) / _YEAR
        case Anchor.GRADE:  # born in the middle of the year, as most are
            return days / _YEAR + SCHOOL_AGE + (_AUGUST - 1) / _MONTHS_IN_YEAR - _HALF
        case Anchor.YEAR_TURNING:
            return days / _YEAR - _HALF
        case _:
            return days / _YEAR


def _offset(moment: Moment) -> float:
    """Return the days from the anchor; years and months as they are on average, so that order holds."""
    days = moment.weeks * 7 + moment.days + moment.months * _MONTH + moment.years * _YEAR
    if moment.anchor in (Anchor.GRADE, Anchor.YEAR_TURNING):
        days += (moment.number or 0) * _YEAR + _named(moment)
    return days


def _named(moment: Moment) -> float:
    """Return the days from the beginning of the year, or the school year, to the day that is named."""
    if moment.month is None:
        return 0
    months = moment.month - 1
    if moment.anchor is Anchor.GRADE:
        months = (moment.month - _AUGUST) % _MONTHS_IN_YEAR
    return months * _MONTH + (moment.day or 1) - 1


def _span(moment: Moment) -> tuple[float, float]:
    """Return the earliest and latest day of a moment, from 1 January of the year of birth or a year around it."""
    days = _offset(moment)
    match moment.anchor:
        case Anchor.PREGNANCY:
            return days - PREGNANCY_DAYS, days - PREGNANCY_DAYS + _YEAR + _EARLIEST_BIRTH
        case Anchor.CORRECTED_BIRTH:
            return days, days + _YEAR + _EARLIEST_BIRTH
        case Anchor.GRADE:
            begins = days + SCHOOL_AGE * _YEAR + (_AUGUST - 1) * _MONTH
            return begins, begins + _YEAR
        case Anchor.YEAR_TURNING:
            return days, days
        case _:
            return days, days + _YEAR
