"""The way from cradle to job for a phone: time runs downwards; the list beside it says what each line is."""

from collections.abc import Sequence

from vugge.documents.charts.palette import GRID, TEXT
from vugge.documents.charts.svg import Element, add, line, write
from vugge.web.pictures.journey_parts import STRETCHES, draw_cradle, draw_job
from vugge.web.pictures.themes import THEMES, Theme, draw_shape

_COLUMNS = (138.0, 170.0, 202.0, 234.0, 266.0)
_MIDDLE = 202.0
_START, _FIRST, _LAST, _END = 54.0, 122.0, 474.0, 532.0


def draw_narrow(root: Element, *, stops: Sequence[tuple[str, str]]) -> None:
    """Draw the stops on the left, and the five lines beside them."""
    gap = (_LAST - _FIRST) / (len(stops) - 1)
    for index, (age, name) in enumerate(stops):
        y = _FIRST + index * gap
        line(root, (0, y + 22), (282, y + 22), stroke=GRID, stroke_width=1)
        write(root, age, (0, y - 2), size=13, fill=TEXT, weight=600)
        write(root, name, (0, y + 14), size=12)
    for theme, column in zip(THEMES, _COLUMNS, strict=True):
        path = f"M{_MIDDLE} {_START}{_down(column)}V{_LAST}{_in(column)}"
        add(root, "path", d=path, fill="none", stroke=theme.tint, stroke_width=3)
    for theme, column in zip(THEMES, _COLUMNS, strict=True):
        _draw_theme(root, theme, column=column, gap=gap)
    draw_cradle(root, at=(_MIDDLE, 32), size=22)
    draw_job(root, at=(_MIDDLE, _END + 12), size=18)


def _draw_theme(root: Element, theme: Theme, *, column: float, gap: float) -> None:
    begins, ends = STRETCHES[theme.key]
    start, end = _FIRST + begins * gap, _FIRST + ends * gap
    path = f"M{_MIDDLE} {_START}{_down(column)}" if begins < 0 else f"M{column} {start}"
    path += f"V{_LAST}{_in(column)}" if end > _LAST else f"V{end}"
    add(root, "path", d=path, fill="none", stroke=theme.colour, stroke_width=8, stroke_linecap="round")
    draw_shape(root, theme, at=(column, max(start, _FIRST)), radius=11)


def _down(column: float) -> str:
    return f"C{_MIDDLE} {_START + 40} {column} {_FIRST - 48} {column} {_FIRST}"


def _in(column: float) -> str:
    return f"C{column} {_LAST + 40} {_MIDDLE} {_END - 36} {_MIDDLE} {_END}"
