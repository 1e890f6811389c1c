"""What counting people answers with: how many, by area and by one thing more. Nobody is named, not even by an id."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Counts = Mapping[tuple[str, str], int]
"""How many, by the key of the area where they live (empty: in none) and the key of a group."""

NO_PLACE = "none"
OTHER_PLACE = "other"
AT_SCHOOL, AT_WORK, AT_BOTH, AT_NEITHER = "education", "job", "both", "neither"
CHOSEN, NOT_CHOSEN = "yes", "no"
GROWN_UP = 18  # years
MANY_CHILDREN = 3


@dataclass(frozen=True)
class Ages:
    """A group of ages, both ends included."""

    key: str
    first: int
    last: int

    def born(self, day: date) -> tuple[date, date]:
        """Return the days of birth of those who have these ages on a day: after the first and until the second.

        >>> Ages("small", 0, 2).born(date(2026, 9, 30))
        (datetime.date(2023, 9, 30), datetime.date(2026, 9, 30))
        """
        return years_before(day, self.last + 1), years_before(day, self.first)


def years_before(day: date, years: int) -> date:
    """Return the same day so many years before; 28 February where there is no 29th."""
    earlier = day.year - years
    try:
        return day.replace(year=earlier)
    except ValueError:
        return date(earlier, 2, 28)


def household_kind(adults: int, children: int) -> str:
    """Return the key of a family's kind by how many grown-ups and children it has.

    >>> household_kind(1, 2), household_kind(2, 3)
    ('one_few', 'two_many')
    """
    return f"{'two' if adults > 1 else 'one'}_{'many' if children >= MANY_CHILDREN else 'few'}"
