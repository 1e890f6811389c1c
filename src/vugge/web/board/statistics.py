"""Figures about people as they were released: the list of tables, and one table with its picture, source and reasons.

Nothing is counted here. What a page shows, draws and gives as a file are the same released figures.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from vugge.access.queries.statistics import Released, released_table, released_tables
from vugge.access.rules.statistics import quarter_named, why_withheld
from vugge.documents.charts import Bar, BarGroup, BarWords, bars_chart
from vugge.kit.disclosure import Method, Quarter, explained
from vugge.kit.explained import Because
from vugge.kit.tables import DANISH_EXCEL, Value, write_csv, write_xlsx
from vugge.kit.text import Sentence, Text, sentence
from vugge.web.components.values import Chart, Crumb, Export, ExportKind, Table
from vugge.web.page import file_answer
from vugge.web.personal import Opened, figures_page, render_personal
from vugge.web.public.areas import CSV, XLSX
from vugge.web.templatetags.components import say

SECTION: Final = "statistics"
HIDDEN: Final = sentence("skjult")
"""Stands for a figure that is not shown; it is neither zero nor empty."""
WIDE, MEDIUM, NARROW = 1120, 680, 288


@dataclass(frozen=True)
class Line:
    """One row of the table: its figures as they are read, and why some are hidden."""

    name: Text | None
    cells: tuple["Shown", ...]
    why: Because | None


@dataclass(frozen=True)
class Shown:
    """One figure under its column's heading; without a text it is not shown."""

    column: Text | None
    text: Sentence | None


@dataclass(frozen=True)
class QuarterLink:
    """The way to the same table of another quarter."""

    name: Sentence
    url: str
    is_shown: bool


@figures_page("access.statistics_shown")
def statistics(opened: Opened) -> HttpResponse:
    """Show the tables that have been released."""
    context = {"tables": released_tables(opened.viewer)}
    return render_personal(opened, "board/statistics.html", context, section=SECTION)


@figures_page("access.statistics_table_shown")
def statistics_table(opened: Opened, *, table: str) -> HttpResponse:
    """Show one table of a quarter: its picture and figures, where they come from, and why some are not shown."""
    found, quarters = _asked(opened, table)
    context = {
        "found": found,
        "table": found.release.table,
        "because": explained(found.release).because,
        "columns": tuple(_columns(found).values()),
        "lines": tuple(_lines(found)),
        "reading": reading(found.release.policy.base),
        "chart": _chart(found),
        "quarters": tuple(_link(table, one, found.release.quarter) for one in quarters),
        "exports": (
            Export(ExportKind.XLSX, _address("statistics_xlsx", found)),
            Export(ExportKind.CSV, _address("statistics_csv", found)),
            Export(ExportKind.PRINT),
        ),
        "crumbs": (Crumb(gettext("Tal"), reverse("statistics")), Crumb(found.release.table.name)),
    }
    return render_personal(opened, "board/statistics_table.html", context, section=SECTION)


@figures_page("access.statistics_exported")
def statistics_xlsx(opened: Opened, *, table: str) -> HttpResponse:
    """Give a table's released figures as a spreadsheet."""
    found, _ = _asked(opened, table)
    target = BytesIO()
    write_xlsx(target, _header(found), _rows(found), sheet="Tal", widths={0: 34})
    return file_answer(target.getvalue(), name=f"{_file(found)}.xlsx", content_type=XLSX)


@figures_page("access.statistics_exported")
def statistics_csv(opened: Opened, *, table: str) -> HttpResponse:
    """Give a table's released figures as text."""
    found, _ = _asked(opened, table)
    target = BytesIO()
    write_csv(target, _header(found), _rows(found), style=DANISH_EXCEL)
    return file_answer(target.getvalue(), name=f"{_file(found)}.csv", content_type=CSV)


def reading(base: int) -> Sentence:
    """Say what a rounded figure may stand for."""
    return sentence(
        "»under {base}« er fra 0 til {below}. »{base}« er fra 1 til {above}, »{twice}« fra {from_twice} til {to_twice},"
        " og så videre. »skjult« er et tal, vi ikke viser. Det betyder ikke nul.",
        base=base,
        below=base - 1,
        above=2 * base - 1,
        twice=2 * base,
        from_twice=base + 1,
        to_twice=3 * base - 1,
    )


