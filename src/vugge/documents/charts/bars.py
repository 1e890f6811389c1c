"""Figures as lying bars, in groups with a heading each, all on one scale that is written above each group."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from vugge.documents.charts.columns import WIDE
from vugge.documents.charts.palette import GRID, INK, MUTED, RULE, TEXT
from vugge.documents.charts.svg import Element, add, drawing, line, markup, text_width, titled, write
from vugge.documents.charts.values import Bar, BarGroup, BarWords
from vugge.kit.danish import number_text

_THICK: Final = 18.0
_ROW: Final = 28.0
_NAME_ABOVE: Final = 18.0
_HEADING: Final = 28.0
_SCALE: Final = 22.0
_BELOW: Final = 24.0
_GAP: Final = 8.0
_BETWEEN: Final = 48.0
_BESIDE: Final = 900  # from this width on, groups stand two and two
_LEAST: Final = 20  # the scale reaches at least so far: a few people are no long bar
_MOST_TICKS: Final = 5


@dataclass(frozen=True)
class _Plot:
    """How every group is drawn: its size, where bars begin in it, how long the longest may be, and what that is."""

    width: float
    left: float
    room: float
    ticks: tuple[int, ...]
    size: float
    is_narrow: bool
    least: int

    @property
    def row(self) -> float:
        """How high the row of a bar is."""
        return _ROW + (_NAME_ABOVE if self.is_narrow else 0)

    def long(self, value: float) -> float:
        """Return how long the bar of a value is."""
        return self.room * value / self.ticks[-1]

    def high(self, group: BarGroup) -> float:
        """Return how high a group is."""
        return _HEADING + self.scale(group) + len(group.bars) * self.row + _BELOW

    def scale(self, group: BarGroup) -> float:
        """Return how high the scale of a group is: a group without any figure has none."""
        return _SCALE if any(bar.value is not None for bar in group.bars) else 0.0


def bars_chart(groups: Sequence[BarGroup], *, words: BarWords, width: int = 1120) -> str:
    """Draw a bar for each figure, with what it is and how it is written beside it.

    A figure that is not shown has no bar, only its text: nothing must look like zero. One that is told as below
    `words.least` is an open box that far: it may be anywhere in it. Without any figure there is nothing to draw and
    the answer is empty.
    """
    bars = [bar for group in groups for bar in group.bars]
    most = max((bar.value for bar in bars if bar.value is not None), default=None)
    if most is None:
        return ""
    beside = 2 if width >= _BESIDE and len(groups) > 1 else 1
    plot = _plot(bars, words=words, width=(width - _BETWEEN * (beside - 1)) / beside, most=max(most, _LEAST))
    rows = [groups[first : first + beside] for first in range(0, len(groups), beside)]
    heights = [max(plot.high(group) for group in row) for row in rows]
    root = drawing(width, sum(heights), title=words.title, description=words.description)
    for number, row in enumerate(rows):
        for place, group in enumerate(row):
            _draw_group(root, group, plot, at=(place * (plot.width + _BETWEEN), sum(heights[:number])))
    return markup(root)


def _plot(bars: Sequence[Bar], *, words: BarWords, width: float, most: int) -> _Plot:
    is_narrow = width < WIDE
    size = 13.0 if is_narrow else 14.0
    ticks = tuple(_ticks(most))
    left = 0.0 if is_narrow else max(text_width(bar.name, size) for bar in bars) + _GAP
    beyond = max(text_width(bar.text, size + 1) for bar in bars) + 2 * _GAP
    room = width - left - max(beyond, text_width(number_text(ticks[-1]), size))
    return _Plot(width, left, room, ticks, size, is_narrow, words.least)


def _ticks(most: int) -> Iterator[int]:
    """Yield even steps from 0 to the first that holds the most."""
    steps = (digit * 10**power for power in count() for digit in (1, 2, 5))
    step = next(one for one in steps if one * _MOST_TICKS >= most)
    yield from range(0, most + step, step)


def _draw_group(root: Element, group: BarGroup, plot: _Plot, *, at: tuple[float, float]) -> None:
    start, top = at
    left, scale = start + plot.left, top + _HEADING + plot.scale(group)
    bottom = scale + len(group.bars) * plot.row
    write(root, group.name, (start, top + _HEADING - 10), size=plot.size + 2, fill=TEXT, weight=600)
    for tick in plot.ticks if plot.scale(group) else ():
        across = left + plot.long(tick)
        line(root, (across, scale - 4), (across, bottom), stroke=GRID if tick else RULE, stroke_width=1)
        anchor = "middle" if tick else "start"
        write(root, number_text(tick), (across, scale - 8), size=12, anchor=anchor, fill=MUTED)
    for number, bar in enumerate(group.bars):
        name_at = start + (4 if plot.is_narrow else 0)
        _draw(root, bar, plot, at=(left, scale + number * plot.row), name_at=name_at)


def _draw(root: Element, bar: Bar, plot: _Plot, *, at: tuple[float, float], name_at: float) -> None:
    left, top = at
    whole = titled(add(root, "g"), f"{bar.name}: {bar.text}")
    above = _NAME_ABOVE if plot.is_narrow else 0.0
    top += above + (_ROW - _THICK) / 2
    middle = top + _THICK / 2 + plot.size / 2 - 2
    write(whole, bar.name, (name_at, top - 5 if plot.is_narrow else middle), size=plot.size, fill=TEXT)
    is_below = bar.value == 0 and plot.least > 0
    length = plot.long(plot.least if is_below else bar.value or 0)
    if bar.value:
        add(whole, "rect", x=left, y=top, width=length, height=_THICK, fill=INK)
    elif is_below:
        box = f"M{left:.2f} {top:.2f}h{length:.2f}v{_THICK:.2f}h{-length:.2f}"
        add(whole, "path", d=box, fill="none", stroke=INK, stroke_width=1, stroke_dasharray="3 2")
    end = (left + length + 6, middle)
    if bar.value:
        write(whole, bar.text, end, size=plot.size + 1, fill=TEXT, weight=600)
    else:
        write(whole, bar.text, end, size=plot.size, fill=MUTED)
