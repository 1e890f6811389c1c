"""A file of what an institution has seen of its children: its columns, and what its rows mean and get wrong.

Offers `COLUMNS`, `HEADER`, `Ground` (what rows are held against), `evidence_rows` with `EvidenceTable`, and `Newness`.
A child that nobody knows and one that the viewer may not know of are refused in the same words.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from vugge.audit.rules import Category
from vugge.journey.rules.observing import LONGEST_NOTE, NewEvidence, checked_evidence
from vugge.journey.rules.route import Measure
from vugge.kit.errors import BadInput
from vugge.kit.tables import Column, Problem, Reading, Row
from vugge.kit.tables.cells import date as date_cell
from vugge.kit.tables.cells import text
from vugge.kit.tables.problems import column_letter
from vugge.kit.text import Sentence, Text, sentence

COLUMNS: Final = (
    Column("child", Text(da="Barn", en="Child"), text(), required=True, aliases=("CPR", "CPR-nummer", "Id")),
    Column("measure", Text(da="Mål", en="Measure"), text(), required=True, aliases=("Hvad er set",)),
    Column("value", Text(da="Værdi", en="Value"), text(), header_needed=False, aliases=("Resultat",)),
    Column("day", Text(da="Dag", en="Day"), date_cell(), required=True, aliases=("Dato",)),
    Column("note", Text(da="Kilde", en="Source"), text(longest=LONGEST_NOTE), header_needed=False),
)
"""`child` is a CPR number or our own id; `measure` its id or its Danish or English name."""
HEADER: Final = tuple(column.label.da for column in COLUMNS)
NEEDED: Final = frozenset(column.name for column in COLUMNS if column.header_needed)

UNKNOWN_CHILD: Final = sentence("Vi kender ikke et barn med det nummer blandt dem, du arbejder med. Tjek nummeret.")
NOT_YOURS: Final = sentence("Din opgave skriver ikke den slags for barnet.")


class Newness(StrEnum):
    """What a row does to what is on file."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class EvidenceRow:
    """One row that can be saved: whom it is about and what was seen."""

    number: int
    child: UUID
    new: NewEvidence
    newness: Newness


@dataclass(frozen=True)
class EvidenceTable:
    """The rows that can be saved, and everything that is wrong with the table."""

    rows: tuple[EvidenceRow, ...]
    problems: tuple[Problem, ...]


Known = Mapping[tuple[UUID, str, date], str]
"""What is on file: the value by child, measure and day."""


@dataclass(frozen=True)
class Ground:
    """What rows are held against: children by what stands in a cell, the law's measures, and what is on file."""

    children: Mapping[str, UUID]
    may_add: Callable[[UUID, Category], bool]
    measures: Mapping[str, Measure]
    on_file: Known
    today: date


def evidence_rows(reading: Reading, ground: Ground) -> EvidenceTable:
    """Turn a read table into rows that can be saved; a row with any problem is not among them."""
    problems = list(reading.problems)
    if not reading.mapped.keys() >= NEEDED:
        return EvidenceTable((), tuple(problems))
    faulty = {problem.row for problem in problems}
    names = _names(ground.measures)
    on_file = dict(ground.on_file)
    rows: list[EvidenceRow] = []
    for row in reading.rows:
        if row.number in faulty:
            continue
        made = _row(row, ground, names, on_file)
        if isinstance(made, EvidenceRow):
            on_file[made.child, made.new.measure, made.new.observed_on] = made.new.value
            rows.append(made)
        else:
            field, why = made
            problems.append(_problem(reading, row.number, field, why=why))
    return EvidenceTable(tuple(rows), tuple(sorted(problems, key=lambda one: (one.row or 0, one.column or ""))))


def asked_children(reading: Reading) -> frozenset[str]:
    """Return what stands in the column of the child."""
    return frozenset(str(row.values["child"]) for row in reading.rows if row.values.get("child"))


def _names(measures: Mapping[str, Measure]) -> Mapping[str, Measure]:
    return {name.casefold(): one for one in measures.values() for name in (one.name.en, one.name.da, one.id)}


def _row(row: Row, ground: Ground, names: Mapping[str, Measure], on_file: Known) -> EvidenceRow | tuple[str, Sentence]:
    """Return a row as it can be saved, or the field that is wrong and why."""
    child = ground.children.get(str(row.values["child"]))
    if child is None:
        return "child", UNKNOWN_CHILD
    measure = names.get(str(row.values["measure"]).casefold())
    if measure is None:
        return "measure", sentence("Vi kender ikke et mål med det navn. Se listen i skabelonen.")
    if not ground.may_add(child, measure.category):
        return "measure", NOT_YOURS
    day = row.values["day"]
    assert isinstance(day, date)  # noqa: S101  tells the type checker what the column's cells are
    written = NewEvidence(measure.id, day, str(row.values.get("value") or ""), note=str(row.values.get("note") or ""))
    try:
        new = checked_evidence(written, measures=ground.measures, today=ground.today)
    except BadInput as wrong:
        return ("day" if day > ground.today else "value"), wrong.sentence
    before = on_file.get((child, measure.id, day))
    if before is not None and before != new.value:
        return "value", sentence("Der står allerede noget andet den dag. Ret det på barnets side.")
    return EvidenceRow(row.number, child, new, Newness.NEW if before is None else Newness.UNCHANGED)


def _problem(reading: Reading, row: int, field: str, *, why: Sentence) -> Problem:
    """Point at a row and the column of the file that holds a field; a column left out of the file is the first."""
    index = reading.mapped.get(field, 0)
    return Problem(why, row=row, column=column_letter(index), header=reading.headers[index])
