"""A browser's part in a log-in: the steps between our pages and a provider's, one redirect after another.

Offers `Visitor`, who logs in through a provider, and `provider_settings`, the provider as our settings know it.
"""

import json
import re
from collections.abc import Mapping
from html import unescape
from typing import Any, TypeAlias
from urllib.parse import urlencode, urljoin, urlsplit

import requests
from django.test import Client

SECRET = "secret-of-the-tests-0123456789"
SUBSTANTIAL = "https://data.gov.dk/concept/core/nsis/Substantial"
LOW = "https://data.gov.dk/concept/core/nsis/Low"
Answer: TypeAlias = Any
"""What Django's test client answers with; Any: only its type stubs have a name for that."""
GROUPS: dict[str, Any] = {"claim": "groups", "role": []}


def provider_settings(issuer: str, *, entrance: str, **more: Any) -> dict[str, Any]:  # Any: allauth's own shape
    """Return a provider as the settings hold it, called after its entrance."""
    return {
        "provider_id": entrance,
        "name": "MitID" if entrance == "citizen" else "Solby Kommune",
        "client_id": f"vugge-{entrance}",
        "secret": SECRET,
        "settings": {
            "server_url": issuer,
            "issuer": issuer,
            "oauth_pkce_enabled": True,
            "scope": ["openid"],
            "entrance": entrance,
            "level_claim": "level",
            "levels": ["strong"],
            "cpr_claim": "cprNumberIdentifier",
            "name_claim": "name",
            "asks_userinfo": False,
            "roles": {},
            **more,
        },
    }


class Visitor:
    """Somebody at a browser: our pages by Django's client, the provider's by plain requests."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def sets_out(self, entrance: str = "staff", **form: str) -> str:
        """Press the button at an entrance; return the provider's address to which our page leads."""
        page = self.client.post(f"/oidc/{entrance}/log-ind/", form)
        assert page.status_code == 200, page.content.decode()
        found = re.search(r'http-equiv="refresh" content="0;url=([^"]+)"', page.content.decode())
        assert found, page.content.decode()
        return unescape(found[1])

    def at_the_provider(self, address: str, **scenario: Any) -> str:  # Any: whatever JSON holds
        """Do at the provider what the scenario says; return our address to which it sends the browser back."""
        outside = requests.Session()  # a new one: the provider must not remember whoever came before
        issuer = "{0.scheme}://{0.netloc}".format(urlsplit(address))
        while address.startswith(issuer):
            if "/interaction/" in address:
                address += "?" + urlencode({"scenario": json.dumps(scenario)})
            answer = outside.get(address, allow_redirects=False, timeout=10)
            assert answer.is_redirect, answer.text
            address = urljoin(address, answer.headers["Location"])
        return address

    def comes_back(self, address: str) -> Answer:
        """Follow the provider's redirect to us."""
        return self.client.get(address.removeprefix("http://testserver"))

    def logs_in(self, entrance: str = "staff", form: Mapping[str, str] | None = None, **scenario: Any) -> Answer:
        """Go the whole way; `scenario` is what the provider knows and does. Any: whatever JSON holds."""
        return self.comes_back(self.at_the_provider(self.sets_out(entrance, **(form or {})), **scenario))
