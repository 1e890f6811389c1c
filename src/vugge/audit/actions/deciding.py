"""The short window in which access is decided: facts about everybody may be asked, and nothing is shown of them.

Row-level security lets a viewer read only rows about persons whom the viewer may know of. To find out who they are,
access must look further: who has custody, who is protected, who lives where. It does so inside `deciding`, which
tells PostgreSQL so, and nowhere else.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from django.db import connection

_open: ContextVar[bool] = ContextVar("deciding", default=False)

_TELL: Final = "SELECT set_config('vugge.deciding', %s, true)"


@contextmanager
def deciding() -> Iterator[None]:
    """Open the window; inside itself it does nothing more. Two short statements on PostgreSQL, none on SQLite."""
    if _open.get():
        yield
        return
    token = _open.set(True)
    _tell("on")
    try:
        yield
    finally:
        _open.reset(token)
        _tell_afterwards()


def is_deciding() -> bool:
    """Say whether the window is open."""
    return _open.get()


def _tell(state: str) -> None:
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(_TELL, [state])


def _tell_afterwards() -> None:
    """Close the window in the database, unless the transaction is lost, and with it the window."""
    if not connection.needs_rollback:
        _tell("")
