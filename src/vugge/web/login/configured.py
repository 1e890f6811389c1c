"""The providers of OpenID Connect as the environment gives them; the settings read them when Vugge starts.

Offers `providers`. What each variable means stands in docs/handbook/log-ind.md.
"""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured
from environs import FileAwareEnv

from vugge.kit.errors import BadInput
from vugge.organisations.rules.claims import role_table

ENTRANCES: Final = ("staff", "citizen")
LEVELS_OF_MITID: Final = (
    "https://data.gov.dk/concept/core/nsis/Substantial",
    "https://data.gov.dk/concept/core/nsis/High",
)
DEFAULTS: Final = {
    "staff": {"NAME": "Arbejdspladsens log-in", "LEVEL_CLAIM": "amr", "NAME_CLAIM": "name"},
    "citizen": {"NAME": "MitID", "LEVEL_CLAIM": "acr", "NAME_CLAIM": "name", "CPR_CLAIM": "cprNumberIdentifier"},
}


def providers(env: FileAwareEnv, *, is_strict: bool) -> list[dict[str, Any]]:  # Any: allauth's own shape of a provider
    """Return the providers that are set, as allauth wants them; one without an issuer is not set.

    `is_strict` asks for https, as real installations must. Raises `ImproperlyConfigured` when a provider could let
    in somebody who proved too little, or its table of roles cannot be read.
    """
    names = env.list("OIDC", list(ENTRANCES))
    return [_provider(name, env, is_strict=is_strict) for name in names if _reader(env, name)("ISSUER", "")]


def _reader(env: FileAwareEnv, name: str) -> Callable[[str, str], str]:
    return lambda what, default: env.str(f"OIDC_{name.upper()}_{what}", default)


def _provider(name: str, env: FileAwareEnv, *, is_strict: bool) -> dict[str, Any]:
    of = _reader(env, name)
    entrance = of("ENTRANCE", "citizen" if name == "citizen" else "staff")
    default = DEFAULTS.get(entrance, {})
    issuer = of("ISSUER", "")
    levels = env.list(f"OIDC_{name.upper()}_LEVELS", list(LEVELS_OF_MITID) if entrance == "citizen" else [])
    if entrance not in ENTRANCES or not levels or (is_strict and not issuer.startswith("https://")):
        raise ImproperlyConfigured(_refusal(name))
    return {
        "provider_id": name,
        "name": of("NAME", default.get("NAME", "")),
        "client_id": of("CLIENT_ID", ""),
        "secret": of("CLIENT_SECRET", ""),
        "settings": {
            "server_url": issuer.rstrip("/"),  # to which the way to its document is added
            "issuer": issuer,
            "oauth_pkce_enabled": True,
            "scope": env.list(f"OIDC_{name.upper()}_SCOPES", ["openid"]),
            "entrance": entrance,
            "levels": levels,
            "level_claim": of("LEVEL_CLAIM", default.get("LEVEL_CLAIM", "")),
            "cpr_claim": of("CPR_CLAIM", default.get("CPR_CLAIM", "")),
            "name_claim": of("NAME_CLAIM", default.get("NAME_CLAIM", "")),
            "asks_userinfo": env.bool(f"OIDC_{name.upper()}_USERINFO", default=False),
            "roles": _roles(of("ROLES", "")),
        },
    }


def _roles(path: str) -> dict[str, Any]:  # Any: whatever TOML holds
    """Read the table of roles; empty when there is none, and then this log-in gives no roles and takes none."""
    if not path:
        return {}
    content = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    try:
        role_table(content)
    except BadInput as wrong:
        raise ImproperlyConfigured(str(wrong)) from wrong
    return content


def _refusal(name: str) -> str:
    return (
        f"Vugge starter ikke med log-ind hos {name}. VUGGE_OIDC_{name.upper()}_ISSUER skal begynde med https://, "
        f"VUGGE_OIDC_{name.upper()}_LEVELS skal sige, hvad der tæller som to faktorer, og "
        f"VUGGE_OIDC_{name.upper()}_ENTRANCE er staff eller citizen."
    )
