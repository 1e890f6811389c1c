"""The year strip: on which of the state's lists an area stood, list by list."""

from collections.abc import Sequence

from vugge.documents.charts.columns import Columns, columns, draw_years
from vugge.documents.charts.palette import INK, MUTED, PAPER, RULE, TEXT
from vugge.documents.charts.svg import Attribute, Element, add, drawing, line, markup, text_width, titled, write
from vugge.documents.charts.values import Mark, StripWords, YearMark

_CELL = 24.0
_ROW_GAP = 10.0
_BETWEEN = 3.0
_KEY_BOX = 12.0


def year_strip(years: Sequence[YearMark], *, words: StripWords, width: int = 1120) -> str:
    """Draw one cell for each list date and kind: filled, hollow, hatched, or nothing where there was no list.

    `years` in order of time, at least one. Under 480 wide the names of the kinds stand above their rows.
    """
    places = columns([year.day for year in years], words.kinds, width=width)
    above = places.size + 10 if places.narrow else 0.0
    row = above + _CELL + _ROW_GAP
    years_top = len(words.kinds) * row
    key_top = years_top + places.size + 20
    root = drawing(width, key_top + _KEY_BOX + 4, title=words.title, description=words.description)
    for index, (kind, name) in enumerate(words.kinds.items()):
        top = index * row + above
        at = (0.0, top - 6) if places.narrow else (0.0, top + _CELL / 2 + places.size * 0.35)
        write(root, name, at, size=places.size, fill=TEXT)
        _draw_row(root, places, years, kind=kind, top=top, words=words)
    draw_years(root, places, top=years_top)
    _draw_key(root, years, words, at=(places.left, key_top), size=places.size)
    return markup(root)


def _draw_row(
    root: Element,
    places: Columns,
    years: Sequence[YearMark],
    *,
    kind: str,
    top: float,
    words: StripWords,
) -> None:
    for index, year in enumerate(years):
        mark = year.marks.get(kind)
        if mark is None:
            continue
        cell = titled(add(root, "g"), f"{words.kinds[kind]}, {year.label}: {words.marks[mark]}")
        start = places.start(index) + _BETWEEN / 2
        draw_mark(cell, mark, at=(start, top), size=(places.pitch - _BETWEEN, _CELL))


def _draw_key(
    root: Element, years: Sequence[YearMark], words: StripWords, *, at: tuple[float, float], size: float
) -> None:
    used = {mark for year in years for mark in year.marks.values()}
    left, top = at
    for mark in Mark:
        if mark not in used:
            continue
        draw_mark(root, mark, at=(left + 1, top), size=(_KEY_BOX, _KEY_BOX))
        write(root, words.marks[mark], (left + _KEY_BOX + 6, top + _KEY_BOX - 2), size=size)
        left += _KEY_BOX + 6 + text_width(words.marks[mark], size) + 12


def draw_mark(parent: Element, mark: Mark, *, at: tuple[float, float], size: tuple[float, float]) -> None:
    """Draw one mark in a box: filled, hollow, or hatched; apart without colour."""
    (left, top), (width, height) = at, size
    fill = INK if mark is Mark.LISTED else PAPER
    stroke = INK if mark is Mark.LISTED else RULE
    box: dict[str, Attribute] = {"x": left + 0.5, "y": top + 0.5, "width": width - 1, "height": height - 1}
    add(parent, "rect", **box, rx=2, fill=fill, stroke=stroke, stroke_width=1)
    if mark is Mark.UNKNOWN:
        _hatch(parent, at=at, size=size)


def _hatch(parent: Element, *, at: tuple[float, float], size: tuple[float, float]) -> None:
    (left, top), (width, height) = at, size
    step = 5
    for reach in range(step, int(width + height), step):
        low = (left + max(0, reach - height), top + min(reach, height))
        high = (left + min(reach, width), top + max(0, reach - width))
        line(parent, low, high, stroke=MUTED, stroke_width=1)
