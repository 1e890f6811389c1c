"""Where each station stands on the wide map: columns in order of time, broken into legs as a text is into lines.

Offers `legs_of`, `Leg` and `Stop`. No two stations of a line share a column, a later one never stands before an
earlier one, and nothing stands on the way from a connection to the line that waits for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from vugge.journey.rules.plan import StationPlan
from vugge.journey.rules.route import Line
from vugge.web.pictures.journey_map.board import Board


class Zone(StrEnum):
    """Where in time a column is."""

    PAST = "past"
    NOW = "now"
    COMING = "coming"


@dataclass(frozen=True)
class Stop:
    """A station and the column of its leg that it stands in."""

    one: StationPlan
    column: int


@dataclass(frozen=True)
class Leg:
    """A row of the map: its lines from top to bottom, its stations, and the zone of each of its columns."""

    lines: tuple[Line, ...]
    stops: tuple[Stop, ...]
    zones: tuple[Zone, ...]


def legs_of(board: Board, *, most: int) -> tuple[Leg, ...]:
    """Give every station its column, and break the columns into legs of about the same length, of so many at most."""
    stretch = board.stretch
    zones: list[Zone] = []
    stops: list[Stop] = []
    for zone, those in ((Zone.PAST, stretch.past), (Zone.NOW, stretch.now), (Zone.COMING, stretch.coming)):
        placed = list(_placed(board, those, first=len(zones)))
        stops += placed
        used = max((one.column for one in placed), default=len(zones) - 1) + 1 - len(zones)
        zones += [zone] * (max(used, 1) if zone is Zone.NOW else used)
    each = ceil(len(zones) / ceil(len(zones) / most))
    return tuple(_leg(stops, zones, begins=begins, ends=begins + each) for begins in range(0, len(zones), each))


def _placed(board: Board, those: Iterable[StationPlan], *, first: int) -> Iterable[Stop]:
    """Put each station in the first column that is free on its line and on the way to those that wait for it."""
    column = first
    taken = dict.fromkeys(Line, first - 1)
    for one in those:
        needed = _crossed(board, one)
        column = max(column, *(taken[line] + 1 for line in needed))
        taken.update(dict.fromkeys(needed, column))
        yield Stop(one, column)


def _crossed(board: Board, one: StationPlan) -> tuple[Line, ...]:
    """Return the lines from the first to the last that a station touches."""
    order = tuple(Line)
    touched = [order.index(line) for line in {one.station.line} | board.links.get(one.station.id, frozenset())]
    return order[min(touched) : max(touched) + 1]


def _leg(stops: list[Stop], zones: list[Zone], *, begins: int, ends: int) -> Leg:
    own = tuple(Stop(one.one, one.column - begins) for one in stops if begins <= one.column < ends)
    used = {one.one.station.line for one in own}
    return Leg(tuple(line for line in Line if line in used), own, tuple(zones[begins:ends]))
