"""From tables to values: the one place that knows how facts about areas are stored.

`facts` answers any set of area-years in six statements, however many rows there are.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Count, Q, QuerySet

from vugge.areas import models
from vugge.areas.rules.facts import AreaYearFacts, Change, NameInYears
from vugge.areas.rules.figures import Figure, Note
from vugge.areas.rules.history import Membership, complete_lists
from vugge.areas.rules.identity import KnownName
from vugge.areas.rules.law import AreaList, ListCalendar, Measure
from vugge.areas.rules.outcome import Outcome
from vugge.catalogue.finding import source_for, urls_in
from vugge.kit.explained import Certainty, Source
from vugge.kit.text import Text


def facts(area_years: QuerySet[models.AreaYear]) -> tuple[AreaYearFacts, ...]:
    """Return the area-years with all that hangs on them, in the order given. Six statements."""
    rows = area_years.select_related("area").prefetch_related("figures", "official", "computed", "notes", "area__names")
    return tuple(_fact(row) for row in rows)


def name_in(names: Iterable[models.AreaName], year: int) -> str:
    """Return what an area was called on the lists of a year."""
    given = sorted((one for one in names if not one.is_spelling), key=lambda one: one.first_year or 0)
    in_use = [one for one in given if (one.first_year or year) <= year <= (one.last_year or year)]
    return (in_use or given)[-1].name


def current_name(names: Iterable[models.AreaName]) -> str:
    """Return what an area is called now."""
    given = sorted((one for one in names if not one.is_spelling), key=lambda one: one.first_year or 0)
    return given[-1].name


def names_over_time(names: Iterable[models.AreaName]) -> tuple[NameInYears, ...]:
    """Return an area's names and spellings, oldest first, real names before spellings."""
    ordered = sorted(names, key=lambda one: (one.is_spelling, one.first_year or 0, one.name))
    return tuple(NameInYears(one.name, one.first_year, one.last_year) for one in ordered)


def known_names() -> tuple[KnownName, ...]:
    """Return every name and spelling on file. One statement."""
    rows = models.AreaName.objects.select_related("area").order_by("is_spelling", "id")
    return tuple(
        KnownName(
            row.area.key,
            row.area.municipality,
            row.name,
            first_year=None if row.is_spelling else row.first_year,
            last_year=None if row.is_spelling else row.last_year,
        )
        for row in rows
    )


def change(row: models.AreaChange) -> Change:
    """Turn a stored change into a value."""
    return Change(
        row.kind,
        row.year,
        Text(da=row.text_da, en=row.text_en),
        row.is_comparable,
        Certainty(row.certainty),
        Source(row.source_title, row.source_url),
    )


def held_counts() -> Mapping[tuple[date, AreaList], int]:
    """Count the names on file of each list. One statement."""
    counted = (
        models.OfficialFlag.objects.filter(on_list=True)
        .values_list("area_year__list_day", "kind")
        .annotate(held=Count("id"))
        .order_by()
    )
    return Counter({(day, AreaList(kind)): held for day, kind, held in counted})


def membership_of(calendar: ListCalendar, *, area: str | None = None) -> Membership:
    """Return official membership of one area, or of all. Two statements."""
    wanted = Q(area_year__area__key=area) if area else Q()
    rows = models.OfficialFlag.objects.filter(wanted).values_list(
        "area_year__area__key", "area_year__list_day", "kind", "on_list"
    )
    flags = {(key, day, AreaList(kind)): on_list for key, day, kind, on_list in rows}
    return Membership(flags, complete_lists(held_counts(), calendar))


def _fact(row: models.AreaYear) -> AreaYearFacts:
    source = source_of(row.source_url)
    return AreaYearFacts(
        area=row.area.key,
        name=name_in(row.area.names.all(), row.list_day.year),
        municipality=row.area.municipality,
        list_day=row.list_day,
        figures={Measure(one.measure): _figure(one, source) for one in row.figures.all()},
        official={AreaList(one.kind): one.on_list for one in row.official.all()},
        computed={AreaList(one.kind): Outcome(one.outcome) for one in row.computed.all()},
        notes=tuple(_note(one) for one in row.notes.all()),
        criteria_met=row.criteria_met,
        source_url=row.source_url,
    )


def source_of(addresses: str) -> Source:
    """Return a source from the addresses that a row gives; the first one is linked."""
    first = next(iter(urls_in(addresses)), "")
    known = source_for(first) if first else None
    return Source(known.title.da if known else first or addresses, first)


def _figure(row: models.StoredFigure, source: Source) -> Figure:
    return Figure(
        Measure(row.measure),
        row.value.normalize(),
        row.decimals,
        count=row.count,
        base=row.base,
        source=source,
    )


def _note(row: models.QualityNote) -> Note:
    measure = Measure(row.measure) if row.measure else None
    return Note(row.flag, Text(da=row.text_da, en=row.text_en), measure)
