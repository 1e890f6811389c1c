"""Keeping the register of organisations: an organisation renamed or closed, a unit renamed, moved or closed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from vugge.access.queries.units import tasks_at
from vugge.catalogue.reading import area_identities
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.kit.text import sentence
from vugge.organisations.actions.register import close_organisation, rename_organisation
from vugge.organisations.actions.units import close_unit, close_unit_with_staff, move_unit, rename_unit
from vugge.organisations.queries import municipalities
from vugge.organisations.queries.register import organisation as organisation_page
from vugge.organisations.queries.staff import keeps_register, keeps_staff, staff_of_organisation
from vugge.organisations.rules.kinds import UNIT_NAMES
from vugge.organisations.rules.register import OrganisationPage, UnitFacts, Whereabouts
from vugge.organisations.rules.staff import MAY_NOT_KEEP, StaffMember
from vugge.web.components.values import Crumb
from vugge.web.frontline.forming import UNUSABLE, DayField
from vugge.web.office.organisations import SECTION
from vugge.web.personal import FORM, Opened, register_page, render_personal
from vugge.web.templatetags.components import say

NOTES: Final = {
    "navn": sentence("Navnet er ændret. Det gamle er gemt, og der kan stadig søges på det."),
    "flyttet": sentence("Enheden er flyttet."),
    "lukket": sentence("Det er lukket fra den dag. Det, der er skrevet, bliver stående."),
}
VERSION: Final = forms.HiddenInput


class RenameForm(forms.Form):
    """Another name."""

    name = forms.CharField(label=gettext_lazy("Nyt navn"), max_length=200)
    version = forms.IntegerField(widget=VERSION)


class CloseForm(forms.Form):
    """The first day without."""

    valid_to = DayField(
        label=gettext_lazy("Lukket fra"), help_text=gettext_lazy("Den første dag, den ikke findes mere.")
    )
    version = forms.IntegerField(widget=VERSION)


class CloseUnitForm(CloseForm):
    """The same, and that the roles in the unit end with it."""

    ends_roles = forms.BooleanField(
        label=gettext_lazy("Afslut rollerne i enheden samme dag"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-checkbox checkbox-large"}),
    )


class MoveForm(forms.Form):
    """Where a unit lies."""

    parent = forms.TypedChoiceField(label=gettext_lazy("Under enheden"), coerce=int, required=False, empty_value=None)
    municipality = forms.ChoiceField(label=gettext_lazy("Kommune"), required=False)
    area_key = forms.ChoiceField(label=gettext_lazy("Boligområde"), required=False)
    address = forms.CharField(label=gettext_lazy("Adresse"), max_length=200, required=False)
    version = forms.IntegerField(widget=VERSION)

    def __init__(self, *args: Any, page: OrganisationPage, unit: UnitFacts, **options: Any) -> None:  # Any: Django's
        super().__init__(*args, **options)
        today = timezone.localdate()
        others = [
            (str(one.id), one.name)
            for one in page.units
            if one.id != unit.id and (one.valid_to is None or one.valid_to > today)
        ]
        self._choices("parent", [("", gettext("Ingen: direkte under organisationen")), *others])
        self._choices(
            "municipality", [("", gettext("Som organisationen")), *((c.code, c.name) for c in municipalities())]
        )
        self._choices("area_key", [("", gettext("Intet boligområde")), *((a.key, a.name) for a in area_identities())])

    def _choices(self, field: str, choices: list[tuple[str, str]]) -> None:
        chosen = self.fields[field]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
        chosen.choices = choices


@dataclass(frozen=True)
class Deed:
    """One thing that can be done on a page: its form, what it does, and what is said afterwards."""

    name: str
    form: forms.Form
    do: Callable[[dict[str, Any]], object]  # Any: the cleaned values of a form
    note: str


@register_page("organisations.organisation_kept", methods=FORM)
def organisation_edit(opened: Opened, *, number: int) -> HttpResponse:
    """Rename or close an organisation."""
    page = _page(opened, number)
    one = page.organisation
    wanted = opened.request.POST.get("gerning", "")
    deeds = (
        Deed(
            "navn",
            _form(RenameForm, opened, wanted == "navn", name=one.name, version=one.version),
            lambda given: rename_organisation(opened.viewer, organisation=number, **given),
            "navn",
        ),
        Deed(
            "luk",
            _form(CloseForm, opened, wanted == "luk", valid_to=one.valid_to, version=one.version),
            lambda given: close_organisation(opened.viewer, organisation=number, **given),
            "lukket",
        ),
    )
    at = reverse("organisation_edit", kwargs={"number": number})
    if (answer := _done(wanted, deeds, at)) is not None:
        return answer
    today = timezone.localdate()
    context = {
        "organisation": one,
        "rename": deeds[0].form,
        "close": deeds[1].form,
        "open_units": [unit for unit in page.units if unit.valid_to is None or unit.valid_to > today],
    }
    return _shown(opened, page, "office/organisation_edit.html", context, last=gettext("Ret eller luk"))


@register_page("organisations.unit_kept", methods=FORM)
def unit_edit(opened: Opened, *, number: int, unit: int) -> HttpResponse:
    """Rename, move or close a unit, and say what happens to those who work there."""
    page = _page(opened, number)
    one = next((found for found in page.units if found.id == unit), None)
    if one is None:
        raise NotFound(sentence("Enheden findes ikke i organisationen. Se listen over dens enheder."))
    wanted = opened.request.POST.get("gerning", "")
    where = {"parent": one.parent, "municipality": one.municipality, "area_key": one.area_key, "address": one.address}
    moved = opened.request.POST if wanted == "flyt" else None
    deeds = (
        Deed(
            "navn",
            _form(RenameForm, opened, wanted == "navn", name=one.name, version=one.version),
            lambda given: rename_unit(opened.viewer, unit=unit, **given),
            "navn",
        ),
        Deed(
            "flyt",
            MoveForm(moved, initial={**where, "version": one.version}, page=page, unit=one),
            lambda given: _move(opened, unit, given),
            "flyttet",
        ),
        Deed(
            "luk",
            _form(CloseUnitForm, opened, wanted == "luk", valid_to=one.valid_to, version=one.version),
            lambda given: _close(opened, unit, given),
            "lukket",
        ),
    )
    at = reverse("unit_edit", kwargs={"number": number, "unit": unit})
    if (answer := _done(wanted, deeds, at)) is not None:
        return answer
    staff = _staff(opened, page, unit)
    context = {
        "organisation": page.organisation,
        "unit": one,
        "kind": UNIT_NAMES[one.kind],
        "rename": deeds[0].form,
        "move": deeds[1].form,
        "close": deeds[2].form,
        "children": [child for child in page.units if child.parent == unit and child.valid_to is None],
        "staff": staff,
        "tasks": tasks_at(opened.viewer, unit=unit),
    }
    return _shown(opened, page, "office/unit_edit.html", context, last=one.name)


def _page(opened: Opened, number: int) -> OrganisationPage:
    page = organisation_page(opened.viewer, organisation=number, on=timezone.localdate())
    if not keeps_register(opened.viewer, organisation=page.organisation):
        raise NotAllowed(MAY_NOT_KEEP)
    return page


def _form(kind: type[forms.Form], opened: Opened, is_sent: bool, **first: object) -> forms.Form:
    return kind(opened.request.POST if is_sent else None, initial=first)


def _done(wanted: str, deeds: tuple[Deed, ...], at: str) -> HttpResponse | None:
    """Do what was sent, and return where to go; None when nothing was, or it could not be done: the form says why."""
    deed = next((one for one in deeds if one.name == wanted), None)
    if deed is None or not deed.form.is_valid():
        return None
    try:
        deed.do(deed.form.cleaned_data)
    except (BadInput, NotAllowed) as refused:
        deed.form.add_error(None, say(refused.sentence))
        return None
    return HttpResponse(status=302, headers={"Location": f"{at}?gemt={deed.note}"})


def _shown(
    opened: Opened, page: OrganisationPage, template: str, context: dict[str, object], *, last: str
) -> HttpResponse:
    one = page.organisation
    frame = {
        "note": NOTES.get(opened.request.GET.get("gemt", "")),
        "crumbs": (
            Crumb(gettext("Organisationer"), reverse("organisations")),
            Crumb(one.name, reverse("organisation", args=[one.id])),
            Crumb(last),
        ),
    }
    status = UNUSABLE if opened.is_sent else 200
    return render_personal(opened, template, {**context, **frame}, section=SECTION, status=status)


def _move(opened: Opened, unit: int, given: dict[str, Any]) -> None:  # Any: the cleaned values of a form
    version = given.pop("version")
    move_unit(opened.viewer, unit=unit, to=Whereabouts(**given), version=version)


def _close(opened: Opened, unit: int, given: dict[str, Any]) -> None:  # Any: likewise
    close = close_unit_with_staff if given.pop("ends_roles") else close_unit
    close(opened.viewer, unit=unit, **given)


def _staff(opened: Opened, page: OrganisationPage, unit: int) -> tuple[StaffMember, ...] | None:
    """Return whose roles in the unit go on; None for whoever keeps the register and not the staff."""
    if not keeps_staff(opened.viewer, organisation=page.organisation):
        return None
    today = timezone.localdate()
    found = staff_of_organisation(opened.viewer, organisation=page.organisation)
    return tuple(
        one for one in found if one.unit == unit and not one.is_ended and (one.valid_to is None or one.valid_to > today)
    )
