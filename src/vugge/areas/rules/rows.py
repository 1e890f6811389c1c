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
    """One area on one list day as a table gives it. `number` is the row in the table, 0 where there is none.

    `silent` are the figures and lists that the table has no column for: it says nothing of them.
    """

    number: int
    name: str
    municipality: str
    list_day: date
    figures: Mapping[Measure, Figure] = field(default_factory=dict)
    official: Mapping[AreaList, bool] = field(default_factory=dict)
    criteria_met: int | None = None
    source_url: str = ""
    notes: tuple[Note, ...] = ()
    silent: frozenset[Measure | AreaList] = frozenset()


class Newness(StrEnum):
    """What a row does to what is on file."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


def completed(row: AreaRow, on_file: AreaYearFacts | None) -> AreaRow:
    """Return a row with what is on file of the figures and lists that its table is silent about."""
    if on_file is None or not row.silent:
        return row
    figures = {measure: one for measure, one in on_file.figures.items() if measure in row.silent}
    official = {kind: on_list for kind, on_list in on_file.official.items() if kind in row.silent}
    return replace(row, figures={**row.figures, **figures}, official={**row.official, **official})


def newness(row: AreaRow, on_file: AreaYearFacts | None) -> Newness:
    """Say whether a row is new, changes what is on file, or repeats it."""
    if on_file is None:
        return Newness.NEW
    return Newness.UNCHANGED if _content(row) == _content(on_file) else Newness.CHANGED


def changed_measures(row: AreaRow, on_file: AreaYearFacts) -> frozenset[Measure]:
    """Return the measures whose figure differs from the one on file."""
    before, now = _figures(on_file.figures), _figures(row.figures)
    return frozenset(measure for measure in (*before, *now) if before.get(measure) != now.get(measure))


def joined(rows: Iterable[AreaRow]) -> tuple[AreaRow, ...]:
    """Join rows of several tables about the same area and list day into one."""
    found: dict[tuple[str, str, date], AreaRow] = {}
    for row in rows:
        place = (row.name, row.municipality, row.list_day)
        found[place] = _join(found[place], row) if place in found else row
    return tuple(found.values())


def _join(one: AreaRow, other: AreaRow) -> AreaRow:
    return replace(
        one,
        figures={**one.figures, **other.figures},
        official={**one.official, **other.official},
        source_url=" + ".join(dict.fromkeys(url for url in (one.source_url, other.source_url) if url)),
        notes=(*one.notes, *other.notes),
        silent=one.silent & other.silent,
    )


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
