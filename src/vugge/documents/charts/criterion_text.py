"""The words of a criterion chart: the last figure, the last limit, and the key beneath."""

from collections.abc import Sequence

from vugge.documents.charts.palette import INK, LIMIT, MET, MUTED, PAPER
from vugge.documents.charts.scales import Scales
from vugge.documents.charts.svg import Element, add, line, text_width, wrapped, write
from vugge.documents.charts.values import ChartPoint, CriterionWords, LimitPoint, SeriesBreak

_SIZE = 11.0
_LINE = 15.0
_BOX = 16.0
_APART = 13.0
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def last_known_texts(points: Sequence[ChartPoint], limits: Sequence[LimitPoint]) -> list[str]:
    """Return the texts that stand beside the drawing: the last figure and the last limit that are known."""
    figures = [point.text for point in points if point.value is not None]
    known = [limit.text for limit in limits if limit.value is not None]
    return [*figures[-1:], *known[-1:]]


def draw_labels(
    root: Element,
    scales: Scales,
    points: Sequence[ChartPoint],
    limits: Sequence[LimitPoint],
    *,
    limit_end: float,
) -> None:
    """Write the last figure beside its dot and the last known limit beside its line, clear of each other."""
    last, y = [(point, scales.y(float(point.value))) for point in points if point.value is not None][-1]
    known = [(limit, scales.y(float(limit.value))) for limit in limits if limit.value is not None]
    if known:
        limit, limit_y = known[-1]
        write(root, limit.text, (limit_end + 5, limit_y + _SIZE * 0.35), size=_SIZE, fill=LIMIT)
        if abs(y - limit_y) < _APART:
            y = limit_y - _APART if y <= limit_y else limit_y + _APART
    at = (scales.x(last.day) + 7, y + _SIZE * 0.35)
    halo = write(root, last.text, at, size=_SIZE, fill=PAPER, weight=700)
    for name, value in (("stroke", PAPER), ("stroke-width", "3"), ("stroke-linejoin", "round"), ("opacity", "0.85")):
        halo.set(name, value)
    write(root, last.text, at, size=_SIZE, fill=INK, weight=700)


def key_height(
    breaks: Sequence[SeriesBreak], points: Sequence[ChartPoint], *, words: CriterionWords, width: float
) -> float:
    """Return how much room the key needs."""
    rows = _sign_rows(points, words, width) + sum(len(_break_lines(mark, width)) for mark in breaks)
    return rows * _LINE + 4


def draw_key(
    root: Element,
    breaks: Sequence[SeriesBreak],
    points: Sequence[ChartPoint],
    *,
    words: CriterionWords,
    top: float,
    width: float,
) -> None:
    """Say what the dashes, the shade, the hollow dots and the letters mean."""
    left, base = 0.0, top + 9
    for sign, word in _signs(points, words):
        if left and left + _sign_width(word) > width:
            left, base = 0.0, base + _LINE
        _draw_sign(root, sign, at=(left, base))
        write(root, word, (left + _BOX + 5, base), size=_SIZE)
        left += _sign_width(word) + 12
    for letter, mark in zip(_LETTERS, breaks, strict=False):
        for index, text in enumerate(_break_lines(mark, width)):
            base += _LINE
            if index == 0:
                write(root, letter, (_BOX / 2, base), size=_SIZE, anchor="middle", weight=600)
            write(root, text, (_BOX + 5, base), size=_SIZE)


def _signs(points: Sequence[ChartPoint], words: CriterionWords) -> list[tuple[str, str]]:
    signs = [("limit", words.limit), ("met", words.met)]
    if any(point.uncertain and point.value is not None for point in points):
        signs.append(("uncertain", words.uncertain))
    return signs


def _sign_width(word: str) -> float:
    return _BOX + 5 + text_width(word, _SIZE)


def _sign_rows(points: Sequence[ChartPoint], words: CriterionWords, width: float) -> int:
    rows, left = 1, 0.0
    for _, word in _signs(points, words):
        if left and left + _sign_width(word) > width:
            rows, left = rows + 1, 0.0
        left += _sign_width(word) + 12
    return rows


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
        case _:
            add(root, "circle", cx=left + _BOX / 2, cy=middle, r=3.2, fill=PAPER, stroke=INK, stroke_width=1.6)


def _break_lines(mark: SeriesBreak, width: float) -> list[str]:
    return wrapped(mark.label, width=width - _BOX - 5, size=_SIZE)
