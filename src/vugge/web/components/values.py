"""Ready values that the component templates show; a page builds them and passes them on.

Offers `Status`, `Figure` with its `Flag`s, `Table`, `Chart`, `Crumb`, `Export` and `Tile`. A `Label` may be
a plain string that is already in the reader's language, or a `Text` or `Sentence` that the template says.
"""

from dataclasses import dataclass
from enum import StrEnum

from vugge.kit.explained import Because
from vugge.kit.text import Sentence, Text

Label = str | Text | Sentence


class StatusKind(StrEnum):
    """What is known about one list or one criterion; decides colour and shape."""

    LISTED = "listed"
    NOT_LISTED = "not_listed"
    UNDETERMINED = "undetermined"
    NO_DATA = "no_data"


class ExportKind(StrEnum):
    """In which form a page can be taken home."""

    XLSX = "xlsx"
    CSV = "csv"
    PDF = "pdf"
    PRINT = "print"


@dataclass(frozen=True)
class Status:
    """Colour, shape and word; without `word` the kind's own word is shown."""

    kind: StatusKind
    word: Label = ""


@dataclass(frozen=True)
class Flag:
    """What is worth knowing about a figure's quality: one word, and the whole story."""

    word: Label
    note: Label = ""


@dataclass(frozen=True)
class Figure:
    """A published or computed figure; `value` is anything `shown` can show, None is "no figure"."""

    value: object
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True)
class Table:
    """Figures as rows; the first cell of a row is its heading."""

    caption: Label
    head: tuple[Label, ...]
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True)
class Chart:
    """A drawing from `vugge.documents.charts`, what it says in words, and the same figures as a table.

    `medium` is the drawing for a tablet and for paper, `narrow` that for a phone; without them `wide` is used
    everywhere.
    """

    caption: Label
    wide: str
    table: Table
    medium: str = ""
    narrow: str = ""
    note: Label = ""


@dataclass(frozen=True)
class Crumb:
    """One step of the way to a page; the last has no address."""

    label: Label
    url: str = ""


@dataclass(frozen=True)
class Export:
    """A link to the same content in another form; printing needs no address."""

    kind: ExportKind
    url: str = ""


@dataclass(frozen=True)
class Tile:
    """One figure with its name, and where to read more."""

    label: Label
    value: object
    note: Label = ""
    url: str = ""
    because: Because | None = None
