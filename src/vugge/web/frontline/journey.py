"""Pages of a journey: whose bus is leaving, and where one child stands with all that is agreed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.audit.rules import Act, Category, Sight
from vugge.journey.queries.closing import Asked, closing_soon
from vugge.journey.queries.law import measures
from vugge.journey.queries.pages import JourneyPage, journey_page
from vugge.journey.rules.agreed import StepValue, act_for
from vugge.journey.rules.leaving import CHOICES, WITHIN, Bus
from vugge.journey.rules.plan import StationPlan, Status
from vugge.journey.rules.route import Line, ProofKind
from vugge.organisations.rules.intakes import BROUGHT_BY, IntakeKind
from vugge.web.components.values import Crumb
from vugge.web.components.words import WORDS
from vugge.web.frontline.notes import note_in
from vugge.web.frontline.person import crumbs
from vugge.web.personal import Opened, frontline_page, render_personal

SOON: Final = timedelta(days=183)
AGREEABLE: Final = (Category.SHARING, Category.EDUCATION, Category.SUPPORT, Category.WORK, Category.FAMILY)
"""The kinds of data that something agreed can be; sharing is the family's and the whole team's."""


class BusForm(forms.Form):
    """What to look for."""

    bus = forms.TypedChoiceField(
        label=_("Vis"), coerce=Bus, choices=[(one.value, WORDS[Bus][one]) for one in Bus], required=False
    )
    dage = forms.TypedChoiceField(label=_("Frem til"), coerce=int, required=False)
    linje = forms.TypedChoiceField(label=_("Linje"), coerce=Line, required=False, empty_value=None)
    hvem = forms.ChoiceField(
        label=_("Hvem"),
        choices=[("", _("Alle, jeg må se")), ("mine", _("Dem, jeg selv har opgaven for"))],
        required=False,
    )

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        days, line = self.fields["dage"], self.fields["linje"]
        assert isinstance(days, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
        assert isinstance(line, forms.ChoiceField)  # noqa: S101  likewise
        days.choices = [(str(one), gettext("%(days)s dage") % {"days": one}) for one in CHOICES]
        line.choices = [("", gettext("Alle linjer")), *((one.value, WORDS[Line][one]) for one in Line)]

    def asked(self, page: int) -> Asked:
        """Return what was asked for; what cannot be read is left out."""
        self.is_valid()
        given = self.cleaned_data
        return Asked(
            bus=given.get("bus") or Bus.LEAVING,
            within_days=given.get("dage") or WITHIN,
            line=given.get("linje"),
            only_own=given.get("hvem") == "mine",
            page=page,
        )


@frontline_page("journey.closing_shown")
def buses(opened: Opened) -> HttpResponse:
    """Show whose bus is leaving among those whom one may see."""
    query = opened.request.GET
    initial = QueryDict(mutable=True)
    initial.update({"bus": Bus.LEAVING.value, "dage": str(WITHIN)})
    for name in ("bus", "dage", "linje", "hvem"):
        if query.get(name):
            initial[name] = query[name]
    number = query.get("side", "1")
    form = BusForm(initial)
    found = closing_soon(opened.viewer, asked=form.asked(int(number) if number.isdecimal() else 1))
    context = {
        "form": form,
        "found": found,
        "here": f"{reverse('buses')}?{initial.urlencode()}",
        "may_import": opened.viewer.role in BROUGHT_BY[IntakeKind.EVIDENCE],
    }
    return render_personal(opened, "frontline/buses.html", context, section="buses")


@dataclass(frozen=True)
class PlanRow:
    """One station as the page shows it, with the steps that lead to it and what can be written down there."""

    plan: StationPlan
    steps: tuple[StepValue, ...]
    measure: str
    may_agree: bool


@dataclass(frozen=True)
class PlanGroup:
    """Stations that stand alike."""

    code: str
    title: Promise
    rows: tuple[PlanRow, ...]
    is_folded: bool


GROUPS: Final = (
    ("now", _("Nu"), False),
    ("missed", _("Ikke nået: kan nås endnu"), False),
    ("soon", _("Snart"), False),
    ("past", _("Ikke nået i tide"), True),
    ("reached", _("Nået"), True),
    ("later", _("Senere"), True),
    ("unknown", _("Det ved vi ikke"), True),
    ("hidden", _("Det kan du ikke se"), True),
)
_BY_STATUS: Final = {
    Status.OPEN: "now",
    Status.CLOSING: "now",
    Status.REACHED: "reached",
    Status.REACHED_LATE: "reached",
    Status.UNKNOWN: "unknown",
    Status.HIDDEN: "hidden",
}


@frontline_page("journey.plan_shown")
def journey(opened: Opened, identity: UUID) -> HttpResponse:
    """Show where a child stands, what is agreed, and who is around the family."""
    page = journey_page(opened.viewer, person=identity)
    context = {
        "page": page,
        "groups": groups(page),
        "measures": measures(),
        "may_record": may_record(page.sight),
        "may_correct": frozenset(one for one in Category if page.sight.may(Act.CHANGE, one)),
        "may_agree": bool(agreeable(page.sight)),
        "may_answer": page.sight.may(Act.SHARE, Category.SHARING),
        "note": note_in(opened.request),
        "crumbs": crumbs(identity, gettext("Rejsen")),
    }
    return render_personal(opened, "frontline/journey.html", context, section="my_people")


def groups(page: JourneyPage) -> tuple[PlanGroup, ...]:
    """Return the stations by how they stand; what is of no relevance to the child is left out."""
    found: dict[str, list[PlanRow]] = {code: [] for code, _title, _folded in GROUPS}
    for one in page.plan.stations:
        code = group_of(one, page.on)
        if code:
            found[code].append(_row(page, one))
    return tuple(PlanGroup(code, title, tuple(found[code]), folded) for code, title, folded in GROUPS if found[code])


def group_of(one: StationPlan, today: date) -> str:
    """Return the group that a station belongs to; empty for none."""
    status = one.status.value
    if status is Status.MISSED:
        return "missed" if one.still_until is not None and one.still_until > today else "past"
    if status is Status.NOT_YET:
        return "soon" if one.opens is not None and one.opens <= today + SOON else "later"
    return _BY_STATUS.get(status, "")


def agreeable(sight: Sight) -> tuple[Category, ...]:
    """Return the kinds of data under which the viewer may write down what is agreed."""
    return tuple(one for one in AGREEABLE if sight.may(act_for(one, Act.ADD), one))


def may_record(sight: Sight) -> bool:
    """Say whether there is anything that the viewer may write down as observed."""
    return any(sight.may(Act.ADD, one.category) for one in measures().values())


def to_journey(identity: UUID) -> Crumb:
    """Return the way back to the child's journey."""
    return Crumb(gettext("Rejsen"), reverse("journey", args=[identity]))


def _row(page: JourneyPage, one: StationPlan) -> PlanRow:
    steps = tuple(step for step in page.steps if step.station == one.station.id and step.is_open)
    return PlanRow(
        one, steps, _measure(page.sight, one), bool(agreeable(page.sight)) and one.status.value in _WORKED_ON
    )


_WORKED_ON: Final = (Status.OPEN, Status.CLOSING, Status.MISSED, Status.NOT_YET)


def _measure(sight: Sight, one: StationPlan) -> str:
    """Return what shows that the station is reached and that the viewer may write down; empty for nothing."""
    if one.status.value not in (Status.OPEN, Status.CLOSING, Status.MISSED, Status.UNKNOWN):
        return ""
    named: Iterable[str] = (proof.measure for proof in one.station.reached_by if proof.kind is ProofKind.EVIDENCE)
    known: dict[str, Any] = dict(measures())  # Any: read by key alone
    return next((name for name in named if name in known and sight.may(Act.ADD, known[name].category)), "")
