"""What can be done with a whole register: commit somebody's file, and register the municipalities and regions."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from vugge.audit.actions import action
from vugge.audit.rules import Logged, Viewer
from vugge.kit.errors import BadInput
from vugge.kit.progress import Progress, nobody_waits
from vugge.kit.tables.limits import LIMITS
from vugge.kit.text import sentence
from vugge.organisations import models
from vugge.organisations.actions.keeping import BY_ADMINISTRATOR, BY_SYSTEM, take_turn
from vugge.organisations.actions.storing import keep_former_name, save_next
from vugge.organisations.queries.files import RegisterPreview, administrator_roles, preview
from vugge.organisations.queries.places import REFERENCE_SINCE, REFERENCE_SOURCE, Reference, reference
from vugge.organisations.rules.register import folded
from vugge.organisations.rules.rows import Newness, OnFile, Owner, RegisterRow

FINGERPRINT_LENGTH: Final = 16


@dataclass(frozen=True)
class RegisterReceipt:
    """What an import did: how many rows were new, changed and unchanged."""

    counts: Mapping[Newness, int]


@action("organisations.register_imported")
def import_register(
    viewer: Viewer, *, file: Path, mapping: Mapping[str, str] | None = None, progress: Progress = nobody_waits
) -> Logged[RegisterReceipt]:
    """Commit a file of organisations and units: all of it, or nothing when anything in it is wrong.

    `progress` is told of each row of the file. Raises `NotAllowed` for who is no administrator, and `BadInput` naming
    the first problem; `preview` names all.
    """
    take_turn()
    content = _sha256(file)
    seen = preview(viewer, file=file, mapping=mapping)
    if seen.problems:
        raise BadInput(
            sentence(
                "Intet er indlæst. Filen har {count} fejl; den første er: {first}",
                count=len(seen.problems),
                first=seen.problems[0].located,
            )
        )
    if _sha256(file) != content:
        raise BadInput(sentence("Filen blev ændret, mens den blev læst. Intet er indlæst. Prøv igen."))
    _store(seen, progress)
    counts = seen.counts()
    return Logged(
        RegisterReceipt(counts),
        subject=f"register_file:{content[:FINGERPRINT_LENGTH]}",
        basis=_basis(viewer),
        numbers={kind.value: number for kind, number in counts.items()},
    )


@action("organisations.reference_loaded")
def load_reference(viewer: Viewer) -> Logged[int]:
    """Register the municipalities and regions of the catalogue, and return how many were new or renamed.

    May be run again at any time: what is there already stays as it is.
    """
    take_turn()
    basis = _basis(viewer)
    on_file = {(row.kind, row.code): row for row in models.Organisation.objects.exclude(code="")}
    new = [one for one in reference() if (one.kind.value, one.code) not in on_file]
    models.Organisation.objects.bulk_create(_reference_row(one) for one in new)
    renamed = [one for one in reference() if one not in new and on_file[one.kind.value, one.code].name != one.name]
    for one in renamed:
        _rename(on_file[one.kind.value, one.code], one.name)
    changed = len(new) + len(renamed)
    return Logged(changed, subject="register:reference", basis=basis, numbers={"changed": changed})


def _basis(viewer: Viewer) -> str:
    held = administrator_roles(viewer)
    return f"{BY_ADMINISTRATOR}:{held[0].id}" if held else BY_SYSTEM


def _sha256(file: Path) -> str:
    """Return the hash of as much of a file as may be read at all; of nothing for what is no file."""
    if not file.is_file():
        return hashlib.sha256(b"").hexdigest()
    with file.open("rb") as content:
        return hashlib.sha256(content.read(LIMITS.file_bytes + 1)).hexdigest()


def _reference_row(one: Reference) -> models.Organisation:
    return models.Organisation(
        kind=one.kind.value,
        name=one.name,
        folded=folded(one.name),
        code=one.code,
        municipality=one.municipality,
        valid_from=REFERENCE_SINCE,
        source=REFERENCE_SOURCE,
    )


def _rename(row: models.Organisation, name: str) -> None:
    keep_former_name(row, name=row.name)
    row.name, row.folded = name, folded(name)
    save_next(row)


def _store(seen: RegisterPreview, progress: Progress) -> None:
    rows = [row for row in seen.table.rows if seen.newness[row.number] is not Newness.UNCHANGED]
    everything = len(seen.table.rows)
    done = everything - len(rows)
    owners = {key: one.id for key, one in seen.on_file.owners.items()}
    units: list[tuple[RegisterRow, models.Unit]] = []
    progress(done, everything)
    for row in sorted(rows, key=lambda one: one.part is not None):  # organisations first: units lie in them
        if row.part is None:
            owners[row.owner] = _store_organisation(row, seen.on_file)
        else:
            units.append((row, _store_unit(row, owners, seen.on_file)))
        done += 1
        progress(done, everything)
    for row, unit in units:
        _store_parent(row, unit)


def _store_organisation(row: RegisterRow, on_file: OnFile) -> int:
    known = on_file.organisation(row)
    stored = models.Organisation.objects.get(pk=known.id) if known else models.Organisation(version=0)
    if known and known.name != row.organisation:
        keep_former_name(stored, name=known.name)
    stored.kind, stored.municipality = row.organisation_kind.value, row.municipality
    stored.name, stored.folded = row.organisation, folded(row.organisation)
    stored.cvr, stored.source = row.cvr, row.source
    stored.valid_from, stored.valid_to = row.days
    save_next(stored)
    return stored.pk


def _store_unit(row: RegisterRow, owners: Mapping[Owner, int], on_file: OnFile) -> models.Unit:
    known = on_file.unit(row, on_file.by_id.get(owners[row.owner]))
    stored = models.Unit.objects.get(pk=known.id) if known else models.Unit(version=0)
    stored.organisation_id = owners[row.owner]
    stored.kind = row.unit_kind.value if row.unit_kind else ""
    stored.name, stored.folded = row.unit, folded(row.unit)
    stored.area_key, stored.address = row.area_key, row.address
    stored.municipality = (known.municipality if known else "") or row.municipality
    stored.valid_from, stored.valid_to = row.days
    stored.source, stored.parent_id = row.source, None
    save_next(stored)
    return stored


def _store_parent(row: RegisterRow, unit: models.Unit) -> None:
    """Put a stored unit under its parent, which may have been stored after it; of two, under the one that goes on."""
    if row.parent:
        named = models.Unit.objects.filter(organisation_id=unit.organisation_id, folded=folded(row.parent))
        unit.parent = max(named, key=lambda one: one.valid_to or date.max)
        unit.save(update_fields=["parent"])
