"""The fields of the short forms on a transition's page: what each deed asks for, and not a word more.

Offers the forms, and what makes each: `plain`, `plan_form`, `items_form`, `note_form`, `mentor_form`.
"""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.journey.rules.transition_values import (
    NOTE_LENGTH,
    PLACE_LENGTH,
    REASON_LENGTH,
    WORDS_LENGTH,
    ContactHow,
    ItemAnswer,
    TransitionPage,
)
from vugge.organisations.queries.register import units
from vugge.organisations.queries.staff import staff_of_unit
from vugge.web.components.words import WORDS
from vugge.web.frontline.forming import DayField, key_field
from vugge.web.login.session import here
from vugge.web.personal import Opened
from vugge.web.templatetags.components import say

Given = dict[str, Any]  # Any: the cleaned values of a form
AREA: Final = forms.Textarea
NOTE_PREFIX: Final = "note_"
ITEM_PREFIX: Final = "punkt_"


class VersionForm(forms.Form):
    """A deed with nothing to write; the version says what was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class PlanForm(VersionForm):
    """Where to, and when."""

    planned_on = DayField(label=_("Hvornår begynder barnet?"))
    to_unit = forms.TypedChoiceField(label=_("Det nye sted"), coerce=int, required=False, empty_value=None)
    to_place = forms.CharField(
        label=_("Eller et sted uden for registeret"),
        max_length=PLACE_LENGTH,
        required=False,
        help_text=_("For eksempel en anden kommune eller en læreplads. Ring til stedet: det kan ikke svare her."),
    )


class YesForm(VersionForm):
    """From which day the place without a log-in has said that there is room."""

    begins_on = DayField(label=_("Barnet begynder"))


class ReasonForm(VersionForm):
    """Why."""

    reason = forms.CharField(
        label=_("Hvorfor?"),
        max_length=REASON_LENGTH,
        widget=AREA(attrs={"rows": 2}),
        help_text=_("Den anden side og familien læser det."),
        error_messages={"required": _("Skriv hvorfor.")},
    )


class ArrivedForm(VersionForm):
    """On which day the child began."""

    arrived_on = DayField(label=_("Barnet begyndte"))


class FollowForm(VersionForm):
    """What became of it."""

    still_there = forms.ChoiceField(
        label=_("Er barnet her stadig?"),
        choices=[("ja", _("Ja")), ("nej", _("Nej")), ("", _("Det ved vi ikke"))],
        widget=forms.RadioSelect(attrs={"class": "form-radio radio-large"}),
        required=False,
    )
    words = forms.CharField(
        label=_("Hvordan går det, med få ord?"),
        max_length=WORDS_LENGTH,
        required=False,
        widget=AREA(attrs={"rows": 2}),
        help_text=_("Det sted, barnet kom fra, og familien læser det."),
    )


class MentorForm(forms.Form):
    """Whom the young person has chosen."""

    account = forms.TypedChoiceField(label=_("Hvem har den unge valgt?"), coerce=UUID)


class ContactForm(forms.Form):
    """That mentor and young person were in touch."""

    on = DayField(label=_("Dag"))
    how = forms.TypedChoiceField(
        label=_("Hvordan?"), coerce=ContactHow, choices=[(one.value, WORDS[ContactHow][one]) for one in ContactHow]
    )
    words = forms.CharField(label=_("Med få ord"), max_length=WORDS_LENGTH, required=False)
    key = key_field()


def plain(kind: type[forms.Form], **first: Callable[[TransitionPage], object]) -> Callable[..., forms.Form]:
    """Return what makes a form of a kind, with its first values from the page."""

    def make(_opened: Opened, page: TransitionPage, initial: Given, sent: Any) -> forms.Form:  # Any: likewise
        values = {name: value(page) for name, value in first.items()}
        return kind(sent, initial={**initial, **values}, auto_id=f"id_{kind.__name__.lower()}_%s")

    return make


def plan_form(opened: Opened, page: TransitionPage, initial: Given, sent: Any) -> forms.Form:  # Any: likewise
    """Return the form of where to and when: the places that can take over, in the viewer's own municipality."""
    first = {"planned_on": page.line.planned_on, "to_unit": page.to_unit, "to_place": page.to_place}
    form = PlanForm(sent, initial={**initial, **first}, auto_id="id_plan_%s")
    who = here(opened.request)
    code = who.role.municipality if who and who.role else ""
    found = units(opened.viewer, on=localdate(), kinds=page.kind.to_units, municipality=code)
    own = opened.viewer.unit
    _offer(form.fields["to_unit"], [(str(one.id), one.name) for one in found if str(one.id) != own])
    if not page.kind.leaves:
        del form.fields["to_place"]
    return form


def items_form(_opened: Opened, page: TransitionPage, _initial: Given, sent: Any) -> forms.Form:  # Any: likewise
    """Return the list of what is made ready, a choice for each point."""
    form = forms.Form(sent, auto_id="id_liste_%s")
    for one in page.items:
        form.fields[f"{ITEM_PREFIX}{one.item.id}"] = forms.TypedChoiceField(
            label=say(one.item.title),
            coerce=ItemAnswer,
            choices=[(each.value, WORDS[ItemAnswer][each]) for each in ItemAnswer],
            initial=one.answer or ItemAnswer.NOT_YET,
        )
    return form


def note_form(_opened: Opened, page: TransitionPage, initial: Given, sent: Any) -> forms.Form:  # Any: likewise
    """Return the note's questions with what was written."""
    form = VersionForm(sent, initial=initial, auto_id="id_note_%s")
    for one in page.notes:
        form.fields[f"{NOTE_PREFIX}{one.prompt.id}"] = forms.CharField(
            label=say(one.prompt.title),
            max_length=NOTE_LENGTH,
            required=False,
            widget=AREA(attrs={"rows": 3}),
            initial=one.text,
        )
    return form


def mentor_form(opened: Opened, _page: TransitionPage, _initial: Given, sent: Any) -> forms.Form:  # Any: likewise
    """Return the choice among those who work where the young person comes from."""
    form = MentorForm(sent, auto_id="id_mentor_%s")
    staff = staff_of_unit(opened.viewer, unit=int(opened.viewer.unit), on=localdate())
    _offer(form.fields["account"], list({str(one.account): one.name for one in staff}.items()))
    return form


def _offer(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
    field.choices = [("", gettext("Vælg …")), *choices]
