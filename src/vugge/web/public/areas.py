"""The list of areas: search, filter, sort, counts per year, and the same list as a file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from vugge.areas.queries.law import area_law
from vugge.areas.queries.pages import area_summaries, area_years, list_counts
from vugge.areas.rules.facts import AreaSummary, AreaYearFacts, ListCount
from vugge.areas.rules.law import THE_FOUR_LISTS, AreaList, Measure
from vugge.areas.rules.table import table_rows
from vugge.areas.rules.table_columns import LIST_NAMES
from vugge.catalogue.names import fold
from vugge.documents.charts import CountMark, CountWords, counts_chart
from vugge.kit.danish import sort_key
from vugge.kit.tables import DANISH_EXCEL, Value, write_csv, write_xlsx
from vugge.organisations.queries import municipalities, municipality
from vugge.web.components.values import Chart, Crumb, Export, ExportKind, Figure, Status, Table
from vugge.web.page import Asked, file_answer, public_page, render_page
from vugge.web.public.area_charts import MEDIUM, NARROW
from vugge.web.public.words import day_label, list_statuses, said, shown_figure

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
WISHES = ("q", "kommune", "liste", "aar", "orden")
ANY = ("", gettext_lazy("Alle"))
SORTS = (
    ("name", gettext_lazy("Navn")),
    ("municipality", gettext_lazy("Kommune")),
    ("residents", gettext_lazy("Flest beboere")),
    ("times", gettext_lazy("Flest gange på listen")),
    ("latest", gettext_lazy("Senest på en liste")),
)


class Wish(forms.Form):
    """What the reader wants to see of the areas."""

    q = forms.CharField(
        label=gettext_lazy("Søg efter område"),
        required=False,
        max_length=100,
        widget=forms.TextInput({"type": "search"}),
    )
    kommune = forms.ChoiceField(label=gettext_lazy("Kommune"), required=False)
    liste = forms.ChoiceField(label=gettext_lazy("Har stået på"), required=False)
    aar = forms.ChoiceField(label=gettext_lazy("Listeår"), required=False)
    orden = forms.ChoiceField(label=gettext_lazy("Sortér efter"), required=False, choices=SORTS)

    def __init__(self, data: QueryDict, places: Iterable[str]) -> None:
        super().__init__(data)
        present = set(places)
        choices = [(one.code, one.name) for one in municipalities() if one.code in present]
        years = sorted({one.day.year for one in area_law().calendar.lists}, reverse=True)
        self._choices("kommune", [ANY, *choices])
        self._choices("liste", [ANY, *((kind.value, said(LIST_NAMES[kind])) for kind in THE_FOUR_LISTS)])
        self._choices("aar", [ANY, *((str(year), str(year)) for year in years)])

    def _choices(self, field: str, choices: list[tuple[str, object]]) -> None:
        chosen = self.fields[field]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
        chosen.choices = choices

    def value(self, field: str) -> str:
        """Return what was asked for in a field; nothing where it could not be read."""
        return str(self.cleaned_data.get(field, "")) if self.is_valid() or self.cleaned_data else ""


@dataclass(frozen=True)
class Line:
    """One area in the list."""

    name: str
    url: str
    municipality: str
    list_day: str
    statuses: tuple[Status, ...]
    residents: Figure
    residents_year: int | None
    years: str


@public_page("areas.list_shown", parameters=WISHES, free_text=("q",))
def areas(asked: Asked) -> HttpResponse:
    """Show every area that a list has named, with search, filters and counts per year."""
    found = area_summaries(asked.viewer)
    wish = Wish(asked.query, {one.municipality for one in found})
    chosen = _chosen(found, wish)
    query = asked.query.urlencode()
    context = {
        "wish": wish,
        "lines": [_line(one) for one in chosen],
        "count": len(chosen),
        "total": len(found),
        "chart": counts_picture(list_counts(asked.viewer)),
        "exports": _exports(query),
        "crumbs": (Crumb(gettext("Forside"), reverse("front")), Crumb(gettext("Områder"))),
    }
    return render_page(asked, "public/areas.html", context, section="areas")


@public_page("areas.list_exported", parameters=WISHES, free_text=("q",))
def areas_xlsx(asked: Asked) -> HttpResponse:
    """Give the list of areas, as filtered, as a spreadsheet."""
    header, rows = _exported(asked)
    target = BytesIO()
    write_xlsx(target, header, rows, sheet="Lister")
    return file_answer(target.getvalue(), name="omraader.xlsx", content_type=XLSX)


@public_page("areas.list_exported", parameters=WISHES, free_text=("q",))
def areas_csv(asked: Asked) -> HttpResponse:
    """Give the list of areas, as filtered, as text."""
    header, rows = _exported(asked)
    target = BytesIO()
    write_csv(target, header, rows, style=DANISH_EXCEL)
    return file_answer(target.getvalue(), name="omraader.csv", content_type=CSV)


def counts_picture(counts: Iterable[ListCount]) -> Chart:
    """Draw how many areas each list has named, by the state's own counts."""
    marks = _count_marks(counts)
    words = CountWords(
        gettext("Antal områder på statens lister"),
        gettext("Ét felt for hver liste; tallene er statens egne."),
        {kind.value: said(LIST_NAMES[kind]) for kind in THE_FOUR_LISTS},
    )
    return Chart(
        gettext("Antal områder på statens lister"),
        counts_chart(marks, words=words),
        Table(
            gettext("Antal områder på statens lister"),
            (gettext("Liste"), *(LIST_NAMES[kind] for kind in THE_FOUR_LISTS)),
            tuple((one.label, *(one.counts.get(kind.value) for kind in THE_FOUR_LISTS)) for one in marks),
        ),
        medium=counts_chart(marks, words=words, width=MEDIUM),
        narrow=counts_chart(marks, words=words, width=NARROW),
        note=gettext(
            "Fra 2010 til 2017 var der kun én liste. Kriterierne blev ændret i 2014, 2018 og 2021, "
            "så årene kan ikke sammenlignes direkte."
        ),
    )


