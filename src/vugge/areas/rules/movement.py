"""Who came on a list and who left it from one list day to the next.

Offers `difference`: an area counts as absent only where that is known.
"""

from collections.abc import Iterable, Mapping

from vugge.areas.rules.facts import AreaYearFacts
from vugge.areas.rules.law import THE_FOUR_LISTS, AreaList


def difference(
    these: Iterable[AreaYearFacts], those: Iterable[AreaYearFacts], *, absence_known: frozenset[AreaList]
) -> Mapping[AreaList, tuple[str, ...]]:
    """Return which areas are on each list among these and are known not to be on it among those.

    `absence_known` are the lists of which every name among those is on file.
    """
    given = tuple(these)
    there = {one.area: one for one in those}
    found: dict[AreaList, tuple[str, ...]] = {}
    for kind in THE_FOUR_LISTS:
        listed = [one for one in given if one.official.get(kind)]
        found[kind] = tuple(one.area for one in listed if _is_off(there.get(one.area), kind, absence_known))
    return found


def _is_off(other: AreaYearFacts | None, kind: AreaList, absence_known: frozenset[AreaList]) -> bool:
    known = other.official.get(kind) if other else None
    return kind in absence_known if known is None else not known
