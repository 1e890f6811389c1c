"""The ways to reach or meet a person: what is written, a new one, and one that holds no longer."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.access.queries.permits import permit
from vugge.access.queries.persons import person_to_correct
from vugge.audit.rules import Act, Category
from vugge.kit.errors import BadInput
from vugge.people.actions.correcting import add_contact, end_contact
from vugge.people.rules.kinds import ContactKind
from vugge.web.components.words import WORDS
from vugge.web.frontline.forming import UNUSABLE, DayField
from vugge.web.frontline.notes import done, note_in
from vugge.web.frontline.person import crumbs
from vugge.web.personal import FORM, Opened, frontline_page, render_personal
from vugge.web.templatetags.components import say

POST: Final = ("POST",)


class ContactForm(forms.Form):
    """A way to reach somebody."""

    kind = forms.ChoiceField(
        label=_("Hvad er det?"), choices=[(one.value, WORDS[ContactKind][one]) for one in ContactKind]
    )
    text = forms.CharField(
        label=_("Nummer, adresse eller sted"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Skriv nummeret, adressen eller stedet.")},
    )
    begins = DayField(label=_("Fra"))


@frontline_page("people.contacts_shown", methods=FORM)
def contacts(opened: Opened, identity: UUID) -> HttpResponse:
    """Show how a person is reached, and write a new way."""
    leave = permit(opened.viewer, Act.CHANGE, person=identity, category=Category.LOCATION)
    stored = person_to_correct(opened.viewer, person=identity)
    form = ContactForm(opened.request.POST if opened.is_sent else None, initial={"begins": localdate()})
    if opened.is_sent and form.is_valid():
        given: dict[str, Any] = form.cleaned_data  # Any: the cleaned values of a form
        try:
            add_contact(
                opened.viewer,
                permit=leave,
                kind=ContactKind(given["kind"]),
                text=given["text"],
                begins=given["begins"],
            )
        except BadInput as mistake:
            form.add_error(None, say(mistake.sentence))
        else:
            return done("contacts", identity, note="rettet_kontakt")
    context = {
        "person": stored,
        "form": form,
        "note": note_in(opened.request),
        "shows": Category.LOCATION not in stored.hidden,
        "crumbs": crumbs(identity, gettext("Telefon og e-mail")),
    }
    status = UNUSABLE if opened.is_sent else 200
    return render_personal(opened, "frontline/contacts.html", context, section="my_people", status=status)


@frontline_page("people.contact_ended_shown", methods=POST)
def contact_end(opened: Opened, identity: UUID, contact: UUID) -> HttpResponse:
    """Say that a way to reach somebody holds no longer, from today."""
    leave = permit(opened.viewer, Act.CHANGE, person=identity, category=Category.LOCATION)
    end_contact(opened.viewer, permit=leave, contact=contact, ends=localdate())
    return done("contacts", identity, note="rettet_kontakt")
