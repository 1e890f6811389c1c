"""Secrets at rest: texts that are unreadable without a key, and keyed hashes to find them by.

Offers `Sealer` (encrypts and decrypts; keys can be changed without downtime) and `KeyedHash` (the same text gives the
same hash, which nobody can make without the key). CPR numbers need both: there are so few of them that a hash
without a key is read back in seconds by trying them all.
"""

import binascii
import hmac
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from vugge.kit.errors import NotPossibleHere
from vugge.kit.text import sentence

_SHORTEST_KEY = 32  # bytes
_NONCE = 12  # bytes, as AES-GCM wants it
_SCHEME = "v1"


class Sealer:
    """Encrypts texts with AES-256-GCM under the first of its keys; opens what any of its keys has sealed.

    A key is at least 32 random bytes. To change it: put the new one first, `rotate` what is stored, take the old one
    away. A text can be sealed `about` something (a person's id): then it opens only when asked for with the same
    words, so that nobody with access to the database can move one person's number to another's row.

    >>> sealer = Sealer([b"an example key of thirty-two bytes"])
    >>> sealer.decrypt(sealer.encrypt("0000", about="row 1"), about="row 1")
    '0000'
    """

    def __init__(self, keys: Sequence[bytes]) -> None:
        if not keys:
            message = "sealing needs at least one key"
            raise ValueError(message)
        self._ciphers = {_name_of(key): AESGCM(_derived(key, "vugge sealed text")) for key in keys}
        self._current = _name_of(keys[0])

    def encrypt(self, text: str, *, about: str = "") -> str:
        """Return the text sealed: about 60 characters more than it, different each time, ASCII without spaces."""
        nonce = os.urandom(_NONCE)
        sealed = self._ciphers[self._current].encrypt(nonce, text.encode(), about.encode())
        return f"{_SCHEME}.{self._current}.{urlsafe_b64encode(nonce + sealed).decode()}"

    def decrypt(self, sealed: str, *, about: str = "") -> str:
        """Return the text again; raise `NotPossibleHere` if its key is gone, it was changed, or it is about another."""
        try:
            scheme, key, body = sealed.split(".")
            raw = urlsafe_b64decode(body)
            if scheme != _SCHEME or urlsafe_b64encode(raw).decode() != body:  # base64 has more than one spelling
                raise _cannot_open()
            return self._ciphers[key].decrypt(raw[:_NONCE], raw[_NONCE:], about.encode()).decode()
        except (KeyError, ValueError, binascii.Error, InvalidTag):
            raise _cannot_open() from None

    def is_current(self, sealed: str) -> bool:
        """Say whether it is sealed with the first key; what is not, is due for `rotate`."""
        return sealed.startswith(f"{_SCHEME}.{self._current}.")

    def rotate(self, sealed: str, *, about: str = "") -> str:
        """Return the same text sealed with the first key."""
        return sealed if self.is_current(sealed) else self.encrypt(self.decrypt(sealed, about=about), about=about)

    def __repr__(self) -> str:
        return f"Sealer({len(self._ciphers)} keys)"


class KeyedHash:
    """Hashes texts with a key (HMAC-SHA256), to look up what is stored encrypted.

    `use` separates: the same text hashed with the same key for another use gives another hash, so that two tables
    cannot be joined by it. The caller hands over texts written in one way (`Cpr.digits`).

    >>> by_cpr = KeyedHash(b"an example key of thirty-two bytes", use="people.cpr")
    >>> by_cpr("0000") == by_cpr("0000"), by_cpr("0000") == by_cpr("0001")
    (True, False)
    """

    def __init__(self, key: bytes, *, use: str = "") -> None:
        self._key = _derived(key, f"vugge keyed hash {use}")

    def __call__(self, text: str) -> str:
        """Return 64 hexadecimal digits."""
        return hmac.new(self._key, text.encode(), sha256).hexdigest()

    def __repr__(self) -> str:
        return "KeyedHash()"


def _derived(key: bytes, use: str) -> bytes:
    if len(key) < _SHORTEST_KEY:
        message = f"a key must have at least {_SHORTEST_KEY} bytes"
        raise ValueError(message)
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=use.encode()).derive(key)


def _name_of(key: bytes) -> str:
    """Return a short name of the key that says nothing about it, to find it again among several."""
    return _derived(key, "vugge name of a key").hex()[:8]


def _cannot_open() -> NotPossibleHere:
    return NotPossibleHere(
        sentence(
            "En krypteret oplysning kan ikke læses her. Enten mangler nøglen i opsætningen, eller også er oplysningen "
            "ændret i databasen. Tal med den, der driver systemet."
        )
    )
