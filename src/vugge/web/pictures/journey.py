"""The way from before birth to job, with the five themes as lines that run along it.

Offers `journey_picture` (in the active language, for a template) and `journey_timeline` (for any words).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from vugge.documents.charts.svg import drawing, markup
from vugge.web.pictures.journey_narrow import draw_narrow
from vugge.web.pictures.journey_wide import draw_wide
from vugge.web.pictures.themes import THEMES


@dataclass(frozen=True)
class Stop:
    """A station on the way: an age and what begins there."""

    age: str
    name: str


@dataclass(frozen=True)
class ThemeWords:
    """What a theme is called, and what it gives along the way."""

    name: str
    gives: str


@dataclass(frozen=True)
class JourneyWords:
    """All words of the picture, in the reader's language; `themes` by the key of the theme."""

    title: str
    description: str
    stops: tuple[Stop, ...]
    themes: Mapping[str, ThemeWords]


@dataclass(frozen=True)
class ThemeLine:
    """A line of the list beside the picture: the same in words."""

    key: str
    name: str
    gives: str


@dataclass(frozen=True)
class JourneyPicture:
    """The drawing for a screen and for a phone, and the same as text."""

    wide: str
    narrow: str
    stops: tuple[Stop, ...]
    themes: tuple[ThemeLine, ...]


def journey_timeline(words: JourneyWords) -> JourneyPicture:
    """Draw the way with the given words."""
    names = {key: theme.name for key, theme in words.themes.items()}
    gives = {key: theme.gives for key, theme in words.themes.items()}
    stops = [(stop.age, stop.name) for stop in words.stops]
    wide = drawing(1120, 404, title=words.title, description=words.description)
    draw_wide(wide, stops=stops, names=names, gives=gives)
    narrow = drawing(288, 566, title=words.title, description=words.description)
    draw_narrow(narrow, stops=stops)
    lines = tuple(ThemeLine(theme.key, names[theme.key], gives[theme.key]) for theme in THEMES)
    return JourneyPicture(markup(wide), markup(narrow), words.stops, lines)


def journey_picture() -> JourneyPicture:
    """Draw the way in the active language."""
    return journey_timeline(_words())


def _words() -> JourneyWords:
    stops = (
        Stop(gettext("Før fødslen"), gettext("graviditet")),
        Stop(gettext("0 år"), gettext("fødsel")),
        Stop(gettext("1 år"), gettext("vuggestue")),
        Stop(gettext("3 år"), gettext("børnehave")),
        Stop(gettext("6 år"), gettext("skole")),
        Stop(gettext("10 år"), gettext("fritidsliv")),
        Stop(gettext("15 år"), gettext("ungdomsuddannelse")),
        Stop(gettext("18 år"), gettext("voksen")),
        Stop(gettext("25 år"), gettext("job")),
    )
    themes = {
        "families": ThemeWords(gettext("Familier"), gettext("støtte og netværk fra graviditeten")),
        "education": ThemeWords(gettext("Uddannelse"), gettext("dagtilbud og skoler, der giver stafetten videre")),
        "jobs": ThemeWords(gettext("Job"), gettext("fritidsjob, læreplads og første løn")),
        "community": ThemeWords(gettext("Fællesskab"), gettext("fritid, tryghed og medbestemmelse i kvarteret")),
        "housing": ThemeWords(gettext("Bolig"), gettext("et godt hjem, og et kvarter man bliver boende i")),
    }
    return JourneyWords(
        title=gettext("Vejen fra vugge til job"),
        description=gettext(
            "Fem linjer følger barnet fra graviditeten til det første job: familier, uddannelse, job, "
            "fællesskab og bolig. De begynder sammen ved vuggen og mødes igen ved jobbet."
        ),
        stops=stops,
        themes=themes,
    )
