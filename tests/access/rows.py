"""Rows for the tests of access, made at one stroke: who works where as what, persons, and the bases between them.

Actions make rows one by one and are shown by their own tests; a matrix of some hundred situations and ten thousand
random worlds need them by the hundred. Everybody here is made up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from vugge.access.models import Basis, Conflict, Consent, ConsentSignature, Meeting, Team
from vugge.access.rules.basis import BasisKind
from vugge.audit.rules import Category, Purpose, Viewer, person
from vugge.organisations.models import Account, Organisation, StaffRole, Unit
from vugge.organisations.rules.accounts import AccountKind
from vugge.organisations.rules.kinds import OrganisationKind, Role, UnitKind, units_of, units_with
from vugge.organisations.rules.staff import RoleSource
from vugge.people.models import CitizenAccount, Custody, Dwelling, Person, Protection, Spell
from vugge.people.rules.kinds import CustodyKind, Origin, PersonState, ProtectionKind, SpellKind

COPENHAGEN: Final = ZoneInfo("Europe/Copenhagen")
LONG_AGO: Final = date(2000, 1, 1)
ROLES: Final = tuple(role.value for role in Role)

PURPOSE: Final = {
    Role.CASEWORKER: Purpose.CASEWORK,
    Role.JOB_CONSULTANT: Purpose.EMPLOYMENT,
    Role.REGISTRAR: Purpose.REGISTRATION,
    Role.SUPERVISOR: Purpose.SUPERVISION,
    Role.ADMINISTRATOR: Purpose.ADMINISTRATION,
    Role.BOARD_MEMBER: Purpose.ADMINISTRATION,
}
"""What each role's daily work is for; CARE for the others."""


def daily(role: str) -> Purpose:
    """Return what a role's daily work is for."""
    return PURPOSE.get(Role(role), Purpose.CARE)


def an_account(kind: AccountKind = AccountKind.STAFF) -> Account:
    """Make an account that can log in."""
    identity = uuid4()
    return Account.objects.create(id=identity, login_name=f"x{identity.hex}", display_name="Prøve", kind=kind)


def a_unit_for(role: str) -> Unit:
    """Make a unit, with an organisation of its own, in which there is such a role."""
    kind = min(units_with(Role(role)) - {UnitKind.FAMILY_CENTRE}, key=list(UnitKind).index)
    owner = next(one for one in OrganisationKind if kind in units_of(one))
    mark = uuid4().hex
    organisation = Organisation.objects.create(
        kind=owner, name=f"Prøve {mark}", folded=f"prove {mark}", valid_from=LONG_AGO
    )
    return Unit.objects.create(
        organisation=organisation, kind=kind, name=f"Enhed {mark}", folded=f"enhed {mark}", valid_from=LONG_AGO
    )


@dataclass(frozen=True)
class Employee:
    """Somebody on the staff: the account, the unit, and the role held there."""

    account: Account
    unit: Unit
    role: str

    def viewer(self, purpose: Purpose | None = None) -> Viewer:
        """Return the employee at work, for the role's daily purpose or another."""
        return person(self.account.id, purpose or daily(self.role), role=self.role, unit=str(self.unit.id))


def an_employee(role: str, *, unit: Unit | None = None, until: date | None = None) -> Employee:
    """Make somebody who holds a role; `until` is the first day without it."""
    hired = Employee(an_account(), unit or a_unit_for(role), role)
    hire(hired, until=until)
    return hired


def hire(who: Employee, *, until: date | None = None) -> None:
    """Give somebody a role; `until` is the first day without it."""
    StaffRole.objects.create(
        account=who.account, unit=who.unit, role=who.role, source=RoleSource.LOCAL, valid_from=LONG_AGO, valid_to=until
    )


def a_person(*, born: date | None = date(1990, 5, 17)) -> UUID:
    """Make a person."""
    identity = uuid4()
    Person.objects.adding().bulk_create([new_person(identity, born)])
    return identity


def new_person(identity: UUID, born: date | None) -> Person:
    """Return a person, not stored yet."""
    name = f"prøve {identity.hex}"
    return Person(
        id=identity,
        given_names="Prøve",
        surname=identity.hex,
        folded=name,
        order_key=name,
        born=born,
        state=PersonState.LIVING,
        origin=Origin.SYNTHETIC,
    )


def a_citizen(*, born: date | None = date(1990, 5, 17)) -> tuple[Viewer, UUID]:
    """Make a person with a log-in. Returns the viewer, for own insight, and the person."""
    identity, account = a_person(born=born), an_account(AccountKind.CITIZEN)
    link(identity, account)
    return person(account.id, Purpose.OWN_INSIGHT), identity


