"""Where in the chain children are lost: a line for each part of the way, and a column for each station on it.

Offers `Stop`, `Track`, `ChainWords` and `draw_chain`. A column is a hundred children for whom the station is decided:
reached in time, late, or missed, told apart by pattern as well as colour. Where too few are told of, it is a grey box.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from vugge.documents.charts.palette import GRID, INK, LIMIT, MUTED, PAPER, RULE, TEXT
from vugge.documents.charts.svg import Element, add, drawing, line, markup, text_width, titled, wrapped, write

_HIGH: Final = 96.0
_HEADING: Final = 30.0
_MARK: Final = 20.0
_BELOW: Final = 26.0
_GAP: Final = 18.0
_MOST_PITCH: Final = 56.0
_LEAST_PITCH: Final = 22.0
_SIZE: Final = 13.0
_LEGEND_ROW: Final = 24.0
_BOX: Final = 16.0


@dataclass(frozen=True)
class Stop:
    """One station: parts of a hundred in the order of the words, None where too few are told of; `says` it in words.

    `is_loss`: one of those where most are lost.
    """

    number: int
    parts: tuple[float, float, float] | None
    says: str
    is_loss: bool = False


@dataclass(frozen=True)
class Track:
    """One line with its stations in order."""

    name: str
    stops: tuple[Stop, ...]


@dataclass(frozen=True)
class ChainWords:
    """The words of the drawing: what each part of a column is called, what a grey box is, and what the mark says."""

    title: str
    description: str
    parts: tuple[str, str, str]
    too_few: str
    loss: str


def draw_chain(tracks: Sequence[Track], *, words: ChainWords, width: int) -> str:
    """Draw the lines beneath each other; empty where there is no station."""
    if not any(track.stops for track in tracks):
        return ""
    pitch = _pitch(tracks, width)
    most = max(int(width // pitch), 1)
    rows = [_Row(track, first, most) for track in tracks for first in range(0, len(track.stops), most)]
    legend = _legend_rows(words, width)
    top = legend * _LEGEND_ROW + _GAP
    height = top + sum(row.high for row in rows)
    root = drawing(width, height, title=words.title, description=words.description)
    _patterns(root, width)
    _draw_legend(root, words, width)
    for row in rows:
        _draw_row(root, row, pitch=pitch, top=top, width=width)
        top += row.high
    return markup(root)


@dataclass(frozen=True)
class _Row:
    """A line, or as much of it as there is room for."""

    track: Track
    first: int
    most: int

    @property
    def stops(self) -> tuple[Stop, ...]:
        return self.track.stops[self.first : self.first + self.most]

    @property
    def heading(self) -> float:
        return _HEADING if self.first == 0 else 0.0

    @property
    def high(self) -> float:
        return self.heading + _MARK + _HIGH + _BELOW + _GAP


def _pitch(tracks: Sequence[Track], width: float) -> float:
    longest = max(len(track.stops) for track in tracks)
    return min(max(width / longest, _LEAST_PITCH), _MOST_PITCH)


def _name(width: int, what: str) -> str:
    """Return the id of a pattern: a page holds the drawing in several sizes, and ids are the page's."""
    return f"chain-{what}-{width}"


def _patterns(root: Element, width: int) -> None:
    """Stripes for late, a net for missed: told apart in grey and on paper too."""
    definitions = add(root, "defs")
    late = _pattern(definitions, _name(width, "late"), 6)
    line(late, (0, 0), (0, 6), stroke=INK, stroke_width=4)
    missed = _pattern(definitions, _name(width, "missed"), 5)
    add(missed, "rect", width=5, height=5, fill=LIMIT)
    line(missed, (0, 0), (0, 5), stroke=PAPER, stroke_width=1.5)
    line(missed, (0, 0), (5, 0), stroke=PAPER, stroke_width=1.5)
    few = _pattern(definitions, _name(width, "few"), 6)
    line(few, (0, 0), (0, 6), stroke=RULE, stroke_width=1)


