"""Where the moments of a route fall in one life: days of the calendar, never times of the clock.

Offers `Dates`, what a life's moments are counted from, with `dates_of` and `day_of`; `months_after`, `school_year`
and `grade_year`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from vugge.journey.rules.life import LifeFacts
from vugge.journey.rules.route import Anchor, Moment

PREGNANCY_DAYS = 280
"""A pregnancy is counted as 40 weeks up to the due date (Sundhedsstyrelsen)."""
SCHOOL_AGE = 6
"""Grade 0 begins on 1 August of the calendar year in which a child turns 6 (folkeskoleloven § 34)."""
AUGUST = 8


@dataclass(frozen=True)
class Dates:
    """The days that moments are counted from. `birth` is the due date until the child is born."""

    birth: date
    due: date
    arrival: date | None = None
    first_school_year: int | None = None
    repeats: tuple[int, ...] = ()


def dates_of(life: LifeFacts, *, arrival: date | None) -> Dates | None:
    """Return what moments are counted from; None while neither birth nor due date is known.

    >>> dates_of(LifeFacts(born=None, due=date(2026, 3, 1)), arrival=None).birth
    datetime.date(2026, 3, 1)
    """
    birth = life.born or life.due
    if birth is None:
        return None
    return Dates(
        birth=birth,
        due=life.due or birth,
        arrival=arrival,
        first_school_year=None if life.school_start is None else school_year(life.school_start),
        repeats=tuple(sorted({school_year(day) for day in life.repeats})),
    )


def day_of(moment: Moment, dates: Dates) -> date | None:
    """Return the day of a moment in a life; None where the life does not have what it is counted from.

    >>> day_of(Moment(Anchor.GRADE, number=9, month=3, day=1), Dates(date(2010, 5, 4), date(2010, 5, 4)))
    datetime.date(2026, 3, 1)
    """
    begun = _anchor(moment, dates)
    if begun is None:
        return None
    named = begun if moment.month is None else _named(moment, begun)
    later = months_after(named, moment.years * 12 + moment.months)
    return later + timedelta(days=moment.weeks * 7 + moment.days)


def _anchor(moment: Moment, dates: Dates) -> date | None:
    number = moment.number or 0
    match moment.anchor:
        case Anchor.PREGNANCY:
            return dates.due - timedelta(days=PREGNANCY_DAYS)
        case Anchor.BIRTH:
            return dates.birth
        case Anchor.CORRECTED_BIRTH:
            return max(dates.birth, dates.due)
        case Anchor.GRADE:
            first = dates.birth.year + SCHOOL_AGE if dates.first_school_year is None else dates.first_school_year
            return date(grade_year(number, first=first, repeats=dates.repeats), AUGUST, 1)
        case Anchor.YEAR_TURNING:
            return date(dates.birth.year + number, 1, 1)
        case Anchor.ARRIVAL:
            return dates.arrival


def _named(moment: Moment, begun: date) -> date:
    """Return the day of the calendar that a moment names, in the year or school year that its anchor begins."""
    month, day = moment.month or 1, moment.day or 1
    is_next_year = moment.anchor is Anchor.GRADE and month < AUGUST
    return months_after(date(begun.year + is_next_year, 1, 1), month - 1) + timedelta(days=day - 1)


def months_after(day: date, months: int) -> date:
    """Return the day that is so many months later: the same day of that month.

    Where the month has no such day it is the first day of the next: only then have all the months passed. So twelve
    months and a year are the same, also for whoever is born on 29 February (`kit.periods.birthday`).

    >>> months_after(date(2026, 1, 31), 1), months_after(date(2026, 1, 31), 2)
    (datetime.date(2026, 3, 1), datetime.date(2026, 3, 31))
    >>> months_after(date(2024, 2, 29), 12)
    datetime.date(2025, 3, 1)
    """
    place = day.year * 12 + day.month - 1 + months
    first, following = _first_of(place), _first_of(place + 1)
    return min(first + timedelta(days=day.day - 1), following)


def _first_of(place: int) -> date:
    year, month = divmod(place, 12)
    return date(year, month + 1, 1)


def school_year(day: date) -> int:
    """Return the year in whose August the school year of a day began.

    >>> school_year(date(2026, 8, 1)), school_year(date(2026, 7, 31))
    (2026, 2025)
    """
    return day.year if day.month >= AUGUST else day.year - 1


def grade_year(grade: int, *, first: int, repeats: Iterable[int] = ()) -> int:
    """Return the school year in which a child is in a grade for the first time. `repeats`, in order, are years of doing
    a grade again: each moves the grades after it by one.

    >>> [grade_year(grade, first=2020, repeats=[2022]) for grade in (0, 1, 2, 3)]
    [2020, 2021, 2023, 2024]
    """
    year = first + grade
    for again in repeats:
        if first < again <= year:
            year += 1
    return year
