"""What the system says is one sentence in Danish, filled as its reader writes values."""

from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum

import pytest

from vugge.kit.danish import Language, Percent, Points
from vugge.kit.errors import BadInput, VuggeError
from vugge.kit.money import Kroner
from vugge.kit.text import Text, joined, sentence, shown

RESIDENTS = Text(da="beboere", en="residents")


class Colour(StrEnum):
    """Stands for any code of ours."""

    RED = "red"


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [
        (1158, "1.158", "1,158"),
        (Decimal("1234.56"), "1.234,56", "1,234.56"),
        (Percent(Decimal("41.2")), "41,2\N{NO-BREAK SPACE}%", "41.2%"),
        (Points(Decimal("-1.2")), "−1,2 procentpoint", "−1.2 percentage points"),
        (Kroner(123_456), "1.234,56 kr.", "DKK 1,234.56"),
        (date(2026, 11, 22), "22-11-2026", "22 Nov 2026"),
        (time(14, 30), "kl. 14.30", "14:30"),
        (datetime(2026, 11, 22, 14, 30), "22-11-2026 kl. 14.30", "22 Nov 2026 14:30"),  # noqa: DTZ001  a reader's own clock
        (RESIDENTS, "beboere", "residents"),
        (sentence("uge {week}", week=47), "uge 47", "uge 47"),
        ((RESIDENTS, 1158), "beboere og 1.158", "residents and 1,158"),
        (["a", "b", "c"], "a, b og c", "a, b and c"),
        (Colour.RED, "red", "red"),
        ("Tingbjerg", "Tingbjerg", "Tingbjerg"),
    ],
)
def test_every_kind_of_value_is_shown_in_both_languages(value: object, danish: str, english: str) -> None:
    assert shown(value) == danish
    assert shown(value, "en") == english


def test_yes_and_no_are_words_and_not_numbers() -> None:
    assert (shown(True), shown(False)) == ("ja", "nej")


def test_a_sentence_is_translated_before_it_is_filled() -> None:
    english = {"{area} har {count} {what}.": "{count} {what} live in {area}."}
    said = sentence("{area} har {count} {what}.", area="Tingbjerg", count=6500, what=RESIDENTS)
    assert said.say() == "Tingbjerg har 6.500 beboere."
    assert said.say("en", english.__getitem__) == "6,500 residents live in Tingbjerg."


def test_a_sentence_within_a_sentence_is_translated_too() -> None:
    english = {"ja": "yes", "Svar: {answer}": "Answer: {answer}", "altid {yes}": "always {yes}"}
    said = sentence("Svar: {answer}", answer=sentence("altid {yes}", yes=True))
    assert said.say("en", english.__getitem__) == "Answer: always yes"


def test_braces_in_a_value_are_only_braces() -> None:
    assert sentence("Navn: {name}", name="{danish}").say() == "Navn: {danish}"


def test_a_place_may_have_the_name_of_any_word() -> None:
    assert sentence("{danish} {self}", danish="a", self="b").say() == "a b"


def test_equal_sentences_are_one_in_a_set() -> None:
    assert len({sentence("{n} job", n=1), sentence("{n} job", n=1), sentence("{n} job", n=2)}) == 2


@pytest.mark.parametrize(
    ("parts", "language", "expected"),
    [
        ([], "da", ""),
        (["job"], "da", "job"),
        (["job", "skole"], "da", "job og skole"),
        (["a", "b", "c"], "en", "a, b and c"),
    ],
)
def test_words_are_joined_as_in_speech(parts: list[str], language: Language, expected: str) -> None:
    assert joined(parts, language) == expected


def test_an_error_keeps_its_sentence_so_that_it_can_be_said_in_another_language() -> None:
    refusal = BadInput(sentence("Rækken {row} mangler et navn.", row=1158))
    assert isinstance(refusal, VuggeError)
    assert str(refusal) == "Rækken 1.158 mangler et navn."
    assert refusal.sentence.say("en", lambda _: "Row {row} has no name.") == "Row 1,158 has no name."
