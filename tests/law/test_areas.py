"""The law on area lists as data: complete, without gaps, with sources, and the same as in the published comparison."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from vugge.areas.queries.law import area_law
from vugge.areas.rules.area_law import NationalLimit, NationalLimits
from vugge.areas.rules.history import AREA_LISTS, COMBINED_LETTING
from vugge.areas.rules.law import THE_FOUR_LISTS, AreaList, CriteriaPackage, Criterion, ListRule, Measure, Operator
from vugge.kit.explained import Certainty
from vugge.kit.law import in_force

LAW = area_law()
AREA_PACKAGES = LAW.of_series(AREA_LISTS)
every_package = pytest.mark.parametrize("package", LAW.packages, ids=lambda package: package.id)


def criteria(package: CriteriaPackage) -> list[Criterion]:
    return [one for rule in package.lists for one in (*rule.gates, *rule.criteria)]


def rule(package: str, kind: AreaList) -> ListRule:
    [found] = [one.rule_for(kind) for one in LAW.packages if one.id == f"areas/{package}"]
    assert found is not None
    return found


def test_one_version_follows_the_other_without_gap_or_overlap() -> None:
    for earlier, later in pairwise(AREA_PACKAGES):
        assert earlier.valid_to == later.valid_from
    assert AREA_PACKAGES[0].valid_from == date(2010, 10, 1)
    assert AREA_PACKAGES[-1].valid_to is None


def test_exactly_one_version_holds_on_every_day() -> None:
    day = date(2010, 10, 1)
    while day < date(2026, 12, 2):
        assert in_force(AREA_PACKAGES, day) is not None
        day += timedelta(days=31)
    assert in_force(AREA_PACKAGES, date(2010, 9, 30)) is None


def test_a_list_goes_by_the_law_of_its_day_not_of_its_figures() -> None:
    """The list of October 2013 has figures that the law of 2014 would ask for, and goes by the law of 2010."""
    days = [
        date(2013, 10, 1),
        date(2014, 2, 1),
        date(2017, 12, 1),
        date(2018, 12, 1),
        date(2020, 12, 1),
        date(2021, 12, 1),
    ]
    held = [in_force(AREA_PACKAGES, day) for day in days]
    assert [one.id for one in held if one] == [
        f"areas/{name}" for name in ("a_2010", "b_2014", "b_2014", "c_2018", "c_2018", "d_2021")
    ]


def test_combined_letting_is_a_series_of_its_own() -> None:
    assert [one.id for one in LAW.of_series(COMBINED_LETTING)] == ["areas/k_2024"]
    assert in_force(LAW.of_series(COMBINED_LETTING), date(2023, 12, 1)) is None


@every_package
def test_every_package_says_what_it_rests_on_and_how_sure_it_is(package: CriteriaPackage) -> None:
    assert package.legal_basis
    assert package.sources
    assert all(source.title and source.url for source in package.sources)
    assert package.certainty is not Certainty.NOT_FOUND
    assert package.title.da
    assert package.title.en
    assert all(one.name.da and one.name.en for one in package.lists)


@every_package
def test_every_criterion_has_words_and_a_denominator(package: CriteriaPackage) -> None:
    for one in criteria(package):
        assert LAW.series.words(one.measure).name.da
        assert one.denominator is not None or one.measure is Measure.RESIDENTS


@every_package
def test_a_list_builds_only_on_a_list_before_it(package: CriteriaPackage) -> None:
    seen: set[AreaList] = set()
    for one in package.lists:
        assert one.requires_list is None or one.requires_list in seen
        assert one.kind not in seen
        seen.add(one.kind)


@every_package
def test_every_area_list_is_off_limits_under_a_thousand_residents(package: CriteriaPackage) -> None:
    for one in package.lists:
        sizes = [(gate.operator, gate.limit) for gate in one.gates if gate.measure is Measure.RESIDENTS]
        assert one.requires_list or sizes == [(Operator.AT_LEAST, Decimal(1000))]


@pytest.mark.parametrize(
    ("package", "needed", "counted"), [("a_2010", 2, 3), ("b_2014", 3, 5), ("c_2018", 2, 4), ("d_2021", 2, 4)]
)
def test_so_many_of_so_many_criteria_are_needed(package: str, needed: int, counted: int) -> None:
    exposed = rule(package, AreaList.EXPOSED)
    assert (exposed.at_least, len(exposed.criteria)) == (needed, counted)


@pytest.mark.parametrize("package", ["c_2018", "d_2021"])
def test_non_western_is_counted_before_2018_and_a_demand_of_its_own_since(package: str) -> None:
    assert Measure.NONWESTERN in [one.measure for one in rule("b_2014", AreaList.EXPOSED).criteria]
    assert Measure.NONWESTERN not in rule(package, AreaList.EXPOSED).measures()
    assert rule(package, AreaList.PARALLEL).measures() == (Measure.NONWESTERN,)


def test_the_conviction_test_alone_is_at_least_since_2018() -> None:
    for package in LAW.packages:
        for one in criteria(package):
            at_least = one.operator is Operator.AT_LEAST
            assert at_least == (
                one.times_national is not None or one.measure in (Measure.RESIDENTS, Measure.OUTSIDE_LABOUR_MARKET)
            )


@pytest.mark.parametrize("package", ["c_2018", "d_2021"])
def test_what_the_act_leaves_open_is_said_of_every_list_that_asks_for_it(package: str) -> None:
    """Since 2018 the act gives no age for convictions, and only Danish or approved educations count."""
    [version] = [one for one in AREA_PACKAGES if one.id == f"areas/{package}"]
    for one in (one for listed in version.lists for one in listed.criteria):
        if one.measure is Measure.CONVICTED:
            assert one.certainty is Certainty.DERIVED
            assert one.note is not None
            assert "nævner ingen alder" in one.note.da
        if one.measure is Measure.BASIC_EDUCATION:
            assert one.note is not None
            assert "godkendt i Danmark" in one.note.da


@pytest.mark.parametrize(("package", "years"), [("a_2010", 4), ("b_2014", 2), ("c_2018", 2), ("d_2021", 2)])
def test_convictions_are_an_average_over_so_many_years(package: str, years: int) -> None:
    for one in rule(package, AreaList.EXPOSED).criteria:
        if one.measure in (Measure.CONVICTED, Measure.UNATTACHED):
            assert one.window_years == years


@pytest.mark.parametrize("package", ["c_2018", "d_2021"])
def test_transformation_takes_five_lists_in_a_row(package: str) -> None:
    row = rule(package, AreaList.TRANSFORMATION).in_a_row
    assert row is not None
    assert (row.kind, row.lists) == (AreaList.PARALLEL, 5)


@pytest.mark.parametrize(
    ("day", "times", "limit"),
    [
        (date(2018, 12, 1), 3, "1.98"),
        (date(2019, 12, 1), 3, "2.03"),
        (date(2022, 12, 1), 2, "1.45"),
        (date(2022, 12, 1), 3, None),
        (date(2020, 12, 1), 3, None),
        (date(2025, 12, 1), 3, None),
    ],
)
def test_national_limits_are_those_found_and_no_others(day: date, times: int, limit: str | None) -> None:
    criterion = Criterion(Measure.CONVICTED, Operator.AT_LEAST, times_national=Decimal(times))
    found = LAW.national.find(criterion, day)
    assert (found.limit if found else None) == (Decimal(limit) if limit else None)


def test_a_limit_that_was_looked_for_and_not_found_is_no_limit() -> None:
    day = date(2020, 12, 1)
    criterion = Criterion(Measure.CONVICTED, Operator.AT_LEAST, times_national=Decimal(3))
    empty = NationalLimit(Measure.CONVICTED, day, Decimal(3), Certainty.NOT_FOUND)
    assert NationalLimits((empty,)).find(criterion, day) is None


def test_every_known_national_limit_has_its_source() -> None:
    for one in LAW.national.limits:
        assert (one.limit is None) == (one.certainty is Certainty.NOT_FOUND)
        assert one.sources or one.limit is None


def test_the_calendar_holds_each_list_once_with_one_main_list_a_year() -> None:
    days = [one.day for one in LAW.calendar.lists]
    assert days == sorted(set(days))
    years = [one.day.year for one in LAW.calendar.lists if one.main]
    assert years == list(range(2010, 2026))
    assert all(set(one.counts) <= set(THE_FOUR_LISTS) for one in LAW.calendar.lists)


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2009, None),
        (2011, date(2011, 1, 1)),
        (2013, date(2013, 10, 1)),
        (2014, date(2014, 12, 1)),
        (2026, date(2026, 12, 1)),
        (2031, date(2031, 12, 1)),
    ],
)
def test_a_year_means_its_main_list(year: int, day: date | None) -> None:
    assert LAW.calendar.day_for(year) == day


def test_days_before_hold_the_lists_that_come_by_rule() -> None:
    assert LAW.calendar.days_before(date(2028, 12, 1))[:3] == (
        date(2027, 12, 1),
        date(2026, 12, 1),
        date(2025, 12, 1),
    )
    assert LAW.calendar.days_before(date(2010, 10, 1)) == ()


def test_every_break_in_a_series_says_why_on_a_day_of_a_list() -> None:
    assert all(one.why.da and LAW.calendar.find(one.list_day) for one in LAW.series.breaks)
