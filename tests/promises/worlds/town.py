"""A small town, made by rows: families of every custody variant, staff of every role, and what ties them together.

Every name, street, stairway, school, meeting place and telephone is a word that stands nowhere else. Offers `Town`,
`Resident` and `NOW`; `making` brings it together.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from random import Random
from typing import Any, Final
from uuid import UUID

from tests.access.rows import LONG_AGO, Employee
from tests.promises.worlds.words import Words

from vugge.audit.rules import Purpose, Viewer, person
from vugge.kit.identifiers import Cpr
from vugge.organisations.models import Account, Organisation, StaffRole, Unit
from vugge.organisations.rules.accounts import AccountKind
from vugge.organisations.rules.kinds import OrganisationKind, Role, UnitKind
from vugge.organisations.rules.staff import RoleSource
from vugge.people.models import Dwelling

NOW: Final = datetime(2026, 6, 15, 10, tzinfo=UTC)
"""When everybody looks: a Monday at noon in Denmark."""
TODAY: Final = NOW.date()

WORKPLACES: Final = (
    (UnitKind.HEALTH_VISITING, Role.HEALTH_VISITOR, 2),
    (UnitKind.KINDERGARTEN, Role.PEDAGOGUE, 2),
    (UnitKind.SCHOOL, Role.TEACHER, 2),
    (UnitKind.DEPARTMENT, Role.CASEWORKER, 2),
    (UnitKind.JOB_CENTRE, Role.JOB_CONSULTANT, 1),
    (UnitKind.SUPERVISION, Role.SUPERVISOR, 1),
    (UnitKind.DEPARTMENT, Role.REGISTRAR, 1),
    (UnitKind.DEPARTMENT, Role.ADMINISTRATOR, 1),
)
HOUSING: Final = ((UnitKind.SECRETARIAT, Role.COORDINATOR, 1), (UnitKind.HOUSING_DEPARTMENT, Role.BOARD_MEMBER, 1))

Row = Any  # Any: a row of any table, collected to be stored together


@dataclass(frozen=True)
class Resident:
    """Somebody who lives in the town, with the words that mean them and those that say where they are."""

    id: UUID
    family: int
    name: str
    surname: str
    born: date | None
    number: Cpr | None
    is_dead: bool = False
    places: frozenset[str] = frozenset()


@dataclass
class Town:
    """Everybody and everything, as rows to be stored in order of their tables."""

    chance: Random
    words: Words
    tables: dict[str, list[Row]] = field(default_factory=dict)
    staff: list[Employee] = field(default_factory=list)
    citizens: dict[UUID, Account] = field(default_factory=dict)
    residents: dict[UUID, Resident] = field(default_factory=dict)
    families: list[list[UUID]] = field(default_factory=list)
    units: dict[UnitKind, list[Unit]] = field(default_factory=dict)
    homes: dict[UUID, Dwelling] = field(default_factory=dict)

    def add(self, *rows: Row) -> None:
        """Collect rows."""
        for row in rows:
            self.tables.setdefault(type(row).__name__, []).append(row)

    def uuid(self) -> UUID:
        """Return an id that the seed decides."""
        return UUID(int=self.chance.getrandbits(128), version=4)

    def store(self) -> None:
        """Store everything, a statement a table."""
        for name in ORDER:
            if rows := self.tables.get(name):
                manager = type(rows[0]).objects
                (manager.adding() if hasattr(manager, "adding") else manager).bulk_create(rows)

    def name_of(self, resident: UUID) -> str:
        """Return the word that stands for somebody alone."""
        return self.residents[resident].name

    def citizen(self, resident: UUID) -> Viewer:
        """Return somebody as themselves."""
        return person(self.citizens[resident].id, Purpose.OWN_INSIGHT)


ORDER: Final = (
    "Organisation", "Unit", "Account", "StaffRole", "Person", "CitizenAccount", "Identifier", "Protection", "Contact",
    "Dwelling", "Household", "HouseholdMember", "Custody", "Parenthood", "Spell", "Correction", "PossibleDuplicate",
    "Team", "Consent", "ConsentRecipient", "ConsentSignature", "Meeting", "Basis", "EmergencyReview", "Conflict",
    "Evidence", "Goal", "GoalAcceptance", "Step",
    "Conference", "ConferenceParticipant", "ConferencePoint", "ConferenceNote", "Concern",
    "Thread", "ThreadColleague", "Message", "MessageReader",
    "Event", "EventPerson", "Transition", "TransitionNote", "TransitionEvent",
)  # fmt: skip


def workplaces(town: Town) -> None:
    """Found the organisations, with units and staff; of the two schools one has nobody."""
    own = _organisation(town, OrganisationKind.MUNICIPALITY)
    for kind, role, how_many in WORKPLACES:
        unit = a_unit(town, own, kind)
        town.staff += [_employee(town, unit, role) for _ in range(how_many)]
    for _ in range(2):
        housing = _organisation(town, OrganisationKind.HOUSING_ORGANISATION)
        for kind, role, how_many in HOUSING:
            unit = a_unit(town, housing, kind)
            town.staff += [_employee(town, unit, role) for _ in range(how_many)]
    friends = a_unit(town, _organisation(town, OrganisationKind.ASSOCIATION), UnitKind.ASSOCIATION)
    town.staff.append(_employee(town, friends, Role.VOLUNTEER))
    for kind in (UnitKind.SCHOOL, UnitKind.KINDERGARTEN, UnitKind.SCHOOL):
        a_unit(town, own, kind)
    a_unit(town, _organisation(town, OrganisationKind.COMPANY), UnitKind.COMPANY)


def _organisation(town: Town, kind: OrganisationKind) -> Organisation:
    name = town.words.one("Qo")
    row = Organisation(kind=kind, name=name, folded=name.casefold(), municipality="0999", valid_from=LONG_AGO)
    town.add(row)
    return row


def a_unit(town: Town, organisation: Organisation, kind: UnitKind) -> Unit:
    """Open a unit."""
    name = town.words.one("Qu")
    row = Unit(organisation=organisation, kind=kind, name=name, folded=name.casefold(), valid_from=LONG_AGO)
    town.units.setdefault(kind, []).append(row)
    town.add(row)
    return row


def an_account(town: Town, kind: AccountKind, name: str) -> Account:
    """Open an account."""
    identity = town.uuid()
    row = Account(id=identity, login_name=f"x{identity.hex}", display_name=name, kind=kind)
    town.add(row)
    return row


def _employee(town: Town, unit: Unit, role: Role) -> Employee:
    account = an_account(town, AccountKind.STAFF, town.words.one("Qa"))
    row = StaffRole(account=account, unit=unit, role=role.value, source=RoleSource.LOCAL, valid_from=LONG_AGO)
    town.add(row)
    return Employee(account, unit, role.value)
