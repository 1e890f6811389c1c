"""The way from cradle to job for a screen: time runs from left to right."""

from collections.abc import Mapping, Sequence

from vugge.documents.charts.palette import GRID, MUTED, TEXT
from vugge.documents.charts.svg import Element, add, line, write
from vugge.web.pictures.journey_parts import STRETCHES, draw_cradle, draw_job
from vugge.web.pictures.themes import THEMES, Theme, draw_shape

_FIRST, _LAST = 168.0, 968.0  # the first and the last stop
_START, _END = 66.0, 1078.0  # the cradle and the job
_ROWS = (104.0, 164.0, 224.0, 284.0, 344.0)
_MIDDLE = 224.0


def draw_wide(
    root: Element, *, stops: Sequence[tuple[str, str]], names: Mapping[str, str], gives: Mapping[str, str]
) -> None:
    """Draw the stops above and the five lines beneath them."""
    gap = (_LAST - _FIRST) / (len(stops) - 1)
    for index, (age, name) in enumerate(stops):
        x = _FIRST + index * gap
        line(root, (x, 52), (x, 378), stroke=GRID, stroke_width=1)
        write(root, age, (x, 20), size=15, anchor="middle", fill=TEXT, weight=600)
        write(root, name, (x, 39), size=13, anchor="middle")
    for theme, row in zip(THEMES, _ROWS, strict=True):
        add(root, "path", d=_whole(row), fill="none", stroke=theme.tint, stroke_width=3)
    for theme, row in zip(THEMES, _ROWS, strict=True):
        _draw_theme(root, theme, row=row, gap=gap, name=names[theme.key], gives=gives[theme.key])
    draw_cradle(root, at=(42, _MIDDLE), size=30)
    draw_job(root, at=(_END + 14, _MIDDLE), size=22)


def _draw_theme(root: Element, theme: Theme, *, row: float, gap: float, name: str, gives: str) -> None:
    begins, ends = STRETCHES[theme.key]
    start, end = _FIRST + begins * gap, min(_FIRST + ends * gap, _LAST)
    path = f"M{_START} {_MIDDLE}{_left(row)}" if begins < 0 else f"M{start} {row}"
    path += f"H{_LAST}{_right(row)}" if ends * gap + _FIRST > _LAST else f"H{end}"
    add(root, "path", d=path, fill="none", stroke=theme.colour, stroke_width=9, stroke_linecap="round")
    sign = max(start, _FIRST)
    draw_shape(root, theme, at=(sign, row), radius=12)
    label = write(root, name, (sign + 18, row - 13), size=16, fill=theme.colour, weight=700)
    add(label, "tspan", dx=10, font_size=14, fill=MUTED, font_weight=400).text = gives


def _whole(row: float) -> str:
    return f"M{_START} {_MIDDLE}{_left(row)}H{_LAST}{_right(row)}"


def _left(row: float) -> str:
    return f"C{_START + 50} {_MIDDLE} {_FIRST - 60} {row} {_FIRST} {row}"


def _right(row: float) -> str:
    return f"C{_LAST + 60} {row} {_END - 50} {_MIDDLE} {_END} {_MIDDLE}"
