"""Two records that were made one: the list, what undoing it would do, and two again."""

from typing import Final
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.access.actions.errands import end_errand, take_up_errand
from vugge.access.actions.merging import carry_back
from vugge.access.queries.merges import merge_to_undo, merged_records
from vugge.access.queries.permits import permit
from vugge.access.rules.errands import ErrandKind
from vugge.audit.actions import together
from vugge.audit.rules import Act, Category
from vugge.journey.actions.merging import carry_journey_back
from vugge.kit.errors import BadInput
from vugge.kit.text import sentence
from vugge.people.actions.unmerging import Undo, unmerge_persons
from vugge.people.queries.register import MergeReview
from vugge.web.components.values import Crumb
from vugge.web.frontline.forming import UNUSABLE
from vugge.web.personal import FORM, Opened, frontline_page, render_personal
from vugge.web.templatetags.components import say

SECTION: Final = "duplicates"
NOTES: Final = {
    "fortrudt": sentence("De er to kort igen. Begge borgere kan se det i deres log. Se begge kort igennem nu."),
}
TABLES: Final = {
    "identifier": _("CPR-numre"),
    "protection": _("beskyttelser"),
    "contact": _("telefon og e-mail"),
    "correction": _("rettelser"),
    "citizen_account": _("borgerens log-in"),
    "spell": _("steder på tidslinjen"),
    "household_member": _("husstande"),
    "custody": _("forældremyndigheder"),
    "parenthood": _("forældre og børn"),
}


class UndoForm(forms.Form):
    """Why they are two, and that it has been looked at."""

    reason = forms.CharField(
        label=_("Hvordan ved du, at de er to?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv, hvordan du ved det.")},
    )
    is_reviewed = forms.BooleanField(
        label=_("Jeg har set igennem, hvad der går tilbage, og hvad der bliver"),
        widget=forms.CheckboxInput(attrs={"class": "form-checkbox checkbox-large"}),
        error_messages={"required": _("Se det igennem først, og sæt så flueben.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


@frontline_page("access.merges_shown")
def merges(opened: Opened) -> HttpResponse:
    """Show which records were made one."""
    context = {
        "found": merged_records(opened.viewer),
        "note": NOTES.get(opened.request.GET.get("gemt", "")),
        "crumbs": (Crumb(gettext("Mulige dubletter"), reverse("duplicates")), Crumb(gettext("Lagt sammen"))),
    }
    return render_personal(opened, "office/merges.html", context, section=SECTION)


@frontline_page("access.merge_taken_up", methods=("POST",))
def merge_take(opened: Opened, number: UUID) -> HttpResponse:
    """Take up a merge: it opens both records for a time."""
    take_up_errand(opened.viewer, kind=ErrandKind.UNMERGE, number=str(number))
    return HttpResponse(status=302, headers={"Location": reverse("merge", args=[number])})


@frontline_page("access.merge_shown", methods=FORM)
def merge(opened: Opened, number: UUID) -> HttpResponse:
    """Show what undoing a merge would do, and undo it."""
    found = merge_to_undo(opened.viewer, merge=number)
    form = UndoForm(opened.request.POST if opened.is_sent else None, initial={"version": found.version})
    if opened.is_sent and form.is_valid():
        try:
            _undo(opened, found, form)
        except BadInput as mistake:
            form.add_error(None, say(mistake.sentence))
        else:
            return HttpResponse(status=302, headers={"Location": f"{reverse('merges')}?gemt=fortrudt"})
    context = {
        "one": found,
        "moved": [(TABLES.get(table, table), count) for table, count in found.moved],
        "form": form,
        "crumbs": (Crumb(gettext("Lagt sammen"), reverse("merges")), Crumb(gettext("Fortryd"))),
    }
    status = UNUSABLE if opened.is_sent else 200
    return render_personal(opened, "office/merge.html", context, section=SECTION, status=status)


def _undo(opened: Opened, found: MergeReview, form: UndoForm) -> None:
    given = form.cleaned_data
    kept, gone = (
        permit(opened.viewer, Act.DECIDE, person=one, category=Category.IDENTITY) for one in (found.kept.id, found.gone)
    )
    with together():
        undo = Undo(found.id, given["version"], given["reason"])
        unmerge_persons(opened.viewer, kept=kept, gone=gone, undo=undo)
        carry_back(opened.viewer, kept=kept, gone=gone)
        carry_journey_back(opened.viewer, kept=kept, gone=gone)
        end_errand(opened.viewer, kind=ErrandKind.UNMERGE, number=str(found.id))
