"""Leaving figures out of one table until nobody can deduce a small number from those that stay.

Offers `protected` (one table), `protected_beside` (with what is out already) and `parts_of`. A figure below the limit
is left out first (primary); alone in its row or column it is the total less the others, so that more must go
(complementary). Which, is decided by attacking the table until nothing is found.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

import numpy as np

from vugge.kit.disclosure.attack import Parts, narrow, overlaps
from vugge.kit.disclosure.register import Release, groupings
from vugge.kit.disclosure.simplex import Numbers
from vugge.kit.disclosure.tables import Cell, Method, Table

Figures = Mapping[Cell, int | None]


def protected(proposed: Release, *, hidden: frozenset[Cell]) -> Release:
    """Return the release with as many figures withheld as it takes; `hidden` may not be pinned down, however large."""
    made = (
        replace(proposed, figures=_paired(proposed.figures)) if proposed.table.method is Method.WITHHELD else proposed
    )
    while exposed := _exposed(made, hidden):
        made = min(_shorter(made, exposed[0]), key=partial(_cost, hidden=hidden))
    return made


def protected_beside(proposed: Release, earlier: tuple[Release, ...]) -> Release | None:
    """Return the release so that nothing small follows from it and the earlier ones together; None if it would lose
    more figures by that than the policy allows. Raises `Contradiction` if they cannot all be true.
    """
    made, left = proposed, len(proposed.figures) * proposed.policy.most_lost // 100
    while pinned := _pinned_beside(made, earlier):
        nearby = list(_near(made, pinned[0], earlier=earlier))
        if not nearby or left == 0:
            return None
        made = min(nearby, key=lambda one: (len(_pinned_beside(one, earlier)), _lost(one)))
        left -= 1
    return made


def parts_of(tables: Iterable[Table]) -> Parts:
    """Return the kinds of people that the tables tell apart together."""
    every = list(tables)
    return Parts((box for table in every for box in table.boxes().values()), groupings(every))


def _pinned_beside(made: Release, earlier: tuple[Release, ...]) -> list[Numbers]:
    if not earlier:
        return []
    old, new = [known for one in earlier for known in one.known()], list(made.known())
    parts = parts_of([one.table for one in (*earlier, made)])
    before, after = (np.array([parts.row(known.box) for known in some]) for some in (old, new))
    withheld = [known.highest is None for known in (*old, *new)]
    directions = np.vstack([before, after, overlaps(before, after)])
    pinned = narrow([*old, *new], directions, parts=parts, enough=made.policy.narrowest)
    return [
        directions[place]
        for place, possible in pinned.items()
        if possible.lowest < made.policy.threshold or (place < len(withheld) and withheld[place])
    ]


def _near(made: Release, direction: Numbers, *, earlier: tuple[Release, ...]) -> Iterator[Release]:
    parts, boxes = parts_of([one.table for one in (*earlier, made)]), made.table.boxes()
    for cell, figure in made.figures.items():
        if figure is not None and (parts.row(boxes[cell]) * direction).any():
            yield replace(made, figures=_without(made.figures, cell))


def _shorter(made: Release, cell: Cell) -> Iterator[Release]:
    """Return the release without one figure more, for each that could matter to the cell, or else for any."""
    standing = [one for one, figure in made.figures.items() if figure is not None]
    near = [one for one in standing if one[0] == cell[0] or one[1] == cell[1]]
    return (replace(made, figures=_without(made.figures, one)) for one in near or standing)


def _cost(made: Release, hidden: frozenset[Cell]) -> tuple[int, int]:
    return len(_exposed(made, hidden)), _lost(made)


def _lost(made: Release) -> int:
    """Return less, the more the figures that still stand add up to."""
    return -sum(figure or 0 for figure in made.figures.values())


def _exposed(made: Release, hidden: frozenset[Cell]) -> list[Cell]:
    known = made.known()
    parts = parts_of([made.table])
    directions = np.array([parts.row(one.box) for one in known])
    pinned = narrow(known, directions, parts=parts, enough=made.policy.narrowest)
    cells = list(made.figures)
    return [
        cells[place]
        for place, possible in pinned.items()
        if cells[place] in hidden or possible.lowest < made.policy.threshold
    ]


def _paired(figures: Figures) -> Figures:
    """Leave out a second figure in every row and column that lacks one only: the quick way to most of the answer."""
    for line in _lines(figures):
        missing = [cell for cell in line if figures[cell] is None]
        if len(missing) == 1:
            figures = _without(figures, _smallest(figures, line))
    return figures


def _smallest(figures: Figures, line: list[Cell]) -> Cell:
    """Return the line's figure that costs least: no total, where the other line has a gap already, the smallest."""
    gaps = [{cell[side] for cell in figures if figures[cell] is None} for side in (0, 1)]
    standing = [
        (None in cell, not (cell[0] in gaps[0] and cell[1] in gaps[1]), figure, place)
        for place, cell in enumerate(line)
        if (figure := figures[cell]) is not None
    ]
    return line[min(standing)[-1]]


def _lines(figures: Figures) -> Iterator[list[Cell]]:
    for side in (0, 1):
        for key in dict.fromkeys(cell[side] for cell in figures):
            yield [cell for cell in figures if cell[side] == key]


def _without(figures: Figures, gone: Cell) -> Figures:
    return {**figures, gone: None}
