"""Own family and neighbours: shutting oneself out from a person, and ending it again by somebody else."""

from typing import Final
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.access.actions.conflicts import end_conflict, note_conflict
from vugge.access.queries.conflicts import conflict_page
from vugge.access.queries.permits import permit
from vugge.access.rules.basis import ConflictKind
from vugge.audit.rules import Act, Category
from vugge.kit.errors import BadInput
from vugge.kit.text import Sentence
from vugge.web.components.words import WORDS
from vugge.web.frontline.forming import UNUSABLE
from vugge.web.frontline.notes import done, note_in
from vugge.web.frontline.person import crumbs
from vugge.web.personal import FORM, Opened, frontline_page, render_personal

RADIO: Final = {"class": "form-radio radio-large"}


class ConflictForm(forms.Form):
    """Why one may not look the person up."""

    kind = forms.TypedChoiceField(
        label=_("Hvem er borgeren for dig?"),
        coerce=ConflictKind,
        choices=[(one.value, WORDS[ConflictKind][one]) for one in ConflictKind],
        widget=forms.RadioSelect(attrs=RADIO),
        error_messages={"required": _("Vælg, hvem borgeren er for dig.")},
    )


@frontline_page("access.conflict_shown", methods=FORM)
def conflict(opened: Opened, identity: UUID) -> HttpResponse:
    """Shut oneself out from a person, and, as whoever keeps the register, let somebody in again."""
    form = ConflictForm(opened.request.POST if _wants(opened, "udeluk") else None)
    if form.is_bound and form.is_valid() and opened.viewer.identity is not None:
        conflict_page(opened.viewer, person=identity)  # the same answer for somebody hidden as for nobody
        kind = form.cleaned_data["kind"]
        note_conflict(opened.viewer, account=opened.viewer.identity, person=identity, kind=kind)
        return done("my_people", note="udelukket")
    if _wants(opened, "ophaev"):
        return _ended(opened, identity)
    return _shown(opened, identity, form)


def _wants(opened: Opened, deed: str) -> bool:
    return opened.is_sent and opened.request.POST.get("gerning") == deed


def _ended(opened: Opened, identity: UUID) -> HttpResponse:
    number = opened.request.POST.get("udelukkelse", "")
    leave = permit(opened.viewer, Act.DECIDE, person=identity, category=Category.IDENTITY)
    try:
        end_conflict(
            opened.viewer,
            permit=leave,
            conflict=int(number) if number.isdecimal() else 0,
            reason=opened.request.POST.get("begrundelse", ""),
        )
    except BadInput as mistake:
        return _shown(opened, identity, ConflictForm(), mistake=mistake.sentence)
    return done("conflict", identity, note="ophaevet")


def _shown(opened: Opened, identity: UUID, form: ConflictForm, *, mistake: Sentence | None = None) -> HttpResponse:
    page = conflict_page(opened.viewer, person=identity)
    context = {
        "page": page,
        "form": form,
        "mistake": mistake,
        "note": note_in(opened.request),
        "crumbs": crumbs(identity, gettext("Familie eller nabo")),
    }
    status = UNUSABLE if opened.is_sent else 200
    return render_personal(opened, "frontline/conflict.html", context, section="my_people", status=status)
