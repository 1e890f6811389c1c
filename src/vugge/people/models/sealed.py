"""How a number is stored: encrypted and bound to its person, and found again by a keyed hash. And a text: to its row.

Reads `SEALING_KEYS` (newest first) and `HASH_KEY` from the settings. To change the sealing key, put a new one first:
what the old ones sealed still opens.
"""

from functools import lru_cache
from uuid import UUID

from django.conf import settings

from vugge.kit.identifiers import Cpr
from vugge.kit.sealing import KeyedHash, Sealer


def seal(number: Cpr, *, person: UUID) -> str:
    """Return a number as it is stored with one person; on another person's row it does not open."""
    return _sealer(tuple(settings.SEALING_KEYS)).encrypt(number.digits, about=person.hex)


def unseal(sealed: str, *, person: UUID) -> Cpr:
    """Return a stored number; raises `NotPossibleHere` when its key is gone or it was moved to another person."""
    return Cpr(_sealer(tuple(settings.SEALING_KEYS)).decrypt(sealed, about=person.hex))


def seal_text(text: str, *, row: UUID) -> str:
    """Return a text as it is stored in one row; in another row it does not open."""
    return _sealer(tuple(settings.SEALING_KEYS)).encrypt(text, about=row.hex)


def unseal_text(sealed: str, *, row: UUID) -> str:
    """Return a stored text; raises `NotPossibleHere` when its key is gone or it was moved to another row."""
    return _sealer(tuple(settings.SEALING_KEYS)).decrypt(sealed, about=row.hex)


def hash_of(number: Cpr) -> str:
    """Return what a number is found by, which nobody can make without the key."""
    return _hash(settings.HASH_KEY, "people.number")(number.digits)


def request_key(viewer: str, key: str) -> str:
    """Return what a request is known by when it comes twice: one viewer's keys are nothing to another."""
    return _hash(settings.HASH_KEY, "people.request_key")(f"{viewer} {key}")


def request_hash(body: str) -> str:
    """Return what the content of a request is compared by, without storing it."""
    return _hash(settings.HASH_KEY, "people.request_body")(body)


@lru_cache(maxsize=4)
def _sealer(keys: tuple[str, ...]) -> Sealer:
    return Sealer([key.encode() for key in keys])


@lru_cache(maxsize=8)
def _hash(key: str, use: str) -> KeyedHash:
    return KeyedHash(key.encode(), use=use)
