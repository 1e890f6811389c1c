"""Where the chain breaks, from released figures alone: shares within what rounding leaves open, and the largest losses.

Offers `Standing` (a station's or a line's figures), `Share`, `standing_of`, `together` and `losses`. Nothing is counted
here, so nothing more can be deduced from it than from the tables that are out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from vugge.journey.rules.aggregate import Stand
from vugge.kit.disclosure import Cell

WIDEST: Final = 40
"""A share that may be anywhere within more hundredths than this is not told: it would say less than it seems to."""
DECIDED: Final = (Stand.IN_TIME, Stand.LATE, Stand.MISSED)
"""How children stand at a station whose time has passed for them, or that they have reached."""
MOST_LOSSES: Final = 3
ALL: Final = 100
LEAST: Final = 20
"""A station for which fewer children are told of adds more doubt to a line than it adds children, and is left out."""


@dataclass(frozen=True)
class Share:
    """So many of a hundred, at the least and at the most."""

    lowest: int
    highest: int

    @property
    def is_narrow(self) -> bool:
        """Say whether it tells enough to be told."""
        return self.highest - self.lowest <= WIDEST


@dataclass(frozen=True)
class Standing:
    """How many stand how, as released: None is hidden. `slack`: so far the truth may be from a figure, either way."""

    figures: Mapping[Stand, int | None]
    slack: int

    @property
    def decided(self) -> int | None:
        """How many have reached it or missed it; None where some figure is hidden."""
        return _sum(self.figures.get(stand) for stand in DECIDED)

    def share(self, stand: Stand) -> Share | None:
        """Return the share of a stand among those for whom it is decided; None where too few are told of.

        >>> Standing({Stand.IN_TIME: 80, Stand.LATE: 10, Stand.MISSED: 10}, slack=4).share(Stand.MISSED)
        Share(lowest=5, highest=15)
        """
        figures = {one: self.figures.get(one) for one in DECIDED}
        if any(figure is None for figure in figures.values()):
            return None
        lowest = {one: max((figure or 0) - self.slack, 0) for one, figure in figures.items()}
        highest = {one: (figure or 0) + self.slack for one, figure in figures.items()}
        rest = [one for one in DECIDED if one is not stand]
        least = _part(lowest[stand], sum(highest[one] for one in rest))
        most = _part(highest[stand], sum(lowest[one] for one in rest))
        found = Share(int(least), -int(-most // 1))
        return found if found.is_narrow and self.decided else None


def _part(some: int, others: int) -> float:
    return ALL * some / (some + others) if some else 0.0


def standing_of(figures: Mapping[Cell, int | None], row: str | None, *, slack: int) -> Standing:
    """Return how the children of a row stand, or all of them."""
    return Standing({stand: figures.get((row, stand.value)) for stand in Stand}, slack)


def together(standings: Iterable[Standing]) -> Standing:
    """Return several stations as one: how often children came in time, late or not at all.

    Those that are hidden or tell of few are left out. The stations are rounded with the same draws, so what rounding
    leaves open adds up.
    """
    shown = [one for one in standings if one.decided is not None and one.decided >= LEAST]
    figures = {stand: _sum(one.figures.get(stand) for one in shown) if shown else None for stand in Stand}
    return Standing(figures, sum(one.slack for one in shown))


def losses(standings: Mapping[str, Standing]) -> tuple[tuple[str, Share], ...]:
    """Return the stations with the largest shares that are surely missed, the largest first; no more than three.

    Where more have the same share than there is room for, none of them is named: nothing sets them apart.
    """
    found = [(name, share) for name, one in standings.items() if (share := one.share(Stand.MISSED)) and share.lowest]
    found.sort(key=lambda one: (-one[1].lowest, -one[1].highest, one[0]))
    following = found[MOST_LOSSES][1] if len(found) > MOST_LOSSES else None
    return tuple(one for one in found[:MOST_LOSSES] if one[1] != following)


def _sum(figures: Iterable[int | None]) -> int | None:
    every = list(figures)
    return None if None in every else sum(one or 0 for one in every)
