"""The conditions of a station, asked of many children at once: `conditions.py` on columns.

Offers `judged`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from vugge.journey.rules.columns_facts import LISTED, LISTED_UNKNOWN, NOT_KNOWN, Days, Marks, PeriodColumns
from vugge.journey.rules.columns_part import Part
from vugge.journey.rules.columns_windows import WindowColumns
from vugge.journey.rules.conditions import WHERE_A_CHILD_IS
from vugge.journey.rules.route import Condition, ConditionKind, Station
from vugge.people.rules.kinds import SpellKind


@dataclass(frozen=True)
class AskedColumns:
    """The days from `first` up to and with `last` on which conditions are asked; see `conditions.Asked`."""

    windows: WindowColumns
    first: Days
    last: Days
    is_reached: Marks


def judged(
    station: Station, windows: WindowColumns, part: Part, *, shown: Days, is_reached: Marks
) -> tuple[Marks, Marks]:
    """Return where a condition does not hold, and where none fails but one is not known."""
    last = np.minimum(part.until, windows.closes - np.int32(1))
    earliest = np.minimum(np.minimum(windows.counts_from, shown), last)
    asked = AskedColumns(windows, np.where(is_reached, earliest, last), last, is_reached)
    is_asked = is_reached | (last >= windows.opens)
    is_false, is_unknown = np.zeros(part.size, np.bool_), np.zeros(part.size, np.bool_)
    for condition in station.applies:
        no, unknown = _ANSWERS[condition.kind](condition, asked, part)
        if condition.kind in WHERE_A_CHILD_IS:
            no, unknown = no & is_asked, unknown & is_asked
        is_false |= no
        is_unknown |= unknown
    return is_false, is_unknown & ~is_false


def _overlapping(periods: PeriodColumns, asked: AskedColumns) -> Marks:
    """Say which periods have one of the days that are asked."""
    return (periods.start <= asked.last[periods.child]) & (periods.end > asked.first[periods.child])


def _whose(child: np.typing.NDArray[np.int32], part: Part) -> Marks:
    found = np.zeros(part.size, np.bool_)
    found[child] = True
    return found


def _lives_in_listed(_condition: Condition, asked: AskedColumns, part: Part) -> tuple[Marks, Marks]:
    listed = part.lives.in_listed
    lives = _whose(listed.child[_overlapping(listed, asked)], part)
    return ~lives & part.lives.is_home_known, ~lives & ~part.lives.is_home_known


def _is_in(condition: Condition, asked: AskedColumns, part: Part) -> tuple[Marks, Marks]:
    spells = part.spells(condition.spells)
    return ~_whose(spells.child[_overlapping(spells, asked)], part), np.zeros(part.size, np.bool_)


def _is_not_in(condition: Condition, asked: AskedColumns, part: Part) -> tuple[Marks, Marks]:
    """Answer no where one stay has all the days: then no day is without."""
    stays = part.stays(condition.spells)
    has_all = (stays.start <= asked.first[stays.child]) & (stays.end > asked.last[stays.child])
    return _whose(stays.child[has_all], part), np.zeros(part.size, np.bool_)


def _arrived_later(_condition: Condition, asked: AskedColumns, part: Part) -> tuple[Marks, Marks]:
    arrived = part.lives.arrived
    is_later = (arrived != NOT_KNOWN) & (arrived > asked.windows.counts_from)
    return ~is_later, np.zeros(part.size, np.bool_)


def _school_from_listed(_condition: Condition, asked: AskedColumns, part: Part) -> tuple[Marks, Marks]:
    schools = part.spells((SpellKind.SCHOOL,))
    overlapping = _overlapping(schools, asked)
    yes = _whose(schools.child[overlapping & (schools.from_listed == LISTED)], part)
    unknown = _whose(schools.child[overlapping & (schools.from_listed == LISTED_UNKNOWN)], part)
    return ~yes & ~unknown, ~yes & unknown


def _has_evidence(condition: Condition, asked: AskedColumns, part: Part) -> tuple[Marks, Marks]:
    """Answer by the newest evidence; of the reached by any."""
    evidence = part.evidence(condition.measure)
    is_known = evidence.on <= asked.last[evidence.child]
    newest = np.full(part.size, NOT_KNOWN, np.int32)
    np.maximum.at(newest, evidence.child[is_known], evidence.on[is_known])
    counts = is_known & (asked.is_reached[evidence.child] | (evidence.on == newest[evidence.child]))
    fits = part.fits(condition, evidence)
    has = _whose(evidence.child[counts if fits is None else counts & fits], part)
    return ~has, np.zeros(part.size, np.bool_)


def _has_no_evidence(condition: Condition, asked: AskedColumns, part: Part) -> tuple[Marks, Marks]:
    evidence = part.evidence(condition.measure)
    is_known = evidence.on <= asked.last[evidence.child]
    fits = part.fits(condition, evidence)
    has = _whose(evidence.child[is_known if fits is None else is_known & fits], part)
    return has & ~asked.is_reached, np.zeros(part.size, np.bool_)


_ANSWERS: Mapping[ConditionKind, Callable[[Condition, AskedColumns, Part], tuple[Marks, Marks]]] = {
    ConditionKind.LIVES_IN_LISTED_AREA: _lives_in_listed,
    ConditionKind.IN: _is_in,
    ConditionKind.NOT_IN: _is_not_in,
    ConditionKind.ARRIVED_LATER: _arrived_later,
    ConditionKind.SCHOOL_FROM_LISTED_AREAS: _school_from_listed,
    ConditionKind.EVIDENCE: _has_evidence,
    ConditionKind.NO_EVIDENCE: _has_no_evidence,
}