def _count_marks(counts: Iterable[ListCount]) -> tuple[CountMark, ...]:
    published: dict[object, dict[str, int]] = {}
    for one in counts:
        if one.published is not None:
            published.setdefault(one.list_day, {})[one.kind.value] = one.published
    return tuple(
        CountMark(day_label(one.day), one.day, published[one.day])
        for one in area_law().calendar.lists
        if one.day in published
    )


def _chosen(found: tuple[AreaSummary, ...], wish: Wish) -> list[AreaSummary]:
    wish.full_clean()
    place, kind, year = wish.value("kommune"), wish.value("liste"), wish.value("aar")
    words = fold(wish.value("q")).split()
    chosen = [
        one
        for one in found
        if (not place or one.municipality == place)
        and (not (kind or year) or any(_is_asked_for(*pair, kind=kind, year=year) for pair in one.listed))
        and all(word in _searched(one) for word in words)
    ]
    return sorted(chosen, key=_order(wish.value("orden")))


def _is_asked_for(listed_year: int, listed_kind: AreaList, *, kind: str, year: str) -> bool:
    """Say whether one listing passes both filters; an empty one lets all pass."""
    return (not kind or listed_kind == kind) and (not year or listed_year == int(year))


def _searched(one: AreaSummary) -> str:
    return f"{fold(' '.join(one.spellings))} {fold(municipality(one.municipality).name)}"


def _order(sort: str) -> Callable[[AreaSummary], tuple[object, ...]]:
    def place(one: AreaSummary) -> tuple[object, ...]:
        return sort_key(one.name)

    def key(one: AreaSummary) -> tuple[object, ...]:
        residents = one.residents.figures[Measure.RESIDENTS] if one.residents else None
        first: object = {
            "municipality": sort_key(municipality(one.municipality).name),
            "residents": -residents.value if residents else 0,
            "times": -len(one.listed_years),
            "latest": -max(one.listed_years, default=0),
        }.get(sort, 0)
        return (first, *place(one))

    return key


def _line(one: AreaSummary) -> Line:
    return Line(
        one.name,
        reverse("area", args=[one.area]),
        municipality(one.municipality).name,
        said(one.latest.list_day),
        list_statuses(one.latest),
        shown_figure(one.residents or one.latest, Measure.RESIDENTS),
        one.residents.list_day.year if one.residents else None,
        spans(one.listed_years),
    )


def spans(years: tuple[int, ...]) -> str:
    """Write years as spans.

    >>> spans((2010, 2011, 2012, 2015))
    '2010–2012, 2015'
    """
    parts: list[list[int]] = []
    for year in years:
        if parts and parts[-1][-1] == year - 1:
            parts[-1].append(year)
        else:
            parts.append([year])
    return ", ".join(str(part[0]) if len(part) == 1 else f"{part[0]}–{part[-1]}" for part in parts)


def _exports(query: str) -> tuple[Export, ...]:
    behind = f"?{query}" if query else ""
    return (
        Export(ExportKind.XLSX, reverse("areas_xlsx") + behind),
        Export(ExportKind.CSV, reverse("areas_csv") + behind),
        Export(ExportKind.PRINT),
    )


def _exported(asked: Asked) -> tuple[tuple[str, ...], list[tuple[Value, ...]]]:
    found = area_summaries(asked.viewer)
    wish = Wish(asked.query, {one.municipality for one in found})
    wanted = {one.area: place for place, one in enumerate(_chosen(found, wish))}
    rows = [one for one in area_years(asked.viewer) if one.area in wanted]
    rows.sort(key=lambda one: (wanted[one.area], one.list_day))
    return table_rows(rows, lambda code: municipality(code).name)


def rows_of(facts: Iterable[AreaYearFacts]) -> tuple[tuple[str, ...], list[tuple[Value, ...]]]:
    """Return header and rows of area-years for an export."""
    return table_rows(facts, lambda code: municipality(code).name)
