"""The family's words in their own language: each translation knows which Danish text it translates.

Offers `Said` (a text in the language it is in), the shapes of `catalogue/journey/*.toml` (`Originals` and `Tongue`),
`fingerprint`, `Speech`, which says each text in one language or in Danish, `gaps`, what is missing or stale, and
`is_before_school`, which stations come first.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from hashlib import sha256
from typing import Final

from vugge.journey.rules.route import Anchor, Station
from vugge.kit.explained import Certainty
from vugge.kit.law import STRICT_SHAPE
from vugge.kit.text import Text

ISOLATED: Final = "\u2068{}\u2069"
"""Around what is filled in from right to left: a name or a date keeps its own order."""
SCHOOL_AGE: Final = 6
_LETTERS: Final = 10


class Direction(StrEnum):
    """From where a language is read."""

    LEFT = "ltr"
    RIGHT = "rtl"


@dataclass(frozen=True)
class Said:
    """A text in the language it is in: where a translation is missing, that is Danish."""

    text: str
    language: str = "da"
    direction: str = Direction.LEFT

    @property
    def is_from_right(self) -> bool:
        """Say whether it is read from the right."""
        return self.direction == Direction.RIGHT


@dataclass(frozen=True)
class Translated:
    """One translated text; `of` is the fingerprint of the Danish text that it translates."""

    __pydantic_config__ = STRICT_SHAPE

    of: str
    text: str


@dataclass(frozen=True)
class StationTexts:
    """What is translated of a station."""

    __pydantic_config__ = STRICT_SHAPE

    name: Translated | None = None
    purpose: Translated | None = None
    if_missed: Translated | None = None


PARTS: Final = tuple(one.name for one in fields(StationTexts))


@dataclass(frozen=True)
class Originals:
    """The Danish texts of the pages, from which all others are translated."""

    __pydantic_config__ = STRICT_SHAPE

    language: str
    title: Text
    own_name: str
    direction: Direction
    texts: Mapping[str, str]


@dataclass(frozen=True)
class Tongue:
    """A language that families can read in. `certainty` is confirmed once somebody at home in it has read all of it."""

    __pydantic_config__ = STRICT_SHAPE

    language: str
    title: Text
    own_name: str
    direction: Direction
    certainty: Certainty
    texts: Mapping[str, Translated]
    stations: Mapping[str, StationTexts] = field(default_factory=dict)

    @property
    def is_checked(self) -> bool:
        """Say whether somebody at home in the language has read it."""
        return self.certainty is Certainty.CONFIRMED


class Lack(StrEnum):
    """What is wrong with a translation."""

    MISSING = "missing"
    STALE = "stale"
    UNUSED = "unused"


@dataclass(frozen=True)
class Gap:
    """A text that a language lacks: where it stands, what is wrong, and the Danish with its fingerprint."""

    key: str
    lack: Lack
    danish: str = ""

    @property
    def of(self) -> str:
        """Return the fingerprint that its translation is to carry."""
        return fingerprint(self.danish)


def fingerprint(danish: str) -> str:
    """Return what tells one Danish text from another; space between words does not count.

    >>> fingerprint("Vores  mål") == fingerprint("Vores mål"), fingerprint("Vores mål") == fingerprint("Jeres mål")
    (True, False)
    """
    return sha256(" ".join(danish.split()).encode()).hexdigest()[:_LETTERS]


@dataclass(frozen=True)
class Speech:
    """Says the texts of the family's pages in one language; in Danish where that lacks one or has an older one."""

    originals: Originals
    tongue: Tongue | None = None

    @property
    def language(self) -> str:
        """Return the language as its code."""
        return self.tongue.language if self.tongue else self.originals.language

    @property
    def own_name(self) -> str:
        """Return what those who speak it call the language."""
        return (self.tongue or self.originals).own_name

    @property
    def direction(self) -> str:
        """Return from where the page is read."""
        return (self.tongue or self.originals).direction.value

    @property
    def is_from_right(self) -> bool:
        """Say whether the page is read from the right."""
        return self.direction == Direction.RIGHT

    @property
    def is_checked(self) -> bool:
        """Say whether somebody at home in the language has read the texts."""
        return self.tongue is None or self.tongue.is_checked

    def say(self, key: str, **values: object) -> Said:
        """Return a text of the pages with its places filled in."""
        danish = self.originals.texts[key]
        translated = self.tongue.texts.get(key) if self.tongue else None
        said = self._current(danish, translated)
        filled = {name: self._filled(value, said) for name, value in values.items()}
        return Said(said.text.format(**filled), said.language, said.direction)

    def of_station(self, station: Station, part: str) -> Said:
        """Return the name, the purpose or what to do if missed of a station."""
        original: Text = getattr(station, part)
        if self.language == "en" and original.en:
            return Said(original.en, "en")
        texts = self.tongue.stations.get(station.id, StationTexts()) if self.tongue else StationTexts()
        return self._current(original.da, getattr(texts, part))

    def _current(self, danish: str, translated: Translated | None) -> Said:
        if self.tongue is None or translated is None or translated.of != fingerprint(danish):
            return Said(danish)
        return Said(translated.text, self.tongue.language, self.tongue.direction.value)

    def _filled(self, value: object, said: Said) -> str:
        text = value.text if isinstance(value, Said) else str(value)
        return ISOLATED.format(text) if said.is_from_right else text


def gaps(speech: Speech, stations: Iterable[Station]) -> tuple[Gap, ...]:
    """Return what a language lacks: texts of the pages first, then the stations in their order.

    English needs no texts for the stations: the route has them itself.
    """
    if speech.tongue is None:
        return ()
    texts, known = speech.tongue.texts, speech.originals.texts
    pages = [_gap(key, danish, texts.get(key)) for key, danish in known.items()]
    unused = [Gap(key, Lack.UNUSED) for key in texts if key not in known]
    return tuple(one for one in (*pages, *_station_gaps(speech.tongue, stations), *unused) if one)


def _station_gaps(tongue: Tongue, stations: Iterable[Station]) -> Iterator[Gap | None]:
    if tongue.language == "en":
        return
    named = set()
    for one in stations:
        named.add(one.id)
        texts = tongue.stations.get(one.id, StationTexts())
        for part in PARTS:
            yield _gap(f"{one.id}.{part}", getattr(one, part).da, getattr(texts, part))
    for identity in tongue.stations:
        if identity not in named:
            yield Gap(identity, Lack.UNUSED)


def _gap(key: str, danish: str, translated: Translated | None) -> Gap | None:
    if translated is None:
        return Gap(key, Lack.MISSING, danish)
    return None if translated.of == fingerprint(danish) else Gap(key, Lack.STALE, danish)


def is_before_school(station: Station) -> bool:
    """Say whether a station opens before the child has begun in grade 1: those that are translated first."""
    opens = station.opens
    match opens.anchor:
        case Anchor.PREGNANCY | Anchor.CORRECTED_BIRTH:
            return True
        case Anchor.BIRTH:
            return opens.years + (opens.months + opens.weeks / 4) / 12 < SCHOOL_AGE
        case Anchor.GRADE:
            return (opens.number or 0) <= 0 and not opens.years
        case Anchor.YEAR_TURNING:
            return (opens.number or 0) <= SCHOOL_AGE
    return False
