"""Random worlds: accounts, roles, persons and all that can lie between them, at random times.

A world is what was stored, as the rows themselves. Offers `World`, `a_batch_of_worlds` and `midnight`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, Final
from uuid import uuid4

from tests.access import rows
from tests.access.rows import LONG_AGO, ROLES, daily

from vugge.access.models import Basis, Conflict, Consent, ConsentSignature, Meeting, Team
from vugge.access.models.bases import STORED
from vugge.access.rules.basis import BasisKind
from vugge.audit.rules import Category, Purpose, Viewer, person
from vugge.organisations.models import Account, Organisation, StaffRole, Unit
from vugge.organisations.rules.accounts import AccountKind
from vugge.organisations.rules.kinds import OrganisationKind, UnitKind
from vugge.organisations.rules.staff import RoleSource
from vugge.people.models import CitizenAccount, Custody, Dwelling, Household, HouseholdMember, Person, Protection, Spell
from vugge.people.rules.kinds import CustodyKind, Origin, ProtectionKind, SpellKind

CLOCKS_CHANGE: Final = datetime(2026, 3, 28, 12, tzinfo=UTC)
"""Around this the worlds lie, unless they are told another time: the night after, the clocks go forward."""

NEAR: Final = timedelta(hours=3)
"""A basis that begins or ended so near a moment is worth looking at, too."""

WORKING: Final = (*ROLES, "volunteer", "volunteer", "coordinator", "caseworker", "caseworker", "teacher")
"""The roles, those with a task around families more often."""

Model = Any  # Any: rows of any table, collected to be stored together


@dataclass
class World:
    """One world: who looks, when, and every row of it."""

    chance: Random
    middle: datetime = CLOCKS_CHANGE
    staff: list[Account] = field(default_factory=list)
    citizens: list[Account] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    roles: list[StaffRole] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    links: list[CitizenAccount] = field(default_factory=list)
    custodies: list[Custody] = field(default_factory=list)
    protections: list[Protection] = field(default_factory=list)
    dwellings: list[Dwelling] = field(default_factory=list)
    spells: list[Spell] = field(default_factory=list)
    households: list[Household] = field(default_factory=list)
    members: list[HouseholdMember] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)
    signatures: list[ConsentSignature] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    teams: list[Team] = field(default_factory=list)
    bases: list[Basis] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    moments: list[datetime] = field(default_factory=list)
    """When something begins, ends or turns: the moments at which mistakes show."""
    edges: list[datetime] = field(default_factory=list)
    """Those midnights at which a role begins or ends, and with it everything."""

    def a_moment(self) -> datetime:
        """Return a moment within half a year, to the minute, and remember it."""
        moment = self.middle + timedelta(minutes=self.chance.randrange(-260_000, 260_000))
        self.moments.append(moment)
        return moment

    def a_day(self) -> date:
        """Return a day within half a year; its midnight is remembered."""
        day = self.middle.date() + timedelta(days=self.chance.randrange(-180, 180))
        self.moments.append(midnight(day))
        return day

    def some_days(self) -> dict[str, date | None]:
        """Return a period of days under the names of the tables of people."""
        first = self.a_day()
        return {"begins": first, "ends": self.maybe(self._after(first))}

    def _after(self, first: date) -> date:
        last = first + timedelta(days=self.chance.randrange(1, 200))
        self.moments.append(midnight(last))
        return last

    def maybe(self, value: Any, chance: float = 0.5) -> Any:  # Any: whatever it was given
        """Return the value, or nothing."""
        return value if self.chance.random() < chance else None

    def now(self) -> datetime:
        """Return when somebody looks: often the very moment at which something begins or ends."""
        if self.chance.random() < 0.4:
            return self.middle + timedelta(minutes=self.chance.randrange(-260_000, 260_000))
        moment = self.chance.choice(self.edges if self.edges and self.chance.random() < 0.4 else self.moments)
        return moment + self.chance.choice((-1, -1, 0, 0, 1)) * timedelta(microseconds=1)

    def viewer(self, at: datetime | None = None) -> Viewer:
        """Return somebody who looks, in a part that is usually theirs, for a purpose that usually fits it.

        Rather one with something to do at a moment, if it is given.
        """
        if self.chance.random() < 0.4:
            account = self.chance.choice(self.citizens)
            return person(account.id, self.maybe(Purpose.OWN_INSIGHT, 0.9) or Purpose.CARE)
        held = self.chance.choice(self._turning(at) or self._with_task(at) or self.roles)
        account = self.chance.choice([held.account, held.account, held.account, *self.staff])
        fits = (*[daily(held.role)] * 4, Purpose.MEETING, Purpose.EMERGENCY, Purpose.OWN_INSIGHT)
        return person(account.id, self.chance.choice(fits), role=held.role, unit=str(held.unit_id))

    def _turning(self, at: datetime | None) -> list[StaffRole]:
        """Return the roles that begin or end just about a moment."""
        days = ((one, (one.valid_from, one.valid_to)) for one in self.roles)
        edges = ((one, [midnight(day) for day in both if day and day != LONG_AGO]) for one, both in days)
        return [one for one, moments in edges if at and any(abs(at - moment) <= NEAR for moment in moments)]

    def _with_task(self, at: datetime | None) -> list[StaffRole]:
        """Return the roles in which somebody was given something to do, or whose unit was: one for each basis."""
        bases = [basis for basis in self.bases if at is None or _is_near(basis, at)]
        if at is not None and bases:
            bases = [self.chance.choice(bases)]
        parts = {(basis.account_id, basis.in_role, basis.in_unit_id) for basis in bases}
        units = {basis.unit_id for basis in bases}
        return [one for one in self.roles if (one.account_id, one.role, one.unit_id) in parts or one.unit_id in units]


def _is_near(basis: Basis, at: datetime) -> bool:
    ends = [moment for moment in (basis.ends_at, basis.ended_at) if moment is not None]
    return basis.begins_at <= at + NEAR and all(at - NEAR < moment for moment in ends)


def midnight(day: date) -> datetime:
    """Return when a day begins in Denmark."""
    return datetime(day.year, day.month, day.day, tzinfo=rows.COPENHAGEN)


def a_batch_of_worlds(seeds: Sequence[int], *, middle: datetime = CLOCKS_CHANGE) -> list[World]:
    """Make one world for each seed and store them side by side, a statement a table."""
    worlds = [_invent(World(Random(seed), middle)) for seed in seeds]
    for name in STORE_IN_ORDER:
        together = [row for world in worlds for row in getattr(world, name)]
        if together:
            _set_of(together[0]).bulk_create(together)
    return worlds


STORE_IN_ORDER: Final = (
    "organisations", "units", "staff", "citizens", "roles", "persons", "links", "custodies", "protections",
    "dwellings", "spells", "households", "members", "consents", "signatures", "meetings", "teams", "bases", "conflicts",
)  # fmt: skip


def _set_of(row: Model) -> Any:  # Any: the set of any table
    manager = type(row).objects
    return manager.adding() if hasattr(manager, "adding") else manager


def _invent(world: World) -> World:
    _register(world)
    _people(world)
    _families(world)
    for _ in range(world.chance.randrange(12, 24)):
        _basis(world)
    for _ in range(world.chance.randrange(4)):
        _conflict(world)
    return world


def _register(world: World) -> None:
    mark = uuid4().hex
    organisation = Organisation(
        kind=OrganisationKind.MUNICIPALITY, name=mark, folded=mark, valid_from=LONG_AGO,
        valid_to=world.maybe(world.a_day(), 0.05),
    )  # fmt: skip
    world.organisations.append(organisation)
    for number in range(2):
        name, until = f"{mark} {number}", world.maybe(world.a_day(), 0.1)
        world.units.append(
            Unit(
                organisation=organisation,
                kind=UnitKind.SCHOOL,
                name=name,
                folded=name,
                valid_from=LONG_AGO,
                valid_to=until,
            )
        )
    for _ in range(3):
        account = _account(AccountKind.STAFF)
        account.is_active = world.chance.random() < 0.95
        world.staff.append(account)
        world.roles += [_role(world, account, role) for role in sorted(set(world.chance.sample(WORKING, 2)))]


def _account(kind: AccountKind) -> Account:
    identity = uuid4()
    return Account(id=identity, login_name=f"x{identity.hex}", display_name="Prøve", kind=kind)


def _role(world: World, account: Account, role: str) -> StaffRole:
    begins = world.maybe(world.a_day(), 0.3) or LONG_AGO
    until = world.maybe(max(begins, world.a_day()), 0.3)
    world.edges += [midnight(day) for day in (begins, until) if day and day != LONG_AGO]
    return StaffRole(
        account=account,
        unit=world.chance.choice(world.units),
        role=role,
        source=RoleSource.LOCAL,
        valid_from=begins,
        valid_to=until,
        ended_at=world.maybe(world.a_moment()) if until else None,
    )


def _people(world: World) -> None:
    for _ in range(6):
        day = world.a_day()
        birthday = day.replace(day=min(day.day, 28))
        world.moments.append(midnight(birthday))
        born = birthday.replace(year=birthday.year - world.chance.choice((3, 15, 15, 18, 18, 30)))
        world.persons.append(rows.new_person(uuid4(), world.maybe(born, 0.9)))
    for one in world.persons[:2]:
        account = _account(AccountKind.CITIZEN)
        world.citizens.append(account)
        world.links.append(CitizenAccount(person_id=one.id, account=account, linked_at=world.middle))


def _families(world: World) -> None:
    for holder in world.persons[:2]:
        for child in world.chance.sample(world.persons[2:], 2):
            world.custodies.append(
                Custody(
                    child_id=child.id,
                    holder_id=holder.id,
                    kind=CustodyKind.MOTHER,
                    origin=Origin.SYNTHETIC,
                    needs_check=world.chance.random() < 0.2,
                    **world.some_days(),
                )
            )
    world.dwellings += [
        Dwelling(street=uuid4().hex, number="1", postcode="9999", city="By", municipality="0999") for _ in range(3)
    ]
    world.households += [Household(), Household()]
    for one in world.persons:
        _at_home(world, one)
        if world.chance.random() < 0.15:
            world.protections.append(_protection(world, one))


def _at_home(world: World, one: Person) -> None:
    days = world.some_days()
    same: dict[str, Any] = {"person_id": one.id, "origin": Origin.SYNTHETIC}  # Any: columns of any kind
    home: dict[str, Any] = {"kind": SpellKind.HOME, "entered_at": world.middle, **same}  # Any: likewise
    world.spells.append(Spell(dwelling=world.chance.choice(world.dwellings), **home, **days))
    if days["ends"]:
        world.spells.append(Spell(dwelling=world.chance.choice(world.dwellings), begins=days["ends"], **home))
    world.members.append(HouseholdMember(household=world.chance.choice(world.households), **same, **world.some_days()))


def _protection(world: World, one: Person) -> Protection:
    lifted = world.chance.random() < 0.2
    why = {"lifted_at": world.middle, "lifted_by": "system:test", "lifted_because": "prøve"} if lifted else {}
    return Protection(
        person_id=one.id, kind=ProtectionKind.NAME_ADDRESS, origin=Origin.SYNTHETIC, **world.some_days(), **why
    )


def _basis(world: World) -> None:
    kind = world.chance.choice(STORED)
    about = world.chance.choice(world.persons)
    begins_at = world.a_moment() - timedelta(days=world.chance.choice((0, 200)))
    ends_at = world.a_moment() + timedelta(days=90)
    ends_at = max(ends_at, begins_at + timedelta(hours=4))
    if kind in (BasisKind.CONSENT, BasisKind.MEETING, BasisKind.EMERGENCY) or world.chance.random() < 0.5:
        world.moments.append(ends_at)
    else:
        ends_at = None  # type: ignore[assignment]  # it goes on
    basis = Basis(
        kind=kind, person_id=about.id, begins_at=begins_at, ends_at=ends_at, granted_by="system:test",
        granted_at=begins_at, ended_at=world.maybe(world.a_moment(), 0.2),
        legal_basis="Prøveloven § 1", reason="en prøve, og ikke andet",
    )  # fmt: skip
    _receiver(world, basis)
    _bounds(world, basis, about)
    world.bases.append(basis)


def _receiver(world: World, basis: Basis) -> None:
    only_one = basis.kind in (BasisKind.TEAM, BasisKind.EMERGENCY)
    if only_one or world.chance.random() < 0.7:
        basis.account = world.chance.choice(world.staff)
        held = [one for one in world.roles if one.account_id == basis.account_id]
        part = world.chance.choice(held if world.chance.random() < 0.9 else world.roles)
        basis.in_role, basis.in_unit = part.role, part.unit
    else:
        basis.unit = world.chance.choice(world.units)


def _bounds(world: World, basis: Basis, about: Person) -> None:
    """Give a basis what its kind must have: a team, a consent, a meeting, and what is shared."""
    if basis.kind == BasisKind.TEAM:
        found = [team for team in world.teams if team.person_id == about.id]
        basis.team = found[0] if found else Team(person_id=about.id, opened_at=world.middle)
        world.teams += [] if found else [basis.team]
    if basis.kind in (BasisKind.CONSENT, BasisKind.MEETING):
        shared = world.chance.sample(list(Category), world.chance.randrange(9))
        basis.categories, basis.has_own_categories = rows.text_of(shared), True
    if basis.kind == BasisKind.CONSENT:
        basis.purpose = world.chance.choice((Purpose.CARE, Purpose.CARE, Purpose.CASEWORK, Purpose.EMPLOYMENT))
        basis.consent = _consent(world, about)
    if basis.kind == BasisKind.MEETING:
        basis.purpose = Purpose.MEETING
        basis.meeting = Meeting(
            person_id=about.id, matter=uuid4().hex[:30], held_on=world.middle.date(), called_by=world.staff[0],
            called_at=world.middle, legal_basis="Prøveloven § 2",
        )  # fmt: skip
        world.meetings.append(basis.meeting)


def _consent(world: World, about: Person) -> Consent:
    consent = Consent(
        person_id=about.id, asked_by=world.staff[0], asking_unit=world.units[0], matter="support",
        categories="identity", purpose=Purpose.CARE, purpose_text="prøve", language="da", text_version="1",
        text_shown="prøve", begins=LONG_AGO, until=date(2030, 1, 1), requested_at=world.a_moment(),
        given_at=world.middle, key=uuid4(),
    )  # fmt: skip
    world.consents.append(consent)
    holders = sorted({one.holder_id for one in world.custodies if one.child_id == about.id})
    for signer in holders if world.chance.random() < 0.7 else [about.id]:
        part = "self" if signer == about.id else "custodian"
        world.signatures.append(ConsentSignature(consent=consent, signer_id=signer, signed_as=part, said_yes=True))
    return consent


def _conflict(world: World) -> None:
    """Shut an employee out, mostly from somebody whom they would else know of."""
    basis = world.chance.choice(world.bases)
    account, about = basis.account or world.chance.choice(world.staff), basis.person_id
    if not any((old.account_id, old.person_id) == (account.id, about) for old in world.conflicts):
        world.conflicts.append(Conflict(account=account, person_id=about, kind="family", **world.some_days()))
