"""One part of many lives, small enough for the processor's cache, with what several stations ask of it kept ready.

Offers `Part`: whose spells are where, what evidence there is, from when and until when facts count.
"""

from collections.abc import Iterable
from functools import cached_property

import numpy as np
import numpy.typing as npt

from vugge.journey.rules.columns_days import DayColumns
from vugge.journey.rules.columns_facts import (
    KINDS,
    NEVER,
    NOT_KNOWN,
    Days,
    EvidenceColumns,
    LifeColumns,
    Marks,
    PeriodColumns,
    SpellColumns,
)
from vugge.journey.rules.conditions import is_fitting_value
from vugge.journey.rules.route import Condition, Moment, Proof
from vugge.people.rules.kinds import SpellKind

Fitting = dict[Condition | Proof, npt.NDArray[np.bool_] | None]
"""For each proof and condition which values fit, by their place in `LifeColumns.values`; None: any does."""


class Part:
    """The children of a part on one day; what is worked out is kept until the part is done."""

    def __init__(self, lives: LifeColumns, *, on: int, fitting: Fitting) -> None:
        self.lives = lives
        self.on = on
        self.size = lives.size
        self.days = DayColumns(lives)
        self._fitting = fitting
        self._spells: dict[frozenset[SpellKind], SpellColumns] = {}
        self._stays: dict[frozenset[SpellKind], PeriodColumns] = {}

    @cached_property
    def is_dead(self) -> Marks:
        """Who is dead on the day."""
        is_dead: Marks = (self.lives.died != NOT_KNOWN) & (self.lives.died <= self.on)
        return is_dead

    @cached_property
    def has_dead(self) -> bool:
        """Say whether anybody is."""
        return bool(self.is_dead.any())

    @cached_property
    def until(self) -> Days:
        """The last day that counts in each life: the day looked at, or the day of death."""
        return np.where(self.is_dead, self.lives.died, np.int32(self.on))

    @cached_property
    def is_unborn(self) -> Marks:
        """Who is not born yet."""
        is_unborn: Marks = self.lives.born == NOT_KNOWN
        return is_unborn

    @cached_property
    def has_unborn(self) -> bool:
        """Say whether anybody is."""
        return bool(self.is_unborn.any())

    @cached_property
    def has_unknown(self) -> bool:
        """Say whether neither birth nor due date is known of somebody."""
        return not bool(self.days.is_known.all())

    def came(self, *, is_municipal: bool) -> npt.NDArray[np.intp]:
        """Return the places of the children that came later."""
        return np.flatnonzero(self.days.arrival(is_municipal=is_municipal) != NOT_KNOWN)

    def day(self, moment: Moment, *, is_municipal: bool) -> Days:
        """Return the day of a moment in each life."""
        return self.days.of(moment, is_municipal=is_municipal)

    @cached_property
    def _by_measure(self) -> dict[str, EvidenceColumns]:
        """What is known by now, by measure."""
        evidence = self.lives.evidence
        known = evidence.where(evidence.on <= self.until[evidence.child])
        turn = np.argsort(known.measure.astype(np.int16), kind="stable")
        ends = np.searchsorted(known.measure[turn], np.arange(len(self.lives.measures) + 1))
        return {
            name: EvidenceColumns(known.child[rows], known.on[rows], known.measure[rows], known.value[rows])
            for place, name in enumerate(self.lives.measures)
            if (rows := turn[ends[place] : ends[place + 1]]).size
        }

    @cached_property
    def _no_evidence(self) -> EvidenceColumns:
        none = np.empty(0, np.int32)
        return EvidenceColumns(none, none, none, none)

    def evidence(self, measure: str) -> EvidenceColumns:
        """Return what is known of a measure."""
        return self._by_measure.get(measure, self._no_evidence)

    def fits(self, asks: Condition | Proof, evidence: EvidenceColumns) -> Marks | None:
        """Say which evidence has a fitting value; None: all."""
        if asks not in self._fitting:
            self._fitting[asks] = _values_fitting(asks, self.lives.values)
        table = self._fitting[asks]
        return None if table is None else table[evidence.value]

    @cached_property
    def _in_order(self) -> SpellColumns:
        """All spells by child and start."""
        spells = self.lives.spells
        keys = spells.child.astype(np.int64) * (4 * NEVER) + spells.start
        is_in_order = bool((keys[1:] >= keys[:-1]).all())
        return spells if is_in_order else spells.where(np.argsort(keys, kind="stable"))

    def spells(self, kinds: Iterable[SpellKind]) -> SpellColumns:
        """Return the spells of some kinds, each child's in order of start."""
        wanted = frozenset(kinds)
        if wanted not in self._spells:
            of_kind = np.array([kind in wanted for kind in KINDS], np.bool_)
            self._spells[wanted] = self._in_order.where(of_kind[self._in_order.kind])
        return self._spells[wanted]

    def stays(self, kinds: Iterable[SpellKind]) -> PeriodColumns:
        """Return the same spells with those joined that overlap or meet."""
        wanted = frozenset(kinds)
        if wanted not in self._stays:
            self._stays[wanted] = joined(self.spells(wanted))
        return self._stays[wanted]


def joined(periods: PeriodColumns) -> PeriodColumns:
    """Join each child's periods that overlap or meet: `kit.periods.merged` on columns. They come in order of start."""
    child, start, end = periods.child, periods.start, periods.end
    if not child.size:
        return PeriodColumns(child, start, end)
    # The latest end so far of the same child: children lie so far apart that none reaches into the next.
    apart = child.astype(np.int64) * (4 * NEVER)
    reach = np.maximum.accumulate(end + apart) - apart
    is_first = np.ones(child.size, np.bool_)
    is_first[1:] = (child[1:] != child[:-1]) | (start[1:] > reach[:-1])
    firsts = np.flatnonzero(is_first)
    lasts = np.append(firsts[1:], child.size) - 1
    return PeriodColumns(child[firsts], start[firsts], reach[lasts].astype(np.int32))


def _values_fitting(asks: Condition | Proof, values: tuple[str, ...]) -> npt.NDArray[np.bool_] | None:
    if not asks.values and asks.at_least is None and asks.at_most is None:
        return None
    return np.array([is_fitting_value(value, asks) for value in values], np.bool_)
