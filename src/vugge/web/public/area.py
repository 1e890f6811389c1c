"""One area: where it stands, year by year, how far from each limit, why, and how sure we are."""

from dataclasses import dataclass, replace
from io import BytesIO

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext

from vugge.areas.queries.law import area_law
from vugge.areas.queries.pages import area_history
from vugge.areas.rules.agreement import Agreement
from vugge.areas.rules.area_law import MeasureWords
from vugge.areas.rules.criterion import Judged
from vugge.areas.rules.facts import AreaHistory, AreaYearFacts, JudgedYear
from vugge.areas.rules.law import THE_FOUR_LISTS, AreaList, Measure
from vugge.areas.rules.table_columns import LIST_NAMES
from vugge.areas.rules.wording import demand, judged_because, shown_distance, shown_value
from vugge.documents.pdf import pdf_of
from vugge.kit.danish import Percent, Points
from vugge.kit.errors import NotPossibleHere
from vugge.kit.explained import Because, Source
from vugge.kit.tables import write_xlsx
from vugge.kit.text import Sentence, Text, sentence
from vugge.organisations.queries import municipality, region_of
from vugge.web.components.values import Crumb, Export, ExportKind, Figure, Flag, Status
from vugge.web.page import Asked, file_answer, public_page, render_page
from vugge.web.pdf_files import read_static
from vugge.web.public.area_charts import criterion_pictures, strip_picture
from vugge.web.public.areas import XLSX, rows_of
from vugge.web.public.words import (
    MEETS_OF_OUTCOME,
    STATUS_OF_OUTCOME,
    computed_status,
    day_label,
    judged_by_measure,
    judged_name,
    list_statuses,
    measure_name,
    official_status,
    quality_flags,
    shown_figure,
    sources_of,
)


@dataclass(frozen=True)
class ListAnswer:
    """One list of one year: the state's answer, ours, whether they agree, and why ours is what it is."""

    name: Text
    official: Status
    computed: Status
    agreement: Agreement
    because: Because | None
    rounding_could_decide: bool


@dataclass(frozen=True)
class YearSection:
    """One list day of the area."""

    label: str
    day: object
    statuses: tuple[Status, ...]
    residents: Figure
    answers: tuple[ListAnswer, ...]
    flags: tuple[Flag, ...]
    figures: tuple[tuple[Text, Figure], ...]
    sources: tuple[Source, ...]
    package: Text | None


@dataclass(frozen=True)
class Distance:
    """How far one figure is from its limit on the latest list with figures."""

    name: Text | Sentence
    figure: Figure
    demand: object
    status: Status
    points: Points | None
    because: Because


@public_page("areas.area_shown")
def area(asked: Asked, *, key: str) -> HttpResponse:
    """Show one area through the years."""
    return render_page(asked, "public/area.html", _context(asked, key), section="areas")


@public_page("areas.area_exported")
def area_xlsx(asked: Asked, *, key: str) -> HttpResponse:
    """Give everything on file of one area as a spreadsheet."""
    history = area_history(asked.viewer, area=key)
    header, rows = rows_of([one.facts for one in reversed(history.years)])
    target = BytesIO()
    write_xlsx(target, header, rows, sheet="Lister")
    return file_answer(target.getvalue(), name=f"{history.area}.xlsx", content_type=XLSX)


@public_page("areas.area_exported")
def area_pdf(asked: Asked, *, key: str) -> HttpResponse:
    """Give the page of one area as a PDF."""
    context = {**_context(asked, key), "data_as_of": asked.version.day, "is_pdf": True}
    html = render_to_string("public/_area_pdf.html", context, request=asked.request)
    try:
        content = pdf_of(html, read=read_static, base_url=asked.request.build_absolute_uri("/"))
    except NotPossibleHere as lacking:
        return render_page(asked, "problems/lacking.html", {"reason": lacking.sentence}, section="areas", status=503)
    return file_answer(content, name=f"{key}.pdf", content_type="application/pdf")


