"""The state's answer beside ours: compared, never mixed."""

import pytest

from vugge.areas.rules.agreement import Agreement, compare, overall
from vugge.areas.rules.outcome import Outcome

AGREES, DISAGREES, NEITHER = Agreement.AGREES, Agreement.DISAGREES, Agreement.NOT_COMPARABLE


@pytest.mark.parametrize(
    ("official", "computed", "agreement"),
    [
        (True, Outcome.YES, AGREES),
        (False, Outcome.NO, AGREES),
        (True, Outcome.NO, DISAGREES),
        (False, Outcome.YES, DISAGREES),
        (True, Outcome.UNDETERMINED, NEITHER),
        (False, Outcome.UNDETERMINED, NEITHER),
        (None, Outcome.YES, NEITHER),
        (True, None, NEITHER),
        (None, None, NEITHER),
    ],
)
def test_only_two_decided_answers_are_compared(
    official: bool | None, computed: Outcome | None, agreement: Agreement
) -> None:
    assert compare(official, computed) is agreement


@pytest.mark.parametrize(
    ("parts", "agreement"),
    [
        ([AGREES, AGREES], AGREES),
        ([AGREES, DISAGREES], DISAGREES),
        ([NEITHER, AGREES], AGREES),
        ([NEITHER, DISAGREES], DISAGREES),
        ([NEITHER], NEITHER),
        ([], NEITHER),
    ],
)
def test_one_disagreement_makes_a_row_disagree(parts: list[Agreement], agreement: Agreement) -> None:
    assert overall(parts) is agreement
