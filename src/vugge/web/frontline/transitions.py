"""Transitions at work: what is to be opened, answered and followed up, one child's whole transition, and an offer.

An offer stands under an address of its own: whoever answers it need not know which child it is.
"""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.access.queries.actors import sight
from vugge.access.queries.permits import permit
from vugge.access.queries.persons import Head, person_head
from vugge.audit.rules import Act, Category
from vugge.journey.actions.transitions import accept_transition, move_day, open_transition, return_transition
from vugge.journey.queries.transition_law import transition_law
from vugge.journey.queries.transition_pages import transition_page
from vugge.journey.queries.transitions import board, offer
from vugge.journey.rules.transition_law import TransitionKind
from vugge.journey.rules.transition_values import OfferLine
from vugge.journey.rules.transitions import State
from vugge.kit.errors import BadInput
from vugge.organisations.queries.register import units_by_id
from vugge.web.components.values import Crumb
from vugge.web.frontline.forming import UNUSABLE, Asking, DayField, answered, key_field
from vugge.web.frontline.notes import done, note_in
from vugge.web.frontline.person import crumbs
from vugge.web.frontline.transition_deeds import DEEDS, shown_deeds
from vugge.web.personal import FORM, Opened, frontline_page, render_personal
from vugge.web.templatetags.components import say

RADIO = {"class": "form-radio radio-large"}
REASON = 500
NEW = Asking(
    _("Åbn en overgang"),
    _("Åbn overgangen"),
    lead=_("Ingen andre får besked endnu. Familien kan se på sin side, at overgangen er åbnet."),
    why=_("En overgang bliver lettere, når den begynder i god tid, og når ét sted har ansvaret hele vejen."),
)


class OpenForm(forms.Form):
    """Which kind of transition begins."""

    kind = forms.ChoiceField(
        label=_("Hvilken overgang?"),
        widget=forms.RadioSelect(attrs=RADIO),
        error_messages={"required": _("Vælg en overgang.")},
    )
    key = key_field()


class YesForm(forms.Form):
    """From which day there is room."""

    begins_on = DayField(label=_("Barnet begynder"), help_text=_("Fra den dag får I opgaven og ser, hvem barnet er."))
    version = forms.IntegerField(widget=forms.HiddenInput)


