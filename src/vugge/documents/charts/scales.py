"""Where days and figures stand on a chart: a time scale and a scale of round numbers."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10000)
_MOST_INTERVALS = 4
_ROOM = 0.07  # part of the range kept free above and below
_LEAST_ROOM = 0.1


@dataclass(frozen=True)
class Scales:
    """The plot's frame in pixels, and the days and figures at its edges."""

    left: float
    top: float
    right: float
    bottom: float
    days: tuple[date, date]
    ticks: tuple[int, ...]

    def x(self, day: date) -> float:
        """Return where a day stands; the middle when all days are one."""
        first, last = self.days
        if first == last:
            return (self.left + self.right) / 2
        return self.left + (self.right - self.left) * (day - first).days / (last - first).days

    def y(self, value: float) -> float:
        """Return where a figure stands."""
        low, high = self.ticks[0], self.ticks[-1]
        return self.bottom - (self.bottom - self.top) * (value - low) / (high - low)


def round_ticks(values: Sequence[float]) -> tuple[int, ...]:
    """Return a few round numbers with all values well between them; never below zero.

    >>> round_ticks([41.2, 53.9])
    (40, 45, 50, 55)
    >>> round_ticks([2.7])
    (2, 3)
    >>> round_ticks([50.0, 83.7])
    (40, 60, 80, 100)
    """
    room = max((max(values) - min(values)) * _ROOM, _LEAST_ROOM)
    low, high = max(0.0, min(values) - room), max(values) + room
    for step in _STEPS:
        first, last = math.floor(low / step), math.ceil(high / step)
        if last - first <= _MOST_INTERVALS:
            return tuple(step * count for count in range(first, last + 1))
    return (0, math.ceil(high))
