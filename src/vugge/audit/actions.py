"""How the other rooms write themselves down: an action and its log entry are one transaction.

Offers `action` (what changes something), `declared` (a page, command, export or job says what it is for),
`declaration_of`, `after_commit` (letters and jobs), and `DECLARATIONS`, the register that tests walk.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from importlib.metadata import version
from typing import Concatenate, Final, ParamSpec, TypeVar

from django.db import transaction
from django.utils import timezone

from vugge.audit.models import Event
from vugge.audit.rules import (
    AccessDeclared,
    Declarations,
    Kind,
    Logged,
    Purpose,
    Viewer,
    access_declared,
    action_declared,
)
from vugge.kit.errors import NotAllowed
from vugge.kit.text import sentence

P = ParamSpec("P")
T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., object])

DECLARATIONS: Final = Declarations()

_CODE_VERSION: Final = version("vugge")
_DECLARED: Final = "vugge_declared"
_running: ContextVar[str] = ContextVar("running_action", default="")


def action(
    verb: str,
) -> Callable[[Callable[Concatenate[Viewer, P], Logged[T]]], Callable[Concatenate[Viewer, P], T]]:
    """Make a function a use case: it runs in one transaction that also holds its one log entry.

    The function takes the viewer first and all else by keyword, and returns `Logged(value, ...)`; the
    caller gets the value. Whatever it raises undoes everything, and nothing is written. Raises `NotAllowed`
    for an anonymous viewer, `TypeError` for no viewer or no `Logged`, `RuntimeError` inside another action.
    """

    def declare(
        function: Callable[Concatenate[Viewer, P], Logged[T]],
    ) -> Callable[Concatenate[Viewer, P], T]:
        DECLARATIONS.add_action(action_declared(verb, function))

        @wraps(function)
        def run(viewer: Viewer, /, *args: P.args, **kwargs: P.kwargs) -> T:
            _refuse_nobody(verb, viewer)
            with _alone(verb), transaction.atomic():
                logged = function(viewer, *args, **kwargs)
                _write(verb, viewer, logged)
            return logged.value

        return run

    return declare


def declared(action: str, *, purpose: Purpose) -> Callable[[F], F]:
    """Say of a page, command, export or job what is done through it and for which purpose."""

    def declare(function: F) -> F:
        declaration = access_declared(action, function, purpose=purpose)
        DECLARATIONS.add_access(declaration)
        setattr(function, _DECLARED, declaration)
        return function

    return declare


def declaration_of(function: Callable[..., object]) -> AccessDeclared | None:
    """Return what a way in declares, also through decorators that use `functools.wraps`."""
    found = getattr(function, _DECLARED, None)
    return found if isinstance(found, AccessDeclared) else None


def after_commit(do: Callable[[], object]) -> None:
    """Do something once the action is safely stored, and never if it is undone."""
    transaction.on_commit(do)


def _refuse_nobody(verb: str, viewer: object) -> None:
    if not isinstance(viewer, Viewer):
        message = f"{verb} needs a Viewer as its first argument and got a {type(viewer).__name__}."
        raise TypeError(message)
    if viewer.kind is Kind.ANONYMOUS:
        raise NotAllowed(
            sentence("Det blev ikke gjort, for loggen skal kunne sige, hvem der gør det. Log ind og prøv igen.")
        )


@contextmanager
def _alone(verb: str) -> Iterator[None]:
    if outer := _running.get():
        message = f"{verb} was called inside {outer}: one use case is one transaction and one log entry."
        raise RuntimeError(message)
    token = _running.set(verb)
    try:
        yield
    finally:
        _running.reset(token)


def _write(verb: str, viewer: Viewer, logged: object) -> None:
    if not isinstance(logged, Logged):
        message = f"{verb} must return Logged(...), so that the log knows what was done to what."
        raise TypeError(message)
    Event.objects.create(
        happened_at=timezone.now(),
        verb=verb,
        viewer=viewer.name,
        viewer_kind=viewer.kind,
        purpose=viewer.purpose,
        basis=logged.basis,
        subject=logged.subject,
        numbers=dict(logged.numbers),
        code_version=_CODE_VERSION,
    )