def link(identity: UUID, account: Account) -> None:
    """Say that a log-in is a person's."""
    CitizenAccount.objects.adding().create(
        person_id=identity, account=account, linked_at=datetime(2026, 1, 1, tzinfo=UTC)
    )


def custody(
    child: UUID, holder: UUID, *, begins: date = LONG_AGO, ends: date | None = None, needs_check: bool = False
) -> None:
    """Give somebody custody of a child."""
    Custody.objects.adding().create(
        child_id=child,
        holder_id=holder,
        kind=CustodyKind.MOTHER,
        begins=begins,
        ends=ends,
        needs_check=needs_check,
        origin=Origin.SYNTHETIC,
    )


def protect(identity: UUID, *, begins: date = LONG_AGO) -> None:
    """Protect where a person is."""
    Protection.objects.adding().create(
        person_id=identity, kind=ProtectionKind.NAME_ADDRESS, begins=begins, origin=Origin.SYNTHETIC
    )


def a_dwelling() -> UUID:
    """Make a home that somebody can live in."""
    home = Dwelling.objects.create(
        street=f"Prøvevej {uuid4().hex}", number="1", postcode="9999", city="Prøveby", municipality="0999"
    )
    return home.id


def lives_in(dwelling: UUID, *persons: UUID) -> None:
    """Let these persons live in a home."""
    Spell.objects.adding().bulk_create(
        Spell(
            person_id=one,
            kind=SpellKind.HOME,
            dwelling_id=dwelling,
            begins=LONG_AGO,
            origin=Origin.SYNTHETIC,
            entered_at=datetime(2026, 1, 1, tzinfo=UTC),
        )
        for one in persons
    )


def shut_out(account: Account, identity: UUID) -> None:
    """Say that an employee may not look a person up: own family."""
    Conflict.objects.adding().create(account=account, person_id=identity, kind="family", begins=LONG_AGO)


def text_of(categories: Iterable[Category]) -> str:
    """Write categories as they are stored."""
    chosen = set(categories)
    return ",".join(one.value for one in Category if one in chosen)


def a_basis(kind: BasisKind, about: UUID, begins_at: datetime, **values: object) -> Basis:
    """Make a basis of a kind, with what the kind demands beside it. Says nothing of its own unless told.

    An account gets it in the first part it was given, unless another is told.
    """
    account = values.get("account")
    if isinstance(account, Account) and "in_role" not in values:
        values = part_of(account) | values
    basis = Basis(
        **{
            "kind": kind,
            "person_id": about,
            "begins_at": begins_at,
            "granted_by": "system:test",
            "granted_at": begins_at,
            "legal_basis": "Prøveloven § 1" if kind is BasisKind.STATUTE else "",
            "reason": "en prøve, og ikke andet" if kind is BasisKind.EMERGENCY else "",
            **values,
        }
    )
    basis.save()
    return basis


def part_of(account: Account) -> dict[str, object]:
    """Return the first part that an account was given; for somebody who works nowhere, a part made up for it."""
    held = StaffRole.objects.filter(account=account).order_by("id").select_related("unit").first()
    if held is None:
        return {"in_role": "teacher", "in_unit": a_unit_for("teacher")}
    return {"in_role": held.role, "in_unit": held.unit}


def a_team(about: UUID, opened_at: datetime) -> Team:
    """Make a team around a person."""
    return Team.objects.adding().create(person_id=about, opened_at=opened_at)


def a_meeting(about: UUID, called_by: Account, held_on: date) -> Meeting:
    """Make a meeting about a person."""
    return Meeting.objects.adding().create(
        person_id=about,
        matter=uuid4().hex[:30],
        held_on=held_on,
        called_by=called_by,
        called_at=datetime(2026, 1, 1, tzinfo=UTC),
        legal_basis="Prøveloven § 2",
    )


def a_consent(about: UUID, asked_by: Employee, *, begins: date, until: date, categories: str = "identity") -> Consent:
    """Make a consent that the family has given."""
    return Consent.objects.adding().create(
        person_id=about,
        asked_by=asked_by.account,
        asking_unit=asked_by.unit,
        matter="support",
        categories=categories,
        purpose=daily(asked_by.role),
        purpose_text="prøve",
        language="da",
        text_version="1",
        text_shown="prøve",
        begins=begins,
        until=until,
        requested_at=datetime(2026, 1, 1, tzinfo=UTC),
        given_at=datetime(2026, 1, 1, tzinfo=UTC),
        key=uuid4(),
    )


def signed(consent: Consent, signer: UUID, *, signed_as: str = "custodian") -> None:
    """Say that somebody said yes to a consent."""
    ConsentSignature.objects.create(
        consent=consent, signer_id=signer, signed_as=signed_as, said_yes=True, answered_at=consent.given_at
    )
