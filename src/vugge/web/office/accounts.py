"""Accounts, for the local administrator: opened with a first role, changed, given a new password, closed.

A password is shown once, on the page that answers the form, and stands in no address and no log.
"""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from vugge.kit.errors import BadInput, NotAllowed
from vugge.kit.text import sentence
from vugge.organisations.actions.local_accounts import (
    NewStaff,
    change_account,
    close_staff_account,
    give_password,
    one_time_password,
    open_account,
    reopen_staff_account,
)
from vugge.organisations.queries.register import organisation as organisation_page
from vugge.organisations.queries.staff_accounts import StaffAccount, staff_account, staff_accounts
from vugge.organisations.rules.kinds import ROLE_NAMES, Role
from vugge.organisations.rules.register import OrganisationPage
from vugge.web.components.values import Crumb
from vugge.web.frontline.forming import UNUSABLE, DayField
from vugge.web.login.session import here
from vugge.web.personal import FORM, Opened, register_page, render_personal
from vugge.web.public.words import said
from vugge.web.templatetags.components import say

SECTION: Final = "accounts"
NAME: Final = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
NOTES: Final = {
    "aendret": sentence("Kontoen er ændret."),
    "lukket": sentence(
        "Kontoen er lukket, og alle rollerne er slut. Er medarbejderen inde, er det slut ved næste klik."
    ),
    "genaabnet": sentence("Kontoen kan bruges igen. Giv den en rolle og en ny adgangskode."),
}


class AccountForm(forms.Form):
    """What colleagues see of somebody."""

    display_name = forms.CharField(label=gettext_lazy("Navn, som kolleger og familier ser"), max_length=200)
    email = forms.CharField(label=gettext_lazy("E-mail på arbejdet"), max_length=254, required=False)


class NewAccountForm(AccountForm):
    """Somebody who begins: how they log in, and the first role."""

    login_name = forms.CharField(
        label=gettext_lazy("Brugernavn"),
        help_text=gettext_lazy("Små bogstaver og tal. Aldrig et CPR-nummer."),
        max_length=100,
        widget=forms.TextInput(NAME),
    )
    unit = forms.TypedChoiceField(label=gettext_lazy("Enhed"), coerce=int)
    role = forms.TypedChoiceField(label=gettext_lazy("Rolle"), coerce=Role)
    valid_from = DayField(label=gettext_lazy("Begynder"))

    field_order = ("login_name", "display_name", "email", "unit", "role", "valid_from")

    def __init__(self, opened: Opened, page: OrganisationPage) -> None:
        today = timezone.localdate()
        super().__init__(opened.request.POST if opened.is_sent else None, initial={"valid_from": today})
        units = [one for one in page.units if one.valid_to is None or one.valid_to > today]
        self._choices("unit", [(str(one.id), one.name) for one in units])
        self._choices("role", [(role.value, said(ROLE_NAMES[role])) for role in Role])

    def _choices(self, field: str, choices: list[tuple[str, str]]) -> None:
        chosen = self.fields[field]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101  tells the type checker, which sees any field
        chosen.choices = [("", gettext("Vælg")), *choices]


@register_page("organisations.accounts_shown", methods=FORM)
def accounts(opened: Opened, *, number: int | None = None) -> HttpResponse:
    """Show who can log in to work in an organisation, one's own unless another is named, and open an account."""
    page = organisation_page(opened.viewer, organisation=number or _own(opened), on=timezone.localdate())
    found = staff_accounts(opened.viewer, organisation=page.organisation)
    form = NewAccountForm(opened, page)
    if opened.is_sent and form.is_valid():
        try:
            made, password = open_account(opened.viewer, new=NewStaff(**form.cleaned_data))
        except (BadInput, NotAllowed) as refused:
            form.add_error(None, say(refused.sentence))
        else:
            return _handed_over(opened, page, made.login_name, password)
    context = {
        "organisation": page.organisation,
        "found": found,
        "form": form,
        "mine": opened.viewer.identity,
        "crumbs": (*_crumbs(page)[:-1], Crumb(gettext("Konti"))),
    }
    status = UNUSABLE if opened.is_sent else 200
    return render_personal(opened, "office/accounts.html", context, section=SECTION, status=status)


