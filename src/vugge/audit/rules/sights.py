"""Proof of access: what a viewer may see of whom, and one deed on one person that they may do.

Offers `Act`, `Sight`, `Scope` (for reading) and `Permit` (for one deed). The rooms below access never decide who
may; they demand these values. For people only the room `access` makes them; `Scope.whole` and `Permit.of_system`
are for commands and jobs. A test sees to it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self
from uuid import UUID

from vugge.audit.rules.forms import NO_BASIS
from vugge.audit.rules.logged import Category, Level, Seen
from vugge.audit.rules.viewers import Kind, Viewer
from vugge.kit.errors import NotAllowed
from vugge.kit.text import sentence

SYSTEM: Final = "system"
"""The basis of commands and jobs, which act for nobody."""


class Act(StrEnum):
    """What can be done with what is known of a person."""

    FIND = "find"
    READ = "read"
    ADD = "add"
    CHANGE = "change"
    SHARE = "share"
    EXPORT = "export"
    DECIDE = "decide"


@dataclass(frozen=True)
class Sight:
    """What one viewer may see of one person and do.

    `rights` pair a category with an act: one basis may let somebody change where a child goes to school, another
    only read about support, and neither lends the other its act. `bases` are the codes of the reasons why, the
    strongest first.
    """

    person: UUID
    level: Level
    rights: frozenset[tuple[Category, Act]]
    bases: tuple[str, ...] = ()

    @property
    def basis(self) -> str:
        """The code of the strongest reason why."""
        return self.bases[0] if self.bases else NO_BASIS

    @property
    def categories(self) -> frozenset[Category]:
        """The kinds of data that may be read."""
        return frozenset(category for category, act in self.rights if act is Act.READ)

    def may(self, act: Act, category: Category) -> bool:
        """Say whether this may be done with this kind of data."""
        return (category, act) in self.rights

    def shows(self, category: Category) -> bool:
        """Say whether this kind of data may be seen, in summary or in full."""
        return self.level >= Level.SUMMARY and self.may(Act.READ, category)

    def seen(self, *categories: Category) -> Seen:
        """Return what the log says of a look at these kinds of data, or at all that may be seen when none is named."""
        looked_at = self.categories.intersection(categories) if categories else self.categories
        return Seen(self.person, self.level, looked_at, self.basis)


_EVERYTHING: Final = frozenset((category, act) for category in Category for act in Act)


def no_sight(person: UUID) -> Sight:
    """Return what one sees of somebody whom one may not know of.

    >>> no_sight(UUID(int=7)).level
    <Level.UNKNOWN: 0>
    """
    return Sight(person, Level.UNKNOWN, frozenset())


def _whole_sight(person: UUID) -> Sight:
    return Sight(person, Level.FULL, _EVERYTHING, (SYSTEM,))


@dataclass(frozen=True)
class Scope:
    """Everybody whom a viewer may see, and how much of each. A question answers nothing outside it.

    A whole scope is the system's: it sees everybody and lists nobody, so ask `is_whole` before `persons`.

    >>> from vugge.audit.rules import Purpose, person
    >>> Scope(person("7f3a", Purpose.CARE), {}).shows(UUID(int=7), Category.IDENTITY)
    False
    """

    viewer: Viewer
    sights: Mapping[UUID, Sight]
    is_whole: bool = False

    def __post_init__(self) -> None:
        if self.is_whole:
            _must_be_system(self.viewer)

    @classmethod
    def whole(cls, viewer: Viewer) -> Self:
        """Return the scope of a command or a job; raises `NotAllowed` for everybody else."""
        return cls(viewer, {}, is_whole=True)

    def sight(self, person: UUID) -> Sight:
        """Return what may be seen of somebody: of a stranger, nothing."""
        if self.is_whole:
            return _whole_sight(person)
        return self.sights.get(person) or no_sight(person)

    def persons(self) -> frozenset[UUID]:
        """Return everybody of whom at least their existence may be known; nobody for a whole scope."""
        return frozenset(person for person, sight in self.sights.items() if sight.level > Level.UNKNOWN)

    def shows(self, person: UUID, category: Category) -> bool:
        """Say whether this kind of data about this person may be seen."""
        return self.sight(person).shows(category)

    def seen(self, persons: Iterable[UUID], *categories: Category) -> tuple[Seen, ...]:
        """Return what the log says of a look at these persons; see `Sight.seen`."""
        return tuple(self.sight(person).seen(*categories) for person in persons)


@dataclass(frozen=True)
class Permit:
    """Leave for one viewer to do one kind of deed on one person, within what they may see."""

    viewer: Viewer
    act: Act
    sight: Sight

    @classmethod
    def of_system(cls, viewer: Viewer, act: Act, person: UUID) -> Self:
        """Return the leave of a command or a job; raises `NotAllowed` for everybody else."""
        _must_be_system(viewer)
        return cls(viewer, act, _whole_sight(person))

    def must_cover(self, viewer: Viewer, act: Act, person: UUID, category: Category) -> None:
        """Raise `NotAllowed`, with the person for the log, unless this is leave for just this deed."""
        sight = self.sight
        is_right = (self.viewer, self.act, sight.person) == (viewer, act, person)
        if not (is_right and sight.level > Level.UNKNOWN and sight.may(act, category)):
            raise NotAllowed(
                sentence("Det har du ikke adgang til at gøre for denne person. Spørg din leder, hvis du skal kunne."),
                person=person,
            )

    def seen(self, *categories: Category) -> Seen:
        """Return what the log says of the deed: which of these kinds of data it may touch, and on which basis."""
        touched = frozenset(category for category, act in self.sight.rights if act is self.act)
        named = touched.intersection(categories) if categories else touched
        return Seen(self.sight.person, self.sight.level, named, self.sight.basis)


def _must_be_system(viewer: Viewer) -> None:
    if viewer.kind is not Kind.SYSTEM:
        raise NotAllowed(sentence("Kun systemets egne job har adgang til alt. Vælg en person eller en søgning."))
