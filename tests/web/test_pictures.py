"""The way from cradle to job: every theme has its word, its shape and its own colour."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation

import vugge.web
from vugge.web.pictures import journey_picture
from vugge.web.pictures.themes import THEMES

SVG = "{http://www.w3.org/2000/svg}"
LEAST_CONTRAST = 4.5
STYLE = Path(vugge.web.__file__).parent / "static" / "vugge" / "vugge.css"


def brightness(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_theme_can_be_read_on_white() -> None:
    for theme in THEMES:
        assert 1.05 / (brightness(theme.colour) + 0.05) >= LEAST_CONTRAST, theme.key


def test_every_theme_has_its_own_colour_and_shape() -> None:
    assert len({theme.colour for theme in THEMES}) == len({theme.shape for theme in THEMES}) == len(THEMES) == 5


def test_the_style_sheet_has_the_same_colours() -> None:
    declared = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", STYLE.read_text(encoding="utf-8")))
    for theme in THEMES:
        assert declared[theme.key] == theme.colour


@pytest.mark.parametrize("drawing", ["wide", "narrow"])
def test_both_drawings_name_every_stop_and_show_every_theme(drawing: str) -> None:
    with translation.override("da"):
        picture = journey_picture()
    root = ET.fromstring(getattr(picture, drawing))
    said = {text.text for text in root.iter(f"{SVG}text")}
    assert {theme.colour for theme in THEMES} <= {shape.get("fill") for shape in root.iter()}
    assert {word for stop in picture.stops for word in (stop.age, stop.name)} <= said
    assert root.findtext(f"{SVG}title") == "Vejen fra vugge til job"


def test_the_wide_drawing_names_every_theme_since_its_list_is_not_seen() -> None:
    with translation.override("da"):
        picture = journey_picture()
    said = {text.text for text in ET.fromstring(picture.wide).iter(f"{SVG}text")}
    assert {theme.name for theme in picture.themes} <= said


def test_the_list_says_what_the_picture_shows() -> None:
    with translation.override("da"):
        picture = journey_picture()
    assert [theme.key for theme in picture.themes] == [theme.key for theme in THEMES]
    assert picture.stops[0].name == "graviditet"
    assert picture.stops[-1].name == "job"
    assert all(theme.gives for theme in picture.themes)
