"""The family's words: a translation that is missing or older than the Danish is not shown, and said to be."""

from dataclasses import replace

import pytest

from vugge.journey.queries.law import network_for
from vugge.journey.queries.speech import speech_in, speeches
from vugge.journey.rules.route import Line, Responsible, Station
from vugge.journey.rules.translated import (
    ISOLATED,
    Gap,
    Lack,
    Speech,
    StationTexts,
    Translated,
    fingerprint,
    gaps,
    is_before_school,
)
from vugge.journey.rules.words import LINE_WORDS
from vugge.kit.explained import Certainty
from vugge.kit.reading import lix
from vugge.kit.text import Text

ARABIC = speeches()["ar"]
OTHERS = [code for code in speeches() if code != "da"]
FOREIGN = [code for code in OTHERS if code != "en"]
HARDEST = 30
SINGLE = 8  # words: of fewer, one long word decides


def stations() -> list[Station]:
    found = {name: one for each in network_for("").editions for name, one in each.stations.items()}
    return [one for one in found.values() if is_before_school(one)]


def with_text(key: str, translated: Translated | None) -> Speech:
    tongue = ARABIC.tongue
    assert tongue is not None
    texts = {name: one for name, one in tongue.texts.items() if name != key}
    given = texts | ({key: translated} if translated else {})
    return replace(ARABIC, tongue=replace(tongue, texts=given, stations={}))


def test_a_current_translation_is_shown() -> None:
    said = ARABIC.say("goals")
    assert (said.text, said.language, said.direction) == ("أهدافنا", "ar", "rtl")


def test_a_missing_translation_is_shown_in_danish_and_marked_as_such() -> None:
    said = with_text("goals", None).say("goals")
    assert (said.text, said.language, said.direction) == ("Vores mål", "da", "ltr")


def test_a_translation_of_an_older_danish_text_is_not_shown() -> None:
    old = with_text("goals", Translated(fingerprint("Jeres mål"), "أهدافكم"))
    assert old.say("goals").language == "da"
    assert gaps(old, ()) == (Gap("goals", Lack.STALE, "Vores mål"),)


def test_space_does_not_make_a_translation_stale() -> None:
    assert fingerprint(" Vores\n mål ") == fingerprint("Vores mål")


def test_a_gap_says_the_fingerprint_that_its_translation_is_to_carry() -> None:
    (gap,) = gaps(with_text("goals", None), ())
    assert gap.lack is Lack.MISSING
    assert with_text("goals", Translated(gap.of, "أهدافنا")).say("goals").language == "ar"


def test_what_no_page_uses_is_found() -> None:
    assert gaps(with_text("gone", Translated("x", "x")), ()) == (Gap("gone", Lack.UNUSED),)


def test_what_is_filled_in_from_right_to_left_keeps_its_own_order() -> None:
    assert ISOLATED.format("22-11-2026") in ARABIC.say("state_not_yet", day="22-11-2026").text
    assert "\u2068" not in speech_in("tr").say("state_not_yet", day="22-11-2026").text


def test_a_station_is_said_in_english_by_the_route_itself() -> None:
    one = stations()[0]
    assert speech_in("en").of_station(one, "name").text == one.name.en


def test_a_station_without_a_translation_is_said_in_danish() -> None:
    one = replace(stations()[0], id="made_up", name=Text(da="Noget nyt", en="Something new"))
    assert ARABIC.of_station(one, "name").language == "da"
    missing = [gap.key for gap in gaps(ARABIC, [*stations(), one])]
    assert [key for key in missing if key.startswith("made_up")] == [
        "made_up.name",
        "made_up.purpose",
        "made_up.if_missed",
    ]


def test_a_station_that_is_gone_is_found() -> None:
    tongue = ARABIC.tongue
    assert tongue is not None
    more = replace(ARABIC, tongue=replace(tongue, stations=dict(tongue.stations) | {"gone": StationTexts()}))
    assert Gap("gone", Lack.UNUSED) in gaps(more, stations())


def test_a_language_that_we_do_not_have_is_danish() -> None:
    assert speech_in("xx").language == "da"


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_of_the_pages_is_translated_and_current(language: str) -> None:
    assert [one.key for one in gaps(speeches()[language], ()) if one.lack is not Lack.UNUSED] == []


@pytest.mark.parametrize("language", FOREIGN)
def test_every_station_up_to_school_is_translated_and_current(language: str) -> None:
    assert [(one.key, one.lack.value) for one in gaps(speeches()[language], stations())] == []


@pytest.mark.parametrize("language", FOREIGN)
def test_no_language_is_called_read_before_somebody_has_read_it(language: str) -> None:
    tongue = speeches()[language].tongue
    assert tongue is not None
    assert tongue.certainty is Certainty.UNCERTAIN
    assert not speeches()[language].is_checked


@pytest.mark.parametrize("language", list(speeches()))
def test_every_line_state_and_helper_has_its_words(language: str) -> None:
    speech = speeches()[language]
    for kind, prefix in ((Line, "line"), (Responsible, "helper")):
        for one in kind:
            assert speech.say(f"{prefix}_{one.value}").text


def test_a_line_has_one_name_everywhere() -> None:
    danish = speeches()["da"]
    assert {one: danish.say(f"line_{one.value}").text for one in Line} == {
        one: words.say() for one, words in LINE_WORDS.items()
    }


def test_the_danish_is_easy_to_read() -> None:
    texts = speeches()["da"].originals.texts
    assert lix("\n".join(texts.values())) <= HARDEST
    hard = {
        key: round(lix(text)) for key, text in texts.items() if len(text.split()) >= SINGLE and lix(text) > HARDEST + 8
    }
    assert hard == {}


@pytest.mark.parametrize("part", ["purpose", "if_missed"])
def test_what_families_read_of_the_stations_is_easy_to_read(part: str) -> None:
    hard = {one.id: round(lix(getattr(one, part).da)) for one in stations() if lix(getattr(one, part).da) > HARDEST}
    assert hard == {}
