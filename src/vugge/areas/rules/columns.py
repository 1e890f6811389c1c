"""The same evaluation on columns: a million area-years at once, flags only.

`explanation.py` makes the words for the few that somebody looks at. The tests hold this against `evaluate`.
"""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from vugge.areas.rules.criterion import in_percent
from vugge.areas.rules.law import AreaList, CriteriaPackage, Criterion, ListRule, Measure, Operator

YES, NO, UNDETERMINED = 1, 0, -1

Column = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]
Answers = npt.NDArray[np.int8]

Columns = Mapping[Measure, Column]
"""One array a measure, all of the same length, in percent (residents: persons); NaN where the figure is missing."""

ROWS_AT_ONCE = 65_536  # so that what is made on the way stays in the processor's cache, however many rows there are

# How each operator is asked, and how its opposite is: a missing figure answers False to both.
_ASK = {
    Operator.OVER: (np.greater, np.less_equal),
    Operator.AT_LEAST: (np.greater_equal, np.less),
    Operator.UNDER: (np.less, np.greater_equal),
    Operator.AT_MOST: (np.less_equal, np.greater),
}


def evaluate_columns(
    package: CriteriaPackage, columns: Columns, *, national: Mapping[Criterion, float], size: int
) -> dict[AreaList, Answers]:
    """Hold `size` area-years against every list of a package.

    Returns one array of 1 (yes), 0 (no) and -1 (undetermined) a list. `national` gives the limits, in percent,
    of criteria that depend on a national figure; one that is absent is unknown. A demanded row of lists is
    undetermined unless the answer is no already, since columns know no history. Raises `ValueError` when a
    column has another length than `size`.
    """
    if any(column.shape != (size,) for column in columns.values()):
        message = f"every column must hold {size} figures"
        raise ValueError(message)
    answers = {rule.kind: np.empty(size, np.int8) for rule in package.lists}
    for start in range(0, size, ROWS_AT_ONCE):
        rows = slice(start, start + ROWS_AT_ONCE)
        part = {measure: column[rows] for measure, column in columns.items()}
        for kind, (yes, no) in _evaluate_part(package, part, national, min(ROWS_AT_ONCE, size - start)).items():
            answers[kind][rows] = _answers(yes, no)
    return answers


def _evaluate_part(
    package: CriteriaPackage, columns: Columns, national: Mapping[Criterion, float], size: int
) -> dict[AreaList, tuple[Marks, Marks]]:
    """Return for each list where the answer is surely yes and where it is surely no."""
    sure: dict[AreaList, tuple[Marks, Marks]] = {}
    for rule in package.lists:
        required = sure.get(rule.requires_list) if rule.requires_list else None
        yes, no = _evaluate_rule(rule, columns, national=national, size=size, required=required)
        if rule.unsettled_on is not None:
            yes &= sure[rule.unsettled_on][1]  # nobody has settled what holds for an area on that list
        sure[rule.kind] = yes, no
    return sure


def _evaluate_rule(
    rule: ListRule,
    columns: Columns,
    *,
    national: Mapping[Criterion, float],
    size: int,
    required: tuple[Marks, Marks] | None,
) -> tuple[Marks, Marks]:
    """Return where the answer is surely yes and where it is surely no."""
    met, failed = np.zeros(size, np.int8), np.zeros(size, np.int8)
    for criterion in rule.criteria:
        is_met, is_failed = _judge(criterion, columns, national, size)
        met += is_met.view(np.int8)
        failed += is_failed.view(np.int8)
    yes = met >= rule.at_least
    no = failed > len(rule.criteria) - rule.at_least
    demands = [_judge(gate, columns, national, size) for gate in rule.gates]
    for is_met, is_failed in [*demands, *([required] if required is not None else [])]:
        yes &= is_met
        no |= is_failed
    return (np.zeros(size, np.bool_) if rule.in_a_row else yes), no


def _judge(
    criterion: Criterion, columns: Columns, national: Mapping[Criterion, float], size: int
) -> tuple[Marks, Marks]:
    limit = _limit(criterion, columns, national)
    values = columns.get(criterion.measure)
    if values is None or limit is None:
        return np.zeros(size, np.bool_), np.zeros(size, np.bool_)
    ask, ask_opposite = _ASK[criterion.operator]
    return ask(values, limit), ask_opposite(values, limit)


def _limit(criterion: Criterion, columns: Columns, national: Mapping[Criterion, float]) -> Column | float | None:
    if criterion.limit is None:
        return national.get(criterion)
    ordinary = float(in_percent(criterion.limit, criterion.unit))
    if criterion.large_areas is None:
        return ordinary
    residents = columns.get(Measure.RESIDENTS)
    if residents is None:
        return None
    by_size = np.where(
        residents >= criterion.large_areas.residents_at_least, float(criterion.large_areas.limit), ordinary
    )
    return np.where(np.isnan(residents), np.nan, by_size)


def _answers(yes: Marks, no: Marks) -> Answers:
    """Turn marks that never hold both into answers: 2 * yes + no - 1."""
    answers = yes.view(np.int8) * np.int8(YES - UNDETERMINED)
    answers += no.view(np.int8)
    answers += np.int8(UNDETERMINED)
    return answers
