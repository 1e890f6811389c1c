"""The shapes of what the catalogue holds: places, areas with their names through time, notes and sources.

Every shape is frozen and refuses keys it does not know; `reading` fills them from the files.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from vugge.kit.explained import Certainty, Source
from vugge.kit.law import STRICT_SHAPE
from vugge.kit.text import Text

Code = Annotated[str, StringConstraints(pattern="^[0-9]{4}$")]
Key = Annotated[str, StringConstraints(pattern="^[a-z0-9]+(_[a-z0-9]+)*$")]
Name = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Sources = Annotated[tuple[Source, ...], Field(min_length=1)]


@dataclass(frozen=True)
class Remark:
    """Something a reader should know of a place or an area from one day on."""

    __pydantic_config__ = STRICT_SHAPE

    on: date
    text: Text
    certainty: Certainty
    sources: Sources


@dataclass(frozen=True)
class Region:
    """A region with its official four-digit code."""

    __pydantic_config__ = STRICT_SHAPE

    code: Code
    name: Name
    official_name: Name
    english: Name
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Municipality:
    """A municipality with its official four-digit code and the code of its region."""

    __pydantic_config__ = STRICT_SHAPE

    code: Code
    name: Name
    official_name: Name
    region: Code
    english: str = ""
    aliases: tuple[Name, ...] = ()

    @property
    def label(self) -> Text:
        """The name in both languages; most municipalities have no English one."""
        return Text(da=self.name, en=self.english or self.name)

    def spellings(self) -> tuple[str, ...]:
        """Return every name the municipality is known by."""
        return tuple(one for one in (self.name, self.official_name, self.english, *self.aliases) if one)


@dataclass(frozen=True)
class RegionsFile:
    """`places/regions.toml`: what its validity, certainty and sources say holds for every region in it."""

    __pydantic_config__ = STRICT_SHAPE

    valid_from: date
    certainty: Certainty
    sources: Sources
    regions: tuple[Region, ...]


@dataclass(frozen=True)
class MunicipalitiesFile:
    """`places/municipalities.toml`: likewise for every municipality in it."""

    __pydantic_config__ = STRICT_SHAPE

    valid_from: date
    certainty: Certainty
    sources: Sources
    municipalities: tuple[Municipality, ...]


@dataclass(frozen=True)
class AreaName:
    """What an area is called on the lists of some years, both included; None where no end is known."""

    __pydantic_config__ = STRICT_SHAPE

    name: Name
    first_year: int | None = None
    last_year: int | None = None

    def holds_in(self, year: int) -> bool:
        """Say whether the area bore this name on the lists of a year."""
        return (self.first_year or year) <= year <= (self.last_year or year)


class ChangeKind(StrEnum):
    """What happened to an area as such."""

    SPLIT = "split"
    MERGER = "merger"
    PART_LEFT = "part_left"
    RENAMED = "renamed"


@dataclass(frozen=True)
class AreaChange:
    """A year in which an area became another in name or extent.

    `comparable` says whether figures before and after may be held against each other; `others` are the keys
    of the areas that a part came from or went to.
    """

    __pydantic_config__ = STRICT_SHAPE

    kind: ChangeKind
    year: int
    text: Text
    comparable: bool
    certainty: Certainty
    sources: Sources
    others: tuple[Key, ...] = ()


@dataclass(frozen=True)
class AreaIdentity:
    """One area through all its names. `key` never changes; `aliases` are other spellings met on the lists."""

    __pydantic_config__ = STRICT_SHAPE

    key: Key
    municipality: Code
    names: Annotated[tuple[AreaName, ...], Field(min_length=1)]
    aliases: tuple[Name, ...] = ()
    changes: tuple[AreaChange, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def name(self) -> str:
        """What the area is called now."""
        return self.names[-1].name

    def name_in(self, year: int) -> str:
        """Return what the area was called on the lists of a year."""
        return next((one.name for one in self.names if one.holds_in(year)), self.name)

    def spellings(self) -> tuple[str, ...]:
        """Return every name and spelling the area is known by."""
        return (*(one.name for one in self.names), *self.aliases)


@dataclass(frozen=True)
class AreasFile:
    """`areas/identities.toml`."""

    __pydantic_config__ = STRICT_SHAPE

    areas: tuple[AreaIdentity, ...]


class SourceKind(StrEnum):
    """What sort of thing a source is."""

    LAW = "law"
    LIST = "list"
    METHOD = "method"
    REGISTER = "register"
    COMMENTARY = "commentary"
    NEWS = "news"
    TRANSCRIPTION = "transcription"


@dataclass(frozen=True)
class CatalogueSource:
    """A source as the page of sources shows it.

    `covers` are beginnings of addresses without scheme and "www.": a domain alone covers its subdomains too.
    """

    __pydantic_config__ = STRICT_SHAPE

    key: Key
    kind: SourceKind
    publisher: Name
    title: Text
    used_for: Text
    url: Annotated[str, StringConstraints(pattern="^https?://[^ ]+$")]
    covers: Annotated[tuple[Name, ...], Field(min_length=1)]
    certainty: Certainty


@dataclass(frozen=True)
class SourcesFile:
    """`sources.toml`."""

    __pydantic_config__ = STRICT_SHAPE

    sources: tuple[CatalogueSource, ...]


@dataclass(frozen=True)
class Flag:
    """A mark on a figure, in words: what it warns of or confirms."""

    __pydantic_config__ = STRICT_SHAPE

    key: Key
    name: Text
    explanation: Text
    warns: bool


@dataclass(frozen=True)
class FlagsFile:
    """`areas/flags.toml`."""

    __pydantic_config__ = STRICT_SHAPE

    flags: tuple[Flag, ...]


EVERYTHING = "*"
"""In `areas/notes.csv`: every area of the year, or every column of the row."""


@dataclass(frozen=True)
class FigureNote:
    """A flag on published figures of one year: which columns of which area, and why.

    `area` is the name as printed in `areas/lists.csv`, or `EVERYTHING`; so may the only column be.
    """

    __pydantic_config__ = STRICT_SHAPE

    year: int
    area: Name
    columns: tuple[Name, ...]
    flag: Key
    text: Text


@dataclass(frozen=True)
class InferredMembership:
    """An area that was on a list nobody has transcribed, known only from the lists before and after."""

    __pydantic_config__ = STRICT_SHAPE

    list_day: date
    area: Name
    municipality: Name
    text: Text


@dataclass(frozen=True)
class CombinedLettingFigure:
    """One row of a list of combined letting; `outside_labour_market` is percent of residents aged 18-64."""

    __pydantic_config__ = STRICT_SHAPE

    year: int
    area: Name
    municipality: Name
    residents: int
    outside_labour_market: Decimal
    source_url: Name


@dataclass(frozen=True)
class Catalogue:
    """Everything the catalogue holds, checked."""

    regions: tuple[Region, ...]
    municipalities: tuple[Municipality, ...]
    areas: tuple[AreaIdentity, ...]
    sources: tuple[CatalogueSource, ...]
    flags: tuple[Flag, ...]
    figure_notes: tuple[FigureNote, ...]
    inferred_memberships: tuple[InferredMembership, ...] = field(default=())
    combined_letting: tuple[CombinedLettingFigure, ...] = field(default=())
