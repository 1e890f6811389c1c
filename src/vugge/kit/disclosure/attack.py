"""What somebody can deduce who has every published figure and unlimited patience.

Offers `Known` (what a published figure says about the people behind it), `narrow` (which figures that pins down) and
`overlaps` (the people who stand between two figures). The attacker knows how the figures were made, but not the secret
key; tables of one population and one time are attacked as one system of sums.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, inf, prod

import numpy as np
from numpy.typing import NDArray

from vugge.kit.disclosure.simplex import Numbers, Polytope
from vugge.kit.disclosure.tables import Box, Grouping

MOST_PARTS = 1_500  # kinds of people that the tables together tell apart; beyond it the attack takes minutes

_MOST_KINDS = 100_000  # before those that no table tells apart are laid together
_CLOSE = 1e-6
_REST = frozenset[str]()


class TooMany(ValueError):
    """The boxes tell more kinds of people apart than can be tried."""


@dataclass(frozen=True)
class Known:
    """What a figure tells: that so many at least, and so many at most, are in the box; None: no limit."""

    box: Box
    lowest: int
    highest: int | None


@dataclass(frozen=True)
class Range:
    """The numbers that remain possible, both ends included."""

    lowest: int
    highest: int

    @property
    def width(self) -> int:
        """How far apart the ends are; 0: the number is known."""
        return self.highest - self.lowest


class Parts:
    """The kinds of people that boxes tell apart: each box is a sum of some of them.

    Kinds that every box holds alike are one part: nobody in day-care is told from nobody else among the grown-up, when
    day-care is asked of children alone.
    """

    def __init__(self, boxes: Iterable[Box], groupings: Iterable[Grouping]) -> None:
        wholes = {grouping.variable: grouping.whole for grouping in groupings}
        every = list(dict.fromkeys(boxes))
        cuts: dict[str, set[frozenset[str]]] = {}
        for box in every:
            for variable, members in box.sides:
                cuts.setdefault(variable, set()).add(members)
        self._variables = {variable: _kinds(cuts[variable], wholes.get(variable)) for variable in sorted(cuts)}
        if self._kinds_in_all > _MOST_KINDS:
            raise TooMany
        told_apart = np.array([self._inside(box) for box in every])
        columns: Numbers = np.unique(told_apart, axis=1).astype(float)
        self._rows: dict[Box, Numbers] = dict(zip(every, columns, strict=True))
        self._count = len(next(iter(self._rows.values())))

    def __len__(self) -> int:
        return self._count

    def row(self, box: Box) -> Numbers:
        """Return 1 for the parts in the box and 0 for the others; the box is one of those that the parts are of."""
        return self._rows[box]

    @property
    def _kinds_in_all(self) -> int:
        return prod(len(kinds) for kinds in self._variables.values())

    def _inside(self, box: Box) -> NDArray[np.bool_]:
        sides = dict(box.sides)
        inside = np.ones(1, dtype=bool)
        for variable, kinds in self._variables.items():
            held = [variable not in sides or (bool(kind) and kind <= sides[variable]) for kind in kinds]
            inside = np.outer(inside, held).ravel()
        return inside


def narrow(known: Sequence[Known], directions: Numbers, *, parts: Parts, enough: int) -> Mapping[int, Range]:
    """Return the directions (rows of parts to add up) whose sum is pinned to less than `enough`, and to what."""
    sums = np.array([parts.row(one.box) for one in known])
    lowest = np.array([float(one.lowest) for one in known])
    highest = np.array([inf if one.highest is None else float(one.highest) for one in known])
    ways = Polytope(sums, lowest, highest)
    low = high = directions @ ways.point
    found = {}
    for place in range(len(directions)):
        for push in (ways.push_up, ways.push_down):
            if _room(low[place], high[place]) >= enough:
                break
            end = push(directions[place])
            seen = directions @ ways.point
            low, high = np.minimum(low, seen), np.maximum(high, seen)
            high[place] = max(high[place], end)
        if _room(low[place], high[place]) < enough:
            found[place] = Range(ceil(low[place] - _CLOSE), floor(high[place] + _CLOSE))
    return found


def overlaps(rows: Numbers, others: Numbers) -> Numbers:
    """Return the people between two figures: those of the one who are not of the other, where one holds the other."""
    between = [
        larger - smaller
        for one in rows
        for other in others
        for larger, smaller in ((one, other), (other, one))
        if (larger >= smaller).all() and (larger > smaller).any()
    ]
    return np.unique(np.array(between), axis=0) if between else np.empty((0, rows.shape[1]))


def _room(low: float, high: float) -> float:
    """Return how far apart the lowest and the highest whole number between two ends are."""
    return inf if high == inf else floor(high + _CLOSE) - ceil(low - _CLOSE)


def _kinds(cuts: set[frozenset[str]], whole: frozenset[str] | None) -> list[frozenset[str]]:
    """Split the values of a variable into the largest sets that no cut divides; the empty one stands for the rest."""
    ordered = sorted(cuts, key=sorted)
    kinds: dict[tuple[bool, ...], set[str]] = {}
    for member in sorted(frozenset[str]().union(*cuts)):
        kinds.setdefault(tuple(member in cut for cut in ordered), set()).add(member)
    found = [frozenset(members) for members in kinds.values()]
    unmentioned = whole is None or bool(whole - frozenset[str]().union(*cuts))
    return [*found, _REST] if unmentioned else found
