"""The two figures written inside a criterion chart: the last known one and the last limit, clear of what is drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vugge.documents.charts.palette import INK, LIMIT, PAPER
from vugge.documents.charts.scales import Scales
from vugge.documents.charts.svg import Element, text_width, write
from vugge.documents.charts.values import ChartPoint, LimitPoint

Span = tuple[float, float, float]  # of a limit: from x, to x, at y

_SIZE = 12.0
_DOT = 5.0  # from the middle of a dot to where its rim is clear
_LINE = 1.5  # the same for a line


@dataclass(frozen=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: "_Box") -> float:
        """Return how much of the two boxes is the same place."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(wide, 0.0) * max(high, 0.0)


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
    spans: Sequence[Span],
    breaks: Sequence[float],
) -> None:
    """Write the last known limit at the end of its line, and the last figure by its dot where nothing crosses it."""
    taken = list(_drawn(scales, points, spans, breaks))
    known = [limit.text for limit in limits if limit.value is not None]
    if spans and known:
        _, end, y = spans[-1]
        write(root, known[-1], (end + 5, y + _SIZE * 0.35), size=_SIZE, fill=LIMIT)
        taken.append(_box(known[-1], left=end + 5, middle=y))
    x, y = _places(scales, points)[-1]
    text = last_known_texts(points, [])[-1]
    at = _clear_place(text, (x, y), taken, scales)
    halo = write(root, text, at, size=_SIZE, fill=PAPER, weight=700)
    for name, value in (("stroke", PAPER), ("stroke-width", "3"), ("stroke-linejoin", "round"), ("opacity", "0.85")):
        halo.set(name, value)
    write(root, text, at, size=_SIZE, fill=INK, weight=700)


def _clear_place(text: str, dot: tuple[float, float], taken: Sequence[_Box], scales: Scales) -> tuple[float, float]:
    """Return where a text by a dot meets least of what is drawn; the first of equals."""
    (x, y), width = dot, text_width(text, _SIZE)
    lefts = {"right": x + 7, "over": x - width / 2, "before": x + 3 - width}
    wanted = [(lefts["right"], y)]
    wanted += [(left, y + step) for step in (-13.0, 14.0) for left in (*lefts.values(), x - 3)]
    wanted += [(x - 7 - width, y)]
    inside = [
        (left, middle)
        for left, middle in wanted
        if left >= scales.left and scales.top <= middle <= scales.bottom - _SIZE / 2
    ]
    boxes = {place: _box(text, left=place[0], middle=place[1]) for place in inside or wanted[:1]}
    left, middle = min(boxes, key=lambda place: sum(boxes[place].overlap(other) for other in taken))
    return left, middle + _SIZE * 0.35


def _drawn(
    scales: Scales, points: Sequence[ChartPoint], spans: Sequence[Span], breaks: Sequence[float]
) -> Iterator[_Box]:
    """Give what a text should keep clear of: dots, the limit with its steps, and breaks."""
    for x, y in _places(scales, points):
        yield _Box(x - _DOT, y - _DOT, x + _DOT, y + _DOT)
    for start, end, y in spans:
        yield _Box(start, y - _LINE, end, y + _LINE)
    for (_, end, y), (start, _, next_y) in pairwise(spans):
        if end == start:
            yield _Box(end - _LINE, min(y, next_y), end + _LINE, max(y, next_y))
    for x in breaks:
        yield _Box(x - _LINE, scales.top, x + _LINE, scales.bottom)


def _places(scales: Scales, points: Sequence[ChartPoint]) -> list[tuple[float, float]]:
    return [(scales.x(point.day), scales.y(float(point.value))) for point in points if point.value is not None]


def _box(text: str, *, left: float, middle: float) -> _Box:
    return _Box(left, middle - _SIZE / 2, left + text_width(text, _SIZE), middle + _SIZE / 2)
