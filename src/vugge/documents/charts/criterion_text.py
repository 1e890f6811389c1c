"""The key beneath a criterion chart: what its lines, shades, dots and letters mean."""

from collections.abc import Sequence

from vugge.documents.charts.palette import INK, LIMIT, MET, MUTED, PAPER, TEXT
from vugge.documents.charts.scales import Scales
from vugge.documents.charts.svg import Element, add, line, text_width, wrapped, write
from vugge.documents.charts.values import ChartPoint, CriterionWords, SeriesBreak

_SIZE = 12.0
_LINE = 17.0
_BOX = 16.0
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def signs_used(points: Sequence[ChartPoint], scales: Scales, *, words: CriterionWords) -> list[tuple[str, str]]:
    """Return the signs that the drawing uses, each with its word."""
    signs = [("limit", words.limit), ("met", words.met)]
    if any(point.uncertain and point.value is not None for point in points):
        signs.append(("uncertain", words.uncertain))
    if scales.ticks[0] != 0:
        signs.append(("axis", words.cut_axis))
    return signs


def key_height(breaks: Sequence[SeriesBreak], signs: Sequence[tuple[str, str]], *, width: float) -> float:
    """Return how much room the key needs."""
    last_row = max(row for row, _ in _places(signs, width))
    return (last_row + 1 + sum(len(_break_lines(mark, width)) for mark in breaks)) * _LINE + 4


def draw_key(
    root: Element,
    breaks: Sequence[SeriesBreak],
    signs: Sequence[tuple[str, str]],
    *,
    top: float,
    width: float,
) -> None:
    """Say what the dashes, the shade, the hollow dots and the letters mean."""
    base = top + 9
    for (sign, word), (row, left) in zip(signs, _places(signs, width), strict=True):
        base = top + 9 + row * _LINE
        _draw_sign(root, sign, at=(left, base))
        write(root, word, (left + _BOX + 5, base), size=_SIZE)
    for letter, mark in zip(_LETTERS, breaks, strict=False):
        for index, text in enumerate(_break_lines(mark, width)):
            base += _LINE
            if index == 0:
                write(root, letter, (_BOX / 2, base), size=_SIZE, anchor="middle", fill=TEXT, weight=600)
            write(root, text, (_BOX + 5, base), size=_SIZE)


def _places(signs: Sequence[tuple[str, str]], width: float) -> list[tuple[int, float]]:
    """Return the row of each sign and how far in it begins."""
    places: list[tuple[int, float]] = []
    row, left = 0, 0.0
    for _, word in signs:
        if left and left + _sign_width(word) > width:
            row, left = row + 1, 0.0
        places.append((row, left))
        left += _sign_width(word) + 12
    return places


def _sign_width(word: str) -> float:
    return _BOX + 5 + text_width(word, _SIZE)


def _draw_sign(root: Element, sign: str, *, at: tuple[float, float]) -> None:
    left, base = at
    middle = base - _SIZE * 0.35
    match sign:
        case "limit":
            line(
                root,
                (left, middle),
                (left + _BOX, middle),
                stroke=LIMIT,
                stroke_width=1.6,
                stroke_dasharray="5 3",
            )
        case "met":
            add(
                root,
                "rect",
                x=left,
                y=middle - 5,
                width=_BOX,
                height=10,
                fill=MET,
                stroke=MUTED,
                stroke_width=0.5,
            )
        case "axis":
            zigzag = f"M{left + 2} {middle + 4}l4 -8 4 8 4 -8"
            add(root, "path", d=zigzag, fill="none", stroke=MUTED, stroke_width=1.2)
        case _:
            add(root, "circle", cx=left + _BOX / 2, cy=middle, r=3.2, fill=PAPER, stroke=INK, stroke_width=1.6)


def _break_lines(mark: SeriesBreak, width: float) -> list[str]:
    return wrapped(mark.label, width=width - _BOX - 5, size=_SIZE)
