"""Small charts as SVG text: ready values in, a drawing out, for the page, for print and for PDF alike.

Offers `year_strip`, `criterion_chart`, `counts_chart` and `bars_chart`, and the values and words they take. No colour
is the only bearer of meaning, no text is smaller than 12 units at the narrow width, and every drawing has a
title and a description. A drawing carries no ids, so that many can stand on one page.
"""

from vugge.documents.charts.bars import bars_chart
from vugge.documents.charts.counts import counts_chart
from vugge.documents.charts.criterion import criterion_chart
from vugge.documents.charts.strip import year_strip
from vugge.documents.charts.values import (
    Bar,
    BarGroup,
    BarWords,
    ChartPoint,
    CountMark,
    CountWords,
    CriterionWords,
    LimitPoint,
    Mark,
    SeriesBreak,
    Side,
    StripWords,
    YearMark,
)

__all__ = [
    "Bar",
    "BarGroup",
    "BarWords",
    "ChartPoint",
    "CountMark",
    "CountWords",
    "CriterionWords",
    "LimitPoint",
    "Mark",
    "SeriesBreak",
    "Side",
    "StripWords",
    "YearMark",
    "bars_chart",
    "counts_chart",
    "criterion_chart",
    "year_strip",
]
