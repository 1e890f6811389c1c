"""The people of a town as values: what will be stored of them, with their keys.

Most are rows of `vugge.people.rules.loading`. A unit is known by its key in the town (`school:2`) until it is stored.
"""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from vugge.organisations.rules.kinds import OrganisationKind, Role, UnitKind
from vugge.people.rules.kinds import SpellKind
from vugge.people.rules.loading import (
    LoadedContact,
    LoadedCustody,
    LoadedDuplicate,
    LoadedMember,
    LoadedParent,
    LoadedPerson,
    LoadedProtection,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of an organisation; `key` is how the rest of the town names it."""

    key: str
    kind: UnitKind
    name: str
    address: str = ""
    area_key: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation with its units. `cvr` is a number that has not been issued; empty for who needs none."""

    kind: OrganisationKind
    name: str
    units: tuple[Unit, ...]
    cvr: str = ""
    code: str = ""
    has_municipality: bool = True


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role in a unit, from a day up to, not including, another."""

    unit: str
    role: Role
    begins: date
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody at work. A leaver's roles have ended."""

    account: UUID
    login_name: str
    name: str
    roles: tuple[HeldRole, ...]


@dataclass(frozen=True, slots=True)
class Dwelling:
    """A home that somebody can live in; `unit` is its housing department, if any."""

    id: UUID
    street: str
    number: str
    floor: str
    door: str
    stairway: str
    area_key: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Spell:
    """Where a person is for a time."""

    id: UUID
    person: UUID
    kind: SpellKind
    begins: date
    ends: date | None = None
    unit: str = ""
    dwelling: UUID | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """That two records were found to be one person, and which of them is kept."""

    kept: UUID
    gone: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class Task:
    """That an employee has a task around a person, in a role in a unit, from a day on."""

    person: UUID
    account: UUID
    role: Role
    unit: str
    begins: date
    reason: str


@dataclass(frozen=True)
class Family:
    """Everything about one family, divorced parents and their homes included.

    `staff` are those who had to be taken on for its tasks; `roles` says who is who in a story: `parent.child:0`.
    """

    persons: tuple[LoadedPerson, ...]
    protections: tuple[LoadedProtection, ...] = ()
    contacts: tuple[LoadedContact, ...] = ()
    dwellings: tuple[Dwelling, ...] = ()
    members: tuple[LoadedMember, ...] = ()
    custodies: tuple[LoadedCustody, ...] = ()
    parents: tuple[LoadedParent, ...] = ()
    spells: tuple[Spell, ...] = ()
    duplicates: tuple[LoadedDuplicate, ...] = ()
    merges: tuple[Merged, ...] = ()
    tasks: tuple[Task, ...] = ()
    staff: tuple[Staff, ...] = ()
    roles: dict[str, UUID] = field(default_factory=dict)
