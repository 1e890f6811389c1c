"""What allauth asks us: who may come in, how failures are counted, how secrets are kept. Named in the settings."""

import hashlib
import time
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from requests import Session

from vugge.audit.rules import Purpose, system
from vugge.kit.sealing import Sealer
from vugge.organisations.actions.accounts import record_refused_log_in
from vugge.organisations.queries.accounts import account, account_named
from vugge.organisations.rules.accounts import GIVEN_PASSWORD_LASTS, WayIn
from vugge.web.login.page import refused
from vugge.web.login.refusals import Refused, Why
from vugge.web.login.session import BEGAN, MUST, begin

DOOR: Final = system("log-in", Purpose.ADMINISTRATION)
"""Who writes in the log that somebody was not let in."""
REMEMBERED: Final = 30 * 24 * 60 * 60  # seconds that a line on which somebody came in counts as theirs
FRESH: Final = 10 * 60  # seconds after a log-in within which the first second factor may be set up


class AccountAdapter(DefaultAccountAdapter):
    """Local accounts: nobody signs up, and whoever guesses at somebody's password does not lock them out."""

    error_messages = {  # noqa: RUF012  allauth's own shape
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("Brugernavn eller adgangskode er forkert."),
        "incorrect_password": _("Adgangskoden er forkert."),
        "enter_current_password": _("Adgangskoden er forkert."),
        "too_many_login_attempts": _("Der er forsøgt for mange gange. Vent fem minutter, og prøv igen."),
        "rate_limited": _("Der er forsøgt for mange gange. Vent fem minutter, og prøv igen."),
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Say no: accounts are opened by the municipality."""
        return False

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **more: Any) -> HttpResponse | None:
        """Let nobody in by a password that somebody else chose long ago.  Any: allauth's own signature."""
        given = _password_given_at(user)
        if given is not None and timezone.now() - given > GIVEN_PASSWORD_LASTS:
            return refused(request, Refused(Why.PASSWORD_OLD), again=reverse("login"), account=user.pk)
        response: HttpResponse | None = super().pre_login(request, user, **more)
        return response

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Begin the session, and remember that this line is one on which the account comes in."""
        methods = {one["method"] for one in get_authentication_records(request, user)}
        super().login(request, user)
        begin(request, WayIn.TWO_FACTORS if "mfa" in methods else WayIn.PASSWORD)
        if _password_given_at(user) is not None:
            request.session[MUST] = "password"
        cache.set(_line(request, user.get_username()), "known", timeout=REMEMBERED)

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """Say that the account is closed, to whoever knew its password."""
        return refused(request, Refused(Why.CLOSED), again=reverse("login"), account=UUID(str(user.pk)))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ARG002  Any: allauth's own
        """Note in the log that somebody got the password wrong; never what they typed."""
        known = account_named(str(credentials.get("username", "")))
        record_refused_log_in(DOOR, account=known.id if known else None, why=Why.WRONG_PASSWORD.value)

    def is_reauthentication_required(self, **_kwargs: Any) -> bool:  # Any: likewise
        """Ask again before changing factors, but not of somebody who has just come in and has none yet."""
        request = context.request
        is_fresh = time.time() - request.session.get(BEGAN, 0) < FRESH
        return is_mfa_enabled(request.user) or not is_fresh

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:  # Any: likewise
        """Count failures for a name and where they come from: a line that the account knows, or anywhere else.

        Whoever guesses from elsewhere uses up elsewhere's tries; the owner on their own line has theirs.
        """
        name = str(credentials.get("username", "")).strip().lower()
        line = _line(request, name)
        return line if cache.get(line) else f"elsewhere:{name}"


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Providers outside: only those of the settings, and no account but by `admission`."""

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[Any]:
        """Return the providers of the settings: a row in a table opens no door."""  # Any: allauth's own signature
        return [app for app in super().list_apps(request, provider, client_id) if app.pk is None]

    def is_open_for_signup(self, _request: HttpRequest, _sociallogin: Any) -> bool:  # Any: likewise
        """Say no."""
        return False

    def get_requests_session(self) -> Session:
        """Return a line to a provider that follows no redirect: an answer comes from whom we asked."""
        session: Session = DefaultSocialAccountAdapter.get_requests_session(self)
        session.max_redirects = 0
        return session


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors: the secret that a telephone shares with us lies encrypted, and the last one stays."""

    error_messages = {  # noqa: RUF012  allauth's own shape
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Koden er forkert. Den skifter hvert halve minut, så prøv med den, der står der nu."),
        "cannot_delete_authenticator": _("Du skal have mindst én anden faktor. Tilføj en ny, før du fjerner denne."),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Say whether another factor is left when this one goes."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """Return the name under which a telephone keeps the secret: the log-in name."""
        return str(user.get_username())

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return whom a passkey is for: the site's name without its port."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Vugge"}

    def encrypt(self, text: str) -> str:
        """Return a secret as it is stored."""
        return _sealer().encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return a stored secret."""
        return _sealer().decrypt(encrypted_text)


def _sealer() -> Sealer:
    return Sealer([key.encode() for key in settings.SEALING_KEYS])


def _line(request: HttpRequest, login_name: str) -> str:
    """Name a line of an account in the cache, hashed: what somebody typed may hold anything."""
    named = f"{get_ip(request)} {login_name.strip().lower()}"
    return f"line:{hashlib.sha256(named.encode()).hexdigest()}"


def _password_given_at(user: AbstractBaseUser) -> datetime | None:
    known = account(UUID(str(user.pk)))
    return known.password_given_at if known else None
