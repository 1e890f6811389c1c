"""Which actions, looks and ways in the code declares.

Offers the register `Declarations` that tests walk, and what describes each kind of declaration from its function.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass

from vugge.audit.rules.forms import VERB, must_match
from vugge.audit.rules.viewers import Purpose


@dataclass(frozen=True)
class ActionDeclared:
    """A use case that changes something: its verb in the log, its room, its function and first line."""

    verb: str
    room: str
    function: str
    summary: str


@dataclass(frozen=True)
class LookDeclared:
    """A question that touches persons: its verb in the log, its room, its function and first line."""

    verb: str
    room: str
    function: str
    summary: str


@dataclass(frozen=True)
class AccessDeclared:
    """A way in (page, command, export, job): what is done through it, and what for."""

    verb: str
    purpose: Purpose
    function: str
    summary: str


class Declarations:
    """Everything that the imported code declares. A verb is one action's or look's; several ways in may share it."""

    def __init__(self) -> None:
        self._actions: dict[str, ActionDeclared] = {}
        self._looks: dict[str, LookDeclared] = {}
        self._accesses: list[AccessDeclared] = []

    def add_action(self, declared: ActionDeclared) -> None:
        """Add an action; raises `ValueError` when another one, or a look, has the verb."""
        self._must_be_free(declared)
        self._actions[declared.verb] = declared

    def add_look(self, declared: LookDeclared) -> None:
        """Add a look; raises `ValueError` when another one, or an action, has the verb."""
        self._must_be_free(declared)
        self._looks[declared.verb] = declared

    def add_access(self, declared: AccessDeclared) -> None:
        """Add a way in."""
        self._accesses.append(declared)

    def actions(self) -> tuple[ActionDeclared, ...]:
        """Return every declared action, by verb."""
        return tuple(self._actions[verb] for verb in sorted(self._actions))

    def looks(self) -> tuple[LookDeclared, ...]:
        """Return every declared look, by verb."""
        return tuple(self._looks[verb] for verb in sorted(self._looks))

    def accesses(self) -> tuple[AccessDeclared, ...]:
        """Return every declared way in, in the order of declaration."""
        return tuple(self._accesses)

    def _must_be_free(self, declared: ActionDeclared | LookDeclared) -> None:
        taken = self._actions.get(declared.verb) or self._looks.get(declared.verb)
        if taken is not None:
            message = f"{declared.function} declares {declared.verb!r}, which {taken.function} already has."
            raise ValueError(message)


def action_declared(verb: str, function: Callable[..., object]) -> ActionDeclared:
    """Describe an action from its function.

    Raises `ValueError` for a verb that is not of the form room.thing_done or a function without a
    docstring, and `TypeError` unless the function takes `viewer` first and all else by keyword.
    """
    must_match(VERB, verb, "A verb")
    parameters = inspect.signature(function).parameters
    if next(iter(parameters), "") != "viewer":
        message = f"{_path(function)} ({verb}): an action's first argument is the viewer."
        raise TypeError(message)
    others = list(parameters.values())[1:]
    if any(other.kind is not inspect.Parameter.KEYWORD_ONLY for other in others):
        message = f"{_path(function)} ({verb}): an action takes all but the viewer by keyword."
        raise TypeError(message)
    room = verb.rpartition(".")[0]
    return ActionDeclared(verb, room=room, function=_path(function), summary=_summary(function))


def look_declared(verb: str, function: Callable[..., object]) -> LookDeclared:
    """Describe a look from its function.

    Raises `ValueError` for a bad verb or a missing docstring, and `TypeError` unless the function takes the
    `viewer`, or the `scope` that knows its viewer, first.
    """
    must_match(VERB, verb, "A verb")
    first = next(iter(inspect.signature(function).parameters), "")
    if first not in ("viewer", "scope"):
        message = f"{_path(function)} ({verb}): a look's first argument is the viewer or the scope."
        raise TypeError(message)
    room = verb.rpartition(".")[0]
    return LookDeclared(verb, room=room, function=_path(function), summary=_summary(function))


def access_declared(verb: str, function: Callable[..., object], *, purpose: Purpose) -> AccessDeclared:
    """Describe a way in; raises `ValueError` for a bad verb or a missing docstring."""
    must_match(VERB, verb, "A verb")
    return AccessDeclared(verb, purpose=purpose, function=_path(function), summary=_summary(function))


def _path(function: Callable[..., object]) -> str:
    return f"{function.__module__}.{function.__qualname__}"


def _summary(function: Callable[..., object]) -> str:
    first_line = (inspect.getdoc(function) or "").partition("\n")[0]
    if not first_line:
        message = f"{_path(function)} needs a docstring: its first line says what is done."
        raise ValueError(message)
    return first_line
