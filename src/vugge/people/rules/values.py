"""What questions about people answer with: frozen values, each field marked with what it takes to see it (`veil`)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from vugge.audit.rules import Category, Level
from vugge.people.rules.kinds import (
    ContactKind,
    CustodyKind,
    DuplicateReason,
    DuplicateState,
    Origin,
    ParentKind,
    PersonState,
    ProtectionKind,
    SpellKind,
)
from vugge.people.rules.names import full_name
from vugge.people.rules.veil import locating, plain, shown_with

_NAME = plain()
_IDENTITY = shown_with(Category.IDENTITY)
_NUMBER = shown_with(Category.IDENTITY, level=Level.FULL)
_FAMILY = shown_with(Category.FAMILY)
_WARNING = shown_with(Category.IDENTITY, level=Level.SUMMARY)
"""That somebody is protected tells nobody where they are, and whoever works with them must know it, to say nothing."""


@dataclass(frozen=True)
class ContactValue:
    """A way to reach or meet a person."""

    id: UUID
    kind: ContactKind
    text: str


@dataclass(frozen=True)
class Home:
    """Where somebody lives."""

    dwelling: UUID
    street: str
    number: str
    floor: str
    door: str
    stairway: str
    postcode: str
    city: str
    municipality: str
    area_key: str
    unit: int | None

    def written(self) -> str:
        """Return the address as it is written on a letter.

        >>> Home(UUID(int=1), "Birkevej", "12", "2", "th", "B", "9999", "Vuggested", "0000", "", None).written()
        'Birkevej 12, 2. th, 9999 Vuggested'
        """
        floor = f"{self.floor}." if self.floor.isdigit() else self.floor
        inside = f"{floor} {self.door}".strip()
        parts = (f"{self.street} {self.number}", inside, f"{self.postcode} {self.city}")
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class PersonLine:
    """A person as one line of a list. Whoever may know that somebody is here may know the name, and no more by that."""

    id: UUID = field(metadata=plain())
    level: Level = field(metadata=plain())
    given_names: str = field(default="", metadata=_NAME)
    surname: str = field(default="", metadata=_NAME)
    born: date | None = field(default=None, metadata=_IDENTITY)
    due: date | None = field(default=None, metadata=_IDENTITY)
    state: PersonState | None = field(default=None, metadata=_IDENTITY)

    @property
    def name(self) -> str:
        """The whole name; empty for a child that has none yet."""
        return full_name(self.given_names, self.surname)


@dataclass(frozen=True)
class PersonValue:
    """A person as far as the viewer may see; `hidden` are the categories withheld, empty or not.

    `is_protected` is the warning that name and address are protected; `protections`, how, goes where the address goes.
    """

    id: UUID = field(metadata=plain())
    level: Level = field(metadata=plain())
    hidden: frozenset[Category] = field(metadata=plain())
    given_names: str = field(default="", metadata=_NAME)
    surname: str = field(default="", metadata=_NAME)
    born: date | None = field(default=None, metadata=_IDENTITY)
    due: date | None = field(default=None, metadata=_IDENTITY)
    state: PersonState | None = field(default=None, metadata=_IDENTITY)
    died: date | None = field(default=None, metadata=_IDENTITY)
    masked_number: str = field(default="", metadata=_NUMBER)
    language: str = field(default="", metadata=_IDENTITY)
    needs_interpreter: bool = field(default=False, metadata=_IDENTITY)
    version: int = field(default=0, metadata=_IDENTITY)
    is_protected: bool = field(default=False, metadata=_WARNING)
    protections: frozenset[ProtectionKind] = field(default=frozenset(), metadata=locating())
    contacts: tuple[ContactValue, ...] = field(default=(), metadata=locating())
    home: Home | None = field(default=None, metadata=locating())

    @property
    def name(self) -> str:
        """The whole name; empty for a child that has none yet."""
        return full_name(self.given_names, self.surname)


@dataclass(frozen=True)
class SpellValue:
    """Where a person is or was for a time; `unit` is the id of the place. Corrected ones stay, and say so."""

    id: UUID = field(metadata=plain())
    person: UUID = field(metadata=plain())
    kind: SpellKind = field(metadata=plain())
    begins: date = field(metadata=plain())
    ends: date | None = field(metadata=plain())
    origin: Origin = field(metadata=plain())
    corrected_by: UUID | None = field(metadata=plain())
    version: int = field(metadata=plain())
    unit: int | None = field(default=None, metadata=locating(None))
    unit_name: str = field(default="", metadata=locating(None))
    title: str = field(default="", metadata=locating(None))
    home: Home | None = field(default=None, metadata=locating())

    def holds_on(self, day: date) -> bool:
        """Say whether it is in force on a local day and not corrected."""
        return self.corrected_by is None and self.begins <= day and (self.ends is None or day < self.ends)


@dataclass(frozen=True)
class MemberValue:
    """A person in a household, for a time."""

    household: UUID = field(metadata=plain())
    person: UUID = field(metadata=plain())
    begins: date | None = field(default=None, metadata=_FAMILY)
    ends: date | None = field(default=None, metadata=_FAMILY)


@dataclass(frozen=True)
class CustodyValue:
    """Who has custody of a child, and from when to when."""

    id: UUID = field(metadata=plain())
    child: UUID = field(metadata=plain())
    holder: UUID = field(metadata=plain())
    kind: CustodyKind | None = field(default=None, metadata=_FAMILY)
    begins: date | None = field(default=None, metadata=_FAMILY)
    ends: date | None = field(default=None, metadata=_FAMILY)
    needs_check: bool = field(default=False, metadata=_FAMILY)


@dataclass(frozen=True)
class ParentValue:
    """Who is a child's parent, with or without custody."""

    child: UUID = field(metadata=plain())
    parent: UUID = field(metadata=plain())
    kind: ParentKind | None = field(default=None, metadata=_FAMILY)


@dataclass(frozen=True)
class CorrectionValue:
    """What was put right: both texts, why, when and by whom (an id as the log writes it)."""

    id: UUID = field(metadata=plain())
    person: UUID = field(metadata=plain())
    field_name: str = field(default="", metadata=_NUMBER)
    old: str = field(default="", metadata=_NUMBER)
    new: str = field(default="", metadata=_NUMBER)
    reason: str = field(default="", metadata=_NUMBER)
    corrected_at: datetime | None = field(default=None, metadata=_NUMBER)
    corrected_by: str = field(default="", metadata=_NUMBER)


@dataclass(frozen=True)
class DuplicateValue:
    """That two records may be one person, for whoever may see both."""

    id: UUID
    first: PersonLine
    second: PersonLine
    why: DuplicateReason
    state: DuplicateState
    noted_at: datetime
