"""How long a session lasts, and what half a log-in opens. Does nothing to a request that brings no session."""

import time
from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from vugge.web.login.session import ENDED, MUST, is_strong, leave, touch, why_over

OPEN_TO_HALF_A_LOG_IN: Final = frozenset(
    {
        "account_logout", "account_reauthenticate", "account_change_password", "mfa_index", "mfa_activate_totp",
        "mfa_add_webauthn", "mfa_view_recovery_codes", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
    }
)  # fmt: skip
"""The pages, by name, that somebody with one factor reaches: to set up the second, and to leave."""

OPEN_BEFORE_OWN_PASSWORD: Final = frozenset({"account_logout", "account_change_password"})
"""The pages that somebody reaches whose password somebody else chose."""


class SessionRules:
    """Ends sessions that are idle or too long, and keeps half a log-in at the set-up of its second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request, with its session ended first when it is over."""
        if not _has_account(request):
            return self.get_response(request)
        now = time.time()
        if why := why_over(request.session, now=now):
            leave(request, why=why)
            setattr(request, ENDED, why)
            return self.get_response(request)
        response = self.get_response(request)
        if "public" not in response.get("Cache-Control", "") and SESSION_KEY in request.session:
            touch(request.session, now=now)
        return response

    def process_view(
        self, request: HttpRequest, _view: Callable[..., object], _args: list[Any], _kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:  # Any: Django's own signature
        """Send whoever has a given password, or half a log-in, to where that is mended."""
        if not _has_account(request):
            return None
        name = request.resolver_match.url_name if request.resolver_match else None
        if MUST in request.session and name not in OPEN_BEFORE_OWN_PASSWORD:
            return HttpResponseRedirect(reverse("account_change_password"))
        if is_strong(request.session) or name in OPEN_TO_HALF_A_LOG_IN:
            return None
        return HttpResponseRedirect(reverse("mfa_index"))


def _has_account(request: HttpRequest) -> bool:
    """Say whether the request brings a session of an account; without a cookie no session is looked at."""
    return bool(request.COOKIES.get(settings.SESSION_COOKIE_NAME)) and SESSION_KEY in request.session
