"""Whether an employee wants to be reminded at their mail at work."""

from django import forms
from django.http import HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from vugge.journey.actions.reminders import choose_staff_reminders
from vugge.journey.queries.policies import reminder_law
from vugge.journey.queries.reminders import staff_wants_mail
from vugge.web.frontline.notes import done, note_in
from vugge.web.personal import FORM, Opened, frontline_page, render_personal


class StaffForm(forms.Form):
    """Yes or no."""

    wants_mail = forms.BooleanField(label=_("Mind mig på min arbejdsmail"), required=False)


@frontline_page("journey.staff_reminders_shown", methods=FORM)
def staff_reminders(opened: Opened) -> HttpResponse:
    """Show and take whether an employee wants to be reminded."""
    form = StaffForm(
        opened.request.POST if opened.is_sent else None, initial={"wants_mail": staff_wants_mail(opened.viewer)}
    )
    if opened.is_sent and form.is_valid():
        choose_staff_reminders(opened.viewer, wants_mail=form.cleaned_data["wants_mail"])
        return done("staff_reminders", note="paamindelser")
    context = {"form": form, "law": reminder_law(localdate()), "note": note_in(opened.request)}
    return render_personal(opened, "frontline/reminders.html", context, section="my_people")
