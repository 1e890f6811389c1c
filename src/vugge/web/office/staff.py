"""The staff of one organisation, for whoever keeps it: who has which role where, give a role, and end it at once.

Nothing is ended before a page has said who loses what.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.kit.text import Text, sentence
from vugge.organisations.actions.staffing import end_role, give_role, let_go
from vugge.organisations.queries.accounts import account_named
from vugge.organisations.queries.register import organisation as organisation_page
from vugge.organisations.queries.staff import staff_of_organisation
from vugge.organisations.rules.accounts import AccountKind
from vugge.organisations.rules.kinds import ROLE_NAMES, Role
from vugge.organisations.rules.register import OrganisationPage
from vugge.organisations.rules.staff import RoleSource, StaffMember
from vugge.web.components.values import Crumb
from vugge.web.frontline.forming import DayField
from vugge.web.office.organisations import SECTION
from vugge.web.personal import FORM, Opened, register_page, render_personal, to
from vugge.web.public.words import said
from vugge.web.templatetags.components import say

UNUSABLE: Final = 422
SOURCES: Final = {
    RoleSource.LOCAL: Text(da="givet her", en="given here"),
    RoleSource.CLAIMS: Text(da="fra kommunens log-in", en="from the municipality's log-in"),
}


class RoleForm(forms.Form):
    """A role to be given."""

    login_name = forms.CharField(
        label=gettext_lazy("Brugernavn"),
        help_text=gettext_lazy("Medarbejderens konto skal findes i forvejen."),
        max_length=100,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    unit = forms.TypedChoiceField(label=gettext_lazy("Enhed"), coerce=int)
    role = forms.TypedChoiceField(label=gettext_lazy("Rolle"), coerce=Role)
    valid_from = DayField(label=gettext_lazy("Gælder fra"))
    valid_to = DayField(
        label=gettext_lazy("Slut fra"),
        help_text=gettext_lazy("Den første dag uden rollen. Lad feltet være tomt, hvis den gælder indtil videre."),
        required=False,
    )

    def __init__(self, data: QueryDict | None, page: OrganisationPage, *, today: date) -> None:
        super().__init__(data, initial={"valid_from": today})
        units = [one for one in page.units if one.valid_to is None or one.valid_to > today]
        self._choices("unit", [(str(one.id), one.name) for one in units])
        self._choices("role", [(role.value, said(ROLE_NAMES[role])) for role in Role])

    def _choices(self, field: str, choices: list[tuple[str, str]]) -> None:
        chosen = self.fields[field]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
        chosen.choices = [("", gettext("Vælg")), *choices]


@dataclass(frozen=True)
class Line:
    """One role of somebody on the staff."""

    id: int
    name: str
    role: Text
    unit: str
    source: Text
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Leaver:
    """Somebody with a role here, who may leave all they have at once."""

    account: UUID
    name: str


@register_page("organisations.staff_shown", methods=FORM)
def organisation_staff(opened: Opened, *, number: int) -> HttpResponse:
    """Show who has which role in an organisation, and give one."""
    page = _page(opened, number)
    form = RoleForm(opened.request.POST if opened.is_sent else None, page, today=timezone.localdate())
    if opened.is_sent and form.is_valid() and _given(opened, page, form):
        return to("organisation_staff", number)
    return _shown(opened, page, form)


@register_page("organisations.role_end_shown", methods=FORM)
def organisation_role_end(opened: Opened, *, number: int, role: int) -> HttpResponse:
    """Say who loses what, and take a role away, at once."""
    if opened.is_sent:
        end_role(opened.viewer, role=role)
        return to("organisation_staff", number)
    return _asked(opened, number, lambda one: one.id == role)


@register_page("organisations.staff_leaving_shown", methods=FORM)
def organisation_let_go(opened: Opened, *, number: int, account: UUID) -> HttpResponse:
    """Say who loses what, and take every role in the organisation away from somebody who leaves, at once."""
    if opened.is_sent:
        let_go(opened.viewer, account=account, organisation=number)
        return to("organisation_staff", number)
    return _asked(opened, number, lambda one: one.account == account)


def _page(opened: Opened, number: int) -> OrganisationPage:
    return organisation_page(opened.viewer, organisation=number, on=timezone.localdate())


def _given(opened: Opened, page: OrganisationPage, form: RoleForm) -> bool:
    """Give the role that was asked for; say in the form why it could not be given."""
    wanted: dict[str, Any] = form.cleaned_data  # Any: the cleaned values of a form
    account = account_named(wanted.pop("login_name"))
    if account is None or account.kind is not AccountKind.STAFF:
        form.add_error("login_name", gettext("Ingen medarbejder har dette brugernavn."))
        return False
    if wanted["unit"] not in {one.id for one in page.units}:
        return False
    try:
        give_role(opened.viewer, account=account.id, **wanted)
    except (BadInput, NotAllowed) as refused:
        form.add_error(None, say(refused.sentence))
        return False
    return True


def _asked(opened: Opened, number: int, is_lost: Callable[[StaffMember], bool]) -> HttpResponse:
    """Ask whether somebody shall lose these roles of theirs, and say which they keep here."""
    page = _page(opened, number)
    current = _current(opened, page)
    lost = [one for one in current if is_lost(one)]
    if not lost:
        raise NotFound(sentence("Rollen er afsluttet allerede. Se listen over medarbejdere i organisationen."))
    own = [one for one in current if one.account == lost[0].account]
    context = {
        "organisation": page.organisation,
        "name": lost[0].name,
        "lost": [_line(one) for one in lost],
        "kept": [_line(one) for one in own if one not in lost],
        "crumbs": (
            *_crumbs(page),
            Crumb(gettext("Medarbejdere"), reverse("organisation_staff", args=[number])),
            Crumb(gettext("Afslut")),
        ),
    }
    return render_personal(opened, "office/staff_end.html", context, section=SECTION)


def _shown(opened: Opened, page: OrganisationPage, form: RoleForm) -> HttpResponse:
    current = _current(opened, page)
    context = {
        "organisation": page.organisation,
        "form": form,
        "lines": [_line(member) for member in current],
        "leavers": _leavers(current),
        "crumbs": (*_crumbs(page), Crumb(gettext("Medarbejdere"))),
    }
    status = UNUSABLE if opened.is_sent else 200
    return render_personal(opened, "office/organisation_staff.html", context, section=SECTION, status=status)


def _current(opened: Opened, page: OrganisationPage) -> list[StaffMember]:
    """Return the roles that hold now or later."""
    today = timezone.localdate()
    staff = staff_of_organisation(opened.viewer, organisation=page.organisation)
    return [one for one in staff if not one.is_ended and (one.valid_to is None or one.valid_to > today)]


def _crumbs(page: OrganisationPage) -> tuple[Crumb, ...]:
    one = page.organisation
    return (
        Crumb(gettext("Organisationer"), reverse("organisations")),
        Crumb(one.name, reverse("organisation", args=[one.id])),
    )


def _line(one: StaffMember) -> Line:
    return Line(
        id=one.id,
        name=one.name,
        role=ROLE_NAMES[one.role],
        unit=one.unit_name,
        source=SOURCES[one.source],
        valid_from=one.valid_from,
        valid_to=one.valid_to,
    )


def _leavers(current: Iterable[StaffMember]) -> tuple[Leaver, ...]:
    """Return who has a role here, each once, by name."""
    people = {one.account: one.name for one in current}
    return tuple(Leaver(account, name) for account, name in sorted(people.items(), key=lambda item: item[1]))
