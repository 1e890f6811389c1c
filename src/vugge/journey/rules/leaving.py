"""Whose bus is leaving: which stations of a plan ask for somebody's eyes now. Never a score, and no order but by day.

Offers `Bus`, `buses` and `deadline`.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from vugge.journey.rules.plan import JourneyPlan, StationPlan, Status
from vugge.journey.rules.route import Line

CHOICES: Final = (7, 14, 30, 60, 90)
"""How many days ahead one can look."""
WITHIN: Final = 30


class Bus(StrEnum):
    """What is looked for: stations that close soon, or missed ones that can still be caught."""

    LEAVING = "leaving"
    MISSED = "missed"


def buses(plan: JourneyPlan, *, kind: Bus, within_days: int, lines: Iterable[Line] = ()) -> tuple[StationPlan, ...]:
    """Return the stations of one plan that are looked for, by the day on which it is too late.

    A missed one is there as long as it can be caught: which is a suggestion to whoever helps, and says nothing of the
    child.
    """
    wanted = frozenset(lines)
    found = [
        one
        for one in plan.stations
        if (not wanted or one.station.line in wanted) and _is_looked_for(one, kind, plan.on, within_days)
    ]
    return tuple(sorted(found, key=lambda one: (deadline(one, kind) or date.max, one.station.id)))


def deadline(one: StationPlan, kind: Bus) -> date | None:
    """Return the first day on which it is too late: the window's end, or until when it can still be caught."""
    return one.closes if kind is Bus.LEAVING else one.still_until


def _is_looked_for(one: StationPlan, kind: Bus, today: date, within_days: int) -> bool:
    status = one.status.value
    if kind is Bus.LEAVING:
        is_open = status in (Status.OPEN, Status.CLOSING)
        return is_open and one.closes is not None and one.closes <= today + timedelta(days=within_days)
    return status is Status.MISSED and one.still_until is not None and one.still_until > today
