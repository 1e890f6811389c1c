"""The facts of many lives in columns: one array a fact, and long tables for what a child can have several of.

Offers `LifeColumns` with its tables `SpellColumns`, `EvidenceColumns`, `PeriodColumns` and `RepeatColumns`;
`columns_of`, which makes them of lives, and `day_number`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Self

import numpy as np
import numpy.typing as npt

from vugge.journey.rules.life import LifeFacts
from vugge.people.rules.kinds import SpellKind

Days = npt.NDArray[np.int32]
"""Days since 1970-01-01."""
Codes = npt.NDArray[np.int32]
Marks = npt.NDArray[np.bool_]
Small = npt.NDArray[np.int8] | Codes
"""Codes that fit in a byte."""

NEVER = 2**30
"""The end of what goes on, and the day of what has not happened."""
NOT_KNOWN = -(2**30)
"""The day of what is not there: a birth before it, an arrival of whoever was born here."""
KINDS = tuple(SpellKind)
"""`SpellColumns.kind` is the place of the kind in this."""
LISTED, NOT_LISTED, LISTED_UNKNOWN = 1, 0, -1
_EPOCH = date(1970, 1, 1).toordinal()


def day_number(day: date | None, *, missing: int = NOT_KNOWN) -> int:
    """Return a day as columns hold it.

    >>> day_number(date(1970, 1, 2)), day_number(None) == NOT_KNOWN
    (1, True)
    """
    return missing if day is None else day.toordinal() - _EPOCH


@dataclass(frozen=True)
class Table:
    """Rows that belong to children: `child` is the child's place, and rows come in its order."""

    child: Codes

    def of(self, first: int, last: int) -> Self:
        """Return the rows of the children from `first` up to `last`, counted from `first`."""
        begins, ends = np.searchsorted(self.child, [first, last])
        return self.where(slice(begins, ends), moved_by=first)

    def where(self, rows: slice | Marks | npt.NDArray[np.intp], *, moved_by: int = 0) -> Self:
        """Return some of the rows, in order."""
        columns = {one.name: getattr(self, one.name)[rows] for one in fields(self)}
        columns["child"] = columns["child"] - np.int32(moved_by) if moved_by else columns["child"]
        return type(self)(**columns)


@dataclass(frozen=True)
class PeriodColumns(Table):
    """Periods of children; `end` is `NEVER` while they go on."""

    start: Days
    end: Days


@dataclass(frozen=True)
class SpellColumns(PeriodColumns):
    """Spells: `kind` by its place in `KINDS`; `from_listed` of schools, `LISTED_UNKNOWN` where nobody knows."""

    kind: Small
    from_listed: Small


@dataclass(frozen=True)
class EvidenceColumns(Table):
    """Evidence: `measure` and `value` are places in `LifeColumns.measures` and `.values`."""

    on: Days
    measure: Codes
    value: Codes


@dataclass(frozen=True)
class RepeatColumns(Table):
    """School years, by a day in them, in which a child does a grade again."""

    on: Days


@dataclass(frozen=True)
class LifeColumns:
    """Many lives, one place each: what `LifeFacts` holds, `NOT_KNOWN` where there is none. Nothing of it is hidden."""

    born: Days
    due: Days
    died: Days
    arrived: Days
    moved_in: Days
    school_start: Days
    is_home_known: Marks
    spells: SpellColumns
    evidence: EvidenceColumns
    in_listed: PeriodColumns
    repeats: RepeatColumns
    measures: tuple[str, ...]
    values: tuple[str, ...]

    def __post_init__(self) -> None:
        for table in (self.spells, self.evidence, self.in_listed, self.repeats):
            if table.child.size and bool((table.child[1:] < table.child[:-1]).any()):
                message = f"{type(table).__name__} must come in order of child"
                raise ValueError(message)

    @property
    def size(self) -> int:
        """How many children there are."""
        return len(self.born)

    def part(self, first: int, last: int) -> "LifeColumns":
        """Return the children from one place up to another."""
        rows = slice(first, last)
        return LifeColumns(
            born=self.born[rows],
            due=self.due[rows],
            died=self.died[rows],
            arrived=self.arrived[rows],
            moved_in=self.moved_in[rows],
            school_start=self.school_start[rows],
            is_home_known=self.is_home_known[rows],
            spells=self.spells.of(first, last),
            evidence=self.evidence.of(first, last),
            in_listed=self.in_listed.of(first, last),
            repeats=self.repeats.of(first, last),
            measures=self.measures,
            values=self.values,
        )


def columns_of(lives: Sequence[LifeFacts]) -> LifeColumns:
    """Put lives into columns. For millions fill the columns from the database instead, see `LifeColumns`."""
    measures = tuple(sorted({one.measure for life in lives for one in life.evidence}))
    values = tuple(sorted({one.value for life in lives for one in life.evidence}))
    return LifeColumns(
        born=_days(life.born for life in lives),
        due=_days(life.due for life in lives),
        died=_days(life.died for life in lives),
        arrived=_days(life.arrived for life in lives),
        moved_in=_days(life.moved_in for life in lives),
        school_start=_days(life.school_start for life in lives),
        is_home_known=np.array([life.is_home_known for life in lives], np.bool_),
        spells=SpellColumns(**_table(_spells(lives), ("child", "start", "end", "kind", "from_listed"))),
        evidence=EvidenceColumns(**_table(_evidence(lives, measures, values), ("child", "on", "measure", "value"))),
        in_listed=PeriodColumns(**_table(_listed(lives), ("child", "start", "end"))),
        repeats=RepeatColumns(**_table(_repeats(lives), ("child", "on"))),
        measures=measures,
        values=values,
    )


def _days(days: Iterable[date | None]) -> Days:
    return np.array([day_number(day) for day in days], np.int32)


def _table(rows: Iterable[tuple[int, ...]], names: tuple[str, ...]) -> dict[str, Codes]:
    table = np.array(list(rows), np.int32).reshape(-1, len(names))
    return {name: np.ascontiguousarray(table[:, place]) for place, name in enumerate(names)}


def _spells(lives: Sequence[LifeFacts]) -> Iterator[tuple[int, ...]]:
    for child, life in enumerate(lives):
        for one in life.spells:
            listed = LISTED_UNKNOWN if one.is_from_listed is None else int(one.is_from_listed)
            end = day_number(one.period.end, missing=NEVER)
            yield child, day_number(one.period.start), end, KINDS.index(one.kind), listed


def _evidence(
    lives: Sequence[LifeFacts], measures: tuple[str, ...], values: tuple[str, ...]
) -> Iterator[tuple[int, ...]]:
    of_measure = {name: place for place, name in enumerate(measures)}
    of_value = {name: place for place, name in enumerate(values)}
    for child, life in enumerate(lives):
        for one in life.evidence:
            yield child, day_number(one.on), of_measure[one.measure], of_value[one.value]


def _listed(lives: Sequence[LifeFacts]) -> Iterator[tuple[int, ...]]:
    for child, life in enumerate(lives):
        for period in life.in_listed:
            yield child, day_number(period.start), day_number(period.end, missing=NEVER)


def _repeats(lives: Sequence[LifeFacts]) -> Iterator[tuple[int, ...]]:
    for child, life in enumerate(lives):
        for day in life.repeats:
            yield child, day_number(day)
