"""What a file gives before anybody asks what it means: rows of texts, with the cells that must be refused.

Offers `GivenRow`, `GivenMerge` and `Given`, which the readers of CSV and XLSX both return.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from vugge.kit.text import Sentence


@dataclass(frozen=True)
class GivenRow:
    """A row with at least one filled cell: its number in the spreadsheet, its cells, and what is wrong with some."""

    number: int
    cells: list[str]
    flaws: Mapping[int, Sentence] = field(default_factory=dict)


@dataclass(frozen=True)
class GivenMerge:
    """Cells that somebody merged; they hold one value between them. Columns count from 0, both ends included."""

    reference: str
    row: int
    first_column: int
    last_column: int


@dataclass(frozen=True)
class Given:
    """A file opened for reading. A row of a CSV must have as many cells as the header; a row of a sheet need not."""

    rows: Iterator[GivenRow | GivenMerge]
    has_full_rows: bool
    other_sheets: tuple[str, ...] = ()
