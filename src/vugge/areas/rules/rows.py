"""One row of a table of official lists, as a value, and what it changes beside what is on file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from vugge.areas.rules.facts import AreaYearFacts
from vugge.areas.rules.figures import Figure, Note, decimals_of
from vugge.areas.rules.law import AreaList, Measure

ROUNDED = "rounded"
"""The catalogue's flag for a figure whose source gives fewer decimals than the official table."""


@dataclass(frozen=True)
class AreaRow:
    """One area on one list day as a table gives it. `number` is the row in the table, 0 where there is none."""

    number: int
    name: str
    municipality: str
    list_day: date
    figures: Mapping[Measure, Figure] = field(default_factory=dict)
    official: Mapping[AreaList, bool] = field(default_factory=dict)
    criteria_met: int | None = None
    source_url: str = ""
    notes: tuple[Note, ...] = ()


class Newness(StrEnum):
    """What a row does to what is on file."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


def newness(row: AreaRow, on_file: AreaYearFacts | None) -> Newness:
    """Say whether a row is new, changes what is on file, or repeats it."""
    if on_file is None:
        return Newness.NEW
    return Newness.UNCHANGED if _content(row) == _content(on_file) else Newness.CHANGED


def changed_measures(row: AreaRow, on_file: AreaYearFacts) -> frozenset[Measure]:
    """Return the measures whose figure differs from the one on file."""
    before, now = _figures(on_file.figures), _figures(row.figures)
    return frozenset(measure for measure in (*before, *now) if before.get(measure) != now.get(measure))


def with_notes(rows: Iterable[AreaRow], notes: Mapping[int, tuple[Note, ...]]) -> tuple[AreaRow, ...]:
    """Return the rows with the remarks that belong to them, by row number.

    A figure remarked as rounded keeps only the decimals its source gave, not those of the official table.
    """
    return tuple(_with_notes(row, notes.get(row.number, ())) for row in rows)


def _with_notes(row: AreaRow, notes: tuple[Note, ...]) -> AreaRow:
    rounded = {note.measure for note in notes if note.flag == ROUNDED}
    figures = {
        measure: replace(one, decimals=decimals_of(one.value)) if measure in rounded else one
        for measure, one in row.figures.items()
    }
    return replace(row, figures=figures, notes=notes)


def _content(row: AreaRow | AreaYearFacts) -> object:
    return _figures(row.figures), dict(row.official), row.criteria_met, row.source_url


def _figures(figures: Mapping[Measure, Figure]) -> dict[Measure, object]:
    return {measure: (one.value, one.count, one.base) for measure, one in figures.items()}
