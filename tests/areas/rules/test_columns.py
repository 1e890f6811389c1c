"""A million area-years at once get the answers that one at a time would get."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.areas.rules.strategies import PACKAGES, UNKNOWN_PAST, criteria_of, measures_of, package_and_day, some_figures

from vugge.areas.queries.law import area_law
from vugge.areas.rules import columns
from vugge.areas.rules.columns import NO, UNDETERMINED, YES, Columns, evaluate_columns
from vugge.areas.rules.criterion import Surroundings
from vugge.areas.rules.evaluation import evaluate
from vugge.areas.rules.figures import Figure
from vugge.areas.rules.law import CriteriaPackage, Criterion, Measure
from vugge.areas.rules.outcome import Outcome

Rows = Sequence[Mapping[Measure, Figure]]
WORDS = {YES: Outcome.YES, NO: Outcome.NO, UNDETERMINED: Outcome.UNDETERMINED}


def as_columns(package: CriteriaPackage, rows: Rows) -> Columns:
    return {
        measure: np.array([float(row[measure].value) if measure in row else np.nan for row in rows])
        for measure in measures_of(package)
    }


def national_on(package: CriteriaPackage, day: date) -> dict[Criterion, float]:
    found = {one: area_law().national.find(one, day) for one in criteria_of(package) if one.times_national}
    return {one: float(known.limit) for one, known in found.items() if known and known.limit is not None}


def assert_same(package: CriteriaPackage, day: date, rows: Rows) -> None:
    answers = evaluate_columns(package, as_columns(package, rows), national=national_on(package, day), size=len(rows))
    surroundings = Surroundings(day, area_law().national)
    for place, row in enumerate(rows):
        one_by_one = evaluate(package, row, surroundings=surroundings, past=UNKNOWN_PAST)
        for result in one_by_one.results:
            assert WORDS[int(answers[result.rule.kind][place])] is result.outcome


@given(package_and_day(), st.data())
def test_columns_answer_as_rows_do(where: tuple[CriteriaPackage, date], data: st.DataObject) -> None:
    package, day = where
    assert_same(package, day, data.draw(st.lists(some_figures(package), min_size=1, max_size=8)))


@given(package_and_day(), st.data())
def test_it_matters_not_how_many_rows_are_taken_at_once(
    where: tuple[CriteriaPackage, date], data: st.DataObject
) -> None:
    package, day = where
    rows = data.draw(st.lists(some_figures(package), min_size=4, max_size=8))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(columns, "ROWS_AT_ONCE", 3)
        assert_same(package, day, rows)


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.id)
def test_where_no_figure_is_given_nothing_is_decided(package: CriteriaPackage) -> None:
    answers = evaluate_columns(package, {}, national={}, size=3)
    assert set(answers) == {rule.kind for rule in package.lists}
    assert all((answer == UNDETERMINED).all() for answer in answers.values())


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.id)
def test_no_rows_give_no_answers(package: CriteriaPackage) -> None:
    assert all(len(answer) == 0 for answer in evaluate_columns(package, {}, national={}, size=0).values())


def test_a_column_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="3 figures"):
        evaluate_columns(PACKAGES[0], {Measure.RESIDENTS: np.array([1.0])}, national={}, size=3)
