"""The demo's own door: one click for each role. There is no such door anywhere else."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from vugge.demo.queries import demo_entrances
from vugge.demo.rules.entrances import Entrance
from vugge.kit.text import Text
from vugge.organisations.queries.accounts import demo_accounts
from vugge.organisations.queries.staff import current_roles
from vugge.organisations.rules.accounts import Account, AccountKind, WayIn
from vugge.organisations.rules.kinds import ROLE_NAMES
from vugge.organisations.rules.staff import HeldRole
from vugge.web.login.entrances import left
from vugge.web.login.page import login_page, next_url, shown
from vugge.web.login.session import enter


@dataclass(frozen=True)
class DemoEntrance:
    """One click: whose account, what they are called, and what they are."""

    id: UUID
    login_name: str
    name: str
    what: Text
    to_try: Text | None
    where: str
    is_citizen: bool


def entrances() -> tuple[DemoEntrance, ...]:
    """Return the demo's entrances in the order in which the demo offers them."""
    offered = {one.login_name: one for one in demo_entrances()}
    found = [_entrance(one, offered.get(one.login_name)) for one in demo_accounts()]
    order = list(offered)
    return tuple(sorted(found, key=lambda one: (_place(order, one.login_name), one.login_name)))


def _place(order: list[str], login_name: str) -> int:
    return order.index(login_name) if login_name in order else len(order)


@login_page("login.demo_entered")
@require_http_methods(["GET", "HEAD", "POST"])
def demo(request: HttpRequest) -> HttpResponse:
    """Show the demo's entrances, and let in by the one that was clicked."""
    if settings.MODE != "demo":
        raise Http404
    offered = entrances()
    if request.method != "POST":
        staff = [one for one in offered if not one.is_citizen]
        citizens = [one for one in offered if one.is_citizen]
        return shown(request, "login/demo.html", {"staff": staff, "citizens": citizens})
    chosen = next((one for one in offered if one.login_name == request.POST.get("entrance")), None)
    if chosen is None:
        raise Http404
    enter(request, chosen.id, way=WayIn.DEMO)
    return HttpResponseRedirect(next_url(request) or reverse("login_done"))


@login_page("login.demo_left")
@require_POST
def demo_switch(request: HttpRequest) -> HttpResponse:
    """Log out, and show the demo's entrances again: the quiet way from one role to the next."""
    if settings.MODE != "demo":
        raise Http404
    return left(request, to=reverse("demo"))


def _entrance(account: Account, offered: Entrance | None) -> DemoEntrance:
    held = current_roles(account.id, on=timezone.localdate())
    first = held[0] if held else None
    is_citizen = account.kind is AccountKind.CITIZEN
    return DemoEntrance(
        id=account.id,
        login_name=account.login_name,
        name=account.display_name,
        what=_what(first, offered),
        to_try=offered.description if offered else None,
        where=first.unit_name if first else "",
        is_citizen=is_citizen,
    )


def _what(held: HeldRole | None, offered: Entrance | None) -> Text:
    if offered is not None:
        return offered.title
    return ROLE_NAMES[held.role] if held else Text(da="Borger", en="Citizen")
