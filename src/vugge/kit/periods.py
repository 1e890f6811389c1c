"""Periods: days from a start up to, but not including, an end; without an end they go on.

Offers `Period`, `period_sentence`, the algebra of several periods (`merged`, `subtracted`, `gaps`) and
`valid_on`, which finds the one thing in force on a day. Half-open, so that what stops on a day and what
starts on it meet without a gap and without an overlap.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from vugge.kit.errors import BadInput
from vugge.kit.text import Sentence, sentence

T = TypeVar("T")

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """The days from `start` up to `end`, which is the first day after; `end` None: still going on.

    Raises `BadInput` if it would hold no day.

    >>> Period(date(2026, 1, 1), date(2026, 2, 1)).days
    31
    """

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise BadInput(
                sentence(
                    "Perioden begynder {start}, men er slut allerede {end}. Den skal vare mindst en dag.",
                    start=self.start,
                    end=self.end,
                )
            )

    @property
    def last(self) -> date | None:
        """The last day in it; None if it goes on."""
        return None if self.end is None else self.end - _ONE_DAY

    @property
    def days(self) -> int | None:
        """The number of days in it; None if it goes on."""
        return None if self.end is None else (self.end - self.start).days

    def contains(self, day: date) -> bool:
        """Say whether the day is in it.

        >>> Period(date(2026, 1, 1), date(2026, 2, 1)).contains(date(2026, 2, 1))
        False
        """
        return self.start <= day and (self.end is None or day < self.end)

    def covers(self, other: "Period") -> bool:
        """Say whether every day of the other is in it.

        >>> Period(date(2026, 1, 1)).covers(Period(date(2026, 1, 1), date(2026, 2, 1)))
        True
        """
        return self.start <= other.start and _reach(other.end) <= _reach(self.end)

    def overlaps(self, other: "Period") -> bool:
        """Say whether they have a day in common.

        >>> Period(date(2026, 1, 1), date(2026, 2, 1)).overlaps(Period(date(2026, 2, 1)))
        False
        """
        return _reach(self.start) < _reach(other.end) and _reach(other.start) < _reach(self.end)

    def meets(self, other: "Period") -> bool:
        """Say whether the other begins on the very day after this one's last.

        >>> Period(date(2026, 1, 1), date(2026, 2, 1)).meets(Period(date(2026, 2, 1)))
        True
        """
        return self.end == other.start

    def intersection(self, other: "Period") -> "Period | None":
        """Return the days they have in common; None if there are none.

        >>> Period(date(2026, 1, 1)).intersection(Period(date(2025, 7, 1), date(2026, 7, 1)))
        Period(start=datetime.date(2026, 1, 1), end=datetime.date(2026, 7, 1))
        """
        if not self.overlaps(other):
            return None
        return Period(max(self.start, other.start), min(self.end, other.end, key=_reach))


def _reach(end: date | None) -> tuple[bool, date]:
    """Order ends: one that never comes is after every day."""
    return end is None, end or date.max


def merged(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Return the same days as few periods, in order: those that overlap or meet become one.

    >>> merged([Period(date(2026, 2, 1)), Period(date(2026, 1, 1), date(2026, 2, 1))])
    (Period(start=datetime.date(2026, 1, 1), end=None),)
    """
    joined: list[Period] = []
    for period in sorted(periods, key=lambda period: period.start):
        before = joined[-1] if joined else None
        if before and _reach(period.start) <= _reach(before.end):
            joined[-1] = Period(before.start, max(before.end, period.end, key=_reach))
        else:
            joined.append(period)
    return tuple(joined)


def subtracted(periods: Iterable[Period], taken: Iterable[Period]) -> tuple[Period, ...]:
    """Return the days of the first that are in none of the second, as few periods, in order.

    >>> subtracted([Period(date(2026, 1, 1))], [Period(date(2025, 1, 1), date(2026, 7, 1))])
    (Period(start=datetime.date(2026, 7, 1), end=None),)
    """
    left = merged(periods)
    for hole in merged(taken):
        left = tuple(piece for period in left for piece in _around(hole, period))
    return left


def _around(hole: Period, period: Period) -> list[Period]:
    """Return what a hole leaves of a period: all of it, a piece at either side, or nothing."""
    if not hole.overlaps(period):
        return [period]
    pieces = []
    if period.start < hole.start:
        pieces.append(Period(period.start, hole.start))
    if hole.end is not None and _reach(hole.end) < _reach(period.end):
        pieces.append(Period(hole.end, period.end))
    return pieces


def gaps(periods: Iterable[Period], within: Period) -> tuple[Period, ...]:
    """Return the days of `within` that no period has.

    >>> gaps([Period(date(2026, 2, 1))], Period(date(2026, 1, 1), date(2026, 12, 31)))
    (Period(start=datetime.date(2026, 1, 1), end=datetime.date(2026, 2, 1)),)
    """
    return subtracted([within], periods)


def valid_on(items: Iterable[T], day: date, *, period: Callable[[T], Period]) -> T | None:
    """Return the one item whose period has the day; None if there is none.

    Raises `BadInput` if there are several: nobody could say which one counts.

    >>> rents = {"5.100": Period(date(2025, 1, 1), date(2026, 1, 1)), "5.200": Period(date(2026, 1, 1))}
    >>> valid_on(rents, date(2026, 11, 22), period=rents.__getitem__)
    '5.200'
    """
    valid = [item for item in items if period(item).contains(day)]
    if len(valid) > 1:
        raise BadInput(
            sentence(
                "{count} gælder den {day}, og der må kun være én. Ret perioderne, så de ikke overlapper.",
                count=len(valid),
                day=day,
            )
        )
    return valid[0] if valid else None


def birthday(born: date, age: int) -> date:
    """Return the day on which somebody turns an age, from local midnight.

    Whoever is born on 29 February turns an age on 1 March where the year has no leap day: only then have
    all the days passed. No Danish text was found that says otherwise.

    >>> birthday(date(2008, 2, 29), 18)
    datetime.date(2026, 3, 1)
    """
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def age_on(born: date, day: date) -> int:
    """Return how many whole years old somebody is on a day; negative before birth.

    >>> age_on(date(2008, 2, 29), date(2026, 2, 28))
    17
    """
    return day.year - born.year - (day < birthday(born, day.year - born.year))


def period_sentence(period: Period) -> Sentence:
    """Say a period as people do, with its last day included.

    >>> period_sentence(Period(date(2026, 1, 1), date(2026, 2, 1))).say()
    'fra 01-01-2026 til og med 31-01-2026'
    >>> period_sentence(Period(date(2026, 1, 1))).say()
    'siden 01-01-2026'
    """
    if period.last is None:
        return sentence("siden {start}", start=period.start)
    if period.last == period.start:
        return sentence("den {day}", day=period.start)
    return sentence("fra {start} til og med {last}", start=period.start, last=period.last)
