"""Steps: who does what by when. Written down on one page, and everything that can happen to one on another."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.access.queries.persons import Head
from vugge.audit.rules import Act, Permit
from vugge.journey.actions.steps import (
    agree_step,
    assign_step,
    begin_step,
    drop_step,
    finish_step,
    move_step,
    remind_of_step,
    reopen_step,
)
from vugge.journey.queries.pages import JourneyPage, journey_page, step_to_change
from vugge.journey.rules.agreed import LONGEST_STEP, LONGEST_WORDS, Doer, NewStep, StepValue, With
from vugge.kit.errors import BadInput, NotFound
from vugge.kit.text import sentence
from vugge.web.components.words import WORDS
from vugge.web.frontline.consents import CHECKBOX
from vugge.web.frontline.forming import UNUSABLE, Asking, DayField, answered, key_field
from vugge.web.frontline.journey import agreeable, to_journey
from vugge.web.frontline.journey_goals import category_field, leave_to, must_agree
from vugge.web.frontline.notes import done
from vugge.web.frontline.person import crumbs
from vugge.web.personal import FORM, Opened, frontline_page, render_personal
from vugge.web.templatetags.components import say

NEW: Final = Asking(
    _("Aftal et skridt"),
    _("Gem skridtet"),
    lead=_("Hvem gør hvad, og hvornår? Ét skridt ad gangen."),
    why=_("Så ved alle, hvad der sker nu, og familien skal ikke selv huske det hele."),
)
FAMILY: Final = "family"


def doers(page: JourneyPage, opened: Opened) -> list[tuple[str, str]]:
    """Return who can take a step: the family, oneself, and those around the family."""
    me = opened.viewer.identity
    found = {FAMILY: gettext("Familien"), f"a:{me}": gettext("Mig selv")}
    for one in page.around.people:
        if one.who and one.who.account != me:
            found[f"a:{one.who.account}"] = one.who.name
        elif one.unit and not one.who:
            found[f"u:{one.unit.id}"] = one.unit.name
    return list(found.items())


def doer_of(chosen: str) -> Doer:
    """Read who was chosen."""
    kind, _colon, number = chosen.partition(":")
    if kind == "a":
        return Doer(account=UUID(number))
    return Doer(unit=int(number)) if kind == "u" else Doer()


def chosen_of(doer: Doer) -> str:
    """Return what `doer_of` reads."""
    if doer.account is not None:
        return f"a:{doer.account}"
    return FAMILY if doer.unit is None else f"u:{doer.unit}"


class DoerForm(forms.Form):
    """Who does it."""

    doer = forms.ChoiceField(label=_("Hvem gør det?"))

    def __init__(self, *args: Any, possible: list[tuple[str, str]], **options: Any) -> None:  # Any: Django's own
        super().__init__(*args, **options)
        field = self.fields["doer"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
        field.choices = possible


class DueForm(forms.Form):
    """By when."""

    due = DayField(label=_("Senest"))


class DropForm(forms.Form):
    """Why it comes to nothing."""

    reason = forms.CharField(
        label=_("Hvorfor bliver det ikke til noget?"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class StepForm(DoerForm, DueForm):
    """A step as it is agreed."""

    what = forms.CharField(
        label=_("Hvad skal gøres?"), max_length=LONGEST_STEP, widget=forms.Textarea(attrs={"rows": 2})
    )
    agreed_with = forms.TypedMultipleChoiceField(
        label=_("Hvem er det aftalt med?"),
        coerce=With,
        choices=[(one.value, text) for one, text in WORDS[With].items()],
        widget=forms.CheckboxSelectMultiple(attrs=CHECKBOX),
        error_messages={"required": _("Vælg, hvem det er aftalt med.")},
    )
    station = forms.ChoiceField(label=_("Hvilken station hører det til?"), required=False)
    goal = forms.ChoiceField(label=_("Hvilket mål hører det til?"), required=False)
    reminds = forms.BooleanField(label=_("Mind om det, når dagen nærmer sig"), required=False, initial=True)
    key = key_field()
    field_order = ("what", "doer", "due", "agreed_with", "station", "goal", "category", "reminds", "key")

    def __init__(self, opened: Opened, page: JourneyPage) -> None:
        station = page.plan.find(opened.request.GET.get("station", ""))
        offered = agreeable(page.sight)
        own = station.station.category if station and station.station.category in offered else next(iter(offered), None)
        first = {"station": station.station.id if station else "", "category": own}
        super().__init__(opened.request.POST if opened.is_sent else None, initial=first, possible=doers(page, opened))
        self.fields["category"] = category_field(page.sight)
        stations = [(one.station.id, say(one.station.name)) for one in page.plan.stations]
        goals = [(str(one.id), one.words[:80]) for one in page.goals if one.is_open and not one.is_veiled]
        for name, those in (("station", stations), ("goal", goals)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  likewise
            field.choices = [("", gettext("Ingen bestemt")), *those]
        if not goals:
            del self.fields["goal"]
        self.order_fields(self.field_order)

    def new(self) -> NewStep:
        """Return what was written."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "key"}
        goal = given.pop("goal", "")
        given |= {"doer": doer_of(given["doer"]), "agreed_with": frozenset(given["agreed_with"])}
        return NewStep(**given, goal=UUID(goal) if goal else None)


