"""Linear programs small enough to solve here: how low and how high can a sum be, when other sums are known?

Offers `Polytope`: every way to fill in numbers of zero or more so that given sums lie within given bounds.
Two-phase simplex on a dense table; all coefficients are 0 or 1 and all bounds whole, so that rounding is no trouble.
"""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]

_CLOSE = 1e-7
_PATIENCE = 40  # pivots that gain nothing before the slower choice that cannot go in circles takes over


class Contradiction(ValueError):
    """The bounds leave no way at all."""


class Polytope:
    """All x >= 0 with `lowest <= sums @ x <= highest`. It keeps its place: after the first question they are quick."""

    def __init__(self, sums: Numbers, lowest: Numbers, highest: Numbers) -> None:
        self._unknowns = sums.shape[1]
        self._table, self._basis, self._columns = _first_table(sums, lowest, highest)
        self._drive_out_artificials()

    @property
    def point(self) -> Numbers:
        """The way where it stands now."""
        values = np.zeros(self._columns)
        inside = self._basis < self._columns
        values[self._basis[inside]] = self._table[inside, -1]
        return values[: self._unknowns]

    def push_up(self, direction: Numbers) -> float:
        """Move to a way where `direction @ x` is as large as it can be, and return it; infinity if nothing stops it."""
        costs = np.zeros(self._columns)
        costs[: self._unknowns] = direction
        if not self._climb(costs):
            return float("inf")
        return float(direction @ self.point)

    def push_down(self, direction: Numbers) -> float:
        """Move to a way where `direction @ x` is as small as it can be, and return it."""
        return -self.push_up(-direction)

    def _drive_out_artificials(self) -> None:
        costs = np.zeros(self._table.shape[1] - 1)
        costs[self._columns :] = -1.0
        self._climb(costs)
        artificial = self._basis >= self._columns
        if self._table[artificial, -1].sum() > _CLOSE:
            raise Contradiction
        for row in np.flatnonzero(artificial):
            useful = np.flatnonzero(np.abs(self._table[row, : self._columns]) > _CLOSE)
            if useful.size:
                self._pivot(int(row), int(useful[0]))
        needed = self._basis < self._columns
        kept = [*range(self._columns), -1]
        self._table, self._basis = self._table[needed][:, kept], self._basis[needed]

    def _climb(self, costs: Numbers) -> bool:
        """Pivot until no column makes the sum larger; say whether there is a largest."""
        gains = costs - costs[self._basis] @ self._table[:, :-1]
        idle = 0
        while True:
            better = np.flatnonzero(gains > _CLOSE)
            if not better.size:
                return True
            entering = int(better[0] if idle > _PATIENCE else better[gains[better].argmax()])
            leaving = self._leaving(entering)
            if leaving is None:
                return False
            idle = idle + 1 if self._table[leaving, -1] <= _CLOSE else 0
            self._pivot(leaving, entering)
            gains = gains - gains[entering] * self._table[leaving, :-1]

    def _leaving(self, entering: int) -> int | None:
        column = self._table[:, entering]
        rows = np.flatnonzero(column > _CLOSE)
        if not rows.size:
            return None
        ratios = self._table[rows, -1] / column[rows]
        tied = rows[ratios <= ratios.min() + _CLOSE]
        return int(tied[self._basis[tied].argmin()])

    def _pivot(self, row: int, column: int) -> None:
        self._table[row] /= self._table[row, column]
        factors = self._table[:, column].copy()
        factors[row] = 0.0
        busy = np.flatnonzero(np.abs(factors) > _CLOSE)
        self._table[busy] -= np.outer(factors[busy], self._table[row])
        self._basis[row] = column


def _first_table(sums: Numbers, lowest: Numbers, highest: Numbers) -> tuple[Numbers, Places, int]:
    """Return the table, its basis, and how many columns are not artificial."""
    exact = lowest == highest
    above, below = np.isfinite(highest) & ~exact, (lowest > 0) & ~exact
    left = np.vstack([sums[above], sums[below], sums[exact]])
    right = np.concatenate([highest[above], lowest[below], highest[exact]])
    roofs, floors, unknowns = int(above.sum()), int(below.sum()), sums.shape[1]
    slack = np.zeros((len(right), roofs + floors))
    slack[: roofs + floors] = np.diag([1.0] * roofs + [-1.0] * floors)
    artificial = np.eye(len(right))[:, roofs:]
    table = np.hstack([left, slack, artificial, right[:, None]])
    columns = unknowns + roofs + floors
    basis = np.array(
        [*range(unknowns, unknowns + roofs), *range(columns, columns + len(right) - roofs)], dtype=np.int64
    )
    return table, basis, columns
