"""How rows of official lists are stored, and our answers computed anew beside them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import version

from django.db import connection
from django.db.models import QuerySet

from vugge.areas import models
from vugge.areas.queries.files import area_key
from vugge.areas.queries.law import area_law
from vugge.areas.queries.rows import facts, membership_of
from vugge.areas.rules.facts import AreaYearFacts
from vugge.areas.rules.identity import Identities
from vugge.areas.rules.judging import judged
from vugge.areas.rules.rows import AreaRow, Newness, completed, newness
from vugge.catalogue.names import fold
from vugge.kit.progress import Progress, nobody_waits

CODE_VERSION = version("vugge")


@dataclass(frozen=True)
class _Placed:
    """A row, the key of the area it is about, and what is on file there."""

    row: AreaRow
    key: str
    before: AreaYearFacts | None


def take_turn() -> None:
    """Wait until nobody else stores lists, and let others wait until this transaction ends.

    Versions then follow each other in the order in which they can be seen. Readers wait for nothing. On SQLite the
    transaction itself has waited already: it is begun as one that writes.
    """
    if connection.vendor == "postgresql":
        table = connection.ops.quote_name(models.Import._meta.db_table)  # noqa: SLF001  Django's documented name
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")


def store_rows(
    rows: Sequence[AreaRow], *, known: Identities, imported: models.Import, progress: Progress = nobody_waits
) -> dict[Newness, int]:
    """Store the rows of somebody's file that are new or changed, and count all three kinds."""
    placed = _placed(rows, known)
    return _store((replace(one, row=completed(one.row, one.before)) for one in placed), imported, progress)


def store_catalogue_rows(
    rows: Sequence[AreaRow], *, known: Identities, imported: models.Import
) -> tuple[dict[Newness, int], int]:
    """Make what the catalogue publishes what is on file of it; return the counts, and how many rows are gone.

    Rows that came from somebody's file are left as they are and count as unchanged.
    """
    kept = _places(models.AreaYear.objects.filter(imported__origin="file"))
    placed = _placed(rows, known)
    own = [one for one in placed if (one.key, one.row.list_day) not in kept]
    counts = _store(own, imported)
    counts[Newness.UNCHANGED] += len(placed) - len(own)
    return counts, _remove_departed({(one.key, one.row.list_day) for one in placed})


def compute_answers() -> int:
    """Compute our answer for every area-year on file anew, and return how many answers there are."""
    law = area_law()
    member = membership_of(law.calendar)
    rows = models.AreaYear.objects.order_by("id")
    answers = [
        models.ComputedAnswer(
            area_year_id=stored.pk,
            kind=result.rule.kind,
            outcome=result.outcome,
            package=evaluation.package.id,
            code_version=CODE_VERSION,
        )
        for stored, one in zip(rows, facts(rows), strict=True)
        for evaluation in judged(law, member, one, under=one.list_day)
        for result in evaluation.results
    ]
    models.ComputedAnswer.objects.all().delete()
    models.ComputedAnswer.objects.bulk_create(answers)
    return len(answers)


def _placed(rows: Sequence[AreaRow], known: Identities) -> list[_Placed]:
    keys = [area_key(row, known) for row in rows]
    stored = facts(models.AreaYear.objects.filter(area__key__in=set(keys)))
    on_file = {(one.area, one.list_day): one for one in stored}
    return [_Placed(row, key, on_file.get((key, row.list_day))) for row, key in zip(rows, keys, strict=True)]


def _store(placed: Iterable[_Placed], imported: models.Import, progress: Progress = nobody_waits) -> dict[Newness, int]:
    given = list(placed)
    areas = _areas(given)
    counts = dict.fromkeys(Newness, 0)
    for number, one in enumerate(given):
        progress(number, len(given))
        kind = newness(one.row, one.before)
        counts[kind] += 1
        if kind is not Newness.UNCHANGED:
            _store_row(one.row, areas[one.key], imported)
    progress(len(given), len(given))
    return counts


def _areas(placed: Iterable[_Placed]) -> dict[str, models.Area]:
    """Return the stored areas behind the rows, making those that are new, with the name the row gives."""
    stored = {area.key: area for area in models.Area.objects.all()}
    for key, row in ((one.key, one.row) for one in placed):
        if key not in stored:
            stored[key] = models.Area.objects.create(key=key, municipality=row.municipality)
            models.AreaName.objects.create(area=stored[key], name=row.name, folded=fold(row.name))
    return stored


def _remove_departed(published: Collection[tuple[str, date]]) -> int:
    """Remove the catalogue's rows that it no longer publishes, and return how many they were."""
    loaded = models.AreaYear.objects.filter(imported__origin="catalogue").select_related("area")
    departed = [one for one in loaded if (one.area.key, one.list_day) not in published]
    for one in departed:
        _remove_contents(one)
        one.computed.all().delete()
        one.delete()
    return len(departed)


def _places(area_years: QuerySet[models.AreaYear]) -> frozenset[tuple[str, date]]:
    return frozenset(area_years.values_list("area__key", "list_day"))


def _remove_contents(stored: models.AreaYear) -> None:
    for hanging in (stored.figures, stored.official, stored.notes):
        hanging.all().delete()


def _store_row(row: AreaRow, area: models.Area, imported: models.Import) -> None:
    stored, _ = models.AreaYear.objects.update_or_create(
        area=area,
        list_day=row.list_day,
        defaults={"criteria_met": row.criteria_met, "source_url": row.source_url, "imported": imported},
    )
    _remove_contents(stored)
    models.StoredFigure.objects.bulk_create(
        models.StoredFigure(
            area_year=stored,
            measure=one.measure,
            value=one.value,
            decimals=one.decimals,
            count=one.count,
            base=one.base,
        )
        for one in row.figures.values()
    )
    models.OfficialFlag.objects.bulk_create(
        models.OfficialFlag(area_year=stored, kind=kind, on_list=on_list) for kind, on_list in row.official.items()
    )
    models.QualityNote.objects.bulk_create(
        models.QualityNote(
            area_year=stored,
            measure=note.measure or "",
            flag=note.flag,
            text_da=note.text.da,
            text_en=note.text.en,
        )
        for note in row.notes
    )
