"""The plan of one child: a pure function of route, life and day. Nothing of it is stored.

Offers `plan_of`, `JourneyPlan`, `StationPlan` and `Status`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vugge.journey.rules.explaining import explained
from vugge.journey.rules.life import EvidenceFact, LifeFacts, as_seen
from vugge.journey.rules.placing import placed_stations
from vugge.journey.rules.route import Line, Network, Station
from vugge.journey.rules.standing import CLOSING_WITHIN, Standing, Status, standing
from vugge.kit.explained import Explained
from vugge.kit.text import Text

__all__ = ["CLOSING_WITHIN", "JourneyPlan", "StationPlan", "Status", "plan_of"]

STILL_ON_THE_WAY = frozenset({Status.NOT_YET, Status.OPEN, Status.CLOSING, Status.MISSED})
"""At one of these a station that others wait for is still to be reached."""
_LINES = tuple(Line)


@dataclass(frozen=True)
class StationPlan:
    """One station of one child on one day. `opens` is the window's first day and `closes` the first day after it.

    `days_left` only while open or closing: days until `closes`. `reached_on` and `shown_by` when reached; a spell shows
    it where `shown_by` is None. `do_now` when missed. `still_until` until that day, while it is not reached.
    `waits_for` are stations to be reached first. Of a hidden station nothing is told.
    """

    station: Station
    status: Explained[Status]
    edition: str
    opens: date | None
    closes: date | None
    days_left: int | None = None
    reached_on: date | None = None
    shown_by: EvidenceFact | None = None
    still_until: date | None = None
    do_now: Text | None = None
    waits_for: tuple[str, ...] = ()


@dataclass(frozen=True)
class JourneyPlan:
    """Where a child stands on a day: every station of its route, in order of window and line."""

    on: date
    stations: tuple[StationPlan, ...]

    def on_line(self, line: Line) -> tuple[StationPlan, ...]:
        """Return the stations of one line."""
        return tuple(one for one in self.stations if one.station.line is line)

    def find(self, station: str) -> StationPlan | None:
        """Return one station's plan by its id, or None where it is not on this child's route."""
        return next((one for one in self.stations if one.station.id == station), None)


def plan_of(network: Network, life: LifeFacts, *, on: date, closing_within: int = CLOSING_WITHIN) -> JourneyPlan:
    """Say where a child stands at each station on a day.

    Facts of the categories in `life.hidden` are not looked at, so no other status can tell of them either.
    """
    seen = as_seen(life, network.measures)
    found = [
        standing(placed, seen, on=on, measures=network.measures, closing_within=closing_within)
        for placed in placed_stations(network, seen, on=on)
    ]
    statuses = {one.placed.station.id: one.status for one in found}
    plans = [_station_plan(one, seen, network, on=on, statuses=statuses) for one in found]
    return JourneyPlan(on, tuple(sorted(plans, key=_order)))


def _station_plan(
    found: Standing, life: LifeFacts, network: Network, *, on: date, statuses: Mapping[str, Status]
) -> StationPlan:
    station, window = found.placed.station, found.placed.window
    status = explained(found, life, on=on, measures=network.measures)
    edition = found.placed.edition.id
    if window is None or found.status is Status.HIDDEN:
        return StationPlan(station, status, edition, opens=None, closes=None)
    opens, closes = window.opens, window.closes
    if found.status in (Status.REACHED, Status.REACHED_LATE) and found.shown:
        shown = found.shown
        return StationPlan(station, status, edition, opens, closes, reached_on=shown.on, shown_by=shown.evidence)
    if found.status not in STILL_ON_THE_WAY:
        return StationPlan(station, status, edition, opens, closes)
    is_still = window.still_until is not None and on < window.still_until
    return StationPlan(
        station,
        status,
        edition,
        opens,
        closes,
        days_left=found.days_left,
        still_until=window.still_until if is_still else None,
        do_now=station.if_missed if found.status is Status.MISSED else None,
        waits_for=tuple(name for name in station.after if statuses.get(name) in STILL_ON_THE_WAY),
    )


def _order(plan: StationPlan) -> tuple[date, int, date, str]:
    """Order by opening, then by line; what has no window comes last."""
    return plan.opens or date.max, _LINES.index(plan.station.line), plan.closes or date.max, plan.station.id