@frontline_page("journey.step_agreed_shown", methods=FORM)
def step_new(opened: Opened, identity: UUID) -> HttpResponse:
    """Write down a step."""
    must_agree(opened, identity)
    page = journey_page(opened.viewer, person=identity)
    form = StepForm(opened, page)

    def write(given: dict[str, Any], _head: Head) -> HttpResponse:
        leave = leave_to(opened, identity, given["category"], Act.ADD)
        agree_step(opened.viewer, permit=leave, new=form.new(), key=str(given["key"]))
        return done("journey", identity, note="skridt")

    return answered(opened, identity, form=form, asking=NEW, do=write)


@frontline_page("journey.step_changed_shown", methods=FORM)
def step_change(opened: Opened, identity: UUID, step: UUID) -> HttpResponse:
    """Show a step, and take in what has become of it."""
    page, found, leave = step_to_change(opened.viewer, person=identity, step=step)
    deed = opened.request.POST.get("gerning", "")
    sent = opened.request.POST if opened.is_sent else None
    shown: dict[str, forms.Form] = {
        "flyt": DueForm(sent if deed == "flyt" else None, initial={"due": max(found.due, localdate())}),
        "giv": DoerForm(
            sent if deed == "giv" else None, initial={"doer": chosen_of(found.doer)}, possible=doers(page, opened)
        ),
        "drop": DropForm(sent if deed == "drop" else None),
    }
    mistake: BadInput | None = None
    if opened.is_sent:
        try:
            if _do(opened, leave, found, deed=deed, form=shown.get(deed)):
                return done("journey", identity, note="skridt_rettet")
        except BadInput as refused:
            mistake = refused
    context = {
        "page": page,
        "one": found,
        "move": shown["flyt"],
        "give": shown["giv"],
        "drop": shown["drop"],
        "failed": shown.get(deed),
        "mistake": mistake.sentence if mistake else None,
        "today": localdate(),
        "crumbs": (*crumbs(identity, "")[:2], to_journey(identity), *crumbs(identity, gettext("Skridt"))[2:]),
        "here": reverse("step_change", args=[identity, step]),
    }
    status = UNUSABLE if opened.is_sent else 200
    return render_personal(opened, "frontline/step.html", context, section="my_people", status=status)


def _do(opened: Opened, leave: Permit, found: StepValue, *, deed: str, form: forms.Form | None) -> bool:
    """Do what was asked for; returns False for a form that cannot be used as it is."""
    if form is not None and not form.is_valid():
        return False
    given: dict[str, Any] = form.cleaned_data if form else {}  # Any: cleaned values of one of the forms
    deeds: dict[str, Callable[..., UUID]] = {
        "begynd": begin_step,
        "gjort": finish_step,
        "igen": reopen_step,
        "flyt": move_step,
        "giv": assign_step,
        "drop": drop_step,
        "mind": remind_of_step,
    }
    if deed not in deeds:
        raise NotFound(sentence("Det kan ikke gøres med et skridt."))
    if deed == "giv":
        given = {"doer": doer_of(given["doer"])}
    if deed == "mind":
        given = {"reminds": not found.reminds}
    number = opened.request.POST.get("version", "")
    version = int(number) if number.isdecimal() else 0
    deeds[deed](opened.viewer, permit=leave, step=found.id, version=version, **given)
    return True
