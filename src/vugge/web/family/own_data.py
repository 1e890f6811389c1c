"""All that is kept about a citizen: to read, as one file, to have put right, and to ask to have deleted."""

from typing import Final
from uuid import UUID, uuid4

from django import forms
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.access.actions.subjects import Wish, ask_correction, ask_deletion
from vugge.access.queries.own_data import OwnData, exported_data, own_data
from vugge.access.queries.permits import permit
from vugge.access.rules.requests import CORRECTABLE
from vugge.audit.rules import Act, Category, Permit
from vugge.documents.pdf import pdf_of
from vugge.journey.queries.law import measures
from vugge.journey.queries.messages import exported_messages
from vugge.journey.queries.own_data import exported_journey, own_journey
from vugge.kit.errors import BadInput, NotPossibleHere
from vugge.kit.text import Sentence, sentence
from vugge.web.components.values import Crumb
from vugge.web.components.words import ABOUT
from vugge.web.family.own_file import as_plain
from vugge.web.page import file_answer
from vugge.web.pdf_files import read_static
from vugge.web.personal import FORM, Opened, citizen_page, render_personal
from vugge.web.templatetags.components import say

UNUSABLE: Final = 422
NOTES: Final = {
    "rettelse": sentence("Tak. Vi har fået dit ønske om at rette. Du kan se det herunder, og hvornår du får svar."),
    "sletning": sentence("Tak. Vi har fået dit ønske om at slette. Du kan se det herunder, og hvornår du får svar."),
}


class CorrectionForm(forms.Form):
    """What is wrong, and what should stand instead."""

    about = forms.ChoiceField(
        label=_("Hvad er forkert?"),
        choices=[(one, ABOUT[one]) for one in CORRECTABLE],
        widget=forms.RadioSelect(attrs={"class": "form-radio radio-large"}),
        error_messages={"required": _("Vælg, hvad der er forkert.")},
    )
    wanted = forms.CharField(
        label=_("Hvad skal der stå?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv, hvad der skal stå.")},
    )
    reason = forms.CharField(
        label=_("Hvordan ved du det? (du behøver ikke svare)"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class DeletionForm(forms.Form):
    """Why one wants it deleted."""

    reason = forms.CharField(
        label=_("Hvorfor vil du have det slettet? (du behøver ikke svare)"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


@citizen_page("access.own_data_shown")
def my_data_page(opened: Opened, identity: UUID | None = None) -> HttpResponse:
    """Show all that is kept about the citizen or one of the children."""
    note = NOTES.get(opened.request.GET.get("gemt", ""))
    return _page(opened, own_data(opened.viewer, person=identity), note=note)


@citizen_page("access.own_data_taken")
def my_data_json(opened: Opened, identity: UUID) -> HttpResponse:
    """Give all that is kept about somebody as one file that other programs can read."""
    content = as_plain(
        exported_data(opened.viewer, person=identity),
        exported_journey(opened.viewer, person=identity),
        exported_messages(opened.viewer, person=identity),
    )
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="mine-oplysninger.json"'
    return response


@citizen_page("access.own_data_taken")
def my_data_pdf(opened: Opened, identity: UUID) -> HttpResponse:
    """Give all that is kept about somebody as one file to read and print."""
    data = exported_data(opened.viewer, person=identity)
    journey = exported_journey(opened.viewer, person=identity)
    messages = exported_messages(opened.viewer, person=identity)
    context = {"data": data, "journey": journey, "measures": measures(), "messages": messages}
    html = render_to_string("family/_own_data_pdf.html", context, request=opened.request)
    try:
        content = pdf_of(html, read=read_static, base_url=opened.request.build_absolute_uri("/"))
    except NotPossibleHere as lacking:
        reason = {"reason": lacking.sentence}
        return render_personal(opened, "problems/lacking.html", reason, section="my_data", status=503)
    return file_answer(content, name="mine-oplysninger.pdf", content_type="application/pdf")


@citizen_page("access.own_correction_shown", methods=FORM)
def my_data_correct(opened: Opened, identity: UUID) -> HttpResponse:
    """Ask to have something put right."""
    data = own_data(opened.viewer, person=identity)
    form = CorrectionForm(opened.request.POST if opened.is_sent else None)
    if opened.is_sent and form.is_valid():
        try:
            ask_correction(opened.viewer, permit=_leave(opened, identity), wish=Wish(**form.cleaned_data))
        except BadInput as mistake:
            form.add_error(None, say(mistake.sentence))
        else:
            return _noted(identity, "rettelse")
    context = {"form": form, "data": data, "crumbs": _crumbs(identity, gettext("Ret noget"))}
    status = UNUSABLE if opened.is_sent else 200
    return render_personal(opened, "family/correct.html", context, section="my_data", status=status)


@citizen_page("access.own_deletion_shown", methods=FORM)
def my_data_delete(opened: Opened, identity: UUID) -> HttpResponse:
    """Say what can be deleted and what cannot, and why; and ask for it."""
    data = own_data(opened.viewer, person=identity)
    form = DeletionForm(opened.request.POST if opened.is_sent else None)
    if opened.is_sent and form.is_valid():
        ask_deletion(opened.viewer, permit=_leave(opened, identity), **form.cleaned_data)
        return _noted(identity, "sletning")
    fates = (*data.fates, *own_journey(opened.viewer, person=identity).fates)
    context = {"form": form, "data": data, "fates": fates, "crumbs": _crumbs(identity, gettext("Slet noget"))}
    status = UNUSABLE if opened.is_sent else 200
    return render_personal(opened, "family/delete.html", context, section="my_data", status=status)


def _page(opened: Opened, data: OwnData, *, note: Sentence | None) -> HttpResponse:
    journey = own_journey(opened.viewer, person=data.person.id)
    context = {"data": data, "journey": journey, "measures": measures(), "note": note}
    return render_personal(opened, "family/own_data.html", context, section="my_data")


def _noted(identity: UUID, note: str) -> HttpResponse:
    return HttpResponse(status=302, headers={"Location": f"{reverse('my_data_of', args=[identity])}?gemt={note}"})


def _leave(opened: Opened, identity: UUID) -> Permit:
    return permit(opened.viewer, Act.READ, person=identity, category=Category.IDENTITY)


def _crumbs(identity: UUID, last: str) -> tuple[Crumb, ...]:
    return (Crumb(gettext("Mine oplysninger"), reverse("my_data_of", args=[identity])), Crumb(last))
