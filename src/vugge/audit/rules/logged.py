"""What an action or a look gives back: its value for the caller, and what the log shall say of it.

Offers `Logged` (of an action), `Looked` (of a look), `Seen` (one person of either), `Result`, and `Entry`, one line
of the log as it is answered.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field, replace
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Generic, TypeVar
from uuid import UUID

from vugge.audit.rules.forms import (
    BASIS,
    CODES,
    HASH_OR_NONE,
    NOBODY_SHOWN,
    NUMBER_NAME,
    PER_PERSON,
    SUBJECT,
    SUBJECT_OR_NONE,
    must_match,
)
from vugge.audit.rules.viewers import Kind, Purpose

T = TypeVar("T")


class Level(IntEnum):
    """How much of a person somebody may see; each level holds those below it."""

    UNKNOWN = 0
    """Not even whether they are here."""
    EXISTS = 1
    """That they are here, and whom to ask."""
    SUMMARY = 2
    """The fixed summary."""
    FULL = 3
    """All of the categories that are shown."""


class Category(StrEnum):
    """A kind of personal data, as consent names it and as the citizen reads it in the log."""

    IDENTITY = "identity"
    LOCATION = "location"
    FAMILY = "family"
    EDUCATION = "education"
    WORK = "work"
    SUPPORT = "support"
    SHARING = "sharing"
    LOG = "log"


class Result(StrEnum):
    """How it went: shown, denied, looked for and not found, or done."""

    SHOWN = "shown"
    DENIED = "denied"
    EMPTY = "empty"
    DONE = "done"


@dataclass(frozen=True)
class Seen:
    """One person in one entry: how much of them was seen or touched, and on which basis.

    >>> Seen(UUID(int=7), Level.SUMMARY, frozenset({Category.IDENTITY}), "consent:17").basis
    'consent:17'
    """

    person: UUID
    level: Level
    categories: frozenset[Category]
    basis: str

    def __post_init__(self) -> None:
        must_match(BASIS, self.basis, "A basis")


def one_each(seen: Iterable[Seen]) -> tuple[Seen, ...]:
    """Return every person once: at the highest level, on that level's basis, with all kinds of data that were seen.

    >>> a = Seen(UUID(int=7), Level.EXISTS, frozenset({Category.IDENTITY}), "team:2")
    >>> b = Seen(UUID(int=7), Level.FULL, frozenset({Category.WORK}), "consent:17")
    >>> [(one.level, one.basis, len(one.categories)) for one in one_each([a, b])]
    [(<Level.FULL: 3>, 'consent:17', 2)]
    """
    found: dict[UUID, Seen] = {}
    for one in seen:
        other = found.get(one.person, one)
        best = max(other, one, key=lambda each: each.level)
        found[one.person] = replace(best, categories=one.categories | other.categories)
    return tuple(found.values())


def joint_basis(seen: Sequence[Seen]) -> str:
    """Return the one basis of a whole look, or the code that says where its bases stand.

    >>> joint_basis([])
    'nobody_shown'
    """
    bases = {one.basis for one in seen}
    if len(bases) > 1:
        return PER_PERSON
    return bases.pop() if bases else NOBODY_SHOWN


@dataclass(frozen=True)
class Logged(Generic[T]):
    """What an action gives back: its value for the caller, and for the log what was acted on and why.

    `subject` is our own id of what was acted on, with its kind in front. `basis` is a code, with an id
    behind it where the basis is an object (`consent:17`). `numbers` are ids and counts, `fields` the names of what
    was changed, `persons` everybody whom the deed touched. Raises `ValueError` when a part is not of its form, for
    the log must never hold a personal text.

    >>> Logged(58, subject="area_list:2021", basis="no_personal_data", numbers={"areas": 58}).value
    58
    """

    value: T
    _: KW_ONLY
    subject: str
    basis: str
    numbers: Mapping[str, int] = field(default_factory=dict)
    persons: tuple[Seen, ...] = ()
    fields: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        must_match(SUBJECT, self.subject, "A subject")
        must_match(BASIS, self.basis, "A basis")
        must_match(CODES, ",".join(self.fields), "A list of fields")
        _must_count(self.numbers)


@dataclass(frozen=True)
class Looked(Generic[T]):
    """What a look gives back: its value for the caller, and for the log who was seen.

    `seen` names everybody whom the value tells of, `subject` what was opened (empty: the one person seen), and
    `query_hash` a keyed hash of the search text (`vugge.audit.actions.search_hash`), never the text. A look that
    found nobody says `Result.EMPTY`. Raises `ValueError` when a part is not of its form.

    >>> Looked(["one"], seen=(Seen(UUID(int=7), Level.EXISTS, frozenset(), "own_data"),)).result
    <Result.SHOWN: 'shown'>
    """

    value: T
    _: KW_ONLY
    seen: tuple[Seen, ...] = ()
    subject: str = ""
    result: Result = Result.SHOWN
    numbers: Mapping[str, int] = field(default_factory=dict)
    query_hash: str = ""
    fields: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        must_match(SUBJECT_OR_NONE, self.subject, "A subject")
        must_match(HASH_OR_NONE, self.query_hash, "A hash of a search")
        must_match(CODES, ",".join(self.fields), "A list of fields")
        _must_count(self.numbers)


@dataclass(frozen=True)
class Entry:
    """One line of the log: somebody did or saw something; `happened_at` is in UTC.

    `persons` are those of the entry that the question was about: all of them, or only the one who asks.
    """

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
    role: str = ""
    unit: str = ""
    result: Result = Result.DONE
    is_emergency: bool = False
    request: str = ""
    query_hash: str = ""
    fields: tuple[str, ...] = ()
    persons: tuple[Seen, ...] = ()


def _must_count(numbers: Mapping[str, int]) -> None:
    for name, number in numbers.items():
        must_match(NUMBER_NAME, name, "A number's name")
        if type(number) is not int:
            message = f"The log takes whole numbers; {name!r} is a {type(number).__name__}."
            raise ValueError(message)
