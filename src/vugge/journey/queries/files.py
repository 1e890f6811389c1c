"""What a file of what was seen holds, before anybody saves it. Offers `preview`, `read_file` and `template`."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import UUID

from django.utils import timezone

from vugge.access.queries.actors import scope
from vugge.audit.actions import look
from vugge.audit.rules import Act, Category, Looked, Result, Scope, Seen, Viewer
from vugge.journey import models
from vugge.journey.queries.law import measures
from vugge.journey.rules.evidence_table import (
    COLUMNS,
    HEADER,
    EvidenceRow,
    EvidenceTable,
    Ground,
    Newness,
    asked_children,
    evidence_rows,
)
from vugge.kit.local_time import local_day
from vugge.kit.tables import Problem, Reading, Value, read_table
from vugge.people.queries.numbers import named_by
from vugge.people.queries.persons import lines


@dataclass(frozen=True)
class EvidencePreview:
    """A file as it would be saved: its rows, whom they are about by name, and all that is wrong."""

    reading: Reading
    table: EvidenceTable
    names: Mapping[UUID, str]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong; with any, nothing is saved."""
        return self.table.problems

    def reading_with_all_problems(self) -> Reading:
        """Return the file as read, with also the problems that show only when rows are understood."""
        return replace(self.reading, problems=self.problems)

    def counts(self) -> dict[Newness, int]:
        """Return how many rows are new and unchanged; a file changes nothing that is on file."""
        counted = Counter(row.newness for row in self.table.rows)
        return {kind: counted[kind] for kind in Newness}


@look("journey.evidence_previewed")
def preview(viewer: Viewer, *, file: Path) -> Looked[EvidencePreview]:
    """Show what a file would do, and change nothing. A fixed number of statements, however many rows."""
    mine = scope(viewer)
    reading, table = read_file(mine, file)
    names = {one.id: one.name for one in lines(mine, {row.child for row in table.rows})}
    found = EvidencePreview(reading, table, names)
    result = Result.SHOWN if table.rows else Result.EMPTY
    return Looked(found, seen=seen_in(mine, table.rows), result=result, numbers={"rows": len(table.rows)})


def read_file(mine: Scope, file: Path) -> tuple[Reading, EvidenceTable]:
    """Read a file as it would be saved. Two statements. Asked inside a look or an action."""
    reading = read_table(file, COLUMNS)
    children = named_by(mine, asked_children(reading))

    def may_add(child: UUID, category: Category) -> bool:
        return mine.sight(child).may(Act.ADD, category)

    on_file = _on_file(mine, set(children.values()))
    ground = Ground(children, may_add, measures(), on_file, local_day(timezone.now()))
    return reading, evidence_rows(reading, ground)


def seen_in(mine: Scope, rows: Iterable[EvidenceRow]) -> tuple[Seen, ...]:
    """Return what the log says of the children in a file."""
    kinds: dict[UUID, set[Category]] = {}
    for row in rows:
        kinds.setdefault(row.child, {Category.IDENTITY}).add(measures()[row.new.measure].category)
    return tuple(mine.sight(child).seen(*categories) for child, categories in kinds.items())


def template() -> tuple[tuple[str, ...], list[tuple[Value, ...]]]:
    """Return the header of an empty table to fill in, and no rows."""
    return HEADER, []


def _on_file(mine: Scope, children: Collection[UUID]) -> Mapping[tuple[UUID, str, date], str]:
    rows = models.Evidence.objects.within(mine, only=children).filter(wrong_at__isnull=True)
    columns = ("person_id", "measure", "observed_on", "value")
    return {(child, measure, day): value for child, measure, day, value in rows.values_list(*columns)}
