"""Sources: where the figures and the law come from, how sure they are, and how we compute."""

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from vugge.areas.queries.law import area_law
from vugge.areas.rules.area_law import MeasureWords
from vugge.areas.rules.criterion import limit_in_percent
from vugge.areas.rules.law import CriteriaPackage, Criterion, ListRule
from vugge.areas.rules.table_columns import LIST_NAMES
from vugge.areas.rules.wording import demand
from vugge.catalogue import reading
from vugge.catalogue.shapes import SourceKind
from vugge.kit.explained import Certainty
from vugge.kit.text import Sentence, Text, sentence
from vugge.web.components.values import Crumb
from vugge.web.page import Asked, public_page, render_page

KIND_NAMES = {
    SourceKind.LAW: gettext_lazy("Love"),
    SourceKind.LIST: gettext_lazy("Statens lister"),
    SourceKind.METHOD: gettext_lazy("Metode"),
    SourceKind.REGISTER: gettext_lazy("Registre"),
    SourceKind.COMMENTARY: gettext_lazy("Faglige kommentarer"),
    SourceKind.NEWS: gettext_lazy("Nyheder"),
    SourceKind.TRANSCRIPTION: gettext_lazy("Afskrifter"),
}


@public_page("web.sources_shown")
def sources(asked: Asked) -> HttpResponse:
    """Show every source, every version of the law, and what remarks on figures mean."""
    law = area_law()
    kinds = list(SourceKind)
    ordered = sorted(reading.sources(), key=lambda one: kinds.index(one.kind))
    context = {
        "groups": [(KIND_NAMES[kind], list(group)) for kind, group in groupby(ordered, key=lambda one: one.kind)],
        "packages": [_package(one) for one in law.packages],
        "limits": law.national.limits,
        "measures": law.series.measures,
        "breaks": [(law.series.words(one.measure).name, one) for one in law.series.breaks],
        "flags": reading.flags(),
        "crumbs": (Crumb(gettext("Forside"), reverse("front")), Crumb(gettext("Kilder"))),
    }
    return render_page(asked, "public/sources.html", context, section="sources")


def _package(package: CriteriaPackage) -> dict[str, object]:
    return {"package": package, "lists": [_list(rule) for rule in package.lists]}


@dataclass(frozen=True)
class Demand:
    """One demand of a list in words, with what a reader should know of it."""

    sentence: Sentence
    note: Text | None = None
    certainty: Certainty = Certainty.CONFIRMED


def _list(rule: ListRule) -> dict[str, object]:
    """Put what a list demands into words."""
    return {
        "name": rule.name,
        "name_then": rule.name_then,
        "unsettled": rule.unsettled,
        "gates": [*_requirements(rule), *(_demand(gate) for gate in rule.gates)],
        "criteria": [_demand(one) for one in rule.criteria],
        "at_least": rule.at_least,
        "of": len(rule.criteria),
    }


def _requirements(rule: ListRule) -> list[Demand]:
    found: list[Demand] = []
    if rule.requires_list:
        found.append(Demand(sentence("Står på listen »{list}«", list=LIST_NAMES[rule.requires_list])))
    if rule.in_a_row:
        times = sentence(
            "Har stået på listen »{list}« {lists} gange i træk",
            list=LIST_NAMES[rule.in_a_row.kind],
            lists=rule.in_a_row.lists,
        )
        found.append(Demand(times, rule.in_a_row.note, rule.in_a_row.certainty))
    return found


def _demand(criterion: Criterion) -> Demand:
    words = area_law().series.words(criterion.measure)
    return Demand(_said(criterion, words, _bound(criterion, words)), criterion.note, criterion.certainty)


def _bound(criterion: Criterion, words: MeasureWords) -> Sentence:
    limit = limit_in_percent(criterion)
    if limit is None:
        return sentence("mindst {times} gange landsgennemsnittet", times=criterion.times_national)
    if criterion.large_areas is None:
        return demand(criterion, limit, words)
    return sentence(
        "{bound}; {limit} i områder med mindst {residents} beboere",
        bound=demand(criterion, limit, words),
        limit=demand(criterion, criterion.large_areas.limit, words),
        residents=criterion.large_areas.residents_at_least,
    )


def _said(criterion: Criterion, words: MeasureWords, bound: Sentence) -> Sentence:
    if criterion.denominator is None:
        return sentence("{measure}: {bound}", measure=words.name, bound=bound)
    if criterion.window_years > 1:
        return sentence(
            "{measure}: {bound}, som gennemsnit over {years} år ({of})",
            measure=words.name,
            bound=bound,
            years=criterion.window_years,
            of=criterion.denominator,
        )
    return sentence("{measure}: {bound} ({of})", measure=words.name, bound=bound, of=criterion.denominator)
