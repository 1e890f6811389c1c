"""Whom an incident concerns: chosen by unit, employee and time, counted, and taken home as pseudonyms."""

import csv
from datetime import datetime, timedelta
from io import StringIO
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.access.queries.affected import Affected, Incident, Why, affected, exported_affected
from vugge.kit.errors import BadInput
from vugge.kit.local_time import HERE, local_midnight
from vugge.organisations.queries.register import units
from vugge.organisations.queries.staff import staff_of_unit
from vugge.web.control.judging import UNUSABLE
from vugge.web.page import file_answer
from vugge.web.personal import FORM, Opened, control_page, render_personal
from vugge.web.templatetags.components import say

MOMENT: Final = "%Y-%m-%dT%H:%M"
WHY: Final = {
    Why.BREACH: _("Et brud på sikkerheden, som skal meldes"),
    Why.MISUSE: _("Mistanke om, at en medarbejder har set for meget"),
    Why.LOST_DEVICE: _("En telefon eller computer er væk"),
    Why.EXERCISE: _("Øvelse"),
}


class UnitForm(forms.Form):
    """In which unit it happened."""

    enhed = forms.TypedChoiceField(label=_("Enhed"), coerce=int, required=False, empty_value=None)

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened.request.GET or None)
        found = units(opened.viewer, on=localdate())
        _offer(self.fields["enhed"], [("", gettext("Vælg")), *((str(one.id), one.name) for one in found)])

    @property
    def unit(self) -> int | None:
        """The unit chosen; None: none yet."""
        return self.cleaned_data.get("enhed") if self.is_bound and self.is_valid() else None


class IncidentForm(forms.Form):
    """Who, from when until when, and what the list is for."""

    account = forms.TypedChoiceField(label=_("Medarbejder"), coerce=UUID, required=False, empty_value=None)
    since = forms.DateTimeField(label=_("Fra"), widget=forms.DateTimeInput({"type": "datetime-local"}, MOMENT))
    until = forms.DateTimeField(label=_("Til"), widget=forms.DateTimeInput({"type": "datetime-local"}, MOMENT))
    why = forms.TypedChoiceField(
        label=_("Hvad skal listen bruges til?"),
        coerce=Why,
        choices=[(one.value, said) for one, said in WHY.items()],
        widget=forms.RadioSelect(attrs={"class": "form-radio radio-large"}),
        help_text=_("Grunden bliver skrevet i loggen."),
        error_messages={"required": _("Vælg, hvad listen skal bruges til.")},
    )

    def __init__(self, opened: Opened, *, unit: int) -> None:
        today = localdate()
        midnight = local_midnight(today)
        initial = {"since": midnight - timedelta(days=1), "until": midnight + timedelta(days=1)}
        super().__init__(opened.request.POST if opened.is_sent else None, initial=initial)
        staff = {one.account: one.name for one in staff_of_unit(opened.viewer, unit=unit, on=today)}
        everybody = [("", gettext("Alle i enheden"))]
        _offer(self.fields["account"], [*everybody, *((str(account), name) for account, name in staff.items())])
        self.unit = unit

    def incident(self) -> Incident:
        """Return what was chosen."""
        given = self.cleaned_data
        return Incident(given["account"], self.unit, since=given["since"], until=given["until"], why=given["why"])


@control_page("access.affected_shown", methods=FORM)
def affected_page(opened: Opened) -> HttpResponse:
    """Choose an incident, see how many it concerns, and take the list home."""
    chooser = UnitForm(opened)
    form = IncidentForm(opened, unit=chooser.unit) if chooser.unit is not None else None
    context: dict[str, Any] = {"chooser": chooser, "form": form}  # Any: what a template is filled with
    if form is None or not (opened.is_sent and form.is_valid()):
        return _shown(opened, context)
    try:
        if "fil" in opened.request.POST:
            return _file(exported_affected(opened.viewer, incident=form.incident()))
        context["found"] = affected(opened.viewer, incident=form.incident())
    except BadInput as mistake:
        form.add_error("until", say(mistake.sentence))
    return _shown(opened, context)


def _shown(opened: Opened, context: dict[str, Any]) -> HttpResponse:  # Any: what a template is filled with
    status = UNUSABLE if opened.is_sent and "found" not in context else 200
    return render_personal(opened, "control/affected.html", context, section="affected", status=status)


def _file(found: tuple[Affected, ...]) -> HttpResponse:
    """Write the list: our own ids, which say nothing by themselves; whoever informs the citizens looks them up."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(("pseudonym", "id", "gange", "foerste", "sidste", "oplysninger"))
    for one in found:
        categories = ",".join(category.value for category in one.categories)
        writer.writerow((one.pseudonym, one.person, one.times, _moment(one.first), _moment(one.last), categories))
    return file_answer(text.getvalue().encode("utf-8-sig"), name="beroerte.csv", content_type="text/csv; charset=utf-8")


def _moment(moment: datetime) -> str:
    return moment.astimezone(HERE).isoformat(timespec="minutes")


def _offer(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
    field.choices = choices
