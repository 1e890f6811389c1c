"""What changes something and what shows somebody write themselves down: a deed or a look and its entry are one.

Offers the decorators `action` and `look`, and `deny`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from uuid import UUID

from django.db import transaction

from vugge.audit.actions import declaring
from vugge.audit.actions.sessions import acting, must_be_somebody
from vugge.audit.actions.writing import write_deed, write_denial, write_look
from vugge.audit.rules import Logged, Looked, Scope, Viewer, action_declared, look_declared
from vugge.kit.errors import Hidden, NotAllowed

P = ParamSpec("P")
T = TypeVar("T")
W = TypeVar("W", Viewer, Scope)

_running: ContextVar[str] = ContextVar("running", default="")


def action(
    verb: str,
) -> Callable[[Callable[Concatenate[Viewer, P], Logged[T]]], Callable[Concatenate[Viewer, P], T]]:
    """Make a function a use case: it and its one log entry are stored together or not at all.

    The function takes the viewer first and all else by keyword, and returns `Logged(value, ...)`; the
    caller gets the value. Whatever it raises undoes it, and only it where `acting` was open before. A
    `NotAllowed` or `Hidden` that names a person leaves a denial in the log. Raises `NotAllowed` for an anonymous
    viewer, `TypeError` for no viewer or no `Logged`, `RuntimeError` inside another action or look.
    """

    def declare(
        function: Callable[Concatenate[Viewer, P], Logged[T]],
    ) -> Callable[Concatenate[Viewer, P], T]:
        declaring.DECLARATIONS.add_action(action_declared(verb, function))

        @wraps(function)
        def run(viewer: Viewer, /, *args: P.args, **kwargs: P.kwargs) -> T:
            with _alone(verb, viewer), transaction.atomic():
                logged = function(viewer, *args, **kwargs)
                write_deed(verb, viewer, logged)
            return logged.value

        return run

    return declare


def look(
    verb: str,
) -> Callable[[Callable[Concatenate[W, P], Looked[T]]], Callable[Concatenate[W, P], T]]:
    """Make a question one that shows persons: nobody gets its answer unless the log says who was seen.

    The function takes the viewer, or the scope that knows its viewer, first and returns `Looked(value, ...)`;
    the caller gets the value. A `Hidden` or `NotAllowed` that names a person leaves a denial in the log and is
    raised again. Raises as `action` does; questions that are no looks may be asked inside it.
    """

    def declare(
        function: Callable[Concatenate[W, P], Looked[T]],
    ) -> Callable[Concatenate[W, P], T]:
        declaring.DECLARATIONS.add_look(look_declared(verb, function))

        @wraps(function)
        def run(who: W, /, *args: P.args, **kwargs: P.kwargs) -> T:
            viewer = who.viewer if isinstance(who, Scope) else who
            with _alone(verb, viewer):
                looked = function(who, *args, **kwargs)
                write_look(verb, viewer, looked)
            return looked.value

        return run

    return declare


def deny(viewer: Viewer, verb: str, *, person: UUID | None = None) -> None:
    """Write that somebody was refused something, and whom it was about; the caller then says so to them.

    For what is refused outside an action or a look, which write their own denials.
    """
    with acting(viewer):
        write_denial(verb, viewer, person)


@contextmanager
def _alone(verb: str, viewer: object) -> Iterator[None]:
    """Run one use case in its viewer's transaction, and write the denial that it may end with."""
    if not isinstance(viewer, Viewer):
        message = f"{verb} needs a Viewer as its first argument and got a {type(viewer).__name__}."
        raise TypeError(message)
    must_be_somebody(viewer)
    if outer := _running.get():
        message = f"{verb} was called inside {outer}: one use case is one transaction and one log entry."
        raise RuntimeError(message)
    token = _running.set(verb)
    try:
        with acting(viewer):
            yield from _denials_written(verb, viewer)
    finally:
        _running.reset(token)


def _denials_written(verb: str, viewer: Viewer) -> Iterator[None]:
    try:
        yield
    except (Hidden, NotAllowed) as refused:
        if refused.person is not None:
            write_denial(verb, viewer, refused.person)
        raise
