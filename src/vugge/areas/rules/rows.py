"""One row of a table of official lists, as a value, and what it changes beside what is on file."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final, Literal

from vugge.areas.rules.facts import AreaYearFacts
from vugge.areas.rules.figures import Figure, Note, decimals_of
from vugge.areas.rules.law import AreaList, Measure

ROUNDED = "rounded"
"""The catalogue's flag for a figure whose source gives fewer decimals than the official table."""

CRITERIA_MET: Final = "criteria_met"
"""The number of criteria met by the source's own count, as tables may be silent about it."""


@dataclass(frozen=True)
class AreaRow:
    """One area on one list day as a table gives it. `number` is the row in the table, 0 where there is none.

    `silent` is what the table has no column for: it says nothing of these figures, lists and that number.
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
    silent: frozenset[Measure | AreaList | Literal["criteria_met"]] = frozenset()


class Newness(StrEnum):
    """What a row does to what is on file."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


def completed(row: AreaRow, on_file: AreaYearFacts | None) -> AreaRow:
    """Return a row of somebody's table with what is on file beside it and still holds.

    That is: what its table is silent about, the precision of figures it repeats, and remarks. A remark on a figure
    holds while the figure does, a remark on the whole row while the lists and the source do.
    """
    if on_file is None:
        return row
    known = {measure: one for measure, one in on_file.figures.items() if measure in row.silent}
    official = {kind: on_list for kind, on_list in on_file.official.items() if kind in row.silent}
    whole = replace(
        row,
        figures={measure: _repeated(one, on_file) for measure, one in row.figures.items()} | known,
        official={**row.official, **official},
        criteria_met=on_file.criteria_met if CRITERIA_MET in row.silent else row.criteria_met,
        source_url=_both_sources(row, on_file) if known or official else row.source_url,
    )
    return replace(whole, notes=tuple(note for note in on_file.notes if _holds(note, whole, on_file)))


def _both_sources(row: AreaRow, on_file: AreaYearFacts) -> str:
    """Name the new source first, then those of the figures that stay."""
    if row.source_url in on_file.source_url:
        return on_file.source_url
    return f"{row.source_url} + {on_file.source_url}"


def newness(row: AreaRow, on_file: AreaYearFacts | None) -> Newness:
    """Say whether a row is new, changes what is on file, or repeats it, to the last decimal and remark."""
    if on_file is None:
        return Newness.NEW
    return Newness.UNCHANGED if _content(row) == _content(on_file) else Newness.CHANGED


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


def _repeated(figure: Figure, on_file: AreaYearFacts) -> Figure:
    """Return the figure on file where this one says the same.

    A spreadsheet drops zeros at the end, and a table that gives only the share says nothing against its persons.
    """
    known = on_file.figures.get(figure.measure)
    if known is None or known.value != figure.value:
        return figure
    gives_no_persons = figure.count is None and figure.base is None
    return known if gives_no_persons or _amount(known) == _amount(figure) else figure


def _holds(note: Note, row: AreaRow, on_file: AreaYearFacts) -> bool:
    if note.measure is None:
        return dict(row.official) == dict(on_file.official) and row.source_url == on_file.source_url
    return _amount(row.figures.get(note.measure)) == _amount(on_file.figures.get(note.measure))


def _content(row: AreaRow | AreaYearFacts) -> object:
    figures = {measure: (_amount(one), one.decimals) for measure, one in row.figures.items()}
    notes = Counter((note.flag, note.text, note.measure) for note in row.notes)
    return figures, dict(row.official), row.criteria_met, row.source_url, notes


def _amount(figure: Figure | None) -> object:
    return None if figure is None else (figure.value, figure.count, figure.base)
