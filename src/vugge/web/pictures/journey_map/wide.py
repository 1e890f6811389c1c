"""The map for a wide screen and for paper: time runs along the lines, row after row as a text does.

Offers `draw_wide`, `draw_sheets` (a drawing for each leg) and the measures `SCREEN` and `PAPER_SIZE`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from vugge.documents.charts.palette import INK, MUTED, PAPER
from vugge.documents.charts.svg import Element, add, drawing, line
from vugge.journey.rules.plan import Status
from vugge.journey.rules.route import Line
from vugge.web.pictures.journey_map.board import Board, draw_track
from vugge.web.pictures.journey_map.columns import Leg, Stop, Zone, legs_of
from vugge.web.pictures.journey_map.lettering import Pen, Set, Style, path, set_in, stacked
from vugge.web.pictures.journey_map.lines import LOOKS, draw_badge
from vugge.web.pictures.journey_map.marks import (
    GAP,
    HEAVY,
    STATE_COLOURS,
    draw_connection,
    draw_link,
    draw_mark,
    draw_pin,
)
from vugge.web.pictures.journey_map.words import MapWords

BAND: Final = "#eef4f6"
NAME: Final = Style(14, 18, weight=600)
SMALL: Final = Style(13, 17, colour=MUTED)
HEAD: Final = Style(14, 18, weight=600, colour=INK)
HEADROOM: Final = 46.0
LEAST_LANE: Final = 62.0
BELOW: Final = 15.0
"""From a line down to the words of its stations."""
BETWEEN: Final = 14.0
FOOT: Final = 22.0


@dataclass(frozen=True)
class Measures:
    """How wide the drawing is, how much of it the names of the lines take, and how many columns the rest holds."""

    width: float
    gutter: float
    columns: int

    @property
    def pitch(self) -> float:
        """Return how wide a column is."""
        return (self.width - self.gutter) / self.columns

    def x(self, column: int) -> float:
        """Return where the marks of a column stand."""
        return round(self.gutter + column * self.pitch + 16, 1)


SCREEN: Final = Measures(1120, 136, 6)
PAPER_SIZE: Final = Measures(680, 112, 4)


@dataclass(frozen=True)
class Lane:
    """A line's place in a leg, and the words of its stations by column."""

    line: Line
    y: float
    texts: Mapping[int, tuple[Set, ...]]


@dataclass(frozen=True)
class Laid:
    """A leg with its place on the drawing. `onward` are the lines that go on after it."""

    leg: Leg
    onward: frozenset[Line]
    top: float
    lanes: tuple[Lane, ...]
    bottom: float


def draw_wide(board: Board, words: MapWords, measures: Measures) -> Element:
    """Draw the stretch on one drawing, leg below leg."""
    laid, measures = _legs(board, words, measures)
    bottom = laid[-1].bottom if laid else 0.0
    pen = _begun(words, measures, height=bottom + BETWEEN + (FOOT if words.ahead else 0))
    told: set[Zone] = set()
    for one in laid:
        _draw(pen, board, one, words, measures, told)
    _tell_ends(pen, words, behind=2.0, ahead=bottom + BETWEEN)
    return pen.root


def draw_sheets(board: Board, words: MapWords, measures: Measures) -> tuple[Element, ...]:
    """Draw each leg on its own, so that paper is never cut through the words of one; only the first has the title."""
    laid, measures = _legs(board, words, measures)
    told: set[Zone] = set()
    sheets: list[Element] = []
    for index, one in enumerate(laid):
        is_last = one is laid[-1]
        top = one.top if index else 0.0
        alone = replace(one, top=one.top - top, bottom=one.bottom - top, lanes=_raised(one.lanes, top))
        pen = _begun(words, measures, height=alone.bottom + BETWEEN + (FOOT if is_last and words.ahead else 0))
        _draw(pen, board, alone, words, measures, told)
        ends = replace(words, behind=None if index else words.behind, ahead=words.ahead if is_last else None)
        _tell_ends(pen, ends, behind=2.0, ahead=alone.bottom + BETWEEN)
        if index:
            _hush(pen.root)
        sheets.append(pen.root)
    return tuple(sheets) or (_begun(words, measures, height=BETWEEN).root,)


