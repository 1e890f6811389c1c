"""Columns, one for each list date, with the years beneath: shared by the strip and the counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from vugge.documents.charts.palette import RULE
from vugge.documents.charts.svg import Element, line, text_width, write

WIDE = 480  # from this width on, names stand beside the rows instead of above them
_NAME_GAP = 12
_YEAR_GAP = 4
_YEAR_SIZE = 13.0
_MOST_PITCH = 64


@dataclass(frozen=True)
class Columns:
    """Where the columns stand; sizes in CSS pixels."""

    days: tuple[date, ...]
    left: float
    pitch: float
    size: float  # of the text
    narrow: bool

    @property
    def right(self) -> float:
        """Where the last column ends."""
        return self.left + self.pitch * len(self.days)

    def start(self, index: int) -> float:
        """Return where a column begins."""
        return self.left + self.pitch * index

    def middle(self, index: int) -> float:
        """Return the middle of a column."""
        return self.left + self.pitch * (index + 0.5)


def columns(days: Sequence[date], names: Mapping[str, str], *, width: float) -> Columns:
    """Lay out columns for the days, leaving room for the names of the rows where there is room."""
    narrow = width < WIDE
    size = 12 if narrow else 14
    left = 0.0 if narrow else max(text_width(name, size) for name in names.values()) + _NAME_GAP
    pitch = min((width - left) / len(days), _MOST_PITCH)
    return Columns(tuple(days), left, pitch, size, narrow)


def draw_years(root: Element, places: Columns, *, top: float) -> None:
    """Write each year once beneath its columns; two figures where four have no room."""
    years = [
        (year, [index for index, _ in run])
        for year, run in groupby(enumerate(places.days), key=lambda column: column[1].year)
    ]
    size = min(places.size, _YEAR_SIZE)
    short = text_width("2000", size) + _YEAR_GAP > places.pitch
    for year, run in years:
        start, end = places.start(run[0]), places.start(run[-1] + 1)
        line(root, (start + 1, top), (end - 1, top), stroke=RULE, stroke_width=1)
        label = f"{year % 100:02}" if short else str(year)
        middle = ((start + end) / 2, top + size + 3)
        write(root, label, middle, size=size, anchor="middle")
