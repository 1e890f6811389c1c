"""The journey as a transit map: every state has its shape and its word, and no two words share a place."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from tests.web.pictures.boxes import SVG, collisions, links_of, marks_of, size_of, texts_of
from tests.web.pictures.plans import BORN, MIXED, TODAY, plan_on

from vugge.journey.queries.law import network_for
from vugge.journey.queries.speech import speeches
from vugge.journey.rules.life import LifeFacts
from vugge.journey.rules.plan import JourneyPlan, Status, plan_of
from vugge.journey.rules.route import Line
from vugge.kit.danish import NO_BREAK_SPACE
from vugge.kit.text import Text
from vugge.web.components.journey import JourneyList, list_of, map_of
from vugge.web.pictures.journey_map import stretch_of
from vugge.web.pictures.journey_map.lines import LOOKS
from vugge.web.pictures.journey_map.stretch import AHEAD_SHOWN, CATCH_SHOWN

LANGUAGES = tuple(speeches())
SIZES = ("wide", "paper", "narrow")
LEAST_CONTRAST = 4.5
AGES = (-0.5, 0.05, 0.6, 1.3, 3.3, 5.9, 9.1, 14.5, 17.2, 22, 29.9)


def pieces(plan: JourneyPlan, size: str, *, language: str = "da", whole: bool = False) -> tuple[str, ...]:
    svg: str | tuple[str, ...] = getattr(map_of(plan, speech=speeches()[language], whole=whole).pictures, size)
    return (svg,) if isinstance(svg, str) else svg


def drawn(plan: JourneyPlan, size: str, *, language: str = "da", whole: bool = False) -> str:
    """The drawing, or its first piece."""
    return pieces(plan, size, language=language, whole=whole)[0]


def real_plan(age: float) -> JourneyPlan:
    """The route of the law for a child of an age of whom nothing is known but the day of birth."""
    on = BORN + timedelta(days=round(age * 365.25))
    return plan_of(network_for(""), LifeFacts(born=BORN if on >= BORN else None, due=BORN), on=on)


def brightness(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def assert_clear(drawings: Iterable[str]) -> None:
    for svg in drawings:
        _assert_clear(svg)


def _assert_clear(svg: str) -> None:
    words, marks, frame = texts_of(svg), marks_of(svg), size_of(svg)
    assert not collisions(words)
    assert not collisions(marks)
    assert not collisions(words, marks)
    assert not collisions(words, links_of(svg))
    for one in words:
        assert frame.left <= one.left + 1, one
        assert one.right <= frame.right + 1, one
        assert one.bottom <= frame.bottom, one


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("whole", [False, True])
def test_no_words_share_a_place_when_every_state_is_there(size: str, language: str, *, whole: bool) -> None:
    assert_clear(pieces(MIXED, size, language=language, whole=whole))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("age", AGES)
def test_no_words_share_a_place_at_any_age_of_the_laws_own_route(age: float, size: str) -> None:
    for language in ("da", "ar"):
        for whole in (False, True):
            assert_clear(pieces(real_plan(age), size, language=language, whole=whole))


@pytest.mark.parametrize("months", range(-6, 360, 12))
def test_no_words_share_a_place_in_a_year_with_many_stations(months: int) -> None:
    plan = plan_on(BORN + timedelta(days=months * 30))
    for size in SIZES:
        assert_clear(pieces(plan, size))


def test_every_state_has_its_own_shape() -> None:
    svg = drawn(MIXED, "wide", whole=True)
    states: dict[str, set[str]] = {}
    for group in ET.fromstring(svg).iter(f"{SVG}g"):
        name = group.get("class", "")
        if name:
            looks = ("r", "stroke-dasharray", "stroke-width")
            shape = [(one.tag, *map(one.get, looks), len(one)) for one in group]
            states.setdefault(name.rpartition("--")[2], set()).add(str(shape))
    assert len(states) == 7
    assert all(len(shapes) == 1 for shapes in states.values())
    assert len(set.union(*states.values())) == len(states)


def test_every_state_has_its_own_word() -> None:
    plan = MIXED
    said = {one.status: one.state.text for part in ("now", "past", "coming") for one in getattr(_rows(plan), part)}
    assert len({words.split(",")[0] for words in said.values()}) == len(said) == 7


def _rows(plan: JourneyPlan) -> JourneyList:
    return list_of(plan, speech=speeches()["da"], whole=True)


def test_what_closes_says_how_many_days_are_left() -> None:
    assert "22 dage tilbage" in drawn(MIXED, "narrow").replace(NO_BREAK_SPACE, " ")


def test_a_line_is_broken_where_a_station_was_missed() -> None:
    svg = drawn(MIXED, "wide")
    gaps = [one for one in ET.fromstring(svg).iter(f"{SVG}line") if one.get("stroke-width") == "9"]
    assert len(gaps) == sum(one.status.value is Status.MISSED for one in stretch_of(MIXED).stations) > 0


def test_every_line_has_its_own_colour_and_shape() -> None:
    assert set(LOOKS) == set(Line)
    assert len({one.colour for one in LOOKS.values()}) == len({one.corners for one in LOOKS.values()}) == len(Line)
    for one in LOOKS.values():
        assert 1.05 / (brightness(one.colour) + 0.05) >= LEAST_CONTRAST, one


def test_hidden_and_not_relevant_are_told_and_not_drawn() -> None:
    found = _rows(MIXED)
    assert found.hidden
    assert found.hidden.text == "Ikke vist for dig: 1."
    names = " ".join(text.what for text in texts_of(drawn(MIXED, "wide", whole=True)))
    assert "Sprogstimulering" not in names
    assert "uden dagtilbud" not in names


def test_what_is_folded_away_is_counted() -> None:
    stretch, drawable = stretch_of(MIXED), stretch_of(MIXED, whole=True)
    assert stretch.behind.total + stretch.ahead.total + len(stretch.stations) == len(drawable.stations)
    assert len(stretch.coming) == AHEAD_SHOWN
    assert drawable.behind.total == drawable.ahead.total == 0
    assert "Flere forude: 24" in {text.what for text in texts_of(drawn(MIXED, "narrow"))}


def test_what_can_still_be_reached_and_is_lost_first_is_not_folded_away() -> None:
    long_ago = ("first_visit", "named", "vacc_3", "vacc_5", "hearing")
    plan = plan_on(TODAY, but=dict.fromkeys(long_ago, Status.MISSED), still=long_ago, still_days=2000)
    stretch = stretch_of(plan)
    shown = [one.station.id for one in stretch.past if one.status.value is Status.MISSED]
    assert shown == ["first_visit", "hearing", "vacc_3"]
    assert stretch.behind.missed == len(long_ago) - CATCH_SHOWN


def test_stations_stand_in_order_of_time_and_what_is_open_where_you_are() -> None:
    stretch = stretch_of(MIXED, whole=True)
    for part in (stretch.past, stretch.coming):
        days = [one.opens or date.max for one in part]
        assert days == sorted(days)
    assert {one.status.value for one in stretch.now} <= {Status.OPEN, Status.CLOSING, Status.UNKNOWN}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_drawing_says_its_name_and_what_it_shows(language: str) -> None:
    for size in SIZES:
        root = ET.fromstring(drawn(MIXED, size, language=language))
        assert root.get("role") == "img"
        assert root[0].tag == f"{SVG}title"
        assert root[0].text
        assert root[1].tag == f"{SVG}desc"
        assert str(len(stretch_of(MIXED).now)) in (root[1].text or "")


def test_from_the_right_everything_is_mirrored() -> None:
    for size in SIZES:
        left, right = (marks_of(drawn(MIXED, size, language=one)) for one in ("da", "ar"))
        wide = size_of(drawn(MIXED, size)).right
        assert Counter(round(wide - one.right) for one in right) == Counter(round(one.left) for one in left)


def test_on_paper_each_leg_is_whole_and_only_the_first_is_read_aloud() -> None:
    sheets = pieces(MIXED, "paper", whole=True)
    assert len(sheets) > 3
    assert [ET.fromstring(one).get("role") for one in sheets] == ["img", *[None] * (len(sheets) - 1)]
    assert all(ET.fromstring(one).get("aria-hidden") == "true" for one in sheets[1:])
    count = [sum(len(marks_of(one)) for one in pieces(MIXED, size, whole=True)) for size in SIZES]
    assert len(set(count)) == 1


def test_there_is_no_style_and_no_script_in_a_drawing() -> None:
    for svg in (one for size in SIZES for one in pieces(MIXED, size)):
        assert "style=" not in svg
        assert "<script" not in svg
        assert " id=" not in svg


def test_a_name_in_the_data_cannot_break_out_of_the_drawing() -> None:
    assert "&lt;b&gt;" in map_of(_named("<b>"), speech=speeches()["da"]).pictures.wide


def _named(name: str) -> JourneyPlan:
    one = next(one for one in MIXED.stations if one.status.value is Status.CLOSING)
    station = replace(one.station, name=Text(da=name, en=name))
    return JourneyPlan(TODAY, (replace(one, station=station),))


def test_a_plan_without_stations_can_be_drawn() -> None:
    for size in SIZES:
        assert drawn(JourneyPlan(TODAY, ()), size).startswith("<svg")