def _legs(board: Board, words: MapWords, measures: Measures) -> tuple[list[Laid], Measures]:
    """Give each leg its place, with columns as wide as the longest leg has room for."""
    legs = legs_of(board, most=measures.columns)
    measures = replace(measures, columns=max((len(leg.zones) for leg in legs), default=1))
    laid: list[Laid] = []
    top = 0.0 if words.behind is None else 30.0
    for index, leg in enumerate(legs):
        onward = board.going_on.union(*(later.lines for later in legs[index + 1 :]))
        laid.append(_laid_out(leg, words, measures, top=top, onward=onward))
        top = laid[-1].bottom + BETWEEN
    return laid, measures


def _begun(words: MapWords, measures: Measures, *, height: float) -> Pen:
    root = drawing(measures.width, height, title=words.title, description=words.description)
    root.set("direction", "rtl" if words.is_from_right else "ltr")
    return Pen(root, measures.width, words.is_from_right)


def _raised(lanes: tuple[Lane, ...], by: float) -> tuple[Lane, ...]:
    return tuple(replace(one, y=one.y - by) for one in lanes)


def _hush(root: Element) -> None:
    """Let a drawing that goes on from another be seen and not read: the first one's words are about all of it."""
    del root.attrib["role"]
    root.set("aria-hidden", "true")
    del root[:2]


def _draw(pen: Pen, board: Board, laid: Laid, words: MapWords, measures: Measures, told: set[Zone]) -> None:
    _draw_band(pen, laid, measures, is_first=Zone.NOW not in told)
    _draw_heads(pen, laid, words, measures, told=told)
    _draw_leg(pen, board, laid, measures, words)


def _tell_ends(pen: Pen, words: MapWords, *, behind: float, ahead: float) -> None:
    for text, at in ((words.behind, behind), (words.ahead, ahead)):
        if text:
            pen.write(set_in(text, width=pen.width, style=SMALL), x=0, top=at)


def _laid_out(leg: Leg, words: MapWords, measures: Measures, *, top: float, onward: frozenset[Line]) -> Laid:
    """Give each line its place, from the top down, with room for the words below it."""
    lanes: list[Lane] = []
    y, below = top + HEADROOM + 14, 0.0
    for one in leg.lines:
        own = {stop.column: _texts(stop, words, measures) for stop in leg.stops if stop.one.station.line is one}
        lanes.append(Lane(one, y, own))
        below = BELOW + max(map(stacked, own.values()))
        y += max(LEAST_LANE, below + 24)
    bottom = lanes[-1].y + below + 12 if lanes else top + HEADROOM
    return Laid(leg, onward, top, tuple(lanes), bottom)


def _texts(stop: Stop, words: MapWords, measures: Measures) -> tuple[Set, ...]:
    label, status = words.labels[stop.one.station.id], stop.one.status.value
    state = Style(13, 17, weight=600 if status in HEAVY else 400, colour=STATE_COLOURS[status])
    room = measures.pitch - 22
    return set_in(label.name, width=room, style=NAME), set_in(label.state, width=room, style=state)


def _draw_band(pen: Pen, laid: Laid, measures: Measures, *, is_first: bool) -> None:
    """Draw the ground of what is now, and the pin where it begins."""
    columns = [index for index, zone in enumerate(laid.leg.zones) if zone is Zone.NOW]
    if not columns:
        return
    start, end = measures.x(columns[0]) - 16, measures.x(columns[-1]) - 16 + measures.pitch - 4
    left = min(pen.at(start), pen.at(end))
    height = laid.bottom - laid.top - 2
    add(pen.root, "rect", x=left, y=laid.top + 2, width=end - start, height=height, rx=8, fill=BAND)
    if is_first:
        draw_pin(pen.root, at=(pen.at(start + 16), laid.top + 35))


