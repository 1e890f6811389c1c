"""Three-valued answers: what is missing never makes us guess, and what is learnt never contradicts an answer."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.areas.rules.strategies import (
    UNKNOWN_PAST,
    figure_of,
    limits_of,
    measures_of,
    package_and_day,
    some_figures,
)
from tests.areas.sample import evaluated, figures

from vugge.areas.queries.law import area_law
from vugge.areas.rules.area_law import NationalLimit, NationalLimits
from vugge.areas.rules.criterion import Surroundings
from vugge.areas.rules.evaluation import Evaluation, evaluate
from vugge.areas.rules.figures import Figure
from vugge.areas.rules.law import AreaList, CriteriaPackage, Measure
from vugge.areas.rules.outcome import Outcome, all_of, at_least, outcome_of

Figures = Mapping[Measure, Figure]
NO_NATIONAL = NationalLimits(())


def held(package: CriteriaPackage, day: date, given: Figures, national: NationalLimits | None = None) -> Evaluation:
    surroundings = Surroundings(day, national or area_law().national)
    return evaluate(package, given, surroundings=surroundings, past=UNKNOWN_PAST)


def extremes(package: CriteriaPackage, measure: Measure) -> tuple[Figure, ...]:
    """Return figures on either side of every limit of a measure."""
    limits = limits_of(package, measure)
    return tuple(Figure(measure, value, 6) for value in (min(limits) / 2, max(limits) * 2))


def completions(package: CriteriaPackage, given: Figures) -> Iterator[Figures]:
    missing = [measure for measure in measures_of(package) if measure not in given]
    for filled in product(*(extremes(package, measure) for measure in missing)):
        yield {**given, **{one.measure: one for one in filled}}


@given(package_and_day(), st.data())
def test_learning_a_figure_never_turns_an_answer_round(
    where: tuple[CriteriaPackage, date], data: st.DataObject
) -> None:
    package, day = where
    before = data.draw(some_figures(package))
    measure = data.draw(st.sampled_from(measures_of(package)))
    after = {measure: data.draw(figure_of(package, measure)), **before}
    for result in held(package, day, before).results:
        if result.outcome is not Outcome.UNDETERMINED:
            assert held(package, day, after).outcome(result.rule.kind) is result.outcome


@given(package_and_day(), st.data())
def test_learning_the_national_limit_never_turns_an_answer_round(
    where: tuple[CriteriaPackage, date], data: st.DataObject
) -> None:
    package, day = where
    given_figures = data.draw(some_figures(package))
    limit = data.draw(st.decimals(min_value=0, max_value=5, places=2))
    learnt = NationalLimits(
        tuple(
            NationalLimit(Measure.CONVICTED, day, Decimal(times), area_law().packages[0].certainty, limit)
            for times in (2, 3)
        )
    )
    for result in held(package, day, given_figures, NO_NATIONAL).results:
        if result.outcome is not Outcome.UNDETERMINED:
            assert held(package, day, given_figures, learnt).outcome(result.rule.kind) is result.outcome


@given(package_and_day(), st.data())
def test_undetermined_only_where_some_figures_would_give_yes_and_others_no(
    where: tuple[CriteriaPackage, date], data: st.DataObject
) -> None:
    package, day = where
    limits = NationalLimits(
        tuple(
            NationalLimit(Measure.CONVICTED, day, Decimal(times), area_law().packages[0].certainty, Decimal(times))
            for times in (2, 3)
        )
    )
    given_figures = data.draw(some_figures(package))
    endings = [held(package, day, one, limits) for one in completions(package, given_figures)]
    for result in held(package, day, given_figures, limits).results:
        kind = result.rule.kind
        # Beyond figures, one list asks for earlier lists, and of another the law itself leaves a doubt.
        if not result.rule.in_a_row and not result.rule.unsettled_on:
            possible = {ending.outcome(kind) for ending in endings}
            assert (possible == {Outcome.YES, Outcome.NO}) == (result.outcome is Outcome.UNDETERMINED)
            assert result.outcome in (possible | {Outcome.UNDETERMINED})


OUTCOMES = st.lists(st.sampled_from(list(Outcome)), max_size=6)


def worlds(outcomes: list[Outcome]) -> Iterator[list[bool]]:
    """Return every way in which the undetermined ones could turn out."""
    ways = ([True, False] if one is Outcome.UNDETERMINED else [one is Outcome.YES] for one in outcomes)
    return (list(world) for world in product(*ways))


def settled(answers: set[bool]) -> Outcome:
    return outcome_of(answers.pop()) if len(answers) == 1 else Outcome.UNDETERMINED


@given(OUTCOMES)
def test_all_of_says_what_every_world_agrees_on(outcomes: list[Outcome]) -> None:
    assert all_of(outcomes) is settled({all(world) for world in worlds(outcomes)})


@given(st.integers(0, 7), OUTCOMES)
def test_at_least_says_what_every_world_agrees_on(needed: int, outcomes: list[Outcome]) -> None:
    assert at_least(needed, outcomes) is settled({sum(world) >= needed for world in worlds(outcomes)})


def test_nothing_demanded_is_met() -> None:
    assert all_of([]) is Outcome.YES
    assert at_least(0, []) is Outcome.YES


@pytest.mark.parametrize("day", [date(2020, 12, 1), date(2021, 12, 1), date(2024, 12, 1), date(2026, 12, 1)])
def test_without_the_years_national_figure_convictions_decide_nothing(day: date) -> None:
    beyond_doubt = figures(residents=2000, unattached="41.0", convicted="9.99", basic_education="50.0", income="60.0")
    assert evaluated(beyond_doubt, day=day).outcome(AreaList.EXPOSED) is Outcome.UNDETERMINED


def test_with_the_years_national_figure_the_same_convictions_decide() -> None:
    given_figures = figures(residents=2000, unattached="41.0", convicted="9.99", basic_education="50.0", income="60.0")
    assert evaluated(given_figures, day=date(2019, 12, 1)).outcome(AreaList.EXPOSED) is Outcome.YES


def test_a_package_is_silent_about_lists_it_does_not_know() -> None:
    evaluation = evaluated(figures(residents=1000), day=date(2015, 12, 1))
    assert evaluation.result(AreaList.PREVENTION) is None
    assert evaluation.outcome(AreaList.PREVENTION) is None


def test_whether_an_exposed_area_is_a_prevention_area_too_is_left_open() -> None:
    """By its wording the law lets an area be both; the state's lists name it in one place."""
    both = figures(residents=2000, nonwestern="45.0", unattached="41.0", basic_education="61.0", income="60.0")
    evaluation = evaluated(both, day=date(2022, 12, 1))
    assert evaluation.outcome(AreaList.EXPOSED) is Outcome.YES
    assert evaluation.outcome(AreaList.PARALLEL) is Outcome.NO
    assert evaluation.outcome(AreaList.PREVENTION) is Outcome.UNDETERMINED


def test_an_exposed_area_that_fails_a_prevention_demand_is_surely_none() -> None:
    given_figures = figures(residents=2000, nonwestern="20.0", unattached="41.0", basic_education="61.0")
    evaluation = evaluated(given_figures, day=date(2022, 12, 1))
    assert evaluation.outcome(AreaList.EXPOSED) is Outcome.YES
    assert evaluation.outcome(AreaList.PREVENTION) is Outcome.NO
