"""When areas have been on a list of the state's: what other rooms ask to know whether a law for such areas holds."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from vugge.areas import models
from vugge.areas.queries.law import area_law
from vugge.areas.rules.law import AreaList
from vugge.kit.periods import Period, merged


def listed_periods(areas: Collection[str], *, kind: AreaList) -> Mapping[str, tuple[Period, ...]]:
    """Return when each of these areas has been on a list, those left out that never were. One statement, none for none.

    A list holds from its day until the next one comes, and the newest until there is another.
    """
    if not areas:
        return {}
    rows = models.OfficialFlag.objects.filter(kind=kind.value, on_list=True, area_year__area__key__in=areas)
    found: defaultdict[str, list[Period]] = defaultdict(list)
    for area, day in rows.values_list("area_year__area__key", "area_year__list_day"):
        found[area].append(Period(day, _next_list_after(day)))
    return {area: merged(periods) for area, periods in found.items()}


def _next_list_after(day: date) -> date | None:
    return min((one.day for one in area_law().calendar.lists if one.day > day), default=None)
