"""From tables to values: the one place that knows how facts about areas are stored.

`facts` answers any set of area-years in six statements, however many rows there are.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db.models import Count, Model, Q, QuerySet

from vugge.areas import models
from vugge.areas.rules.area_law import ListCalendar
from vugge.areas.rules.facts import AreaYearFacts, Change, NameInYears
from vugge.areas.rules.figures import Figure, Note
from vugge.areas.rules.history import Membership, complete_lists
from vugge.areas.rules.identity import KnownName
from vugge.areas.rules.law import AreaList, Measure
from vugge.areas.rules.outcome import Outcome
from vugge.catalogue.finding import source_for, urls_in
from vugge.kit.explained import Certainty, Source
from vugge.kit.text import Text

Row = tuple[Any, ...]
"""A row of plain values as the database gives it; `facts` alone knows which is which."""


def facts(area_years: QuerySet[models.AreaYear]) -> tuple[AreaYearFacts, ...]:
    """Return the area-years with all that hangs on them, in the order given. Six statements.

    Plain tuples, not model instances: a page may ask for every area-year there is.
    """
    rows = area_years.values_list(
        "id", "area_id", "area__key", "area__municipality", "list_day", "criteria_met", "source_url"
    )
    wanted = area_years.order_by().values("id")
    areas = area_years.order_by().values("area_id")
    names = _grouped(
        models.AreaName.objects.filter(is_spelling=False, area__in=areas)
        .order_by("id")
        .values_list("area_id", "name", "first_year", "last_year")
    )
    hanging = {
        "figures": _hanging(models.StoredFigure, wanted, "measure", "value", "decimals", "count", "base"),
        "official": _hanging(models.OfficialFlag, wanted, "kind", "on_list"),
        "computed": _hanging(models.ComputedAnswer, wanted, "kind", "outcome"),
        "notes": _hanging(models.QualityNote, wanted, "flag", "text_da", "text_en", "measure"),
    }
    return tuple(
        AreaYearFacts(
            area=key,
            name=name_in((NameInYears(*one) for one in names[area]), day.year),
            municipality=place,
            list_day=day,
            figures={Measure(one[0]): _figure(*one, source=source_of(source)) for one in hanging["figures"][row]},
            official={AreaList(kind): on_list for kind, on_list in hanging["official"][row]},
            computed={AreaList(kind): Outcome(outcome) for kind, outcome in hanging["computed"][row]},
            notes=tuple(_note(*one) for one in hanging["notes"][row]),
            criteria_met=met,
            source_url=source,
        )
        for row, area, key, place, day, met, source in rows
    )


def name_in(names: Iterable[NameInYears], year: int) -> str:
    """Return what an area was called on the lists of a year."""
    given = sorted(names, key=lambda one: one.first_year or 0)
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


@lru_cache(maxsize=2048)
def source_of(addresses: str) -> Source:
    """Return a source from the addresses that a row gives; the first one is linked."""
    first = next(iter(urls_in(addresses)), "")
    known = source_for(first) if first else None
    return Source(known.title.da if known else first or addresses, first)


def _hanging(model: type[Model], wanted: QuerySet[Any, Any], *fields: str) -> Mapping[int, list[Row]]:
    """Return what hangs on the wanted area-years, in the order it was stored, by the area-year's id."""
    rows = model._default_manager.filter(area_year__in=wanted).order_by("id")  # noqa: SLF001  Django's documented name
    return _grouped(rows.values_list("area_year_id", *fields))


def _grouped(rows: Iterable[Row]) -> Mapping[int, list[Row]]:
    """Gather rows by their first field, and leave it out of them."""
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for first, *rest in rows:
        found[first].append(tuple(rest))
    return found


def _figure(
    measure: str, value: Decimal, decimals: int, count: int | None, base: int | None, *, source: Source
) -> Figure:
    return Figure(Measure(measure), value.normalize(), decimals, count=count, base=base, source=source)


def _note(flag: str, danish: str, english: str, measure: str) -> Note:
    return Note(flag, Text(da=danish, en=english), Measure(measure) if measure else None)
