"""The conversation with a provider: where the browser is sent, and what came back is proof of.

Offers `way_to` and `proof_from`. allauth keeps state and PKCE and fetches the tokens; `tokens` reads them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Any, Final

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from requests import RequestException

from vugge.web.login.providers import Provider
from vugge.web.login.refusals import Refused, Why
from vugge.web.login.tokens import Claims, proves_enough, verified_claims

CANCELLED: Final = "access_denied"
ENDPOINTS: Final = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True)
class Proof:
    """What a provider has proved: who somebody is to it, what it says of them, and where they were going."""

    provider: Provider
    subject: str
    claims: Claims
    next_url: str = ""


class _Adapter(OpenIDConnectOAuth2Adapter):
    """allauth's adapter with a provider's document that must be the provider's own."""

    def __init__(self, request: HttpRequest, provider: Provider) -> None:
        super().__init__(request, provider.id)
        self.wanted = provider

    @property
    def openid_config(self) -> dict[str, Any]:  # Any: whatever JSON holds
        """Return the provider's document; raises `Refused` when it speaks for another or over an open line."""
        document: dict[str, Any] = super().openid_config
        is_own = document.get("issuer") == self.wanted.issuer
        addresses = [str(document.get(name, "")) for name in ENDPOINTS]
        if not is_own or not all(address.startswith(_lines()) for address in addresses):
            raise Refused(Why.TOKEN_WRONG)
        return document


def way_to(request: HttpRequest, provider: Provider, *, next_url: str) -> str:
    """Return the provider's address to which the browser goes; raises `Refused` when the provider does not answer."""
    adapter = _Adapter(request, provider)
    nonce = token_urlsafe(32)
    asked: dict[str, str] = {"nonce": nonce}
    if provider.level_claim == "acr":
        asked["acr_values"] = " ".join(provider.levels)
    allauth_provider = OpenIDConnectOAuth2Adapter.get_provider(adapter)
    allauth_provider.get_oauth2_adapter = lambda _request: adapter
    try:
        response = allauth_provider.redirect(
            request, process=AuthProcess.LOGIN, next_url=next_url, data={"nonce": nonce}, auth_params=asked
        )
    except (RequestException, OAuth2Error, ValueError) as silent:
        raise Refused(Why.PROVIDER_SILENT) from silent
    return str(response["Location"])


def proof_from(request: HttpRequest, provider: Provider) -> Proof:
    """Return what the provider has proved by sending the browser back; raises `Refused` for anything less."""
    state = statekit.unstash_state(request, provider_id=provider.id, state_id=request.GET.get("state", ""))
    if state is None:
        raise Refused(Why.STATE_UNKNOWN)
    if request.GET.get("error"):
        raise Refused(Why.CANCELLED if request.GET["error"] == CANCELLED else Why.TOKEN_WRONG)
    if request.GET.get("iss", provider.issuer) != provider.issuer:  # RFC 9207: an answer from another provider
        raise Refused(Why.TOKEN_WRONG)
    claims = _claims(request, provider, state)
    if not proves_enough(claims, provider):
        raise Refused(Why.LEVEL_TOO_LOW)
    return Proof(provider, claims["sub"], claims, str(state.get("next") or ""))


def _claims(request: HttpRequest, provider: Provider, state: Mapping[str, Any]) -> Claims:  # Any: allauth's own shape
    adapter = _Adapter(request, provider)
    try:
        tokens = _tokens(request, adapter, verifier=str(state.get("pkce_code_verifier") or ""))
        keys = _fetched(adapter.openid_config["jwks_uri"])
        nonce = str((state.get("data") or {}).get("nonce") or "")
        claims = verified_claims(str(tokens.get("id_token") or ""), provider=provider, nonce=nonce, keys=keys)
        return _with_userinfo(claims, adapter, str(tokens["access_token"])) if provider.asks_userinfo else claims
    except RequestException as silent:
        raise Refused(Why.PROVIDER_SILENT) from silent
    except (OAuth2Error, ValueError, KeyError) as wrong:
        raise Refused(Why.TOKEN_WRONG) from wrong


def _tokens(request: HttpRequest, adapter: _Adapter, *, verifier: str) -> dict[str, Any]:  # Any: whatever JSON holds
    app = OpenIDConnectOAuth2Adapter.get_provider(adapter).app
    client = adapter.get_client(request, app)
    tokens: dict[str, Any] = client.get_access_token(request.GET.get("code", ""), pkce_code_verifier=verifier)
    return tokens


def _with_userinfo(claims: Claims, adapter: _Adapter, token: str) -> Claims:
    """Add what the provider says where we ask it directly; what is signed goes first. Core 1.0, 5.3.2: same subject."""
    said = _fetched(adapter.openid_config["userinfo_endpoint"], {"Authorization": f"Bearer {token}"})
    if said.get("sub") != claims["sub"]:
        raise Refused(Why.TOKEN_WRONG)
    return {**said, **claims}


def _fetched(address: str, headers: Mapping[str, str] | None = None) -> dict[str, Any]:  # Any: whatever JSON holds
    with get_adapter().get_requests_session() as session:
        response = session.get(address, headers=headers)
        response.raise_for_status()
        found = response.json()
    if not isinstance(found, dict):
        raise Refused(Why.TOKEN_WRONG)
    return found


def _lines() -> tuple[str, ...]:
    """Return how an address may begin: encrypted, and on this machine's own tests also not."""
    return ("https://",) if settings.IN_PRODUCTION else ("https://", "http://")
