"""What both layouts share: which stations are connections, where a line begins and ends, and the tracks themselves.

Offers `Board`, `board_of` and `draw_track`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from vugge.documents.charts.palette import PAPER
from vugge.documents.charts.svg import Element, add
from vugge.journey.rules.plan import JourneyPlan, StationPlan, Status
from vugge.journey.rules.route import Line
from vugge.web.pictures.journey_map.lettering import path
from vugge.web.pictures.journey_map.lines import LOOKS
from vugge.web.pictures.journey_map.stretch import Stretch

Point = tuple[float, float]


@dataclass(frozen=True)
class Board:
    """A stretch, with what the drawing needs to know of the whole plan.

    `links`: the other lines on which stations wait for a connection, by the connection's id. `begun` are lines with
    stations before those drawn, `going_on` lines with stations after them.
    """

    stretch: Stretch
    links: Mapping[str, frozenset[Line]]
    begun: frozenset[Line]
    going_on: frozenset[Line]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the lines that have stations here, in the order in which lines are drawn."""
        used = {one.station.line for one in self.stretch.stations}
        return tuple(line for line in Line if line in used)


def board_of(plan: JourneyPlan, stretch: Stretch) -> Board:
    """Work out what the drawing needs to know."""
    drawn = {one.station.id: one for one in stretch.stations}
    order = {one.station.id: index for index, one in enumerate(plan.stations)}
    first: dict[Line, int] = {}
    last: dict[Line, int] = {}
    for one in stretch.stations:
        at, line = order[one.station.id], one.station.line
        first[line], last[line] = min(first.get(line, at), at), max(last.get(line, at), at)
    others = [one for one in plan.stations if one.station.id not in drawn and _counts(one)]
    return Board(
        stretch,
        links={one.station.id: _waiting(one, stretch) for one in stretch.stations if one.station.connection},
        begun=frozenset(one.station.line for one in others if order[one.station.id] < first.get(one.station.line, 0)),
        going_on=frozenset(
            one.station.line for one in others if order[one.station.id] > last.get(one.station.line, len(order))
        ),
    )


def draw_track(
    root: Element, line: Line, *, ridden: tuple[Point, Point] | None, coming: tuple[Point, Point] | None
) -> None:
    """Draw a line: full where the child has come, hollow where it has not come yet."""
    colour = LOOKS[line].colour
    for stretch, is_hollow in ((coming, True), (ridden, False)):
        if stretch is None:
            continue
        (x1, y1), (x2, y2) = stretch
        way = path("M", x1, y1, "L", x2, y2)
        add(root, "path", d=way, stroke=colour, stroke_width=7)
        if is_hollow:
            add(root, "path", d=way, stroke=PAPER, stroke_width=3)


def _waiting(one: StationPlan, stretch: Stretch) -> frozenset[Line]:
    found = {other.station.line for other in stretch.stations if one.station.id in other.station.after}
    return frozenset(found - {one.station.line})


def _counts(one: StationPlan) -> bool:
    return one.status.value not in (Status.HIDDEN, Status.NOT_RELEVANT)
