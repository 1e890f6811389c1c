"""The map for a phone: time runs downwards, the lines side by side at the edge, each station with its words beside it.

Offers `draw_narrow`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from vugge.documents.charts.palette import INK, MUTED, PAPER, RULE
from vugge.documents.charts.svg import Element, add, drawing, line
from vugge.journey.rules.plan import StationPlan, Status
from vugge.journey.rules.route import Line
from vugge.journey.rules.translated import Said
from vugge.web.pictures.journey_map.board import Board, draw_track
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

WIDTH: Final = 288
EDGE: Final = 15.0
PITCH: Final = 17.0
BAND: Final = "#eef4f6"
NAME: Final = Style(15, 19, weight=600)
SMALL: Final = Style(13, 17, colour=MUTED)
HEAD: Final = Style(14, 18, weight=600, colour=INK)
ROW_GAP: Final = 18.0


@dataclass(frozen=True)
class Row:
    """A station with its texts, and how far down it stands."""

    one: StationPlan
    texts: tuple[Set, ...]
    top: float

    @property
    def bottom(self) -> float:
        """Return where its texts end."""
        return self.top + stacked(self.texts)

    @property
    def y(self) -> float:
        """Return how far down its mark stands: at the middle of the first line of its name."""
        return self.top + NAME.leading / 2


@dataclass(frozen=True)
class Head:
    """A heading across, and how far down it stands."""

    text: Set
    top: float


@dataclass(frozen=True)
class Sheet:
    """Everything with its place: rows, headings, the band of now, and the height of it all."""

    rows: tuple[Row, ...]
    heads: tuple[Head, ...]
    band: tuple[float, float]
    height: float


def draw_narrow(board: Board, words: MapWords) -> Element:
    """Draw the stretch from top to bottom."""
    columns = {one: EDGE + index * PITCH for index, one in enumerate(board.lines)}
    indent = EDGE + max(len(columns) - 1, 0) * PITCH + 24
    sheet = _laid_out(board, words, indent)
    root = drawing(WIDTH, sheet.height, title=words.title, description=words.description)
    root.set("direction", "rtl" if words.is_from_right else "ltr")
    pen = Pen(root, WIDTH, words.is_from_right)
    top, bottom = sheet.band
    add(root, "rect", x=0, y=top, width=WIDTH, height=bottom - top, rx=8, fill=BAND)
    _draw_tracks(pen, board, sheet, columns)
    for row in sheet.rows:
        _draw_row(pen, board, row, columns, indent)
    for head in sheet.heads:
        pen.write(head.text, x=indent, top=head.top)
    draw_pin(root, at=(pen.at(indent - 13), top + 29))
    return root


def _laid_out(board: Board, words: MapWords, indent: float) -> Sheet:
    """Give everything its place, from the top down."""
    room, stretch = WIDTH - indent - 8, board.stretch
    rows: list[Row] = []
    heads: list[Head] = []

    def head(said: Said | None, top: float, style: Style = HEAD) -> float:
        if said is None:
            return top
        heads.append(Head(set_in(said, width=room, style=style), top))
        return top + heads[-1].text.height + 8

    def stations(those: Iterable[StationPlan], top: float) -> float:
        for one in those:
            rows.append(Row(one, _texts(one, words, room), top))
            top = rows[-1].bottom + ROW_GAP
        return top

    y = head(words.behind, 30, SMALL)
    y = head(words.past, y) if stretch.past else y
    begins = stations(stretch.past, y)
    y = stations(stretch.now, head(words.you_are_here, begins + 12) + 4)
    ends = y - (4 if stretch.now else 0)
    y = head(words.coming, ends + 18) if stretch.coming else ends + 12
    y = head(words.ahead, stations(stretch.coming, y), SMALL)
    return Sheet(tuple(rows), tuple(heads), (begins, ends), y + 16)


def _texts(one: StationPlan, words: MapWords, room: float) -> tuple[Set, ...]:
    label, status = words.labels[one.station.id], one.status.value
    state = Style(13, 17, weight=600 if status in HEAVY else 400, colour=STATE_COLOURS[status])
    line_word = words.lines[one.station.line]
    return (
        set_in(label.name, width=room, style=NAME),
        set_in(label.state, width=room, style=state),
        set_in(line_word, width=room - 16, style=Style(13, 17, colour=LOOKS[one.station.line].colour)),
    )


def _draw_tracks(pen: Pen, board: Board, sheet: Sheet, columns: Mapping[Line, float]) -> None:
    """Draw the lines: from the top where they began before, and to the end where they go on."""
    now = sheet.band[1]
    for one, column in columns.items():
        x = pen.at(column)
        own = [row.y for row in sheet.rows if row.one.station.line is one]
        start = 14.0
        end = sheet.height - 10 if one in board.going_on else own[-1]
        ridden = ((x, start), (x, min(max(now, start), end))) if start < now else None
        coming = ((x, now), (x, end)) if end > now else None
        draw_track(pen.root, one, ridden=ridden, coming=coming)
        if one in board.going_on:
            _arrow(pen.root, one, x, end)
        draw_badge(pen.root, one, at=(x, start), radius=7.5)


def _arrow(root: Element, one: Line, x: float, y: float) -> None:
    way = path("M", x - 6, y - 3, "L", x, y + 4, "L", x + 6, y - 3)
    add(root, "path", d=way, fill=PAPER, stroke=LOOKS[one].colour, stroke_width=3, stroke_linejoin="round")


def _draw_row(pen: Pen, board: Board, row: Row, columns: Mapping[Line, float], indent: float) -> None:
    """Draw one station: a thin line to its words, the ways to other lines, and its mark."""
    one, y = row.one, row.y
    x = pen.at(columns[one.station.line])
    line(pen.root, (x, y), (pen.at(indent - 7), y), stroke=RULE, stroke_width=1, stroke_dasharray="1.5 2.5")
    if one.status.value is Status.MISSED:
        line(pen.root, (x, y - GAP), (x, y + GAP), stroke=PAPER, stroke_width=9)
    if one.station.connection:
        for other in board.links[one.station.id]:
            draw_link(pen.root, (x, y), (pen.at(columns[other]), y))
        draw_connection(pen.root, at=(x, y))
    draw_mark(pen.root, one.status.value, at=(x, y), colour=LOOKS[one.station.line].colour)
    top = row.top
    for text in row.texts[:-1]:
        pen.write(text, x=indent, top=top)
        top += text.height
    draw_badge(pen.root, one.station.line, at=(pen.at(indent + 5.5), top + 8.5), radius=5)
    pen.write(row.texts[-1], x=indent + 16, top=top)
