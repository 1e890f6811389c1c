"""How rows of official lists are stored, and our answers computed anew beside them."""

from collections.abc import Iterable, Sequence
from importlib.metadata import version

from vugge.areas import models
from vugge.areas.queries.files import area_key
from vugge.areas.queries.law import area_law
from vugge.areas.queries.pages import judged, past_lists
from vugge.areas.queries.rows import facts, membership_of
from vugge.areas.rules.criterion import Surroundings
from vugge.areas.rules.evaluation import Evaluation, evaluate
from vugge.areas.rules.facts import AreaYearFacts
from vugge.areas.rules.history import COMBINED_LETTING, Membership
from vugge.areas.rules.identity import Identities
from vugge.areas.rules.law import AreaLaw, Measure
from vugge.areas.rules.rows import AreaRow, Newness, changed_measures, completed, newness
from vugge.catalogue.names import fold
from vugge.kit.law import in_force

CODE_VERSION = version("vugge")


def store_rows(
    rows: Sequence[AreaRow], *, known: Identities, imported: models.Import, keep_files: bool = False
) -> dict[Newness, int]:
    """Store the rows that are new or changed, and count all three kinds.

    With `keep_files`, a row that came from somebody's file is left as it is: the catalogue never overwrites it.
    """
    keys = {place: area_key(row, known) for place, row in enumerate(rows)}
    areas = _areas(rows, keys)
    on_file = {
        (one.area, one.list_day): one for one in facts(models.AreaYear.objects.filter(area__key__in=set(keys.values())))
    }
    from_files = _rows_from_files() if keep_files else frozenset()
    counts = dict.fromkeys(Newness, 0)
    for place, given in enumerate(rows):
        before = on_file.get((keys[place], given.list_day))
        row = completed(given, before)
        kind = newness(row, before)
        if before is not None and (keys[place], row.list_day) in from_files:
            kind = Newness.UNCHANGED
        counts[kind] += 1
        if kind is not Newness.UNCHANGED:
            _store_row(row, areas[keys[place]], before, imported)
    return counts


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
        for evaluation in _evaluations(law, member, one)
        for result in evaluation.results
    ]
    models.ComputedAnswer.objects.all().delete()
    models.ComputedAnswer.objects.bulk_create(answers)
    return len(answers)


def _evaluations(law: AreaLaw, member: Membership, one: AreaYearFacts) -> Iterable[Evaluation]:
    found = judged(law, member, one, under=one.list_day)
    if found is not None:
        yield found
    package = in_force(law.of_series(COMBINED_LETTING), one.list_day)
    if package is not None and Measure.OUTSIDE_LABOUR_MARKET in one.figures:
        surroundings = Surroundings(one.list_day, law.national)
        past = past_lists(law, member, package, area=one.area, before=one.list_day)
        yield evaluate(package, one.figures, surroundings=surroundings, past=past)


def _areas(rows: Sequence[AreaRow], keys: dict[int, str]) -> dict[str, models.Area]:
    """Return the stored areas behind the rows, making those that are new, with the name the row gives."""
    stored = {area.key: area for area in models.Area.objects.filter(key__in=set(keys.values()))}
    for place, row in enumerate(rows):
        key = keys[place]
        if key not in stored:
            stored[key] = models.Area.objects.create(key=key, municipality=row.municipality)
            models.AreaName.objects.create(area=stored[key], name=row.name, folded=fold(row.name))
    return stored


def _rows_from_files() -> frozenset[tuple[str, object]]:
    rows = models.AreaYear.objects.filter(imported__origin="file").values_list("area__key", "list_day")
    return frozenset(rows)


def _store_row(
    row: AreaRow, area: models.Area, before: AreaYearFacts | None, imported: models.Import
) -> models.AreaYear:
    stored, _ = models.AreaYear.objects.update_or_create(
        area=area,
        list_day=row.list_day,
        defaults={"criteria_met": row.criteria_met, "source_url": row.source_url, "imported": imported},
    )
    if before is not None:
        stored.figures.all().delete()
        stored.official.all().delete()
        stored.notes.filter(measure__in=changed_measures(row, before)).delete()
    if row.notes:
        stored.notes.all().delete()
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
    return stored
