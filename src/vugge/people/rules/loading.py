"""What a file or the demo brings many persons in at once as: plain rows with their keys, already checked where made.

Offers `Batch` and its rows.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vugge.kit.identifiers import Cpr
from vugge.people.rules.kinds import (
    ContactKind,
    CustodyKind,
    DuplicateReason,
    ParentKind,
    PersonState,
    ProtectionKind,
    SpellKind,
)


@dataclass(frozen=True, slots=True)
class LoadedPerson:
    """A person with the number in force, if any."""

    id: UUID
    given_names: str
    surname: str
    state: PersonState
    born: date | None = None
    due: date | None = None
    number: Cpr | None = None
    language: str = ""
    needs_interpreter: bool = False


@dataclass(frozen=True, slots=True)
class LoadedProtection:
    """That a person's whereabouts are hidden."""

    id: UUID
    person: UUID
    kind: ProtectionKind
    begins: date
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class LoadedContact:
    """A way to reach a person."""

    id: UUID
    person: UUID
    kind: ContactKind
    value: str
    begins: date


@dataclass(frozen=True, slots=True)
class LoadedDwelling:
    """A home that somebody can live in."""

    id: UUID
    street: str
    number: str
    postcode: str
    city: str
    municipality: str
    floor: str = ""
    door: str = ""
    stairway: str = ""
    area_key: str = ""
    unit: int | None = None


@dataclass(frozen=True, slots=True)
class LoadedMember:
    """That a person belongs to a household."""

    id: UUID
    household: UUID
    person: UUID
    begins: date
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class LoadedCustody:
    """That somebody has custody of a child."""

    id: UUID
    child: UUID
    holder: UUID
    kind: CustodyKind
    begins: date
    ends: date | None = None
    needs_check: bool = False


@dataclass(frozen=True, slots=True)
class LoadedParent:
    """That somebody is a child's parent."""

    id: UUID
    child: UUID
    parent: UUID
    kind: ParentKind


@dataclass(frozen=True, slots=True)
class LoadedSpell:
    """Where a person is for a time."""

    id: UUID
    person: UUID
    kind: SpellKind
    begins: date
    ends: date | None = None
    unit: int | None = None
    dwelling: UUID | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class LoadedDuplicate:
    """That two persons may be one, in any order."""

    id: UUID
    first: UUID
    second: UUID
    why: DuplicateReason


@dataclass(frozen=True, slots=True)
class LoadedAccount:
    """That a log-in is a person's."""

    id: UUID
    person: UUID
    account: UUID


@dataclass(frozen=True)
class Batch:
    """Many persons with all that hangs on them. Households are made from their members."""

    persons: tuple[LoadedPerson, ...] = ()
    dwellings: tuple[LoadedDwelling, ...] = ()
    protections: tuple[LoadedProtection, ...] = ()
    contacts: tuple[LoadedContact, ...] = ()
    members: tuple[LoadedMember, ...] = ()
    custodies: tuple[LoadedCustody, ...] = ()
    parents: tuple[LoadedParent, ...] = ()
    spells: tuple[LoadedSpell, ...] = ()
    duplicates: tuple[LoadedDuplicate, ...] = ()
    accounts: tuple[LoadedAccount, ...] = ()
