"""Sources: where the figures and the law come from, how sure they are, and how we compute."""

from itertools import groupby

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from vugge.areas.queries.law import area_law
from vugge.areas.rules.criterion import limit_in_percent
from vugge.areas.rules.law import CriteriaPackage, Criterion, ListRule
from vugge.areas.rules.table import LIST_NAMES
from vugge.areas.rules.wording import demand
from vugge.catalogue import reading
from vugge.catalogue.shapes import SourceKind
from vugge.kit.text import Sentence, sentence
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


def _list(rule: ListRule) -> dict[str, object]:
    """Put what a list demands into words."""
    return {
        "name": rule.name,
        "name_then": rule.name_then,
        "gates": [*_requirements(rule), *(_demand(gate) for gate in rule.gates)],
        "criteria": [_demand(one) for one in rule.criteria],
        "at_least": rule.at_least,
        "of": len(rule.criteria),
    }


def _requirements(rule: ListRule) -> list[Sentence]:
    found: list[Sentence] = []
    if rule.requires_list:
        found.append(sentence("Står på listen »{list}«", list=LIST_NAMES[rule.requires_list]))
    if rule.in_a_row:
        found.append(
            sentence(
                "Har stået på listen »{list}« {lists} gange i træk",
                list=LIST_NAMES[rule.in_a_row.kind],
                lists=rule.in_a_row.lists,
            )
        )
    return found


def _demand(criterion: Criterion) -> Sentence:
    words = area_law().series.words(criterion.measure)
    limit = limit_in_percent(criterion)
    if limit is None:
        bound = sentence("mindst {times} gange landsgennemsnittet", times=criterion.times_national)
    else:
        bound = demand(criterion, limit, words)
    if criterion.denominator is None:
        return sentence("{measure}: {bound}", measure=words.name, bound=bound)
    return sentence("{measure}: {bound} ({of})", measure=words.name, bound=bound, of=criterion.denominator)
