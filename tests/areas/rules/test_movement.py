"""Who came and who left: absence counts only where it is known."""

from datetime import date

from vugge.areas.rules.facts import AreaYearFacts
from vugge.areas.rules.law import AreaList
from vugge.areas.rules.movement import difference

EXPOSED = frozenset({AreaList.EXPOSED})
NOTHING: frozenset[AreaList] = frozenset()


def listed(area: str, *, on_list: bool = True) -> AreaYearFacts:
    official = {AreaList.EXPOSED: on_list}
    return AreaYearFacts(area, area, "0461", date(2015, 12, 1), figures={}, official=official, computed={})


def test_who_is_on_one_list_and_known_not_to_be_on_the_other_is_told() -> None:
    these, those = [listed("vollsmose"), listed("gellerup")], [listed("vollsmose"), listed("gellerup", on_list=False)]
    assert difference(these, those, absence_known=NOTHING)[AreaList.EXPOSED] == ("gellerup",)
    assert difference(iter(these), iter(those), absence_known=NOTHING)[AreaList.EXPOSED] == ("gellerup",)


def test_who_is_merely_missing_counts_only_where_every_name_is_on_file() -> None:
    these = [listed("vollsmose")]
    assert difference(these, [], absence_known=NOTHING)[AreaList.EXPOSED] == ()
    assert difference(these, [], absence_known=EXPOSED)[AreaList.EXPOSED] == ("vollsmose",)
