"""An attacker who was written without looking at the defence: tightens what is possible until nothing more follows.

Offers `deduced` (from one set of figures) and `over_time` (from many quarters). It knows the method and every figure,
but not the key. A claim is a number it has left as the only one possible.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import product

Span = tuple[int, float]  # the lowest and the highest possible
Place = tuple[int | None, int | None, int | None]  # area, age, school; None is all of them
Shape = tuple[int, int, int]
Figures = Mapping[Place, int | None]

_ROUNDS = 60


def left_out_below_five(figure: int | None) -> Span:
    """Read a table whose method is to leave out what is under five, and nothing else."""
    return (0, 4) if figure is None else (figure, figure)


def to_base_five(figure: int | None) -> Span:
    """Read a table that is rounded to base five."""
    return (0, float("inf")) if figure is None else (max(figure - 4, 0), figure + 4)


def deduced(figures: Figures, shape: Shape, *, means: Callable[[int | None], Span]) -> dict[Place, Span]:
    """Return what remains possible for every place, from all sums between any places, over and over."""
    spans: dict[Place, Span] = {
        place: (0, float("inf")) for place in product(*([None, *range(size)] for size in shape))
    }
    spans.update({place: means(figure) for place, figure in figures.items()})
    sums = [(place, _pieces(place, axis, shape)) for place in spans for axis in range(3) if place[axis] is None]
    for _ in range(_ROUNDS):
        before = dict(spans)
        for whole, pieces in sums:
            _tighten(spans, whole, pieces)
        if spans == before:
            break
    return spans


def over_time(quarters: Iterable[tuple[Figures, Mapping[Place, Span]]]) -> dict[tuple[int, Place], Span]:
    """Lay quarters over each other: while a figure stays the same, believe that nobody came or left."""
    believed: dict[Place, Span] = {}
    last: dict[Place, int | None] = {}
    found: dict[tuple[int, Place], Span] = {}
    for number, (figures, spans) in enumerate(quarters):
        for place, figure in figures.items():
            low, high = spans[place]
            if place in last and last[place] == figure:
                low, high = max(low, believed[place][0]), min(high, believed[place][1])
            if low > high:
                low, high = spans[place]
            believed[place] = found[number, place] = (low, high)
            last[place] = figure
    return found


def _pieces(whole: Place, axis: int, shape: Shape) -> list[Place]:
    area, age, school = whole
    numbers = range(shape[axis])
    return [((number, age, school), (area, number, school), (area, age, number))[axis] for number in numbers]


def _tighten(spans: dict[Place, Span], whole: Place, pieces: list[Place]) -> None:
    low, high = spans[whole]
    low, high = max(low, sum(spans[one][0] for one in pieces)), min(high, sum(spans[one][1] for one in pieces))
    spans[whole] = (low, high)
    for one in pieces:
        others = [spans[other] for other in pieces if other != one]
        floor, roof = low - sum(span[1] for span in others), high - sum(span[0] for span in others)
        mine_low, mine_high = spans[one]
        spans[one] = (int(max(mine_low, floor)), min(mine_high, roof))
