"""Which form of a station counts for which of many children, and when it is open for each: `placing.py` on columns.

Offers `Run`, one form of a station through one or more editions, `runs_of`, and `windows_of` with `WindowColumns`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from vugge.journey.rules.columns_facts import NEVER, NOT_KNOWN, Days, Marks, day_number
from vugge.journey.rules.columns_part import Part
from vugge.journey.rules.route import Anchor, Network, Station


@dataclass(frozen=True)
class Run:
    """A station as it stands in one edition or several on end, from `begins` up to `ends`.

    `follows`: the edition before has the station too, in another form.
    """

    station: Station
    begins: int
    ends: int
    is_municipal: bool
    follows: bool


@dataclass(frozen=True)
class WindowColumns:
    """The window of a station in each life; see `placing.Window`. `is_over_on_arrival` is None where nobody's is."""

    opens: Days
    closes: Days
    counts_from: Days
    counts_until: Days
    is_municipal: bool
    is_over_on_arrival: Marks | None = None


def runs_of(network: Network, name: str) -> Iterator[Run]:
    """Yield the forms that a station has had, the oldest first."""
    run: Run | None = None
    for place, edition in enumerate(network.editions):
        station, ends = edition.stations.get(name), day_number(edition.valid_to, missing=NEVER)
        is_municipal = name in edition.municipal
        if run and station == run.station and is_municipal == run.is_municipal:
            run = replace(run, ends=ends)
            continue
        follows = run is not None
        if run:
            yield run
        begins = NOT_KNOWN if place == 0 else day_number(edition.valid_from)
        run = Run(station, begins, ends, is_municipal, follows=follows) if station else None
    if run:
        yield run


def windows_of(runs: tuple[Run, ...], part: Part) -> Iterator[tuple[Marks | bool, Run, WindowColumns]]:
    """Yield for each form whose it is and their windows; no child has two. `True`: it is everybody's."""
    is_taken: Marks | None = None
    is_carried: Marks | None = None
    for run in runs:
        opens = part.day(run.station.opens, is_municipal=run.is_municipal)
        closes = part.day(run.station.closes, is_municipal=run.is_municipal)
        if is_everybodys(run, runs):
            yield True, run, _windows(run, part, opens=opens, closes=closes)
            return
        is_there = (opens != NOT_KNOWN) & (closes != NOT_KNOWN)
        is_early_enough = opens < run.ends
        is_begun = opens >= run.begins
        if run.follows and is_carried is not None:
            is_begun |= is_carried
        rows = is_there & is_early_enough & is_begun
        is_carried = is_there & ~is_early_enough
        if is_taken is not None:
            rows &= ~is_taken
        is_taken = rows if is_taken is None else is_taken | rows
        if rows.any():
            yield rows, run, _windows(run, part, opens=opens, closes=closes)


def is_everybodys(run: Run, runs: tuple[Run, ...]) -> bool:
    """Say whether a station has only ever had one form, and everybody's life has what its days are counted from."""
    has_always_been = len(runs) == 1 and run.begins == NOT_KNOWN and run.ends == NEVER
    return has_always_been and Anchor.ARRIVAL not in (run.station.opens.anchor, run.station.closes.anchor)


def _windows(run: Run, part: Part, *, opens: Days, closes: Days) -> WindowColumns:
    """Return the windows, those of children that came after the closing put right."""
    still = _still_until(run, part, closes)
    plain = WindowColumns(opens, closes, opens, still, run.is_municipal)
    came = part.came(is_municipal=run.is_municipal)
    if run.station.opens.anchor is Anchor.ARRIVAL or not came.size:
        return plain
    arrival = part.days.arrival(is_municipal=run.is_municipal)
    late = came[closes[came] <= arrival[came]]
    if not late.size:
        return plain
    may_catch_up = still[late] > np.maximum(closes[late], arrival[late])
    catching, over = late[may_catch_up], late[~may_catch_up]
    new_opens, new_closes, new_still = opens.copy(), closes.copy(), still.copy()
    new_opens[catching] = arrival[catching]
    new_closes[catching] = still[catching]
    new_still[over] = closes[over]
    is_over = np.zeros(part.size, np.bool_)
    is_over[over] = True
    return WindowColumns(new_opens, new_closes, opens, new_still, run.is_municipal, is_over)


def _still_until(run: Run, part: Part, closes: Days) -> Days:
    """Return the first day on which the station can no longer be reached, not even late."""
    if run.station.still_until is None:
        return closes
    return np.maximum(part.day(run.station.still_until, is_municipal=run.is_municipal), closes)
