"""Reading an ID token strictly: signed by the provider's own key, for us, for this very log-in, just now.

Offers `verified_claims` and `proves_enough`. allauth trusts the line to the provider instead of the signature, which
OpenID Connect allows; we check both.
"""

import hmac
from collections.abc import Mapping
from typing import Any, Final

import jwt

from vugge.web.login.providers import Provider
from vugge.web.login.refusals import Refused, Why

Claims = Mapping[str, Any]  # Any: whatever JSON holds

ALGORITHMS: Final = ("RS256", "PS256", "ES256", "RS384", "PS384", "ES384", "RS512", "PS512", "ES512", "EdDSA")
"""Signatures by a key pair; never `none`, and never a secret that we would have to share."""
DEMANDED: Final = ("iss", "sub", "aud", "exp", "iat", "nonce")
CLOCKS: Final = 60  # seconds that the provider's clock and ours may differ
LONGEST_SUBJECT: Final = 255  # letters; the specification's own limit


def verified_claims(token: str, *, provider: Provider, nonce: str, keys: Claims) -> Claims:
    """Return the claims of an ID token; raises `Refused` unless everything about it is right.

    `keys` is the provider's set of public keys (JWKS), fetched just now. OpenID Connect Core 1.0, 3.1.3.7.
    """
    try:
        algorithm, key = _key(token, keys)
        claims: Claims = jwt.decode(
            token,
            key=key,
            algorithms=[algorithm],
            audience=provider.client_id,
            issuer=provider.issuer,
            leeway=CLOCKS,
            options={"require": list(DEMANDED), "strict_aud": False},
        )
    except (jwt.PyJWTError, ValueError, TypeError, KeyError) as wrong:
        raise Refused(Why.TOKEN_WRONG) from wrong
    if not _is_for_us(claims, provider) or not _is_for_now(claims, nonce):
        raise Refused(Why.TOKEN_WRONG)
    return claims


def proves_enough(claims: Claims, provider: Provider) -> bool:
    """Say whether the claims hold one of the levels that are asked of the provider.

    >>> from vugge.web.login.providers import Entrance
    >>> strict = Provider("x", "X", Entrance.STAFF, "https://x", "us", level_claim="amr", levels=("mfa",))
    >>> proves_enough({"amr": ["pwd", "mfa"]}, strict), proves_enough({"amr": ["pwd"]}, strict)
    (True, False)
    """
    given = claims.get(provider.level_claim)
    values = given if isinstance(given, list) else [given]
    return any(value in provider.levels for value in values if isinstance(value, str))


def _key(token: str, keys: Claims) -> tuple[str, jwt.PyJWK]:
    header = jwt.get_unverified_header(token)
    algorithm = header.get("alg")
    if algorithm not in ALGORITHMS:
        message = f"{algorithm!r} is no algorithm that we take"
        raise jwt.InvalidAlgorithmError(message)
    for one in keys["keys"]:
        is_meant = one.get("kid") == header.get("kid") and one.get("use", "sig") == "sig"
        if is_meant and one.get("alg", algorithm) == algorithm:
            return algorithm, jwt.PyJWK(one, algorithm=algorithm)
    message = "no such key at the provider"
    raise jwt.InvalidKeyError(message)


def _is_for_us(claims: Claims, provider: Provider) -> bool:
    """Say whether no other client is meant: one audience, or we are the one who may use it."""
    audience = claims["aud"]
    is_alone = isinstance(audience, str) or len(audience) == 1
    party = claims.get("azp", provider.client_id if is_alone else None)
    return bool(party == provider.client_id)


def _is_for_now(claims: Claims, nonce: str) -> bool:
    given, subject = claims["nonce"], claims["sub"]
    is_text = isinstance(given, str) and isinstance(subject, str) and 0 < len(subject) <= LONGEST_SUBJECT
    return is_text and bool(nonce) and hmac.compare_digest(given.encode(), nonce.encode())
