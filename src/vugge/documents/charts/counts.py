"""How many areas stood on each kind of list, list by list, as rows of bars on one scale."""

from collections.abc import Sequence

from vugge.documents.charts.columns import Columns, columns, draw_years
from vugge.documents.charts.palette import INK, RULE, TEXT
from vugge.documents.charts.svg import Element, add, drawing, line, markup, titled, write
from vugge.documents.charts.values import CountMark, CountWords

_UNIT = 1.15  # pixels for each area
_ROW_GAP = 16.0
_BETWEEN = 4.0


def counts_chart(series: Sequence[CountMark], *, words: CountWords, width: int = 1120) -> str:
    """Draw a row of bars for each kind, every bar with its number; all rows share one scale.

    `series` in order of time; without any count there is nothing to draw and the answer is empty.
    """
    if not any(column.counts for column in series):
        return ""
    places = columns([column.day for column in series], words.kinds, width=width)
    heights = {kind: _row_height(series, kind, places) for kind in words.kinds}
    years_top = sum(heights.values()) + _ROW_GAP / 2
    height = years_top + places.size + 8
    root = drawing(width, height, title=words.title, description=words.description)
    base = 0.0
    for kind, name in words.kinds.items():
        base += heights[kind]
        _draw_row(root, places, series, kind=kind, base=base)
        at = (0.0, base - heights[kind] + _ROW_GAP + places.size) if places.narrow else (0.0, base - 2)
        write(root, name, at, size=places.size, fill=TEXT)
    draw_years(root, places, top=years_top)
    return markup(root)


def _row_height(series: Sequence[CountMark], kind: str, places: Columns) -> float:
    tallest = max((column.counts.get(kind, 0) for column in series), default=0)
    name_above = places.size + 6 if places.narrow else 0.0
    return name_above + tallest * _UNIT + places.size + 4 + _ROW_GAP


def _draw_row(root: Element, places: Columns, series: Sequence[CountMark], *, kind: str, base: float) -> None:
    line(root, (places.left, base), (places.right, base), stroke=RULE, stroke_width=1)
    for index, column in enumerate(series):
        count = column.counts.get(kind)
        if count is None:
            continue
        top = base - count * _UNIT
        bar = titled(add(root, "g"), f"{column.label}: {count}")
        left, width = places.start(index) + _BETWEEN / 2, places.pitch - _BETWEEN
        add(bar, "rect", x=left, y=top, width=width, height=base - top, fill=INK)
        middle = (places.middle(index), top - 4)
        write(bar, str(count), middle, size=places.size, anchor="middle", fill=TEXT)
