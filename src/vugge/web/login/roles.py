"""The choice among several roles: one acts in one role at a time, and the log says in which."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from vugge.kit.text import Text
from vugge.organisations.queries.staff import current_roles
from vugge.organisations.rules.accounts import AccountKind
from vugge.organisations.rules.kinds import ROLE_NAMES, UNIT_NAMES
from vugge.web.login.page import login_page, next_url, shown
from vugge.web.login.session import account_in, choose_role, here, way_to_viewer


@dataclass(frozen=True)
class Choice:
    """A role that can be chosen: what it is called, where it is, and what the form sends."""

    value: str
    role: Text
    unit: str
    unit_kind: Text
    is_chosen: bool


@login_page("login.role_asked")
@require_http_methods(["GET", "HEAD", "POST"])
def choosing_role(request: HttpRequest) -> HttpResponse:
    """Ask somebody with several roles in which of them they act now, and let them change it."""
    who = here(request)
    if who is None or who.account.kind is not AccountKind.STAFF:
        return way_to_viewer(request)
    onward = next_url(request) or reverse("login_done")
    if request.method != "POST":
        return shown(request, "login/roles.html", {"choices": _choices(request), "account": who.account})
    role, _, unit = request.POST.get("role", "").partition(":")
    if unit.isdecimal() and choose_role(request, role=role, unit=int(unit)):
        return HttpResponseRedirect(onward)
    context = {"choices": _choices(request), "account": who.account, "is_missing": True}
    return shown(request, "login/roles.html", context)


def _choices(request: HttpRequest) -> list[Choice]:
    known, who = account_in(request), here(request)
    held = current_roles(known.id, on=timezone.localdate()) if known else ()
    chosen = who.role if who else None
    return [
        Choice(
            value=f"{one.role.value}:{one.unit}",
            role=ROLE_NAMES[one.role],
            unit=one.unit_name,
            unit_kind=UNIT_NAMES[one.unit_kind],
            is_chosen=one == chosen,
        )
        for one in held
    ]
