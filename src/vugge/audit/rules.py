"""What may stand in the log: who acts, why, on what; and which actions and ways in the code declares.

Offers `Viewer` (made by `anonymous`, `system` or `person`), `Purpose`, `Logged` (what an action gives
back), `Entry` (what the log answers), and the register `Declarations` that tests walk.
"""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, Generic, TypeVar

T = TypeVar("T")

# Python's re and PostgreSQL's ~ read these alike; the table's constraints use them too.
VERB: Final = r"\A[a-z][a-z_]*(\.[a-z][a-z_]*)?\.[a-z]+(_[a-z0-9]+)+\Z"
NOT_CPR: Final = r"(?![0-9]{6}-?[0-9]{4}\Z)"  # a Danish personal number may never stand in the log
VIEWER: Final = rf"\A(anonymous|(system|person):{NOT_CPR}[A-Za-z0-9-]+)\Z"
SUBJECT: Final = rf"\A[a-z][a-z_]*:{NOT_CPR}[A-Za-z0-9][A-Za-z0-9._-]*\Z"
BASIS: Final = r"\A[a-z][a-z_]*(:[A-Za-z0-9-]+)?\Z"
NUMBER_NAME: Final = r"\A[a-z][a-z0-9_]*\Z"

NO_PERSONAL_DATA: Final = "no_personal_data"
"""The basis of what touches no person: published figures, codes, law."""


class Kind(StrEnum):
    """What sort of viewer somebody is."""

    PERSON = "person"
    SYSTEM = "system"
    ANONYMOUS = "anonymous"


class Purpose(StrEnum):
    """What somebody wants to see or do something for."""

    PUBLIC_INFORMATION = "public_information"
    OFFICIAL_STATISTICS = "official_statistics"
    ADMINISTRATION = "administration"


@dataclass(frozen=True)
class Viewer:
    """Whoever asks or acts, by an id that says nothing about the person, and what for.

    >>> Viewer("system:demo", Kind.SYSTEM, Purpose.ADMINISTRATION).name
    'system:demo'
    """

    name: str
    kind: Kind
    purpose: Purpose

    def __post_init__(self) -> None:
        _must_match(VIEWER, self.name, "A viewer's name")
        if self.name.partition(":")[0] != self.kind:
            message = f"A viewer named {self.name!r} is not of kind {self.kind!r}."
            raise ValueError(message)


def anonymous(purpose: Purpose = Purpose.PUBLIC_INFORMATION) -> Viewer:
    """Return the viewer that nobody knows: reads what is public, changes nothing."""
    return Viewer("anonymous", Kind.ANONYMOUS, purpose)


def system(name: str, purpose: Purpose) -> Viewer:
    """Return the viewer of a command or a job.

    >>> system("demo", Purpose.ADMINISTRATION).name
    'system:demo'
    """
    return Viewer(f"system:{name}", Kind.SYSTEM, purpose)


def person(identity: str, purpose: Purpose) -> Viewer:
    """Return the viewer of somebody logged in; `identity` is our own id, never a name or CPR number."""
    return Viewer(f"person:{identity}", Kind.PERSON, purpose)


@dataclass(frozen=True)
class Logged(Generic[T]):
    """What an action gives back: its value for the caller, and for the log what was acted on and why.

    `subject` is our own id of what was acted on, with its kind in front. `basis` is a code, with an id
    behind it where the basis is an object (`consent:17`). `numbers` are ids and counts. Raises
    `ValueError` when a part is not of its form, for the log must never hold a personal text.

    >>> Logged(58, subject="area_list:2021", basis=NO_PERSONAL_DATA, numbers={"areas": 58}).value
    58
    """

    value: T
    _: KW_ONLY
    subject: str
    basis: str
    numbers: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _must_match(SUBJECT, self.subject, "A subject")
        _must_match(BASIS, self.basis, "A basis")
        for name, number in self.numbers.items():
            _must_match(NUMBER_NAME, name, "A number's name")
            if type(number) is not int:
                message = f"The log takes whole numbers; {name!r} is a {type(number).__name__}."
                raise ValueError(message)


@dataclass(frozen=True)
class Entry:
    """One line of the log: somebody did something to something; `happened_at` is in UTC."""

    sequence: int
    happened_at: datetime
    verb: str
    viewer: str
    viewer_kind: Kind
    purpose: Purpose
    basis: str
    subject: str
    numbers: Mapping[str, int]
    code_version: str


@dataclass(frozen=True)
class ActionDeclared:
    """A use case that changes something: its verb in the log, its room, its function and first line."""

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
    """Everything that the imported code declares. A verb is one action's; several ways in may share it."""

    def __init__(self) -> None:
        self._actions: dict[str, ActionDeclared] = {}
        self._accesses: list[AccessDeclared] = []

    def add_action(self, declared: ActionDeclared) -> None:
        """Add an action; raises `ValueError` when another one has the verb."""
        taken = self._actions.setdefault(declared.verb, declared)
        if taken is not declared:
            message = f"{declared.function} declares {declared.verb!r}, which {taken.function} already has."
            raise ValueError(message)

    def add_access(self, declared: AccessDeclared) -> None:
        """Add a way in."""
        self._accesses.append(declared)

    def actions(self) -> tuple[ActionDeclared, ...]:
        """Return every declared action, by verb."""
        return tuple(self._actions[verb] for verb in sorted(self._actions))

    def accesses(self) -> tuple[AccessDeclared, ...]:
        """Return every declared way in, in the order of declaration."""
        return tuple(self._accesses)


def action_declared(verb: str, function: Callable[..., object]) -> ActionDeclared:
    """Describe an action from its function.

    Raises `ValueError` for a verb that is not of the form room.thing_done or a function without a
    docstring, and `TypeError` unless the function takes `viewer` first and all else by keyword.
    """
    _must_match(VERB, verb, "A verb")
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


def access_declared(verb: str, function: Callable[..., object], *, purpose: Purpose) -> AccessDeclared:
    """Describe a way in; raises `ValueError` for a bad verb or a missing docstring."""
    _must_match(VERB, verb, "A verb")
    return AccessDeclared(verb, purpose=purpose, function=_path(function), summary=_summary(function))


def _path(function: Callable[..., object]) -> str:
    return f"{function.__module__}.{function.__qualname__}"


def _summary(function: Callable[..., object]) -> str:
    first_line = (inspect.getdoc(function) or "").partition("\n")[0]
    if not first_line:
        message = f"{_path(function)} needs a docstring: its first line says what is done."
        raise ValueError(message)
    return first_line


def _must_match(pattern: str, text: str, what: str) -> None:
    if not re.match(pattern, text):
        message = f"{what} looks like {pattern}, which {text!r} does not."
        raise ValueError(message)
