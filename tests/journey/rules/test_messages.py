"""What a message may be, in which direction it runs, and that names in it are kept apart."""

from datetime import date

import pytest

from vugge.journey.queries.message_law import message_law
from vugge.journey.queries.message_speech import message_speech
from vugge.journey.rules.message_law import expectation
from vugge.journey.rules.messages import LONGEST_TEXT, checked_language, checked_text, direction_of, isolated
from vugge.journey.rules.translated import gaps
from vugge.kit.errors import BadInput
from vugge.kit.reading import lix

DAY = date(2026, 11, 23)


def test_space_around_a_message_is_left_out() -> None:
    assert checked_text("  Hej\r\nigen \n") == "Hej\nigen"


@pytest.mark.parametrize("text", ["", " \n ", "x" * (LONGEST_TEXT + 1)])
def test_nothing_and_too_much_is_no_message(text: str) -> None:
    with pytest.raises(BadInput):
        checked_text(text)


@pytest.mark.parametrize("language", ["", "DA", "dansk", "d", "a1"])
def test_what_is_no_code_is_no_language(language: str) -> None:
    with pytest.raises(BadInput):
        checked_language(language)


def test_a_language_says_from_where_it_is_read() -> None:
    assert [direction_of(one) for one in ("da", "ar", "fa", "ur", "so", "ku")] == [
        "ltr", "rtl", "rtl", "rtl", "ltr", "auto",
    ]  # fmt: skip


def test_a_name_is_kept_apart_but_not_inside_a_word() -> None:
    pieces = isolated("Bo og Bodil mødte Bo Bech.", {"Bo", "Bo Bech", ""})
    assert [one.text for one in pieces if one.is_name] == ["Bo", "Bo Bech"]
    assert "".join(one.text for one in pieces) == "Bo og Bodil mødte Bo Bech."


def test_a_duty_phone_is_given_only_where_all_work_in_one_municipality() -> None:
    law = message_law(DAY)
    assert expectation(law, municipalities=["9001", "9001"]).duty_phone == law.urgent.duty_phones["9001"]
    assert expectation(law, municipalities=["9001", "0461"]).duty_phone == ""
    assert expectation(law, municipalities=[""]).duty_phone == ""


@pytest.mark.parametrize("language", ["en", "ar", "tr", "so"])
def test_no_translation_is_missing_or_stale(language: str) -> None:
    assert message_speech(language).language == language
    assert gaps(message_speech(language), ()) == ()


def test_a_language_that_we_have_no_words_in_is_danish() -> None:
    assert message_speech("pl").language == "da"


def test_the_familys_words_are_easy_to_read() -> None:
    texts = message_speech("da").originals.texts.values()
    assert lix(" ".join(one if one[-1] in ".?!:" else f"{one}." for one in texts)) <= 30
