"""Possible duplicates, for whoever keeps the register: the list, the two beside each other, and one or two persons."""

from typing import Final
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.access.actions.errands import end_errand, take_up_errand
from vugge.access.actions.merging import carry_over
from vugge.access.queries.duplicates import SideBySide
from vugge.access.queries.duplicates import duplicate as side_by_side
from vugge.access.queries.duplicates import duplicates as possible_duplicates
from vugge.access.queries.errands import MOST, waiting_errands
from vugge.access.rules.errands import ErrandKind
from vugge.audit.actions import together
from vugge.audit.rules import Permit
from vugge.journey.actions.merging import carry_journey_over
from vugge.kit.errors import BadInput
from vugge.people.actions.merging import Versions, dismiss_duplicate, merge_persons
from vugge.people.rules.merging import Side
from vugge.web.components.values import Crumb
from vugge.web.personal import FORM, Opened, frontline_page, render_personal
from vugge.web.templatetags.components import say
from vugge.web.templatetags.personal import field_name

UNUSABLE: Final = 422
FIRST, SECOND, TWO = "venstre", "hoejre", "to"
RADIO: Final = {"class": "form-radio radio-large"}


class DecisionForm(forms.Form):
    """One person or two; if one, which record stays, and field by field whose value counts."""

    decision = forms.ChoiceField(
        label=_("Er det samme person?"),
        choices=[
            (FIRST, _("Ja. Behold kortet til venstre")),
            (SECOND, _("Ja. Behold kortet til højre")),
            (TWO, _("Nej, det er to forskellige")),
        ],
        widget=forms.RadioSelect(attrs=RADIO),
        error_messages={"required": _("Vælg, om det er samme person.")},
    )
    reason = forms.CharField(
        label=_("Hvordan ved du det?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv, hvordan du ved det.")},
    )
    is_reviewed = forms.BooleanField(
        label=_("Jeg har set begge kort igennem"),
        widget=forms.CheckboxInput(attrs={"class": "form-checkbox checkbox-large"}),
        error_messages={"required": _("Se begge kort igennem først, og sæt så flueben.")},
    )
    first_version = forms.IntegerField(widget=forms.HiddenInput)
    second_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, opened: Opened, *, sides: SideBySide) -> None:
        preview = sides.preview
        initial = {"first_version": preview.first_version, "second_version": preview.second_version}
        super().__init__(opened.request.POST if opened.is_sent else None, initial=initial)
        for one in preview.differences:
            self.fields[f"field_{one.field}"] = forms.ChoiceField(
                label=field_name(one.field),
                choices=[(FIRST, one.given or "–"), (SECOND, one.stored or "–")],
                widget=forms.RadioSelect(attrs=RADIO),
                initial=FIRST if one.given or not one.stored else SECOND,
                required=False,
            )
        self.order_fields(["decision", *(name for name in self.fields if name.startswith("field_"))])

    def choices(self, kept: str) -> dict[str, Side]:
        """Return whose value counts, as seen from the record that stays."""
        return {
            name.removeprefix("field_"): Side.KEPT if value == kept else Side.GONE
            for name, value in self.cleaned_data.items()
            if name.startswith("field_") and value
        }


@frontline_page("access.duplicates_shown")
def duplicates(opened: Opened) -> HttpResponse:
    """Show which records may be one person."""
    waiting = [
        (one, reverse("duplicate_take", args=[one.number]))
        for one in waiting_errands(opened.viewer, {ErrandKind.DUPLICATE})
    ]
    context = {"found": possible_duplicates(opened.viewer), "waiting": waiting, "most": MOST, "today": localdate()}
    return render_personal(opened, "office/duplicates.html", context, section="duplicates")


@frontline_page("access.duplicate_taken_up", methods=("POST",))
def duplicate_take(opened: Opened, number: UUID) -> HttpResponse:
    """Take up a suspicion about two records of which one has no basis for one or both."""
    take_up_errand(opened.viewer, kind=ErrandKind.DUPLICATE, number=str(number))
    return HttpResponse(status=302, headers={"Location": reverse("duplicate", args=[number])})


@frontline_page("access.duplicate_shown", methods=FORM)
def duplicate(opened: Opened, suspicion: UUID) -> HttpResponse:
    """Show two records beside each other, and make them one, or say that they are two."""
    sides = side_by_side(opened.viewer, suspicion=suspicion)
    form = DecisionForm(opened, sides=sides)
    if opened.is_sent and form.is_valid():
        try:
            note = _decide(opened, form, leaves=sides.leaves)
        except BadInput as mistake:
            form.add_error(None, say(mistake.sentence))
        else:
            end_errand(opened.viewer, kind=ErrandKind.DUPLICATE, number=str(suspicion))
            return HttpResponse(status=302, headers={"Location": f"{reverse('duplicates')}?gemt={note}"})
    crumbs = (Crumb(gettext("Mulige dubletter"), reverse("duplicates")), Crumb(gettext("To kort")))
    context = {"sides": sides, "form": form, "crumbs": crumbs}
    status = UNUSABLE if opened.is_sent else 200
    return render_personal(opened, "office/duplicate.html", context, section="duplicates", status=status)


def _decide(opened: Opened, form: DecisionForm, *, leaves: tuple[Permit, Permit]) -> str:
    given = form.cleaned_data
    first, second = leaves
    if given["decision"] == TWO:
        dismiss_duplicate(opened.viewer, first=first, second=second, reason=given["reason"])
        return "to"
    versions = (given["first_version"], given["second_version"])
    is_first = given["decision"] == FIRST
    kept, gone = (first, second) if is_first else (second, first)
    kept_version, gone_version = versions if is_first else versions[::-1]
    with together():
        merge_persons(
            opened.viewer,
            kept=kept,
            gone=gone,
            versions=Versions(kept_version, gone_version),
            reason=given["reason"],
            choices=form.choices(given["decision"]),
        )
        carry_over(opened.viewer, kept=kept, gone=gone)
        carry_journey_over(opened.viewer, kept=kept, gone=gone)
    return "en"
