"""An area-year against every series of its day's law: the area lists, and combined letting where it is concerned."""

from datetime import date
from decimal import Decimal

import pytest
from tests.areas.sample import figures

from vugge.areas.queries.law import area_law
from vugge.areas.rules.agreement import Agreement
from vugge.areas.rules.checking import CheckedRow, checked
from vugge.areas.rules.facts import AreaYearFacts, JudgedYear
from vugge.areas.rules.history import membership
from vugge.areas.rules.judging import judged
from vugge.areas.rules.law import AreaList
from vugge.areas.rules.outcome import Outcome
from vugge.areas.rules.rows import AreaRow

LAW = area_law()
NOBODY = membership([], frozenset())
IN_2009, IN_2023, IN_2024 = date(2009, 12, 1), date(2023, 12, 1), date(2024, 12, 1)


def year(day: date, official: dict[AreaList, bool] | None = None, **given: str | int) -> JudgedYear:
    facts = AreaYearFacts("skovparken", "Skovparken", "0621", day, figures(**given), official or {}, computed={})
    return JudgedYear(facts, judged(LAW, NOBODY, facts, under=day))


def packages(one: JudgedYear) -> list[str]:
    return [evaluation.package.id for evaluation in one.evaluations]


def test_combined_letting_is_judged_where_its_figure_or_the_states_answer_is_known() -> None:
    flag = {AreaList.COMBINED_LETTING: True}
    assert packages(year(IN_2024, residents=1467)) == ["areas/d_2021"]
    assert packages(year(IN_2024, outside_labour_market="40.7")) == ["areas/d_2021", "areas/k_2024"]
    assert packages(year(IN_2024, flag)) == ["areas/d_2021", "areas/k_2024"]
    assert packages(year(IN_2023, flag)) == ["areas/d_2021"]
    assert packages(year(IN_2009, flag)) == []


def test_each_list_is_found_in_the_evaluation_that_knows_it() -> None:
    found = year(IN_2024, residents=1467, outside_labour_market="40.7")
    assert found.evaluation is found.evaluations[0]
    assert found.result_for(AreaList.EXPOSED) is found.evaluations[0].result(AreaList.EXPOSED)
    letting = found.explained_for(AreaList.COMBINED_LETTING, LAW.series)
    assert letting is not None
    assert letting.value is Outcome.YES
    assert letting.because.package == "areas/k_2024"
    assert letting.because.legal_basis == "almenboligloven § 51 b"


def test_where_no_law_knows_a_list_nothing_is_said_of_it() -> None:
    assert year(IN_2009).evaluation is None
    assert year(IN_2024).result_for(AreaList.COMBINED_LETTING) is None
    assert year(IN_2024).explained_for(AreaList.COMBINED_LETTING, LAW.series) is None


def check_letting(share: str, *, on_list: bool) -> CheckedRow:
    given = figures(residents=1467, outside_labour_market=Decimal(share))
    official = {AreaList.COMBINED_LETTING: on_list}
    row = AreaRow(2, "Skovparken", "0621", IN_2024, figures=given, official=official)
    return checked(row, area="skovparken", law=LAW, member=NOBODY)


@pytest.mark.parametrize(
    ("share", "on_list", "agreement"),
    [
        ("40.0", True, Agreement.AGREES),
        ("39.9", True, Agreement.DISAGREES),
        ("39.9", False, Agreement.AGREES),
        ("40.0", False, Agreement.DISAGREES),
    ],
)
def test_a_check_compares_combined_letting_too(share: str, agreement: Agreement, *, on_list: bool) -> None:
    found = check_letting(share, on_list=on_list)
    assert [one.kind for one in found.lists] == [AreaList.COMBINED_LETTING]
    assert found.agreement is agreement


def test_a_row_without_figures_is_not_compared() -> None:
    row = AreaRow(2, "Skovparken", "0621", IN_2024, official={AreaList.COMBINED_LETTING: True})
    assert checked(row, area="skovparken", law=LAW, member=NOBODY).agreement is Agreement.NOT_COMPARABLE
