"""One request, command or job is one transaction of one viewer, and the database is told who that is.

Offers `acting`, `together`, `wait_for_turn`, `beside_a_writer` and `after_commit`, and to the rest of the room
`request_id`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from django.db import connection, transaction

from vugge.audit.rules import Kind, Viewer
from vugge.kit.errors import NotAllowed, VuggeError
from vugge.kit.text import sentence

# `true`: forgotten when the transaction ends, so that the next one on the connection begins as nobody.
_TELL_POSTGRESQL: Final = """
    SELECT set_config('vugge.viewer', %s, true), set_config('vugge.purpose', %s, true),
           set_config('vugge.role', %s, true), set_config('vugge.unit', %s, true)
"""


@dataclass(frozen=True)
class _Session:
    viewer: Viewer
    request: str


_open: ContextVar[_Session | None] = ContextVar("acting", default=None)


@contextmanager
def acting(viewer: Viewer) -> Iterator[None]:
    """Open the one transaction of a viewer; row-level security sees who acts, and its entries share a request id.

    Inside itself with the same viewer it does nothing more. A `VuggeError` passes through, and what is in the log by
    then stays there: the answer may tell of what was looked at, and a denial must be kept. Deeds have been undone
    by then, for an action undoes itself. Any other error undoes everything. Raises `TypeError` for no viewer,
    `NotAllowed` for an anonymous one, and `RuntimeError` inside another viewer's, or inside somebody's own transaction.
    """
    must_be_somebody(viewer)
    outer = _open.get()
    if outer is not None:
        if outer.viewer != viewer:
            message = f"{viewer} cannot act inside what {outer.viewer} does: one transaction has one viewer."
            raise RuntimeError(message)
        yield
        return
    yield from _transaction(viewer)


def _transaction(viewer: Viewer) -> Iterator[None]:
    answer: VuggeError | None = None
    token = _open.set(_Session(viewer, uuid4().hex))
    try:
        with transaction.atomic(durable=True):
            _tell_database(viewer)
            try:
                yield
            except VuggeError as error:
                answer = error
    finally:
        _open.reset(token)
    if answer is not None:
        raise answer


@contextmanager
def together() -> Iterator[None]:
    """Make several deeds of one page one: all of them or none.

    Ask for permits before it: what is undone takes the denial with it that was written inside.
    """
    with transaction.atomic():
        yield


def wait_for_turn(number: int) -> None:
    """Let those who do the same at once wait for each other, until the transaction ends: ask what is there after it.

    `number` is that of PostgreSQL's lock for what they do, one for each; SQLite has one writer at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


@contextmanager
def beside_a_writer() -> Iterator[None]:
    """Let what reads and writes nothing go on while somebody else writes, also on SQLite.

    There every transaction waits for its turn as the one writer before it begins; those begun in here do not. A write
    in one of them may be refused.
    """
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()  # which reads the mode from the settings
    sqlite: Any = connection  # Any: only SQLite's own connection has a mode
    usual = sqlite.transaction_mode
    sqlite.transaction_mode = "DEFERRED"
    try:
        yield
    finally:
        sqlite.transaction_mode = usual


def after_commit(do: Callable[[], object]) -> None:
    """Do something once the action is safely stored, and never if it is undone."""
    transaction.on_commit(do)


def must_be_somebody(viewer: object) -> None:
    """Raise `TypeError` for what is no viewer, and `NotAllowed` for one whom nobody knows."""
    if not isinstance(viewer, Viewer):
        message = f"Only a Viewer can act, and this is a {type(viewer).__name__}."
        raise TypeError(message)
    if viewer.kind is Kind.ANONYMOUS:
        raise NotAllowed(
            sentence("Det blev ikke gjort, for loggen skal kunne sige, hvem der gør det. Log ind og prøv igen.")
        )


def request_id() -> str:
    """Return what the entries of this transaction have in common; nothing outside `acting`."""
    session = _open.get()
    return session.request if session else ""


def _tell_database(viewer: Viewer) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_TELL_POSTGRESQL, [viewer.name, viewer.purpose, viewer.role, viewer.unit])