def _pattern(definitions: Element, name: str, size: float) -> Element:
    return add(
        definitions, "pattern", id=name, width=size, height=size, patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )  # fmt: skip


def _fills(width: int) -> tuple[str, str, str]:
    return INK, f"url(#{_name(width, 'late')})", f"url(#{_name(width, 'missed')})"


def _legend(words: ChainWords, width: int) -> list[tuple[str, str]]:
    return [*zip(words.parts, _fills(width), strict=True), (words.too_few, f"url(#{_name(width, 'few')})")]


def _legend_rows(words: ChainWords, width: int) -> int:
    return len({row for _, _, row in _legend_places(words, width)}) + 1


def _legend_places(words: ChainWords, width: int) -> list[tuple[tuple[str, str], float, int]]:
    found, left, row = [], 0.0, 0
    for name, fill in _legend(words, width):
        wide = _BOX + 8 + text_width(name, _SIZE) + 20
        if left and left + wide > width:
            left, row = 0.0, row + 1
        found.append(((name, fill), left, row))
        left += wide
    return found


def _draw_legend(root: Element, words: ChainWords, width: int) -> None:
    places = _legend_places(words, width)
    for (name, fill), left, row in places:
        top = row * _LEGEND_ROW
        add(root, "rect", x=left + 1, y=top + 1, width=_BOX, height=_BOX, fill=fill, stroke=RULE, stroke_width=1)
        write(root, name, (left + _BOX + 8, top + _BOX - 2), size=_SIZE, fill=TEXT)
    top = (places[-1][2] + 1) * _LEGEND_ROW
    _arrow(root, _BOX / 2 + 1, top + 4)
    write(root, words.loss, (_BOX + 8, top + _BOX - 2), size=_SIZE, fill=TEXT)


def _arrow(parent: Element, middle: float, top: float) -> None:
    add(parent, "path", d=f"M{middle - 6:.2f} {top:.2f}h12l-6 9z", fill=LIMIT)


def _draw_row(root: Element, row: _Row, *, pitch: float, top: float, width: int) -> None:
    if row.heading:
        name = wrapped(row.track.name, width=width, size=_SIZE + 3)[0]
        write(root, name, (0, top + 18), size=_SIZE + 3, fill=TEXT, weight=600)
    base = top + row.heading + _MARK + _HIGH
    line(root, (0, base + 1), (len(row.stops) * pitch, base + 1), stroke=TEXT, stroke_width=2)
    line(root, (0, base - _HIGH), (len(row.stops) * pitch, base - _HIGH), stroke=GRID, stroke_width=1)
    for place, stop in enumerate(row.stops):
        _draw_stop(root, stop, left=place * pitch, base=base, pitch=pitch, fills=_fills(width), width=width)


def _draw_stop(  # noqa: PLR0913  a column has a place, a width and its patterns
    root: Element, stop: Stop, *, left: float, base: float, pitch: float, fills: tuple[str, str, str], width: int
) -> None:
    whole = titled(add(root, "g"), stop.says)
    wide, middle = pitch * 0.66, left + pitch / 2
    start = middle - wide / 2
    if stop.parts is None:
        few = f"url(#{_name(width, 'few')})"
        add(whole, "rect", x=start, y=base - _HIGH, width=wide, height=_HIGH, fill=few, stroke=RULE, stroke_width=1)
    else:
        bottom = base
        for part, fill in zip(stop.parts, fills, strict=True):
            high = _HIGH * part / 100
            if high > 0:
                box = {"x": start, "y": bottom - high, "width": wide, "height": high}
                add(whole, "rect", **box, fill=fill, stroke=INK, stroke_width=0.75)
            bottom -= high
    if stop.is_loss:
        _arrow(whole, middle, base - _HIGH - 13)
    write(whole, str(stop.number), (middle, base + 17), size=_SIZE - 1, anchor="middle", fill=MUTED)