def _draw_heads(pen: Pen, laid: Laid, words: MapWords, measures: Measures, *, told: set[Zone]) -> None:
    """Write above the first column of each zone what it is."""
    heads = {Zone.PAST: words.past, Zone.NOW: words.you_are_here, Zone.COMING: words.coming}
    for index, zone in enumerate(laid.leg.zones):
        if zone in told:
            continue
        told.add(zone)
        indent = 14 if zone is Zone.NOW else -8
        text = set_in(heads[zone], width=measures.pitch - 16 - indent, style=HEAD)
        pen.write(text, x=measures.x(index) + indent, top=laid.top + 12)


def _draw_leg(pen: Pen, board: Board, laid: Laid, measures: Measures, words: MapWords) -> None:
    """Draw the lines of a leg, the ways between them, and their stations."""
    for lane in laid.lanes:
        _draw_line(pen, laid, lane, measures)
        name = set_in(words.lines[lane.line], width=measures.gutter - 30, style=_named(lane.line))
        pen.write(name, x=26, top=lane.y - 10 - name.height)
        draw_badge(pen.root, lane.line, at=(pen.at(12), lane.y), radius=9)
    heights = {lane.line: lane.y for lane in laid.lanes}
    for stop in laid.leg.stops:
        _draw_stop(pen, board, stop, heights, measures)
    for lane in laid.lanes:
        for column, texts in lane.texts.items():
            top = lane.y + BELOW
            for text in texts:
                pen.write(text, x=measures.x(column) - 8 + _aside(board, laid.leg, lane, column), top=top)
                top += text.height


def _named(one: Line) -> Style:
    return Style(13, 16, weight=600, colour=LOOKS[one].colour)


def _aside(board: Board, leg: Leg, lane: Lane, column: int) -> float:
    """Return how far words step aside for a way that runs down through them."""
    order = tuple(Line)
    for stop in leg.stops:
        links = board.links.get(stop.one.station.id, frozenset()) & set(leg.lines)
        if stop.column == column and stop.one.station.line is lane.line:
            return 16.0 if any(order.index(other) > order.index(lane.line) for other in links) else 0.0
    return 0.0


def _draw_line(pen: Pen, laid: Laid, lane: Lane, measures: Measures) -> None:
    """Draw a line through a leg: hollow from where the child has not come yet, ending with its last station."""
    ridden_columns = sum(zone is not Zone.COMING for zone in laid.leg.zones)
    goes_on = lane.line in laid.onward
    end = measures.width - 8 if goes_on else measures.x(max(lane.texts))
    now = min(measures.x(ridden_columns) - 20, end) if ridden_columns else 12.0
    y = lane.y
    ridden = ((pen.at(12), y), (pen.at(now), y)) if ridden_columns else None
    coming = ((pen.at(now), y), (pen.at(end), y)) if end > now else None
    draw_track(pen.root, lane.line, ridden=ridden, coming=coming)
    if goes_on:
        _draw_arrow(pen, lane.line, end, y)


def _draw_arrow(pen: Pen, one: Line, x: float, y: float) -> None:
    way = path("M", pen.at(x - 3), y - 6, "L", pen.at(x + 4), y, "L", pen.at(x - 3), y + 6)
    add(pen.root, "path", d=way, fill=PAPER, stroke=LOOKS[one].colour, stroke_width=3, stroke_linejoin="round")


def _draw_stop(pen: Pen, board: Board, stop: Stop, heights: Mapping[Line, float], measures: Measures) -> None:
    """Draw one station: the ways to lines that wait for it, the break where it was missed, and its mark."""
    one = stop.one
    x, y = pen.at(measures.x(stop.column)), heights[one.station.line]
    if one.status.value is Status.MISSED:
        line(pen.root, (x - GAP, y), (x + GAP, y), stroke=PAPER, stroke_width=9)
    if one.station.connection:
        for other in sorted(board.links[one.station.id] & set(heights)):
            draw_link(pen.root, (x, y), (x, heights[other]))
        draw_connection(pen.root, at=(x, y))
    draw_mark(pen.root, one.status.value, at=(x, y), colour=LOOKS[one.station.line].colour)
