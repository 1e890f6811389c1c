"""A result carries its reasons wherever it goes."""

from dataclasses import FrozenInstanceError
from decimal import Decimal

import pytest

from vugge.kit.danish import Percent
from vugge.kit.explained import Because, Certainty, Explained, Input, Source
from vugge.kit.text import Text, sentence

REASON = Because(
    sentence=sentence("{share} er over grænsen.", share=Percent(Decimal("41.2"))),
    rule="areas.unattached",
    package="areas/2018",
    inputs=(Input(Text(da="Andel uden job", en="Share without a job"), Percent(Decimal("41.2")), Source("Listen")),),
)


def test_a_rule_is_taken_as_certain_unless_it_says_otherwise() -> None:
    assert REASON.certainty is Certainty.CONFIRMED


def test_a_reason_can_have_parts_each_with_its_own_sentence() -> None:
    whole = Because(sentence("To af fem kriterier er opfyldt."), rule="areas.exposed", parts=(REASON, REASON))
    assert [part.sentence.say() for part in whole.parts] == ["41,2\N{NO-BREAK SPACE}% er over grænsen."] * 2


def test_nobody_changes_a_result_afterwards() -> None:
    result = Explained(1, REASON)
    with pytest.raises(FrozenInstanceError):
        result.value = 2  # type: ignore[misc]  # the mistake is what we test
