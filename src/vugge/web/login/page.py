"""What the pages of log-in share: never kept by browser or proxy, declared, and told why when it fails.

Offers `login_page`, `refused`, `next_url` and `ended_because`.
"""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from vugge.audit.actions import declared
from vugge.audit.rules import Purpose, system
from vugge.kit.text import Sentence, sentence
from vugge.organisations.actions.accounts import record_refused_log_in
from vugge.web.login.refusals import Refused, Why

DOOR: Final = system("log-in", Purpose.ADMINISTRATION)
FORBIDDEN: Final = 403
LONGEST_NEXT: Final = 1000  # letters

_ENDED: Final = {
    "idle": sentence("Du var væk i en halv time, så vi loggede dig ud. Log ind for at fortsætte, hvor du slap."),
    "too_long": sentence("Du har været logget ind i otte timer, så vi loggede dig ud. Log ind igen for at fortsætte."),
    "no_role": sentence(
        "Du har ingen rolle i Vugge lige nu, så du er logget ud. Er det en fejl, så tal med din leder."
    ),
    "left": sentence("Du er logget ud."),
    "ended": sentence("Du blev logget ud fra et andet sted: af dig selv, eller af den, der styrer adgange hos jer."),
}

View = Callable[..., HttpResponseBase]


def login_page(verb: str) -> Callable[[View], View]:
    """Make a page of log-in: it says what is done through it, and nobody keeps a copy."""

    def make(view: View) -> View:
        kept_by_nobody: View = never_cache(view)
        return declared(verb, purpose=Purpose.ADMINISTRATION)(kept_by_nobody)

    return make


def refused(request: HttpRequest, refusal: Refused, *, again: str, account: UUID | None = None) -> HttpResponse:
    """Say that somebody was not let in, why, and where to begin again; and note it in the log."""
    record_refused_log_in(DOOR, account=account, why=refusal.why.value)
    is_cancelled = refusal.why is Why.CANCELLED
    context = {"reason": refusal.sentence, "again": again, "is_cancelled": is_cancelled, "section": "login"}
    return render(request, "login/refused.html", context, status=200 if is_cancelled else FORBIDDEN)


def next_url(request: HttpRequest) -> str:
    """Return where somebody was going, if that is a page of ours; else nothing."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    own = {request.get_host()}
    is_ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=own, require_https=settings.IN_PRODUCTION)
    return asked if is_ours and len(asked) <= LONGEST_NEXT else ""


def ended_because(request: HttpRequest) -> Sentence | None:
    """Return why a session ended, for whoever is sent to log in again; None when they come by themselves."""
    return _ENDED.get(request.GET.get("hvorfor", ""))


def shown(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:  # Any: a template's values
    """Fill a template of log-in."""
    return render(request, template, {"section": "login", "next": next_url(request), **context})
