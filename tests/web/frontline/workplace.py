"""A workplace around the cast of the tests: units, employees with names, and the bases between them.

Offers `workplace`, which brings it all in by deeds, `Workplace`, and `Employee`.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.utils import timezone
from tests.cast import EMIL, LEA, MARIAM, SOFIE, YUSUF, Character, the_operator
from tests.people.town import leave, move_in

from vugge.access.actions.consents import Asked, Recipient, answer, ask
from vugge.access.actions.teams import add_to_team, assign
from vugge.access.queries.permits import permit
from vugge.audit.rules import Act, Category, Purpose, Viewer, person, system
from vugge.organisations.actions.accounts import register_account
from vugge.organisations.actions.register import create_organisation
from vugge.organisations.actions.staffing import give_role
from vugge.organisations.actions.units import create_unit
from vugge.organisations.rules.accounts import AccountKind
from vugge.organisations.rules.kinds import OrganisationKind, Role, UnitKind
from vugge.organisations.rules.register import NewOrganisation, NewUnit
from vugge.people.models import CitizenAccount

LONG_AGO = date(2020, 1, 1)
BOOKKEEPER = system("bookkeeper", Purpose.ADMINISTRATION)
PURPOSES = {Role.CASEWORKER: Purpose.CASEWORK, Role.JOB_CONSULTANT: Purpose.EMPLOYMENT}


@dataclass(frozen=True)
class Employee:
    """Somebody at work: the account, the name, the role and the unit."""

    account: UUID
    name: str
    role: Role
    unit: int

    def viewer(self, purpose: Purpose | None = None) -> Viewer:
        """Return them at work."""
        daily = PURPOSES.get(self.role, Purpose.CARE)
        return person(self.account, purpose or daily, role=self.role.value, unit=str(self.unit))


@dataclass(frozen=True)
class Workplace:
    """Everybody who works around the cast."""

    school: int
    kindergarten: int
    visitor: Employee
    other_visitor: Employee
    teacher: Employee
    pedagogue: Employee
    caseworker: Employee
    consultant: Employee
    coordinator: Employee
    volunteer: Employee
    member: Employee


def workplace() -> Workplace:
    """Bring in the cast and those who work around it, and give the first tasks."""
    town = move_in()
    own = _organisation("Vuggested Børn og Unge", OrganisationKind.MUNICIPALITY)
    housing = _organisation("Boligforeningen Birk", OrganisationKind.HOUSING_ORGANISATION)
    association = _organisation("Nabohjælpen", OrganisationKind.ASSOCIATION)
    care = _unit(own, "Sundhedsplejen Vuggested", UnitKind.HEALTH_VISITING)
    visitor = employ("Hanne Holm", Role.HEALTH_VISITOR, care)
    found = Workplace(
        school=town.school,
        kindergarten=town.kindergarten,
        visitor=visitor,
        other_visitor=employ("Bodil Bech", Role.HEALTH_VISITOR, care),
        teacher=employ("Thomas Toft", Role.TEACHER, town.school),
        pedagogue=employ("Pia Poulsen", Role.PEDAGOGUE, town.kindergarten),
        caseworker=employ("Søren Skov", Role.CASEWORKER, _unit(own, "Børn og Familie", UnitKind.DEPARTMENT)),
        consultant=employ("Jette Juhl", Role.JOB_CONSULTANT, _unit(own, "Jobcenter Vuggested", UnitKind.JOB_CENTRE)),
        coordinator=employ("Karim Kaya", Role.COORDINATOR, _unit(housing, "Sekretariatet Birk", UnitKind.SECRETARIAT)),
        volunteer=employ("Vera Vang", Role.VOLUNTEER, _unit(association, "Familievenner", UnitKind.ASSOCIATION)),
        member=employ("Bo Berg", Role.BOARD_MEMBER, _unit(housing, "Birkely", UnitKind.HOUSING_DEPARTMENT)),
    )
    _tasks(found)
    return found


def employ(name: str, role: Role, unit: int) -> Employee:
    """Open an account and give it a role since last month."""
    login = f"{name.split(maxsplit=1)[0].lower().encode('ascii', 'ignore').decode()}.{uuid4().hex[:8]}"
    email = f"{login}@vuggested.example"
    account = register_account(
        the_operator(), login_name=login, display_name=name, kind=AccountKind.STAFF, email=email
    ).id
    give_role(the_operator(), account=account, unit=unit, role=role, valid_from=timezone.localdate() - timedelta(30))
    return Employee(account, name, role, unit)


def give_task(one: Employee, *persons: Character) -> None:
    """Let the system give an employee the task around persons."""
    for each in persons:
        assign(BOOKKEEPER, permit=leave(Act.SHARE, each), account=one.account)


def ask_family(by: Employee, about: Character, recipient: int, *, days: int = 90, **values: object) -> int:
    """Ask a family about its schooling."""
    today = timezone.localdate()
    asked = {
        "matter": "everyday",
        "categories": frozenset({Category.IDENTITY, Category.EDUCATION}),
        "recipients": (Recipient(recipient),),
        "purpose": Purpose.CARE,
        "purpose_text": "Så I kan planlægge starten i skole sammen.",
        "begins": today,
        "until": today + timedelta(days=days),
        "language": "da",
        "text_version": "prøve",
        "text_shown": "Teksten, som familien ser den.",
        "key": uuid4(),
        **values,
    }
    leave_to_ask = permit(by.viewer(), Act.SHARE, person=about.id, category=Category.SHARING)
    return ask(by.viewer(), permit=leave_to_ask, asked=Asked(**asked))  # type: ignore[arg-type]  # made above


def family_says_yes(child: Character, parent: Character, consent: int) -> None:
    """Let a parent log in and say yes."""
    account = register_account(
        the_operator(), login_name=f"f{uuid4().hex}", display_name=parent.given_names, kind=AccountKind.CITIZEN
    ).id
    CitizenAccount.objects.adding().create(person_id=parent.id, account_id=account, linked_at=timezone.now())
    citizen = person(account, Purpose.OWN_INSIGHT)
    leave_to_answer = permit(citizen, Act.SHARE, person=child.id, category=Category.SHARING)
    answer(citizen, permit=leave_to_answer, consent=consent, says_yes=True)


def _tasks(found: Workplace) -> None:
    give_task(found.visitor, MARIAM, YUSUF, LEA)
    give_task(found.teacher, YUSUF, EMIL)
    give_task(found.pedagogue, LEA)
    give_task(found.caseworker, SOFIE, EMIL)
    give_task(found.consultant, MARIAM)
    mine = permit(found.visitor.viewer(), Act.SHARE, person=LEA.id, category=Category.SHARING)
    reason = "Leas start i skolen"
    add_to_team(found.visitor.viewer(), permit=mine, account=found.visitor.account, reason=reason, lead=True)
    add_to_team(found.visitor.viewer(), permit=mine, account=found.teacher.account, reason=reason)


def _organisation(name: str, kind: OrganisationKind) -> int:
    return create_organisation(the_operator(), new=NewOrganisation(kind, name, LONG_AGO, municipality="0101"))


def _unit(organisation: int, name: str, kind: UnitKind) -> int:
    return create_unit(the_operator(), new=NewUnit(organisation, kind, name, LONG_AGO))
