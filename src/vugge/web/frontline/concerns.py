"""Concerns at work: sent about a child or in words, listed with their deadlines, taken up, followed and closed."""

from typing import Final
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.access.queries.permits import permit
from vugge.access.queries.persons import person_head
from vugge.audit.rules import Act, Category, Permit
from vugge.journey.actions.concerns import close_concern, note_concern, send_concern, take_concern
from vugge.journey.queries.concerns import ShownConcern, concern_page, concerns_received, concerns_sent
from vugge.journey.queries.policies import concern_law
from vugge.journey.queries.receiving import is_receiver, receivers_for
from vugge.journey.rules.concerns import LONGEST_TEXT, Deed, Outcome, Sender, State
from vugge.kit.errors import BadInput
from vugge.organisations.queries.register import units_by_id
from vugge.web.components.concern_forms import ConcernForm
from vugge.web.components.conference_words import CONFERENCE_WORDS
from vugge.web.components.values import Crumb
from vugge.web.frontline.forming import UNUSABLE, DayField
from vugge.web.frontline.notes import done, note_in
from vugge.web.frontline.person import crumbs
from vugge.web.personal import FORM, Opened, frontline_page, render_personal, to
from vugge.web.templatetags.components import say

SECTION: Final = "concerns"


class ContactForm(forms.Form):
    """A contact with the family: on which day, and what was said."""

    on = DayField(label=_("Dag"))
    text = forms.CharField(
        label=_("Hvad talte I om?"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 4})
    )


class ClosingForm(forms.Form):
    """What came of it."""

    outcome = forms.TypedChoiceField(
        label=_("Hvad kom der ud af det?"),
        coerce=Outcome,
        choices=[("", _("Vælg …")), *((one.value, word) for one, word in CONFERENCE_WORDS[Outcome].items())],
    )
    text = forms.CharField(
        label=_("Bemærkning"), max_length=LONGEST_TEXT, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


@frontline_page("journey.concerns_shown")
def concerns(opened: Opened) -> HttpResponse:
    """Show those who receive concerns what has come, and everybody what they have sent."""
    context = {
        "received": concerns_received(opened.viewer) if is_receiver(opened.viewer) else None,
        "sent": concerns_sent(opened.viewer),
        "law": concern_law(localdate()),
        "note": note_in(opened.request),
    }
    return render_personal(opened, "frontline/concerns.html", context, section=SECTION)


@frontline_page("journey.concern_sent_shown", methods=FORM)
def concern_new(opened: Opened) -> HttpResponse:
    """Send a concern in words alone."""
    return _sending(opened, None)


@frontline_page("journey.concern_about_shown", methods=FORM)
def concern_about(opened: Opened, identity: UUID) -> HttpResponse:
    """Send a concern about a child whom one knows at work."""
    leave = permit(opened.viewer, Act.SHARE, person=identity, category=Category.SHARING)
    return _sending(opened, leave)


@frontline_page("journey.concern_taken_shown", methods=("POST",))
def concern_take(opened: Opened, number: int) -> HttpResponse:
    """Take up a concern."""
    take_concern(opened.viewer, number=number)
    return to("concern", number)


@frontline_page("journey.concern_shown", methods=FORM)
def concern(opened: Opened, number: int) -> HttpResponse:
    """Show a concern to whoever has taken it up, and take what is written down about it."""
    shown = concern_page(opened.viewer, number=number)
    contact, closing = _forms(opened)
    refused = None
    if opened.is_sent:
        try:
            if answer := _written(opened, shown, contact, closing):
                return answer
        except BadInput as mistake:
            refused = mistake.sentence
    context = {
        "shown": shown,
        "page": shown.page,
        "contact": contact,
        "closing": closing,
        "refused": refused,
        "is_open": shown.page.line.state is not State.CLOSED,
        "law": concern_law(localdate()),
        "note": note_in(opened.request),
        "crumbs": (Crumb(gettext("Bekymringer"), reverse("concerns")), Crumb(gettext("Bekymring"))),
    }
    status = UNUSABLE if opened.is_sent else 200
    return render_personal(opened, "frontline/concern.html", context, section=SECTION, status=status)


def _sending(opened: Opened, leave: Permit | None) -> HttpResponse:
    today = localdate()
    unit = units_by_id(opened.viewer, units=(int(opened.viewer.unit),)).get(int(opened.viewer.unit))
    receivers = receivers_for(unit.municipality if unit else "", today)
    without = ("sender", "reach", *(("about",) if leave else ()))
    form = ConcernForm(opened.request.POST if opened.is_sent else None, receivers=receivers, without=without)
    head = person_head(opened.viewer, person=leave.sight.person) if leave else None
    if opened.is_sent and receivers and form.is_valid():
        try:
            new = form.new(sender=Sender.PROFESSIONAL)
            key = str(form.cleaned_data["key"])
            send_concern(opened.viewer, new=new, unit=form.receiver, key=key, permit=leave)
            return done("concerns", note="bekymring_sendt")
        except BadInput as mistake:
            form.add_error(None, say(mistake.sentence))
    here = crumbs(leave.sight.person, gettext("Bekymring")) if leave else ()
    context = {"form": form, "head": head, "receivers": receivers, "law": concern_law(today), "crumbs": here}
    status = UNUSABLE if opened.is_sent else 200
    return render_personal(opened, "frontline/concern_new.html", context, section=SECTION, status=status)


def _forms(opened: Opened) -> tuple[ContactForm, ClosingForm]:
    sent = opened.request.POST if opened.is_sent else None
    closes = sent is not None and sent.get("gerning") == "afslut"
    return ContactForm(None if closes else sent, initial={"on": localdate()}), ClosingForm(
        sent if closes else None, prefix="slut"
    )


def _written(opened: Opened, shown: ShownConcern, contact: ContactForm, closing: ClosingForm) -> HttpResponse | None:
    """Write down what was sent; None where a form is to be put right."""
    number = shown.page.line.number
    given = opened.request.POST.get("version", "")
    version = int(given) if given.isdecimal() else 0
    if closing.is_bound and closing.is_valid():
        close_concern(opened.viewer, number=number, version=version, **closing.cleaned_data)
        return done("concerns", note="bekymring_afsluttet")
    if contact.is_bound and contact.is_valid():
        deed = Deed.CONTACT if shown.page.line.state is State.RECEIVED else Deed.FOLLOW_UP
        note_concern(opened.viewer, number=number, version=version, deed=deed, **contact.cleaned_data)
        return done("concern", number, note="bekymring_gemt")
    return None
