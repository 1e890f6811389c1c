"""How a text is stored that nobody but its reader shall see: encrypted and bound to its row.

Reads `SEALING_KEYS`, as numbers do. Offers `seal_about` and `unseal_about`.
"""

from functools import lru_cache
from uuid import UUID

from django.conf import settings

from vugge.kit.sealing import Sealer


def seal_about(text: str, row: UUID) -> str:
    """Return a text as it is stored with one row; on another row it does not open."""
    return _sealer(tuple(settings.SEALING_KEYS)).encrypt(text, about=_bound(row))


def unseal_about(sealed: str, row: UUID) -> str:
    """Return a stored text; raises `NotPossibleHere` when its key is gone or it was moved to another row."""
    return _sealer(tuple(settings.SEALING_KEYS)).decrypt(sealed, about=_bound(row)) if sealed else ""


def _bound(row: UUID) -> str:
    return f"journey {row.hex}"


@lru_cache(maxsize=4)
def _sealer(keys: tuple[str, ...]) -> Sealer:
    return Sealer([key.encode() for key in keys])