@register_page("organisations.account_shown", methods=FORM)
def account(opened: Opened, *, number: int, account: UUID) -> HttpResponse:
    """Show one account: change what colleagues see, give a new password, close it or open it again."""
    page = organisation_page(opened.viewer, organisation=number, on=timezone.localdate())
    found = staff_account(opened.viewer, organisation=page.organisation, account=account)
    wanted = opened.request.POST.get("gerning", "") if opened.is_sent else ""
    if wanted == "adgangskode":
        return _password(opened, page, found)
    form = AccountForm(
        opened.request.POST if wanted == "ret" else None,
        initial={"display_name": found.account.display_name, "email": found.email},
    )
    if wanted in DEEDS and (wanted != "ret" or form.is_valid()):
        try:
            note = DEEDS[wanted](opened, account, form)
        except BadInput as mistake:
            return _shown(opened, page, found, form, mistake=mistake)
        else:
            at = reverse("account", kwargs={"number": number, "account": account})
            return HttpResponse(status=302, headers={"Location": f"{at}?gemt={note}"})
    return _shown(opened, page, found, form)


def _shown(
    opened: Opened, page: OrganisationPage, found: StaffAccount, form: forms.Form, *, mistake: BadInput | None = None
) -> HttpResponse:
    context = {
        "organisation": page.organisation,
        "one": found,
        "form": form,
        "mistake": mistake.sentence if mistake else None,
        "is_me": found.account.id == opened.viewer.identity,
        "note": NOTES.get(opened.request.GET.get("gemt", "")),
        "crumbs": (*_crumbs(page), Crumb(gettext("En konto"))),
    }
    status = UNUSABLE if opened.is_sent else 200
    return render_personal(opened, "office/account.html", context, section=SECTION, status=status)


def _password(opened: Opened, page: OrganisationPage, found: StaffAccount) -> HttpResponse:
    """Give a new password, and show it on the answer itself: going there again shows nothing."""
    password = one_time_password()
    try:
        give_password(opened.viewer, account=found.account.id, password=password)
    except BadInput as mistake:
        first = {"display_name": found.account.display_name, "email": found.email}
        return _shown(opened, page, found, AccountForm(initial=first), mistake=mistake)
    return _handed_over(opened, page, found.account.login_name, password)


def _handed_over(opened: Opened, page: OrganisationPage, login_name: str, password: str) -> HttpResponse:
    context = {
        "login_name": login_name,
        "password": password,
        "organisation": page.organisation,
        "crumbs": (*_crumbs(page), Crumb(gettext("Første log-in"))),
    }
    return render_personal(opened, "office/account_password.html", context, section=SECTION)


def _change(opened: Opened, account: UUID, form: AccountForm) -> str:
    change_account(opened.viewer, account=account, **form.cleaned_data)
    return "aendret"


def _close(opened: Opened, account: UUID, _form: AccountForm) -> str:
    close_staff_account(opened.viewer, account=account)
    return "lukket"


def _reopen(opened: Opened, account: UUID, _form: AccountForm) -> str:
    reopen_staff_account(opened.viewer, account=account)
    return "genaabnet"


DEEDS: Final[dict[str, Callable[[Opened, UUID, AccountForm], str]]] = {
    "ret": _change,
    "luk": _close,
    "aabn": _reopen,
}


def _own(opened: Opened) -> int:
    who = here(opened.request)
    if who is None or who.role is None or who.role.role is not Role.ADMINISTRATOR:
        raise NotAllowed(sentence("Siden er for den, der holder konti og roller i orden."))
    return who.role.organisation


def _crumbs(page: OrganisationPage) -> tuple[Crumb, ...]:
    one = page.organisation
    return (
        Crumb(gettext("Organisationer"), reverse("organisations")),
        Crumb(one.name, reverse("organisation", args=[one.id])),
        Crumb(gettext("Konti"), reverse("organisation_accounts", kwargs={"number": one.id})),
    )
