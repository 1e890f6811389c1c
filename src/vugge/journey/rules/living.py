"""From what is on file of a life to the facts that a plan is worked out from. Offers `school_start` and `in_areas`."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from vugge.kit.periods import Period, merged

AUGUST: Final = 8
STARTS_AT: Final = (5, 7)
"""The ages, by the calendar year, between which grade 0 can begin: folkeskoleloven § 34 and its exceptions."""


def school_year(day: date) -> date:
    """Return the 1 August on which the school year of a day began.

    >>> school_year(date(2026, 7, 31)), school_year(date(2026, 8, 1))
    (datetime.date(2025, 8, 1), datetime.date(2026, 8, 1))
    """
    return date(day.year if day.month >= AUGUST else day.year - 1, AUGUST, 1)


def school_start(born: date | None, first_school: date | None) -> date | None:
    """Return the 1 August of grade 0 that a child's first day at a school tells of; None where it tells nothing.

    A first school on file in the middle of a school life, as after a move, does not say when the child began.

    >>> school_start(date(2019, 5, 1), date(2026, 8, 12)), school_start(date(2014, 5, 1), date(2026, 1, 12))
    (datetime.date(2026, 8, 1), None)
    """
    if born is None or first_school is None:
        return None
    began = school_year(first_school)
    youngest, oldest = STARTS_AT
    return began if youngest <= began.year - born.year <= oldest else None


def in_areas(homes: Iterable[tuple[Period, str]], listed: Mapping[str, Iterable[Period]]) -> tuple[Period, ...]:
    """Return when somebody lived in one of the areas while it was on the list, from homes with their area's key."""
    shared = (home.intersection(one) for home, area in homes for one in listed.get(area, ()))
    return merged(one for one in shared if one is not None)