def _context(asked: Asked, key: str) -> dict[str, object]:
    history = area_history(asked.viewer, area=key)
    place = municipality(history.municipality)
    latest = _latest(history)
    pictures = criterion_pictures(history)
    return {
        "history": history,
        "municipality": place,
        "region": region_of(place.code),
        "latest": _section(latest) if latest else None,
        "strip": strip_picture(history),
        "charts": [one for one in pictures if one.wide],
        "undrawn": [one.caption for one in pictures if not one.wide],
        "distances": distances(latest_with_figures(history)),
        "distance_day": _day_of(latest_with_figures(history)),
        "sections": [_section(one) for one in history.years],
        "other_names": [one for one in history.names if one.name != history.name],
        "exports": (
            Export(ExportKind.PDF, reverse("area_pdf", args=[history.area])),
            Export(ExportKind.XLSX, reverse("area_xlsx", args=[history.area])),
            Export(ExportKind.PRINT),
        ),
        "crumbs": (
            Crumb(gettext("Forside"), reverse("front")),
            Crumb(gettext("Områder"), reverse("areas")),
            Crumb(history.name),
        ),
    }


def latest_with_figures(history: AreaHistory) -> JudgedYear | None:
    """Return the latest list of which we have figures that the law looks at."""
    return next((one for one in history.years if set(one.facts.figures) - {Measure.RESIDENTS}), None)


def distances(year: JudgedYear | None) -> tuple[Distance, ...]:
    """Show each figure the law looked at beside its limit."""
    if year is None or year.evaluation is None:
        return ()
    evaluation, series = year.evaluation, area_law().series
    return tuple(
        Distance(
            judged_name(measure, kind),
            replace(shown_figure(year.facts, measure), value=_compared(one, series.words(measure))),
            _demanded(one, series.words(measure)),
            Status(STATUS_OF_OUTCOME[one.outcome], MEETS_OF_OUTCOME[one.outcome]),
            shown_distance(one, series.words(measure)),
            judged_because(one, evaluation.package, evaluation.surroundings, series),
        )
        for (measure, kind), one in judged_by_measure(evaluation).items()
    )


def _demanded(one: Judged, words: MeasureWords) -> Sentence:
    return demand(one.criterion, one.limit, words) if one.limit is not None else sentence("ikke fundet")


def _compared(one: Judged, words: MeasureWords) -> Percent | int | None:
    return shown_value(one.figure, one.limit, words) if one.figure else None


def _latest(history: AreaHistory) -> JudgedYear | None:
    return next((one for one in history.years if set(one.facts.official) & set(THE_FOUR_LISTS)), None)


def _day_of(year: JudgedYear | None) -> object:
    return year.facts.list_day if year else None


def _section(one: JudgedYear) -> YearSection:
    facts = one.facts
    return YearSection(
        day_label(facts.list_day),
        facts.list_day,
        list_statuses(facts),
        shown_figure(facts, Measure.RESIDENTS),
        tuple(_answer(one, kind) for kind in _kinds(facts, one)),
        quality_flags(facts.notes_on(None)),
        tuple((measure_name(measure), shown_figure(facts, measure)) for measure in facts.figures),
        sources_of(facts.source_url),
        one.evaluation.package.title if one.evaluation else None,
    )


def _kinds(facts: AreaYearFacts, one: JudgedYear) -> tuple[AreaList, ...]:
    known = {result.rule.kind for evaluation in one.evaluations for result in evaluation.results}
    return tuple(kind for kind in AreaList if kind in known or kind in facts.official)


def _answer(one: JudgedYear, kind: AreaList) -> ListAnswer:
    outcome = one.facts.computed.get(kind)
    result = one.result_for(kind)
    why = one.explained_for(kind, area_law().series)
    return ListAnswer(
        LIST_NAMES[kind],
        official_status(one.facts.official.get(kind)),
        computed_status(outcome),
        one.facts.agreement(kind),
        why.because if why else None,
        result.rounding_could_decide if result else False,
    )
