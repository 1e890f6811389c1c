"""The plans of many children at once: statuses only, for the nightly work and for the picture of where many are lost.

Offers `plan_columns` and `StatusColumns`. `plan_of` has the words; the tests hold the two together, child by child.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from vugge.journey.rules.columns_conditions import judged
from vugge.journey.rules.columns_facts import NOT_KNOWN, Days, LifeColumns, Marks, day_number
from vugge.journey.rules.columns_part import Fitting, Part
from vugge.journey.rules.columns_reaching import first_shown
from vugge.journey.rules.columns_windows import Run, WindowColumns, runs_of, windows_of
from vugge.journey.rules.placing import edition_in_force, station_ids
from vugge.journey.rules.route import Anchor, Network, Station
from vugge.journey.rules.standing import CLOSING_WITHIN, Status

Statuses = npt.NDArray[np.uint8]

CODES = tuple(Status)
"""A status in columns is its place in this."""
NOT_ON_ROUTE = 255
"""The code where a station is not on a child's route at all."""
CHILDREN_AT_ONCE = 16_384  # so that what is made on the way stays in the processor's cache, however many there are

_CODE = {status: np.uint8(place) for place, status in enumerate(CODES)}


@dataclass(frozen=True)
class StatusColumns:
    """The status of each child, by row, at each station, by column: places in `CODES`, or `NOT_ON_ROUTE`."""

    stations: tuple[str, ...]
    statuses: Statuses

    def of(self, station: str) -> Statuses:
        """Return every child's status at one station."""
        return self.statuses[:, self.stations.index(station)]

    def share(self, station: str, status: Status) -> float:
        """Return the share of those with the station on their route that have a status; 0 where nobody has it."""
        column = self.of(station)
        on_route = int((column != NOT_ON_ROUTE).sum())
        return float((column == _CODE[status]).sum()) / on_route if on_route else 0.0


def plan_columns(
    network: Network, facts: LifeColumns, *, on: date, closing_within: int = CLOSING_WITHIN
) -> StatusColumns:
    """Say where many children stand at each station of any edition on a day, part by part."""
    names = station_ids(network)
    statuses = np.full((facts.size, len(names)), NOT_ON_ROUTE, np.uint8, order="F")
    runs = [tuple(runs_of(network, name)) for name in names]
    if not names:
        return StatusColumns(names, statuses)
    in_force = edition_in_force(network, on).stations
    fitting: Fitting = {}
    for first in range(0, facts.size, CHILDREN_AT_ONCE):
        last = min(first + CHILDREN_AT_ONCE, facts.size)
        part = Part(facts.part(first, last), on=day_number(on), fitting=fitting)
        for place, name in enumerate(names):
            column = statuses[first:last, place]
            for rows, codes in _by_run(runs[place], part, closing_within):
                np.copyto(column, codes, where=rows)
            if part.has_unknown:
                column[~part.days.is_known] = _CODE[Status.UNKNOWN] if name in in_force else NOT_ON_ROUTE
    return StatusColumns(names, statuses)


def _by_run(runs: tuple[Run, ...], part: Part, closing_within: int) -> Iterator[tuple[Marks | bool, Statuses]]:
    """Yield the statuses by each form that the station has had, and whose they are."""
    for rows, run, windows in windows_of(runs, part):
        yield rows, _statuses(run.station, windows, part, closing_within)


def _statuses(station: Station, windows: WindowColumns, part: Part, closing_within: int) -> Statuses:
    """Decide one station for all: as `standing` does, from what is asked last to what is asked first."""
    shown = first_shown(station, windows, part)
    is_reached = shown < windows.counts_until
    codes = np.where(is_reached, _reached(shown, windows), _by_window(windows, part.on, closing_within))
    if station.applies:
        is_false, is_unknown = judged(station, windows, part, shown=shown, is_reached=is_reached)
        codes[is_unknown] = _CODE[Status.UNKNOWN]
        codes[is_false] = _CODE[Status.NOT_RELEVANT]
        if part.has_dead:
            codes[is_unknown & part.is_dead] = _CODE[Status.NOT_RELEVANT]
    _without_conditions(codes, station, windows, part, is_reached=is_reached)
    codes[windows.closes <= windows.opens] = _CODE[Status.NOT_RELEVANT]
    return codes


def _reached(shown: Days, windows: WindowColumns) -> Statuses:
    is_late = (shown >= windows.closes).view(np.uint8)
    return _CODE[Status.REACHED] + is_late * _step(Status.REACHED, Status.REACHED_LATE)


def _by_window(windows: WindowColumns, on: int, closing_within: int) -> Statuses:
    """Decide by the window alone: before it, in it, after it. Steps from code to code are quicker than choices."""
    left = windows.closes - np.int32(on)
    is_begun, is_over = windows.opens <= on, left <= 0
    is_last = left <= 1
    is_last |= (left <= closing_within) & (left * np.int32(3) <= windows.closes - windows.opens)
    is_closing = is_last & is_begun & ~is_over
    codes = is_begun.view(np.uint8) * _step(Status.NOT_YET, Status.OPEN)
    codes += is_closing.view(np.uint8) * _step(Status.OPEN, Status.CLOSING)
    codes += is_over.view(np.uint8) * _step(Status.OPEN, Status.MISSED)
    codes += _CODE[Status.NOT_YET]
    return codes


def _step(before: Status, after: Status) -> np.uint8:
    """Return what leads from one code to another; bytes go round, so it may well be downwards."""
    return np.uint8((int(_CODE[after]) - int(_CODE[before])) % 256)


def _without_conditions(
    codes: Statuses, station: Station, windows: WindowColumns, part: Part, *, is_reached: Marks
) -> None:
    """Put in what holds of an unreached station whatever its conditions say."""
    not_relevant = _CODE[Status.NOT_RELEVANT]
    if part.has_unborn and station.opens.anchor is not Anchor.PREGNANCY:
        codes[part.is_unborn & ~is_reached] = _CODE[Status.NOT_YET]
    if windows.is_over_on_arrival is not None:
        codes[windows.is_over_on_arrival & ~is_reached] = not_relevant
    if station.closes.anchor is Anchor.PREGNANCY:
        born = part.lives.born
        codes[(born != NOT_KNOWN) & (born <= part.on) & (born < windows.closes) & ~is_reached] = not_relevant
    if part.has_dead:
        codes[part.is_dead & ~is_reached] = not_relevant
