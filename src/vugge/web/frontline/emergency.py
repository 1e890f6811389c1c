"""The emergency entrance: one person by number, with a reason, for a few hours, read by somebody else afterwards."""

from typing import Final
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.access.actions.emergencies import open_emergency
from vugge.access.queries.emergencies import must_have_emergencies, number_in_emergency
from vugge.access.queries.law import access_law
from vugge.access.queries.persons import emergency_person
from vugge.kit.errors import BadInput
from vugge.web.components.values import Crumb
from vugge.web.frontline.changing import NumberField
from vugge.web.frontline.forming import UNUSABLE
from vugge.web.frontline.person import person_context
from vugge.web.personal import FORM, Opened, emergency_page, render_personal, to
from vugge.web.templatetags.components import say

LONGEST_REASON: Final = 500


class EmergencyForm(forms.Form):
    """Whom, and why it cannot wait."""

    number = NumberField(
        label=_("CPR-nummer"), widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"})
    )
    reason = forms.CharField(
        label=_("Hvorfor haster det?"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 4})
    )


@emergency_page("access.emergency_shown", methods=FORM)
def emergency(opened: Opened) -> HttpResponse:
    """Open one person in an emergency."""
    must_have_emergencies(opened.viewer)
    form = EmergencyForm(opened.request.POST if opened.is_sent else None)
    if opened.is_sent and form.is_valid():
        try:
            return _opened(opened, form)
        except BadInput as mistake:
            form.add_error("reason", say(mistake.sentence))
    context = {"form": form, "terms": access_law(localdate()).terms.emergency}
    status = UNUSABLE if opened.is_sent else 200
    return render_personal(opened, "frontline/emergency.html", context, section="emergency", status=status)


@emergency_page("access.emergency_person_shown")
def emergency_one(opened: Opened, identity: UUID) -> HttpResponse:
    """Show the person who was opened: to read, and until the hours are over."""
    page = emergency_person(opened.viewer, person=identity)
    way = (Crumb(gettext("Akut adgang"), reverse("emergency")), Crumb(gettext("Borger")))
    context = person_context(opened, page) | {"crumbs": way, "is_emergency": True}
    return render_personal(opened, "frontline/read_only.html", context, section="emergency")


def _opened(opened: Opened, form: EmergencyForm) -> HttpResponse:
    number, reason = form.cleaned_data["number"], form.cleaned_data["reason"]
    person = number_in_emergency(opened.viewer, number=number, reason=reason)
    if person is None:
        form.add_error("number", gettext("Ingen i registeret har det nummer. Søgningen er skrevet i loggen."))
        context = {"form": form, "terms": access_law(localdate()).terms.emergency}
        return render_personal(opened, "frontline/emergency.html", context, section="emergency", status=UNUSABLE)
    open_emergency(opened.viewer, person=person, reason=reason)
    return to("emergency_one", person)
