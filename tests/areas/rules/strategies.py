"""Made-up figures and law for properties: values on, near and far from every limit."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from vugge.areas.queries.law import area_law
from vugge.areas.rules.criterion import limit_in_percent
from vugge.areas.rules.figures import Figure
from vugge.areas.rules.history import AREA_LISTS, COMBINED_LETTING, PastList
from vugge.areas.rules.law import AreaList, CriteriaPackage, Criterion, Measure
from vugge.areas.rules.outcome import Outcome

DAYS = {
    AREA_LISTS: (
        date(2010, 10, 1),
        date(2013, 10, 1),
        date(2014, 12, 1),
        date(2017, 12, 1),
        date(2018, 12, 1),
        date(2019, 12, 1),
        date(2020, 12, 1),
        date(2022, 12, 1),
        date(2024, 12, 1),
    ),
    COMBINED_LETTING: (date(2024, 12, 1),),
}
PACKAGES = area_law().packages
UNKNOWN_PAST = {
    AreaList.TRANSFORMATION: tuple(PastList(date(year, 12, 1), Outcome.UNDETERMINED) for year in range(2023, 2019, -1))
}


def criteria_of(package: CriteriaPackage) -> tuple[Criterion, ...]:
    return tuple(one for rule in package.lists for one in (*rule.gates, *rule.criteria))


def measures_of(package: CriteriaPackage) -> tuple[Measure, ...]:
    return tuple(dict.fromkeys(one.measure for one in criteria_of(package)))


def limits_of(package: CriteriaPackage, measure: Measure) -> tuple[Decimal, ...]:
    """Return every limit a package or a national figure sets for a measure, in percent or persons."""
    fixed = [limit_in_percent(one) for one in criteria_of(package) if one.measure is measure]
    large = [one.large_areas.limit for one in criteria_of(package) if one.measure is measure and one.large_areas]
    national = [one.limit for one in area_law().national.limits if one.measure is measure]
    sizes = [Decimal(5000)] if measure is Measure.RESIDENTS else []
    return tuple(one for one in (*fixed, *large, *national, *sizes) if one is not None)


def values(package: CriteriaPackage, measure: Measure) -> st.SearchStrategy[Decimal]:
    """Return values on a limit, one printed step beside one, and anywhere."""
    places = area_law().series.words(measure).decimals
    step = Decimal(1).scaleb(-places)
    most = 20_000 if measure is Measure.RESIDENTS else 100
    anywhere = st.decimals(min_value=0, max_value=most, places=places)
    near = st.sampled_from([limit + move for limit in limits_of(package, measure) for move in (-step, 0 * step, step)])
    return near | anywhere


def figure_of(package: CriteriaPackage, measure: Measure) -> st.SearchStrategy[Figure]:
    places = area_law().series.words(measure).decimals
    return values(package, measure).map(lambda value: Figure(measure, value, places))


def some_figures(package: CriteriaPackage) -> st.SearchStrategy[Mapping[Measure, Figure]]:
    """Return figures of which some are missing."""
    each = {measure: st.none() | figure_of(package, measure) for measure in measures_of(package)}
    return st.fixed_dictionaries(each).map(lambda given: {name: one for name, one in given.items() if one is not None})


@st.composite
def package_and_day(draw: st.DrawFn) -> tuple[CriteriaPackage, date]:
    """Return a law package and a list day on which it held."""
    package = draw(st.sampled_from(PACKAGES))
    days = [
        day
        for day in DAYS[package.series]
        if package.valid_from <= day and (package.valid_to is None or day < package.valid_to)
    ]
    return package, draw(st.sampled_from(days))
