"""Five lists in a row, and what it takes to know that an area was not on one."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.areas.sample import evaluated, figures

from vugge.areas.queries.law import area_law
from vugge.areas.rules.area_law import ListCalendar
from vugge.areas.rules.evaluation import Past
from vugge.areas.rules.explanation import explained
from vugge.areas.rules.history import (
    Flag,
    Membership,
    PastList,
    complete_lists,
    held_names,
    in_a_row,
    lists_before,
    membership,
)
from vugge.areas.rules.law import AreaList, InARow
from vugge.areas.rules.outcome import Outcome

FIVE = InARow(AreaList.PARALLEL, lists=5)
YES, NO, UNDETERMINED = Outcome.YES, Outcome.NO, Outcome.UNDETERMINED
PARALLEL = figures(residents=2000, nonwestern="60.0", unattached="45.0", basic_education="65.0")


def years(*outcomes: Outcome) -> tuple[PastList, ...]:
    return tuple(PastList(date(2020 - back, 12, 1), outcome) for back, outcome in enumerate(outcomes))


def on_lists(area: str, days: list[date], complete: bool = True) -> Membership:
    """Return an area that was on the lists of these days; of each list all names are held, or none."""
    calendar = area_law().calendar
    kinds = {day: AreaList.PARALLEL if day >= date(2018, 12, 1) else AreaList.EXPOSED for day in days}
    held = frozenset((one.day, kind) for one in calendar.lists for kind in one.counts) if complete else frozenset()
    return membership([Flag(area, day, kinds[day], on_list=True) for day in days], held)


@pytest.mark.parametrize(
    ("now", "past", "outcome"),
    [
        (YES, (YES, YES, YES, YES), YES),
        (YES, (YES, YES, YES, NO), NO),
        (YES, (NO, YES, YES, YES), NO),
        (NO, (YES, YES, YES, YES), NO),
        (YES, (YES, YES, YES), NO),
        (YES, (), NO),
        (YES, (YES, YES, UNDETERMINED, YES), UNDETERMINED),
        (UNDETERMINED, (YES, YES, YES, YES), UNDETERMINED),
        (UNDETERMINED, (YES, NO, YES, YES), NO),
        (NO, (YES, UNDETERMINED, YES, YES), NO),
    ],
)
def test_five_lists_in_a_row_are_needed(now: Outcome, past: tuple[Outcome, ...], outcome: Outcome) -> None:
    assert in_a_row(FIVE, now, years(*past)) is outcome


@given(st.lists(st.sampled_from(list(Outcome)), min_size=4, max_size=4), st.integers(0, 3))
def test_learning_of_an_earlier_list_never_turns_the_answer_round(past: list[Outcome], place: int) -> None:
    before = in_a_row(FIVE, YES, years(*past))
    for learnt in (YES, NO):
        if past[place] is UNDETERMINED and before is not UNDETERMINED:
            assert in_a_row(FIVE, YES, years(*past[:place], learnt, *past[place + 1 :])) is before


def test_the_lists_before_are_the_four_latest_latest_first() -> None:
    found = lists_before(area_law(), on_lists("gellerup", []), area="gellerup", demand=FIVE, before=date(2015, 12, 1))
    assert [one.list_day for one in found] == [
        date(2014, 12, 1),
        date(2014, 2, 1),
        date(2013, 10, 1),
        date(2012, 10, 1),
    ]


def test_a_list_that_comes_by_rule_is_looked_back_on_too() -> None:
    """From 2026 lists come every 1 December, before anybody writes them into the calendar."""
    found = lists_before(area_law(), on_lists("gellerup", []), area="gellerup", demand=FIVE, before=date(2029, 12, 1))
    assert [one.list_day.year for one in found] == [2028, 2027, 2026, 2025]


def test_lists_before_2018_count_by_the_criteria_then_in_force() -> None:
    days = [date(year, 12, 1) for year in (2014, 2015, 2016, 2017)]
    found = lists_before(area_law(), on_lists("gellerup", days), area="gellerup", demand=FIVE, before=date(2018, 12, 1))
    assert [one.outcome for one in found] == [YES] * 4


def test_absence_counts_only_where_every_name_is_on_file() -> None:
    asked = {"area": "nowhere", "demand": FIVE, "before": date(2018, 12, 1)}
    complete = lists_before(area_law(), on_lists("gellerup", []), **asked)  # type: ignore[arg-type]  # mixed values
    partial = lists_before(area_law(), on_lists("gellerup", [], complete=False), **asked)  # type: ignore[arg-type]  # as above
    assert {one.outcome for one in complete} == {NO}
    assert {one.outcome for one in partial} == {UNDETERMINED}


def test_a_list_is_complete_when_as_many_names_are_held_as_were_published() -> None:
    calendar = area_law().calendar
    day, kind, published = date(2017, 12, 1), AreaList.EXPOSED, 22
    names = [Flag(f"area_{number}", day, kind, on_list=True) for number in range(published)]
    off = [Flag("left", day, kind, on_list=False)]
    assert held_names([*names, *off]) == Counter({(day, kind): published})
    assert (day, kind) in complete_lists(held_names([*names, *off]), calendar)
    assert (day, kind) not in complete_lists(held_names(names[:-1]), calendar)
    assert (day, kind) not in complete_lists(held_names([*names, replace(names[0], area="one more")]), calendar)


def test_a_list_of_unknown_length_is_never_complete() -> None:
    empty = ListCalendar(2026, 12, 1, "", ())
    assert complete_lists({(date(2017, 12, 1), AreaList.EXPOSED): 22}, empty) == frozenset()


def test_a_flag_on_file_goes_before_absence() -> None:
    day, kind = date(2017, 12, 1), AreaList.EXPOSED
    member = membership([Flag("a", day, kind, on_list=True), Flag("b", day, kind, on_list=False)], frozenset())
    assert member.on_list("a", day, kind) is YES
    assert member.on_list("b", day, kind) is NO
    assert member.on_list("c", day, kind) is UNDETERMINED


@pytest.mark.parametrize(
    ("past", "outcome", "says"),
    [
        ((YES, YES, YES, YES), YES, "Området har stået på listen 5 gange i træk, denne medregnet."),
        ((YES, NO, YES, YES), NO, "Området stod ikke på listen 01-12-2019, så der er ikke 5 lister i træk."),
        (
            (YES, YES, UNDETERMINED, YES),
            UNDETERMINED,
            "Der kræves 5 lister i træk, men vi ved ikke, om området stod på listen 01-12-2018.",
        ),
    ],
)
def test_a_transformation_area_says_which_lists_made_it_one(
    past: tuple[Outcome, ...], outcome: Outcome, says: str
) -> None:
    before: Past = {AreaList.TRANSFORMATION: years(*past)}
    evaluation = evaluated(PARALLEL, day=date(2021, 12, 1), past=before)
    found = explained(evaluation, AreaList.TRANSFORMATION, area_law().series)
    assert found is not None
    assert found.value is outcome
    assert says in [part.sentence.say() for part in found.because.parts]


def test_aldersrogade_with_four_lists_was_no_transformation_area_in_2021() -> None:
    """Listed 2018-2021 and not one: the row that shows that five lists were meant."""
    days = [date(year, 12, 1) for year in (2018, 2019, 2020)]
    past = lists_before(
        area_law(), on_lists("aldersrogade", days), area="aldersrogade", demand=FIVE, before=date(2021, 12, 1)
    )
    evaluation = evaluated(PARALLEL, day=date(2021, 12, 1), past={AreaList.TRANSFORMATION: past})
    assert evaluation.outcome(AreaList.PARALLEL) is YES
    assert evaluation.outcome(AreaList.TRANSFORMATION) is NO