class BackForm(forms.Form):
    """Why a transition is sent back."""

    reason = forms.CharField(
        label=_("Hvorfor kan I ikke?"),
        max_length=REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Det sted, der spørger, og familien læser det. Skriv ikke om barnet."),
        error_messages={"required": _("Skriv hvorfor.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


@frontline_page("journey.transitions_shown")
def transitions(opened: Opened) -> HttpResponse:
    """Show every transition that the viewer has to do with."""
    context = {"board": board(opened.viewer), "note": note_in(opened.request), "today": localdate()}
    return render_personal(opened, "frontline/transitions.html", context, section="transitions")


@frontline_page("journey.transition_offer_shown", methods=FORM)
def transition_offer(opened: Opened, transition: UUID) -> HttpResponse:
    """Show one child that is offered to the viewer's unit, not which, and take the answer."""
    asked = offer(opened.viewer, transition=transition)
    is_back = opened.is_sent and opened.request.POST.get("gerning") == "tilbage"
    sent = opened.request.POST if opened.is_sent else None
    first: dict[str, Any] = {"version": asked.version, "begins_on": asked.planned_on}  # Any: first values of fields
    yes = YesForm(None if is_back else sent, initial=first, auto_id="id_ja_%s")
    back = BackForm(sent if is_back else None, initial=first, auto_id="id_tilbage_%s")
    form: forms.Form = back if is_back else yes
    if opened.is_sent and form.is_valid():
        try:
            return _answer(opened, asked, form.cleaned_data, is_back=is_back)
        except BadInput as mistake:
            form.add_error(None, say(mistake.sentence))
    context = {
        "offer": asked,
        "yes": yes,
        "is_open": asked.state.value is State.OFFERED,
        "back": back,
        "broken": form if form.errors else None,
        "crumbs": (Crumb(gettext("Overgange"), reverse("transitions")), Crumb(gettext("Et barn på vej"))),
    }
    status = UNUSABLE if opened.is_sent else 200
    return render_personal(opened, "frontline/transition_offer.html", context, section="transitions", status=status)


@frontline_page("journey.transition_opening_shown", methods=FORM)
def transition_new(opened: Opened, identity: UUID) -> HttpResponse:
    """Open a transition from one's own place."""
    kinds = _kinds(opened, identity)
    if not kinds:
        return _none(opened, identity)
    form = OpenForm(opened.request.POST if opened.is_sent else None, initial={"kind": opened.request.GET.get("slags")})
    chosen = form.fields["kind"]
    assert isinstance(chosen, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
    chosen.choices = [(one.id, say(one.title)) for one in kinds]

    def begin(given: dict[str, Any], _head: Head) -> HttpResponse:  # Any: the cleaned values of the form
        category = next(one.category for one in kinds if one.id == given["kind"])
        leave = permit(opened.viewer, Act.ADD, person=identity, category=category)
        made = open_transition(opened.viewer, permit=leave, kind=given["kind"], key=given["key"])
        return done("transition", identity, made, note="overgang")

    return answered(opened, identity, form=form, asking=NEW, do=begin)


@frontline_page("journey.transition_shown", methods=FORM)
def transition(opened: Opened, identity: UUID, transition: UUID) -> HttpResponse:
    """Show one transition whole, and do what fits now: one short form for each deed."""
    page = transition_page(opened.viewer, person=identity, transition=transition)
    wanted = DEEDS.get(opened.request.POST.get("gerning", "")) if opened.is_sent else None
    broken = None
    if wanted is not None:
        form = wanted.form(opened, page, opened.request.POST)
        if form.is_valid():
            try:
                wanted.do(opened, page, form.cleaned_data)
                return done("transition", identity, transition, note=wanted.note)
            except BadInput as mistake:
                form.add_error(None, say(mistake.sentence))
        broken = form
    context = {
        "page": page,
        "deeds": shown_deeds(opened, page, instead=(wanted, broken) if wanted and broken else None),
        "broken": broken,
        "note": note_in(opened.request),
        "today": localdate(),
        "crumbs": (Crumb(gettext("Overgange"), reverse("transitions")), Crumb(gettext("En overgang"))),
    }
    status = UNUSABLE if opened.is_sent else 200
    return render_personal(opened, "frontline/transition.html", context, section="transitions", status=status)


def _none(opened: Opened, identity: UUID) -> HttpResponse:
    """Say that no transition begins at the viewer's place; whoever writes no places in is refused."""
    seen = sight(opened.viewer, identity)
    if not any(seen.may(Act.ADD, one) for one in (Category.EDUCATION, Category.WORK, Category.SUPPORT)):
        permit(opened.viewer, Act.ADD, person=identity, category=Category.EDUCATION)
    context = {"head": person_head(opened.viewer, person=identity), "crumbs": crumbs(identity, gettext("Overgang"))}
    return render_personal(opened, "frontline/transition_none.html", context, section="transitions")


def _answer(opened: Opened, asked: OfferLine, given: dict[str, Any], *, is_back: bool) -> HttpResponse:  # Any: as above
    if is_back:
        return_transition(opened.viewer, transition=asked.id, **given)
        return done("transitions", note="overgang_tilbage")
    deed = accept_transition if asked.state.value is State.OFFERED else move_day
    deed(opened.viewer, transition=asked.id, **given)
    return done("transitions", note="overgang_ja")


def _kinds(opened: Opened, identity: UUID) -> list[TransitionKind]:
    """Return the kinds of transitions that begin in the viewer's unit, for a child whose sort of data they may add."""
    unit = int(opened.viewer.unit) if opened.viewer.unit.isdecimal() else 0
    here = units_by_id(opened.viewer, units=(unit,)).get(unit)
    seen = sight(opened.viewer, identity)
    return [
        one
        for one in transition_law(localdate()).kinds
        if here is not None and here.kind in one.from_units and seen.may(Act.ADD, one.category)
    ]
