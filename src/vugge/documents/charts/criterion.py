"""One figure over the list dates, with the limit as it moved and the breaks in the series."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from vugge.documents.charts.criterion_labels import Span, draw_labels, last_known_texts
from vugge.documents.charts.criterion_text import draw_key, key_height, signs_used
from vugge.documents.charts.palette import GRID, INK, LIMIT, MET, MUTED, PAPER, RULE, TEXT
from vugge.documents.charts.scales import Scales, round_ticks
from vugge.documents.charts.svg import Attribute, Element, add, drawing, line, markup, number, text_width, titled, write
from vugge.documents.charts.values import ChartPoint, CriterionWords, LimitPoint, SeriesBreak, Side
from vugge.kit.danish import number_text

_SIZE = 12.0
_PLOT_HEIGHT = 120.0
_TOP = 18.0
_RIGHT_GAP = 8.0
_DOT = 3.2
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def criterion_chart(
    points: Sequence[ChartPoint],
    limits: Sequence[LimitPoint],
    *,
    side: Side,
    words: CriterionWords,
    breaks: Sequence[SeriesBreak] = (),
    width: int = 288,
) -> str:
    """Draw one criterion; empty when no list date has a figure.

    `points` and `limits` in order of time. The line is broken where a figure is missing and where the series
    is; the limit is drawn only where it is known, and the side on which the criterion is met is shaded.
    """
    if all(point.value is None for point in points):
        return ""
    scales = _scales(points, limits, words=words, width=width)
    shown = [mark for mark in breaks if points[0].day < mark.day <= points[-1].day]
    key_top = scales.bottom + _SIZE + 18
    signs = signs_used(points, scales, words=words)
    height = key_top + key_height(shown, signs, width=width)
    root = drawing(width, height, title=words.title, description=words.description)
    spans = list(_limit_spans(scales, limits))
    _shade(root, scales, spans, side=side)
    _draw_axes(root, scales, words)
    _draw_limits(root, spans)
    _draw_breaks(root, scales, _break_places(scales, points, shown))
    _draw_line(root, scales, points, breaks=shown)
    draw_labels(root, scales, points, limits, spans=spans, breaks=_break_places(scales, points, shown))
    draw_key(root, shown, signs, top=key_top, width=width)
    return markup(root)


def _scales(points: Sequence[ChartPoint], limits: Sequence[LimitPoint], *, words: CriterionWords, width: int) -> Scales:
    marks: list[ChartPoint | LimitPoint] = [*points, *limits]
    values = [float(mark.value) for mark in marks if mark.value is not None]
    ticks = round_ticks(values)
    labels = [*last_known_texts(points, limits), "00"]
    widest_tick = max(text_width(number_text(tick, language=words.language), _SIZE) for tick in ticks)
    days = sorted(mark.day for mark in marks)
    return Scales(
        left=widest_tick + 6,
        top=_TOP,
        right=width - max(text_width(label, _SIZE) for label in labels) - _RIGHT_GAP,
        bottom=_TOP + _PLOT_HEIGHT,
        days=(days[0], days[-1]),
        ticks=ticks,
    )


def _draw_axes(root: Element, scales: Scales, words: CriterionWords) -> None:
    for tick in scales.ticks:
        y = scales.y(tick)
        line(root, (scales.left, y), (scales.right, y), stroke=GRID, stroke_width=1)
        label = number_text(tick, language=words.language)
        write(root, label, (scales.left - 5, y + _SIZE * 0.35), size=_SIZE, anchor="end")
    line(root, (scales.left, scales.bottom), (scales.right, scales.bottom), stroke=RULE, stroke_width=1)
    labelled = scales.left - _SIZE * 3
    for year in range(scales.days[0].year, scales.days[1].year + 1):
        day = min(max(date(year, 12, 1), scales.days[0]), scales.days[1])
        x = scales.x(day)
        line(root, (x, scales.bottom), (x, scales.bottom + 3), stroke=RULE, stroke_width=1)
        if x - labelled >= _SIZE * 3:
            write(root, str(year), (x, scales.bottom + _SIZE + 5), size=_SIZE, anchor="middle")
            labelled = x


def _shade(root: Element, scales: Scales, spans: Sequence[Span], *, side: Side) -> None:
    edge = scales.top if side is Side.ABOVE else scales.bottom
    for start, end, y in spans:
        top, bottom = sorted((edge, y))
        box: dict[str, Attribute] = {"x": start, "y": top, "width": end - start, "height": bottom - top}
        add(root, "rect", **box, fill=MET, shape_rendering="crispEdges")


def _draw_limits(root: Element, spans: Sequence[Span]) -> None:
    dashed: dict[str, Attribute] = {"stroke": LIMIT, "stroke_width": 1.6, "stroke_dasharray": "5 3"}
    for start, end, y in spans:
        line(root, (start, y), (end, y), **dashed)
    for (_, end, y), (start, _, next_y) in pairwise(spans):
        if end == start and y != next_y:
            line(root, (end, y), (end, next_y), **dashed)


def _limit_spans(scales: Scales, limits: Sequence[LimitPoint]) -> Iterator[Span]:
    """Give each known limit from halfway to the list before until halfway to the next; equals join."""
    if not limits:
        return
    places = [scales.x(limit.day) for limit in limits]
    borders = [scales.left, *((a + b) / 2 for a, b in pairwise(places)), scales.right]
    span: Span | None = None
    for limit, start, end in zip(limits, borders[:-1], borders[1:], strict=True):
        y = None if limit.value is None else scales.y(float(limit.value))
        if span and y == span[2]:
            span = (span[0], end, span[2])
            continue
        if span:
            yield span
        span = None if y is None else (start, end, y)
    if span:
        yield span


def _break_places(scales: Scales, points: Sequence[ChartPoint], breaks: Sequence[SeriesBreak]) -> list[float]:
    """Return where each break stands: halfway between the list before it and its own."""
    before = [max(point.day for point in points if point.day < mark.day) for mark in breaks]
    return [(scales.x(day) + scales.x(mark.day)) / 2 for day, mark in zip(before, breaks, strict=True)]


def _draw_breaks(root: Element, scales: Scales, places: Sequence[float]) -> None:
    for letter, x in zip(_LETTERS, places, strict=False):
        line(
            root,
            (x, scales.top - 2),
            (x, scales.bottom),
            stroke=MUTED,
            stroke_width=1,
            stroke_dasharray="1 3",
        )
        write(root, letter, (x, scales.top - 6), size=_SIZE, anchor="middle", fill=TEXT, weight=600)


def _draw_line(root: Element, scales: Scales, points: Sequence[ChartPoint], *, breaks: Sequence[SeriesBreak]) -> None:
    for run in _runs(points, breaks):
        places = [(scales.x(point.day), scales.y(float(point.value))) for point in run if point.value is not None]
        path = " ".join(f"{number(x)},{number(y)}" for x, y in places)
        if len(places) > 1:
            add(
                root,
                "polyline",
                points=path,
                fill="none",
                stroke=INK,
                stroke_width=2,
                stroke_linejoin="round",
            )
        for point, (x, y) in zip(run, places, strict=True):
            fill = PAPER if point.uncertain else INK
            dot = add(root, "circle", cx=x, cy=y, r=_DOT, fill=fill, stroke=INK, stroke_width=1.6)
            titled(dot, f"{point.day.year}: {point.text}")


def _runs(points: Sequence[ChartPoint], breaks: Sequence[SeriesBreak]) -> Iterator[list[ChartPoint]]:
    """Give the stretches of points that one line may join."""
    borders = {mark.day for mark in breaks}
    run: list[ChartPoint] = []
    previous: date | None = None
    for point in points:
        broken = previous is not None and any(previous < border <= point.day for border in borders)
        if run and (point.value is None or broken):
            yield run
            run = []
        if point.value is not None:
            run.append(point)
        previous = point.day
    if run:
        yield run
