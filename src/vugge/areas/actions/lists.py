"""What can be done with official lists: commit somebody's file, and load the published data that we ship."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.utils import timezone

from vugge.areas import models
from vugge.areas.actions.identities import remove_empty_areas, store_identities
from vugge.areas.actions.storing import compute_answers, store_catalogue_rows, store_rows, take_turn
from vugge.areas.queries.files import preview, shipped_rows
from vugge.areas.queries.law import area_law, published_fingerprint
from vugge.areas.queries.pages import identities_on_file
from vugge.areas.rules.figures import Figure, Note
from vugge.areas.rules.law import AreaList, Measure
from vugge.areas.rules.rows import AreaRow, Newness, joined, with_notes
from vugge.areas.rules.table_columns import LIST_COLUMNS, MEASURE_COLUMNS
from vugge.audit.actions import action
from vugge.audit.rules import NO_PERSONAL_DATA, Logged, Viewer
from vugge.catalogue import reading
from vugge.catalogue.shapes import (
    EVERYTHING,
    CombinedLettingFigure,
    FigureNote,
    InferredMembership,
    SourceKind,
)
from vugge.kit.errors import BadInput
from vugge.kit.progress import Progress, nobody_waits
from vugge.kit.tables.limits import LIMITS
from vugge.kit.text import sentence
from vugge.organisations.queries import municipality_named
from vugge.organisations.queries.files import administrator_roles

FIELD_MEASURES: Mapping[str, Measure] = {name: measure for measure, name in MEASURE_COLUMNS.items()}


@dataclass(frozen=True)
class Receipt:
    """What an import did: the version it made, and how many rows were new, changed and unchanged."""

    version: int
    counts: Mapping[Newness, int]


@action("areas.lists_imported")
def import_lists(
    viewer: Viewer,
    *,
    file: Path,
    mapping: Mapping[str, str] | None = None,
    today: date,
    progress: Progress = nobody_waits,
) -> Logged[Receipt]:
    """Commit a file of official lists: all of it, or nothing when anything in it is wrong.

    `progress` is told of each row of the file. Raises `NotAllowed` for who is no administrator, and `BadInput` naming
    the first problem; `preview` names them all.
    """
    administrator_roles(viewer)
    take_turn()
    content = _sha256(file)
    seen = preview(viewer, file=file, mapping=mapping, today=today)
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
    imported = _imported("file", content, len(seen.table.rows))
    counts = store_rows(seen.table.rows, known=identities_on_file(viewer), imported=imported, progress=progress)
    compute_answers()
    return _logged(imported, counts)


@action("areas.catalogue_loaded")
def load_catalogue(viewer: Viewer) -> Logged[Receipt]:
    """Make the published data that we ship what is on file of them; rows from somebody's own file stay as they are."""
    take_turn()
    areas = reading.area_identities()
    store_identities(areas)
    rows = catalogue_rows()
    imported = _imported("catalogue", published_fingerprint(), len(rows))
    counts, removed = store_catalogue_rows(rows, known=identities_on_file(viewer), imported=imported)
    remove_empty_areas(areas)
    compute_answers()
    return _logged(imported, counts, removed=removed)


def catalogue_rows() -> tuple[AreaRow, ...]:
    """Return everything the catalogue publishes of areas: the lists, the derived ones, and combined letting."""
    shipped = shipped_rows()
    notes = _notes_by_row(shipped, reading.figure_notes())
    inferred = tuple(_inferred_row(one) for one in reading.inferred_memberships())
    combined = tuple(_combined_row(one) for one in reading.combined_letting())
    return joined((*with_notes(shipped, notes), *inferred, *combined))


def _imported(origin: str, sha256: str, rows: int) -> models.Import:
    return models.Import.objects.create(committed_at=timezone.now(), origin=origin, sha256=sha256, rows=rows)


def _sha256(file: Path) -> str:
    """Return the hash of as much of a file as may be read at all; nothing for what is no file."""
    if not file.is_file():
        return ""
    with file.open("rb") as content:
        return hashlib.sha256(content.read(LIMITS.file_bytes + 1)).hexdigest()


def _logged(imported: models.Import, counts: Mapping[Newness, int], **more: int) -> Logged[Receipt]:
    return Logged(
        Receipt(imported.pk, counts),
        subject=f"area_import:{imported.pk}",
        basis=NO_PERSONAL_DATA,
        numbers={str(kind): count for kind, count in counts.items()} | more,
    )


def _notes_by_row(rows: Iterable[AreaRow], notes: Iterable[FigureNote]) -> dict[int, tuple[Note, ...]]:
    found: defaultdict[int, list[Note]] = defaultdict(list)
    given = tuple(notes)
    for row in rows:
        for note in given:
            # A table row says only the year; of two lists in a year the notes mean the main one.
            if area_law().calendar.day_for(note.year) == row.list_day and note.area in (EVERYTHING, row.name):
                found[row.number].extend(_row_notes(note, row))
    return {number: tuple(given) for number, given in found.items()}


def _row_notes(note: FigureNote, row: AreaRow) -> tuple[Note, ...]:
    """Return a catalogue note as remarks on this row's figures, or on the row where it names no figure."""
    lists = {name: kind for kind, name in LIST_COLUMNS.items()}
    about_lists = [lists[column] for column in note.columns if column in lists]
    if note.area == EVERYTHING and about_lists and not any(row.official.get(kind) for kind in about_lists):
        return ()
    measures = [FIELD_MEASURES[column] for column in note.columns if column in FIELD_MEASURES]
    return tuple(Note(note.flag, note.text, measure) for measure in measures) or (Note(note.flag, note.text),)


def _inferred_row(one: InferredMembership) -> AreaRow:
    return AreaRow(
        0,
        one.area,
        _code(one.municipality),
        one.list_day,
        official={AreaList.EXPOSED: True},
        source_url=_transcription_url(),
        notes=(Note("membership_inferred", one.text),),
    )


def _transcription_url() -> str:
    """Return the address of the transcription whose "new" and "left" marks the derived lists rest on."""
    return next(one.url for one in reading.sources() if one.kind is SourceKind.TRANSCRIPTION)


def _combined_row(one: CombinedLettingFigure) -> AreaRow:
    day = area_law().calendar.day_for(one.year) or date(one.year, 12, 1)
    figures = {
        Measure.RESIDENTS: Figure(Measure.RESIDENTS, Decimal(one.residents), 0),
        Measure.OUTSIDE_LABOUR_MARKET: Figure(Measure.OUTSIDE_LABOUR_MARKET, one.outside_labour_market, 1),
    }
    return AreaRow(
        0,
        one.area,
        _code(one.municipality),
        day,
        figures=figures,
        official={AreaList.COMBINED_LETTING: True},
        source_url=one.source_url,
    )


def _code(name: str) -> str:
    found = municipality_named(name)
    if found is None:
        raise BadInput(sentence("Kataloget nævner kommunen ”{name}”, som ikke findes.", name=name))
    return found.code
