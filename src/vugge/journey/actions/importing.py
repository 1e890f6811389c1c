"""Saving a file of what an institution has seen of its children: all of it, or nothing when anything in it is wrong."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from uuid import uuid4

from django.utils import timezone

from vugge.access.queries.actors import scope
from vugge.audit.actions import action
from vugge.audit.rules import Logged, Viewer, joint_basis
from vugge.journey.actions.storing import acting_unit
from vugge.journey.models import Evidence
from vugge.journey.queries.files import read_file, seen_in
from vugge.journey.rules.evidence_table import EvidenceRow, Newness
from vugge.kit.errors import BadInput
from vugge.kit.progress import Progress, nobody_waits
from vugge.kit.text import sentence

FINGERPRINT_LENGTH: Final = 16
BATCH: Final = 200


@action("journey.evidence_imported")
def import_evidence(viewer: Viewer, *, file: Path, progress: Progress = nobody_waits) -> Logged[Mapping[Newness, int]]:
    """Save a file of what was seen. What is on file already stays as it is. Returns how many rows were new.

    Each row needs that the viewer may add that kind of data for that child. Raises `BadInput` with the first problem.
    """
    content = hashlib.sha256(file.read_bytes()).hexdigest()
    mine = scope(viewer)
    _reading, table = read_file(mine, file)
    if table.problems:
        raise BadInput(
            sentence(
                "Intet er indlæst. Filen har {count} fejl; den første er: {first}",
                count=len(table.problems),
                first=table.problems[0].located,
            )
        )
    if hashlib.sha256(file.read_bytes()).hexdigest() != content:
        raise BadInput(sentence("Filen blev ændret, mens den blev læst. Intet er indlæst. Prøv igen."))
    new = [row for row in table.rows if row.newness is Newness.NEW]
    _store(viewer, new, progress, everything=len(table.rows))
    counts = {Newness.NEW: len(new), Newness.CHANGED: 0, Newness.UNCHANGED: len(table.rows) - len(new)}
    seen = seen_in(mine, table.rows)
    return Logged(
        counts,
        subject=f"evidence_file:{content[:FINGERPRINT_LENGTH]}",
        basis=joint_basis(seen),
        persons=seen,
        fields=("evidence",),
        numbers={kind.value: number for kind, number in counts.items()},
    )


def _store(viewer: Viewer, rows: list[EvidenceRow], progress: Progress, *, everything: int) -> None:
    done = everything - len(rows)
    progress(done, everything)
    for start in range(0, len(rows), BATCH):
        some = rows[start : start + BATCH]
        Evidence.objects.adding().bulk_create(_row(viewer, one) for one in some)
        done += len(some)
        progress(done, everything)


def _row(viewer: Viewer, one: EvidenceRow) -> Evidence:
    return Evidence(
        id=uuid4(),
        person_id=one.child,
        measure=one.new.measure,
        value=one.new.value,
        observed_on=one.new.observed_on,
        note=one.new.note,
        origin=one.new.origin,
        unit_id=acting_unit(viewer),
        written_by=viewer.name,
        written_at=timezone.now(),
    )
