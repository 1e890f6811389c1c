"""Which part of a journey is drawn: what is just behind, where the child is, and what comes next.

Offers `stretch_of` and `Stretch`; what is left out is told as a `Tally`.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from vugge.journey.rules.plan import JourneyPlan, StationPlan, Status

PAST_SHOWN: Final = 4
AHEAD_SHOWN: Final = 6
CATCH_SHOWN: Final = 3
NOW: Final = frozenset({Status.OPEN, Status.CLOSING})
UNDRAWN: Final = frozenset({Status.HIDDEN, Status.NOT_RELEVANT})


@dataclass(frozen=True)
class Tally:
    """How many stations are left out, by where the child stands at them."""

    total: int = 0
    reached: int = 0
    late: int = 0
    missed: int = 0
    unknown: int = 0


@dataclass(frozen=True)
class Stretch:
    """The stations to draw, each part in order of time; `behind` and `ahead` are those folded away at either end.

    `hidden` are not for the reader, and `not_relevant` not for the child: neither is drawn, both are told.
    """

    on: date
    past: tuple[StationPlan, ...]
    now: tuple[StationPlan, ...]
    coming: tuple[StationPlan, ...]
    behind: Tally
    ahead: Tally
    hidden: int
    not_relevant: tuple[StationPlan, ...]
    is_whole: bool

    @property
    def stations(self) -> tuple[StationPlan, ...]:
        """Return all that is drawn, in order."""
        return (*self.past, *self.now, *self.coming)


def stretch_of(plan: JourneyPlan, *, whole: bool = False) -> Stretch:
    """Choose what to draw: everything, or the last few behind, all that is open, and the next few.

    So are the few missed stations that can still be reached and are lost first.
    """
    drawn = [one for one in plan.stations if one.status.value not in UNDRAWN]
    past = _in_time(one for one in drawn if _is_past(one, plan.on))
    now = sorted((one for one in drawn if _is_now(one, plan.on)), key=_closing)
    coming = _in_time(one for one in drawn if not _is_past(one, plan.on) and not _is_now(one, plan.on))
    near = past if whole else _near(past, plan.on)
    return Stretch(
        on=plan.on,
        past=tuple(near),
        now=tuple(now),
        coming=tuple(coming if whole else coming[:AHEAD_SHOWN]),
        behind=_tally(one for one in past if one not in near),
        ahead=_tally([] if whole else coming[AHEAD_SHOWN:]),
        hidden=sum(one.status.value is Status.HIDDEN for one in plan.stations),
        not_relevant=tuple(one for one in plan.stations if one.status.value is Status.NOT_RELEVANT),
        is_whole=whole,
    )


def to_catch(stations: Iterable[StationPlan], on: date) -> list[StationPlan]:
    """Return what was missed and can still be reached, what ends first before the others."""
    return sorted((one for one in stations if may_catch(one, on)), key=lambda one: one.still_until or date.max)


def may_catch(one: StationPlan, on: date) -> bool:
    """Say whether a station was missed and can still be reached late."""
    return one.status.value is Status.MISSED and one.still_until is not None and on < one.still_until


def _near(past: list[StationPlan], on: date) -> list[StationPlan]:
    last = {id(one) for one in (*past[-PAST_SHOWN:], *to_catch(past, on)[:CATCH_SHOWN])}
    return [one for one in past if id(one) in last]


def _is_now(one: StationPlan, on: date) -> bool:
    if one.status.value is Status.UNKNOWN:
        return one.opens is not None and one.opens <= on and (one.closes is None or on < one.closes)
    return one.status.value in NOW


def _is_past(one: StationPlan, on: date) -> bool:
    if one.status.value is Status.UNKNOWN:
        return one.closes is not None and one.closes <= on
    return one.status.value in (Status.REACHED, Status.REACHED_LATE, Status.MISSED)


def _in_time(stations: Iterable[StationPlan]) -> list[StationPlan]:
    return sorted(stations, key=lambda one: one.opens or date.max)


def _closing(one: StationPlan) -> date:
    return one.closes or date.max


def _tally(stations: Iterable[StationPlan]) -> Tally:
    found = Counter(one.status.value for one in stations)
    return Tally(
        total=found.total(),
        reached=found[Status.REACHED],
        late=found[Status.REACHED_LATE],
        missed=found[Status.MISSED],
        unknown=found[Status.UNKNOWN],
    )
