"""Figures as lying bars, in groups with a heading each, all on one scale."""

from collections.abc import Sequence

from vugge.documents.charts.columns import WIDE
from vugge.documents.charts.palette import INK, MUTED, RULE, TEXT
from vugge.documents.charts.svg import Element, add, drawing, line, markup, text_width, titled, write
from vugge.documents.charts.values import Bar, BarGroup, BarWords

_THICK = 14.0
_ROW = 24.0
_ROW_WITH_NAME_ABOVE = 38.0
_HEADING = 30.0
_GAP = 8.0
_LEAST = 20  # the scale reaches at least so far: a few people are no long bar


def bars_chart(groups: Sequence[BarGroup], *, words: BarWords, width: int = 1120) -> str:
    """Draw a bar for each figure, with what it is and how it is written beside it.

    A figure that is not shown has no bar, only its text: nothing must look like zero. Without any figure there is
    nothing to draw and the answer is empty.
    """
    bars = [bar for group in groups for bar in group.bars]
    most = max((bar.value for bar in bars if bar.value is not None), default=None)
    if most is None:
        return ""
    narrow = width < WIDE
    size = 13.0 if narrow else 14.0
    row = _ROW_WITH_NAME_ABOVE if narrow else _ROW
    left = 0.0 if narrow else max(text_width(bar.name, size) for bar in bars) + _GAP
    room = width - left - max(text_width(bar.text, size) for bar in bars) - _GAP
    root = drawing(width, len(groups) * _HEADING + len(bars) * row, title=words.title, description=words.description)
    top = 0.0
    for group in groups:
        write(root, group.name, (0.0, top + _HEADING - 10), size=size + 1, fill=TEXT, weight=600)
        top += _HEADING
        line(root, (left, top - 4), (left, top + len(group.bars) * row - 4), stroke=RULE, stroke_width=1)
        for bar in group.bars:
            length = room * (bar.value or 0) / max(most, _LEAST)
            _draw(root, bar, at=(left, top + (row - _ROW)), length=length, size=size, narrow=narrow)
            top += row
    return markup(root)


def _draw(root: Element, bar: Bar, *, at: tuple[float, float], length: float, size: float, narrow: bool) -> None:
    left, top = at
    middle = top + _THICK - 3
    whole = titled(add(root, "g"), f"{bar.name}: {bar.text}")
    name = (left + 4, top - 5) if narrow else (0.0, middle)
    write(whole, bar.name, name, size=size, fill=TEXT)
    if length:
        add(whole, "rect", x=left, y=top, width=length, height=_THICK, fill=INK)
    is_shown = bool(bar.value)
    write(whole, bar.text, (left + length + 6, middle), size=size, fill=TEXT if is_shown else MUTED)
