"""An area-year held against every series of the law of a day, with the earlier lists that the law looks back on.

Offers `judged` and `past_lists`.
"""

from datetime import date

from vugge.areas.rules.area_law import AreaLaw
from vugge.areas.rules.criterion import Surroundings
from vugge.areas.rules.evaluation import Evaluation, Past, evaluate
from vugge.areas.rules.facts import AreaYearFacts
from vugge.areas.rules.history import AREA_LISTS, COMBINED_LETTING, Membership, lists_before
from vugge.areas.rules.law import AreaList, CriteriaPackage, Measure
from vugge.kit.law import in_force


def judged(law: AreaLaw, member: Membership, row: AreaYearFacts, *, under: date) -> tuple[Evaluation, ...]:
    """Hold one area-year against each series of the law of a day, the area lists first; nothing where no law held.

    Combined letting asks for a figure of its own: it is judged only where that figure or the state's answer is known.
    """
    series = (AREA_LISTS, COMBINED_LETTING) if _concerns_combined_letting(row) else (AREA_LISTS,)
    packages = [in_force(law.of_series(one), under) for one in series]
    return tuple(
        evaluate(
            package,
            row.figures,
            surroundings=Surroundings(under, law.national),
            past=past_lists(law, member, package, area=row.area, before=row.list_day),
        )
        for package in packages
        if package is not None
    )


def past_lists(law: AreaLaw, member: Membership, package: CriteriaPackage, *, area: str, before: date) -> Past:
    """Return the earlier lists that a package looks back on for one area."""
    return {
        rule.kind: lists_before(law, member, area=area, demand=rule.in_a_row, before=before)
        for rule in package.lists
        if rule.in_a_row is not None
    }


def _concerns_combined_letting(row: AreaYearFacts) -> bool:
    return Measure.OUTSIDE_LABOUR_MARKET in row.figures or AreaList.COMBINED_LETTING in row.official
