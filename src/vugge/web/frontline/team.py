"""The team around a family: who is in it, who leads it, and giving the task to a colleague."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vugge.access.actions.leading import close_team, hand_over_lead, take_lead
from vugge.access.actions.teams import add_to_team, assign, end_assignment
from vugge.access.queries.actors import sight
from vugge.access.queries.permits import permit
from vugge.access.queries.persons import Head, team_page
from vugge.access.rules.basis import BasisKind
from vugge.audit.rules import Act, Category, Permit
from vugge.kit.errors import BadInput, NotFound
from vugge.kit.text import sentence
from vugge.organisations.queries.register import units
from vugge.organisations.queries.staff import staff_of_unit
from vugge.organisations.rules.kinds import ROLE_NAMES, UnitKind
from vugge.web.frontline.forming import UNUSABLE, Asking, DayField, answered
from vugge.web.frontline.notes import done, note_in
from vugge.web.frontline.person import crumbs
from vugge.web.personal import FORM, Opened, frontline_page, render_personal
from vugge.web.templatetags.components import say

WITH_MEMBERS: Final = tuple(kind for kind in UnitKind if kind not in (UnitKind.COMPANY, UnitKind.SUPERVISION))
TASK: Final = Asking(
    _("Giv opgaven til en kollega"),
    _("Giv opgaven"),
    lead=_(
        "Kollegaen ser borgeren fra nu af. Du beholder din egen adgang, til du selv eller en kollega afslutter den."
    ),
)


class UnitForm(forms.Form):
    """In which unit the new member works."""

    enhed = forms.TypedChoiceField(label=_("Hvor arbejder kollegaen?"), coerce=int)


class MemberForm(forms.Form):
    """Who is added, why and until when."""

    account = forms.TypedChoiceField(label=_("Kollega"), coerce=UUID)
    reason = forms.CharField(
        label=_("Hvorfor er kollegaen med?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    until = DayField(label=_("Til, men ikke med"), required=False)
    lead = forms.BooleanField(label=_("Er tovholder"), required=False)


class TaskForm(forms.Form):
    """Who gets the task."""

    account = forms.TypedChoiceField(label=_("Kollega i din enhed"), coerce=UUID)
    reason = forms.CharField(label=_("Besked til kollegaen"), max_length=500, required=False)
    until = DayField(label=_("Til, men ikke med"), required=False)


@frontline_page("access.team_shown", methods=FORM)
def team(opened: Opened, identity: UUID) -> HttpResponse:
    """Show who is in the team, and add, end, lead, hand the lead over, or close it."""
    wanted = opened.request.POST.get("gerning", "")
    if wanted in DEEDS and opened.is_sent:
        try:
            DEEDS[wanted](opened, identity)
        except BadInput as mistake:
            return _team(opened, identity, mistake=mistake)
        return _after(opened, identity)
    return _team(opened, identity)


@frontline_page("access.task_shown", methods=FORM)
def task(opened: Opened, identity: UUID) -> HttpResponse:
    """Give the task around a person to a colleague in one's own unit."""
    leave = _leave(opened, identity)
    form = TaskForm(opened.request.POST if opened.is_sent else None)
    _offer_staff(form, opened, int(opened.viewer.unit))

    def give(given: dict[str, Any], _head: Head) -> HttpResponse:
        assign(opened.viewer, permit=leave, **given)
        return done("person", identity, note="opgave")

    return answered(opened, identity, form=form, asking=TASK, do=give)


def _team(opened: Opened, identity: UUID, *, mistake: BadInput | None = None) -> HttpResponse:
    head, around = team_page(opened.viewer, person=identity)
    may_share = head.sight.may(Act.SHARE, Category.SHARING)
    asked = opened.request.POST if mistake else opened.request.GET
    chooser = UnitForm(asked if "enhed" in asked else None)
    _offer_units(chooser, opened)
    adding = None
    if chooser.is_bound and chooser.is_valid():
        adding = MemberForm(opened.request.POST if mistake and "account" in opened.request.POST else None)
        _offer_staff(adding, opened, chooser.cleaned_data["enhed"])
        if mistake and adding.is_bound:
            adding.add_error(None, say(mistake.sentence))
    context = {
        "head": head,
        "around": around,
        "chooser": chooser,
        "adding": adding,
        "unit": chooser.cleaned_data["enhed"] if adding else None,
        "mistake": mistake.sentence if mistake and not (adding and adding.is_bound) else None,
        "is_team": any(BasisKind.TEAM in one.kinds for one in around.members),
        "may_close": may_share and (around.lead is None or around.is_led_by_viewer),
        "note": note_in(opened.request),
        "may_share": may_share,
        "crumbs": crumbs(identity, gettext("Teamet")),
    }
    status = UNUSABLE if mistake else 200
    return render_personal(opened, "frontline/team.html", context, section="my_people", status=status)


def _add(opened: Opened, identity: UUID) -> None:
    form = MemberForm(opened.request.POST)
    unit = opened.request.POST.get("enhed", "")
    _offer_staff(form, opened, int(unit) if unit.isdecimal() else 0)
    if not form.is_valid():
        raise BadInput(sentence("Vælg en kollega, og skriv, hvorfor kollegaen er med."))
    add_to_team(opened.viewer, permit=_leave(opened, identity), unit=int(unit), **form.cleaned_data)


def _end(opened: Opened, identity: UUID) -> None:
    reason = "afsluttet fra teamets side"
    end_assignment(opened.viewer, permit=_leave(opened, identity), basis=_basis(opened), reason=reason)


def _lead(opened: Opened, identity: UUID) -> None:
    take_lead(opened.viewer, permit=_leave(opened, identity))


def _hand_over(opened: Opened, identity: UUID) -> None:
    hand_over_lead(opened.viewer, permit=_leave(opened, identity), basis=_basis(opened))


def _close(opened: Opened, identity: UUID) -> None:
    close_team(opened.viewer, permit=_leave(opened, identity), reason=opened.request.POST.get("begrundelse", ""))


DEEDS: Final = {"tilfoej": _add, "afslut": _end, "tovholder": _lead, "overdrag": _hand_over, "luk": _close}


def _basis(opened: Opened) -> int:
    basis = opened.request.POST.get("basis", "")
    if not basis.isdecimal():
        raise NotFound(sentence("Opgaven findes ikke mere. Den kan være afsluttet af en anden."))
    return int(basis)


def _after(opened: Opened, identity: UUID) -> HttpResponse:
    """Go back to the team, or to one's own people, where one has just given up what one saw the family by."""
    note = "team_lukket" if opened.request.POST.get("gerning") == "luk" else "team"
    sees = sight(opened.viewer, identity).shows(Category.SHARING)
    return done("team", identity, note=note) if sees else done("my_people", note=note)


def _leave(opened: Opened, identity: UUID) -> Permit:
    return permit(opened.viewer, Act.SHARE, person=identity, category=Category.SHARING)


def _offer_units(form: UnitForm, opened: Opened) -> None:
    found = units(opened.viewer, on=localdate(), kinds=WITH_MEMBERS)
    _offer(form.fields["enhed"], [(str(one.id), one.name) for one in found])


def _offer_staff(form: forms.Form, opened: Opened, unit: int) -> None:
    staff = {
        one.account: f"{one.name}, {say(ROLE_NAMES[one.role]).lower()}"
        for one in staff_of_unit(opened.viewer, unit=unit, on=localdate())
        if one.account != opened.viewer.identity or isinstance(form, MemberForm)
    }
    _offer(form.fields["account"], [(str(account), name) for account, name in staff.items()])


def _offer(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
    field.choices = [("", gettext("Vælg …")), *choices]
