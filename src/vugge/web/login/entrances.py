"""The two entrances, the way to a provider and back, and the way out."""

from contextlib import suppress

from allauth.mfa import app_settings as mfa_settings
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST, require_safe

from vugge.audit.rules import Purpose, Viewer
from vugge.organisations.rules.accounts import AccountKind, WayIn
from vugge.web.login.admission import admit
from vugge.web.login.exchange import proof_from, way_to
from vugge.web.login.page import ended_because, login_page, next_url, refused, shown
from vugge.web.login.providers import Entrance, Provider, provider_named, providers_of
from vugge.web.login.refusals import Refused
from vugge.web.login.session import account_in, enter, leave, viewer_of, way_to_viewer
from vugge.web.menus import menu_for


@login_page("login.entrance_shown")
@require_safe
def staff_entrance(request: HttpRequest) -> HttpResponse:
    """Show the ways in for those at work here."""
    context = {
        "providers": providers_of(Entrance.STAFF),
        "ended": ended_because(request),
        "is_demo": settings.MODE == "demo",
        "has_passkeys": mfa_settings.PASSKEY_LOGIN_ENABLED,
    }
    return shown(request, "login/entrance.html", context)


@login_page("login.citizen_entrance_shown")
@require_safe
def citizen_entrance(request: HttpRequest) -> HttpResponse:
    """Show the way in for parents and young people, and say why it asks for MitID."""
    context = {
        "providers": providers_of(Entrance.CITIZEN),
        "ended": ended_because(request),
        "is_demo": settings.MODE == "demo",
    }
    return shown(request, "login/citizen.html", context)


@login_page("login.provider_asked")
@require_POST
def to_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the browser on to a provider, by a page of our own that says where it goes."""
    provider = _provider(provider_id)
    try:
        url = way_to(request, provider, next_url=next_url(request))
    except Refused as refusal:
        return refused(request, refusal, again=_door(provider))
    return shown(request, "login/onward.html", {"url": url, "provider": provider})


@login_page("login.provider_answered")
@require_safe
def from_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Let in whoever the provider has proved to be here."""
    provider = _provider(provider_id)
    try:
        proof = proof_from(request, provider)
        enter(request, admit(proof).id, way=WayIn.PROVIDER)
    except Refused as refusal:
        return refused(request, refusal, again=_door(provider))
    return HttpResponseRedirect(proof.next_url or reverse("login_done"))


@login_page("login.log_in_finished")
@require_safe
def login_done(request: HttpRequest) -> HttpResponse:
    """Send whoever has come in to where they were going, by the choice of a role where there are several."""
    viewer = viewer_of(request, Purpose.ADMINISTRATION)
    if viewer is None:
        return way_to_viewer(request)
    return HttpResponseRedirect(_home(viewer))


@login_page("login.log_out_done")
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session; by a link, first ask, for a page elsewhere could hold that link."""
    known = account_in(request)
    if request.method != "POST":
        return shown(request, "login/leave.html", {"account": known})
    is_citizen = known is not None and known.kind is AccountKind.CITIZEN
    return left(request, to=reverse("citizen_login" if is_citizen else "login") + "?hvorfor=left")


def left(request: HttpRequest, *, to: str) -> HttpResponse:
    """End the session, have the browser forget what it kept, and go to a page of ours."""
    leave(request, why="left")
    response = HttpResponseRedirect(to)
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _home(viewer: Viewer) -> str:
    """Return the first page of somebody's menu that exists; the front page when none does."""
    for item in menu_for(viewer):
        with suppress(NoReverseMatch):
            return reverse(item.url)
    return reverse("front")


def _provider(provider_id: str) -> Provider:
    provider = provider_named(provider_id)
    if provider is None:
        raise Http404
    return provider


def _door(provider: Provider) -> str:
    return reverse("citizen_login" if provider.entrance is Entrance.CITIZEN else "login")
