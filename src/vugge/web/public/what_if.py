"""What if: the same figures under another year's law, and what each figure would have to be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from vugge.areas.queries.law import area_law
from vugge.areas.queries.pages import area_years, under_other_law
from vugge.areas.rules.criterion import Judged
from vugge.areas.rules.evaluation import Evaluation
from vugge.areas.rules.explanation import explained
from vugge.areas.rules.facts import AreaYearFacts
from vugge.areas.rules.law import AreaList, Measure
from vugge.areas.rules.outcome import Outcome
from vugge.areas.rules.table_columns import LIST_NAMES
from vugge.areas.rules.wording import demand, demand_not_met, in_unit, judged_because
from vugge.kit.danish import Percent, sort_key
from vugge.kit.explained import Because
from vugge.kit.text import Sentence, Text, sentence
from vugge.organisations.queries import municipality
from vugge.web.components.values import Crumb, Status
from vugge.web.page import Asked, public_page, render_page
from vugge.web.public.words import (
    CRITERIA_MEASURES,
    MEETS_OF_OUTCOME,
    STATUS_OF_OUTCOME,
    computed_status,
    day_label,
    judged_by_measure,
    judged_name,
)


@dataclass(frozen=True)
class Side:
    """One criterion under one law: met or not, by which limit; no limit where that law does not look at it."""

    status: Status | None
    demand: object
    because: Because | None


@dataclass(frozen=True)
class Comparison:
    """One figure under both laws, and what it would have to be for the other answer under the other law."""

    name: Text | Sentence
    value: Percent | int | None
    own: Side
    other: Side
    needed: object


@dataclass(frozen=True)
class Answer:
    """One list under both laws."""

    name: Text
    own: Status
    other: Status
    because: Because | None


class Choice(forms.Form):
    """Whose figures, of which list, under which list's law."""

    omraade = forms.ChoiceField(
        label=gettext_lazy("Område"),
        error_messages={
            "required": gettext_lazy("Vælg et område på listen."),
            "invalid_choice": gettext_lazy("Det område kender vi ingen tal for. Vælg et område på listen."),
        },
    )
    liste = forms.ChoiceField(
        label=gettext_lazy("Tallene fra listen"),
        error_messages={"invalid_choice": gettext_lazy("Vi har ingen tal fra den liste. Vælg en af listerne her.")},
    )
    lov = forms.ChoiceField(
        label=gettext_lazy("Loven, som den var ved listen"),
        error_messages={"invalid_choice": gettext_lazy("Den dag var der ingen liste. Vælg en af listerne her.")},
    )

    def __init__(self, data: QueryDict, rows: Iterable[AreaYearFacts]) -> None:
        given = tuple(rows)
        days = sorted({one.list_day for one in given}, reverse=True)
        laws = [one.day for one in reversed(area_law().calendar.lists)]
        with_criteria = [one.list_day for one in given if set(one.figures) & set(CRITERIA_MEASURES)]
        latest = {"liste": str(max(with_criteria, default="")), "lov": str(laws[0])}
        super().__init__({**latest, **data.dict()} if data else None, initial=latest)
        names = {one.area: f"{one.name} ({municipality(one.municipality).name})" for one in given}
        areas = sorted(names.items(), key=lambda pair: sort_key(pair[1]))
        self._choices("omraade", [("", gettext("Vælg område")), *areas])
        self._choices("liste", [(day.isoformat(), day_label(day)) for day in days])
        self._choices("lov", [(day.isoformat(), day_label(day)) for day in laws])

    def _choices(self, field: str, choices: list[tuple[str, str]]) -> None:
        chosen = self.fields[field]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
        chosen.choices = choices


@public_page("areas.what_if_shown", parameters=("omraade", "liste", "lov"))
def what_if(asked: Asked) -> HttpResponse:
    """Hold one area's figures against the law of another list day."""
    rows = tuple(one for one in area_years(asked.viewer) if set(one.figures) - {Measure.RESIDENTS})
    form = Choice(asked.query, rows)
    context = {
        "form": form,
        "examples": _examples(),
        "crumbs": (Crumb(gettext("Forside"), reverse("front")), Crumb(gettext("Hvad hvis"))),
        **(_result(asked, form, rows) if form.is_valid() else {}),
    }
    return render_page(asked, "public/what_if.html", context, section="what_if")


