"""The providers of OpenID Connect as values: who they are, what they must prove, and which entrance they serve.

Offers `Provider`, `Entrance`, `providers_of` and `provider_named`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from django.conf import settings

from vugge.organisations.rules.claims import RoleTable, role_table


class Entrance(StrEnum):
    """Through which door somebody comes: to work, or to their own matter."""

    STAFF = "staff"
    CITIZEN = "citizen"


@dataclass(frozen=True)
class Provider:
    """A provider: `levels` are the values of its `level_claim` that are proof enough, and nothing less is."""

    id: str
    name: str
    entrance: Entrance
    issuer: str
    client_id: str
    level_claim: str
    levels: tuple[str, ...]
    name_claim: str = "name"
    cpr_claim: str = ""
    asks_userinfo: bool = False
    roles: RoleTable | None = field(default=None, hash=False)


def providers_of(entrance: Entrance) -> tuple[Provider, ...]:
    """Return the providers that an entrance offers, in the order of the settings."""
    return tuple(one for one in map(_read, _configured()) if one.entrance is entrance)


def provider_named(name: str) -> Provider | None:
    """Return a provider by its id; None when there is none."""
    return next((_read(app) for app in _configured() if app["provider_id"] == name), None)


def _configured() -> list[dict[str, Any]]:  # Any: allauth's own shape of a provider
    apps: list[dict[str, Any]] = settings.SOCIALACCOUNT_PROVIDERS[OPENID_CONNECT]["APPS"]
    return apps


OPENID_CONNECT: Final = "openid_connect"


def _read(app: Mapping[str, Any]) -> Provider:  # Any: likewise
    more = app["settings"]
    return Provider(
        id=app["provider_id"],
        name=app["name"],
        entrance=Entrance(more["entrance"]),
        issuer=more["issuer"],
        client_id=app["client_id"],
        level_claim=more["level_claim"],
        levels=tuple(more["levels"]),
        name_claim=more["name_claim"],
        cpr_claim=more["cpr_claim"],
        asks_userinfo=more["asks_userinfo"],
        roles=role_table(more["roles"]) if more["roles"] else None,
    )
