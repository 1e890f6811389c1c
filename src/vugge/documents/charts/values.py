"""What a chart is drawn from: marks, points, limits, and the words on the drawing.

All words are already in the reader's language. A `kind` is any key of the caller's, such as "exposed"; the
words say in which order the kinds are drawn and what they are called.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from vugge.kit.danish import Language


class Mark(StrEnum):
    """What is known about one area, one kind of list and one list date."""

    LISTED = "listed"
    NOT_LISTED = "not_listed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class YearMark:
    """One list date of the strip, a column.

    `label` is the date as a reader writes it. A kind missing from `marks` was not drawn up that day: a gap.
    """

    label: str
    day: date
    marks: Mapping[str, Mark]


@dataclass(frozen=True)
class StripWords:
    """Words of a year strip: `kinds` in the order of the rows, one word for every kind of mark."""

    title: str
    description: str
    kinds: Mapping[str, str]
    marks: Mapping[Mark, str]


class Side(StrEnum):
    """On which side of its limit a figure meets the criterion."""

    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True)
class ChartPoint:
    """The figure of one list date; `value` None is a list date without a figure, where the line breaks.

    `text` is the figure as a reader writes it, with its unit. `uncertain` draws a hollow dot.
    """

    day: date
    value: Decimal | None
    text: str = ""
    uncertain: bool = False


@dataclass(frozen=True)
class LimitPoint:
    """The limit on one list date; `value` None where it is not known. `text` as in `ChartPoint`."""

    day: date
    value: Decimal | None
    text: str = ""


@dataclass(frozen=True)
class SeriesBreak:
    """From the list of `day` on, the figure is made in another way; `label` says how in a few words."""

    day: date
    label: str


@dataclass(frozen=True)
class CriterionWords:
    """Words of a criterion chart: `limit` names the dashed line, `met` the shaded side of it.

    `cut_axis` is said where the axis does not begin at 0.
    """

    title: str
    description: str
    limit: str
    met: str
    uncertain: str
    cut_axis: str
    language: Language = "da"


@dataclass(frozen=True)
class CountMark:
    """How many areas were on each kind of list on one list date; a missing kind was not drawn up, a gap.

    A simulated list is not a list: leave it out.
    """

    label: str
    day: date
    counts: Mapping[str, int]


@dataclass(frozen=True)
class CountWords:
    """Words of a chart of counts: `kinds` in the order of the rows."""

    title: str
    description: str
    kinds: Mapping[str, str]


@dataclass(frozen=True)
class Bar:
    """One figure as a bar: `value` None is a figure that is not shown, `text` what is written beside it."""

    name: str
    value: int | None
    text: str


@dataclass(frozen=True)
class BarGroup:
    """Bars that belong together, under one heading."""

    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class BarWords:
    """Words of a chart of bars; a zero stands for anything below `least`, where that is given."""

    title: str
    description: str
    least: int = 0
