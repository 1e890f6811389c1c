"""How a limit moved over the versions of the law, for charts and for "what if"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vugge.areas.rules.area_law import AreaLaw
from vugge.areas.rules.criterion import Surroundings, limit_for
from vugge.areas.rules.history import AREA_LISTS
from vugge.areas.rules.law import AreaList, CriteriaPackage, Criterion, Measure
from vugge.kit.law import in_force

# Where a measure counts towards the exposed list, that is its limit; else that of the first list that asks for it.
_ORDER = (AreaList.EXPOSED, AreaList.PARALLEL, AreaList.PREVENTION, AreaList.COMBINED_LETTING)


@dataclass(frozen=True)
class LimitOnDay:
    """The limit of a measure on one list day, in percent; None where the year's national figure is unknown."""

    list_day: date
    criterion: Criterion
    limit: Decimal | None
    package: str


def criterion_for(package: CriteriaPackage, measure: Measure) -> Criterion | None:
    """Return the criterion by which a package judges a measure, or None if it does not look at it."""
    for kind in _ORDER:
        rule = package.rule_for(kind)
        found = next((one for one in (*rule.gates, *rule.criteria) if one.measure is measure), None) if rule else None
        if found is not None:
            return found
    return None


def limits_over_time(law: AreaLaw, measure: Measure, days: Iterable[date]) -> tuple[LimitOnDay, ...]:
    """Return the limit of a measure on each list day on which the law looked at it."""
    found: list[LimitOnDay] = []
    for day in days:
        package = in_force(law.of_series(AREA_LISTS), day)
        criterion = criterion_for(package, measure) if package else None
        if package is not None and criterion is not None:
            limit = limit_for(criterion, {}, Surroundings(day, law.national))
            found.append(LimitOnDay(day, criterion, limit, package.id))
    return tuple(found)