def _result(asked: Asked, form: Choice, rows: tuple[AreaYearFacts, ...]) -> dict[str, object]:
    area = form.cleaned_data["omraade"]
    day, other_day = (date.fromisoformat(form.cleaned_data[field]) for field in ("liste", "lov"))
    row = next((one for one in rows if (one.area, one.list_day) == (area, day)), None)
    if row is None:
        return {"nothing": True, "days": [day_label(one.list_day) for one in rows if one.area == area]}
    own = under_other_law(asked.viewer, area=area, list_day=day, other_day=day)
    other = under_other_law(asked.viewer, area=area, list_day=day, other_day=other_day)
    said_of = {"name": row.name, "year": day_label(day), "law": day_label(other_day)}
    return {
        "row": row,
        "area_url": reverse("area", args=[area]),
        "own_label": day_label(day),
        "other_label": day_label(other_day),
        "own_package": own.package,
        "other_package": other.package,
        "verdict": _verdict(own.outcome(AreaList.EXPOSED), other.outcome(AreaList.EXPOSED), said_of),
        "answers": _answers(own, other),
        "comparisons": _comparisons(row, own, other),
    }


def _verdict(own: Outcome | None, other: Outcome | None, said_of: Mapping[str, str]) -> Status:
    """Say in one sentence whether the area would be on the list of disadvantaged areas under the other law."""
    match own, other:
        case Outcome.YES, Outcome.YES:
            answer = sentence(
                "Ja: {name} ville med tallene fra {year} også stå på listen over udsatte boligområder "
                "under loven ved listen {law}.",
                **said_of,
            )
        case _, Outcome.YES:
            answer = sentence(
                "Ja: {name} ville med tallene fra {year} stå på listen over udsatte boligområder "
                "under loven ved listen {law}.",
                **said_of,
            )
        case Outcome.NO, Outcome.NO:
            answer = sentence(
                "Nej: {name} ville med tallene fra {year} heller ikke stå på listen over udsatte boligområder "
                "under loven ved listen {law}.",
                **said_of,
            )
        case _, Outcome.NO:
            answer = sentence(
                "Nej: {name} ville med tallene fra {year} ikke stå på listen over udsatte boligområder "
                "under loven ved listen {law}.",
                **said_of,
            )
        case _:
            answer = sentence(
                "Det kan ikke afgøres, om {name} med tallene fra {year} ville stå på listen over udsatte "
                "boligområder under loven ved listen {law}.",
                **said_of,
            )
    return Status(STATUS_OF_OUTCOME[other or Outcome.UNDETERMINED], answer)


def _answers(own: Evaluation, other: Evaluation) -> list[Answer]:
    kinds = [kind for kind in AreaList if own.result(kind) or other.result(kind)]
    answers: list[Answer] = []
    for kind in kinds:
        why = explained(other, kind, area_law().series)
        because = why.because if why else None
        answers.append(
            Answer(LIST_NAMES[kind], computed_status(own.outcome(kind)), computed_status(other.outcome(kind)), because)
        )
    return answers


def _comparisons(row: AreaYearFacts, own: Evaluation, other: Evaluation) -> list[Comparison]:
    before, after = judged_by_measure(own), judged_by_measure(other)
    order = list(Measure)
    keys = sorted({*before, *after}, key=lambda key: (order.index(key[0]), key[1] or ""))
    return [
        Comparison(
            judged_name(*key),
            _value(row, key[0]),
            _side(before.get(key), own),
            _side(after.get(key), other),
            _needed(after.get(key)),
        )
        for key in keys
    ]


def _value(row: AreaYearFacts, measure: Measure) -> Percent | int | None:
    found = row.figures.get(measure)
    return in_unit(measure, found.value, found.decimals) if found else None


def _side(one: Judged | None, evaluation: Evaluation) -> Side:
    if one is None:
        return Side(None, gettext("ser ikke på det"), None)
    words = area_law().series.words(one.criterion.measure)
    asked = demand(one.criterion, one.limit, words) if one.limit is not None else gettext("grænsen er ikke fundet")
    because = judged_because(one, evaluation.package, evaluation.surroundings, area_law().series)
    return Side(Status(STATUS_OF_OUTCOME[one.outcome], MEETS_OF_OUTCOME[one.outcome]), asked, because)


def _needed(one: Judged | None) -> object:
    """Say what the figure would have to be for the other answer."""
    if one is None or one.limit is None:
        return ""
    words = area_law().series.words(one.criterion.measure)
    turn = demand_not_met if one.outcome is Outcome.YES else demand
    return turn(one.criterion, one.limit, words)


def _examples() -> list[tuple[str, str]]:
    """Offer two questions worth asking, by their address."""
    asked = (
        ("omraade=bispeparken&liste=2015-12-01&lov=2013-10-01", gettext("Bispeparken 2015 under loven fra 2013")),
        ("omraade=gellerup&liste=2017-12-01&lov=2019-12-01", gettext("Gellerupparken 2017 under loven fra 2019")),
    )
    return [(f"{reverse('what_if')}?{query}", label) for query, label in asked]