def _asked(opened: Opened, table: str) -> tuple[Released, tuple[Quarter, ...]]:
    """Return the table of the quarter asked for; a quarter that is none is the newest."""
    quarter = quarter_named(opened.request.GET.get("kvartal", ""))
    return released_table(opened.viewer, table=table, quarter=quarter)


def _columns(found: Released) -> dict[str | None, Text | None]:
    return {**{group.key: group.name for group in found.release.table.columns.groups}, None: None}


def _rows_of(found: Released) -> dict[str | None, Text | None]:
    return {**{group.key: group.name for group in found.release.table.rows.groups}, None: None}


def _lines(found: Released) -> Iterator[Line]:
    columns = _columns(found)
    for row, name in _rows_of(found).items():
        cells = tuple(Shown(heading, _text(found, row, column)) for column, heading in columns.items())
        yield Line(name, cells, why_withheld(found.release, row))


def _text(found: Released, row: str | None, column: str | None) -> Sentence | None:
    is_shown = found.release.figures[row, column] is not None
    return found.release.text(row, column) if is_shown else None


def _chart(found: Released) -> Chart:
    groups = [_bars(found, row, name) for row, name in _rows_of(found).items() if row is not None]
    words = BarWords(
        title=say(found.release.table.name),
        description=gettext(
            "En bjælke for hvert tal i tabellen. En åben bjælke er et lille tal, som kun er sagt som »under«. "
            "»skjult« er et tal, der ikke vises."
        ),
        least=found.release.policy.base if found.release.table.method is Method.ROUNDED else 0,
    )
    wide, medium, narrow = (bars_chart(groups, words=words, width=width) for width in (WIDE, MEDIUM, NARROW))
    return Chart(found.release.table.name, wide, Table("", (), ()), medium, narrow)


def _bars(found: Released, row: str, name: Text | None) -> BarGroup:
    """Return the bars of one row; a row that is hidden altogether is one line that says so."""
    columns = {key: heading for key, heading in _columns(found).items() if key is not None}
    figures = found.release.figures
    if all(figures[row, column] is None for column in columns):
        return BarGroup(say(name), (Bar(gettext("Alle tal"), None, say(HIDDEN)),))
    return BarGroup(
        say(name),
        tuple(
            Bar(say(heading), figures[row, column], say(_text(found, row, column) or HIDDEN))
            for column, heading in columns.items()
        ),
    )


def _header(found: Released) -> list[str]:
    own = [say(name) if name else gettext("I alt") for name in _columns(found).values()]
    return [say(found.release.table.rows.name).capitalize(), *own]


def _rows(found: Released) -> Iterator[list[Value]]:
    """Yield the figures as on the page, then what a reader of the file alone must know."""
    for line in _lines(found):
        name = say(line.name) if line.name else gettext("I alt")
        yield [name, *(_cell(cell) for cell in line.cells)]
    yield []
    for word, value in (
        (gettext("Kvartal"), say(found.release.quarter.name)),
        (gettext("Talt op for"), say(found.counted_on)),
        (gettext("Udgivet"), say(found.released_at.date())),
        (gettext("Kilde"), say(found.declared.source)),
        (gettext("Sådan er tallene lavet"), say(found.declared.formula)),
        (gettext("Beskyttelse"), say(explained(found.release).because.sentence)),
        (say(HIDDEN), gettext("Tallet vises ikke. Det betyder ikke nul.")),
    ):
        yield [word, value]


def _cell(cell: Shown) -> Value:
    if cell.text is None:
        return say(HIDDEN)
    text = say(cell.text)
    number = cell.text.values.get("figure")
    return number if isinstance(number, int) else text


def _link(table: str, quarter: Quarter, shown: Quarter) -> QuarterLink:
    url = f"{reverse('statistics_table', args=[table])}?kvartal={quarter.year}-{quarter.number}"
    return QuarterLink(quarter.name, url, quarter == shown)


def _address(page: str, found: Released) -> str:
    quarter = found.release.quarter
    return f"{reverse(page, args=[found.key])}?kvartal={quarter.year}-{quarter.number}"


def _file(found: Released) -> str:
    quarter = found.release.quarter
    return f"tal-{found.key}-{quarter.year}-{quarter.number}"
