"""A made-up corner of the register: Aarhus with a department and a school, a housing organisation, an association.

Offers `corner` with its `Corner`, `an_account` and `as_viewer`. Rows are made by calling actions.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.utils import timezone
from tests.cast import the_operator

from vugge.audit.rules import Purpose, Viewer, person
from vugge.organisations.actions.accounts import register_account
from vugge.organisations.actions.importing import load_reference
from vugge.organisations.actions.register import create_organisation
from vugge.organisations.actions.staffing import give_role
from vugge.organisations.actions.units import create_unit
from vugge.organisations.queries.register import municipality_organisation
from vugge.organisations.rules.accounts import AccountKind
from vugge.organisations.rules.kinds import OrganisationKind, Role, UnitKind
from vugge.organisations.rules.register import NewOrganisation, NewUnit, Whereabouts

AARHUS, ODENSE = "0751", "0461"
LONG_AGO = date(2020, 1, 1)
A_CVR, ANOTHER_CVR = "13585628", "10150817"
"""Two numbers whose digits fit together; whose they are does not matter here."""


@dataclass(frozen=True)
class Corner:
    """The ids of what is registered."""

    aarhus: int
    department: int
    school: int
    housing: int
    secretariat: int
    association: int
    club: int


def corner() -> Corner:
    """Register it all."""
    load_reference(the_operator())
    aarhus = municipality_organisation(the_operator(), code=AARHUS).id
    housing = an_organisation("Boligforeningen Vest", OrganisationKind.HOUSING_ORGANISATION)
    association = an_organisation("Foreningen Ly", OrganisationKind.ASSOCIATION)
    department = a_unit(aarhus, "Børn og Unge", UnitKind.DEPARTMENT)
    return Corner(
        aarhus=aarhus,
        department=department,
        school=a_unit(aarhus, "Tovshøjskolen", UnitKind.SCHOOL, parent=department),
        housing=housing,
        secretariat=a_unit(housing, "Sekretariatet", UnitKind.SECRETARIAT),
        association=association,
        club=a_unit(association, "Klubben", UnitKind.CLUB),
    )


def an_organisation(name: str, kind: OrganisationKind, *, municipality: str = AARHUS, cvr: str = "") -> int:
    """Register an organisation and return its id."""
    new = NewOrganisation(kind, name, LONG_AGO, municipality=municipality, cvr=cvr)
    return create_organisation(the_operator(), new=new)


def a_unit(organisation: int, name: str, kind: UnitKind, *, parent: int | None = None) -> int:
    """Register a unit and return its id."""
    new = NewUnit(organisation, kind, name, LONG_AGO, Whereabouts(parent=parent))
    return create_unit(the_operator(), new=new)


def an_account(unit: int | None = None, role: Role | None = None) -> UUID:
    """Open a staff account, and give it a role since last month when one is named."""
    name = f"a{uuid4().hex}"
    account = register_account(the_operator(), login_name=name, display_name="En prøve", kind=AccountKind.STAFF).id
    if unit is not None and role is not None:
        since = timezone.localdate() - timedelta(days=30)
        give_role(the_operator(), account=account, unit=unit, role=role, valid_from=since)
    return account


def as_viewer(account: UUID) -> Viewer:
    """Return an account as the viewer who keeps the register."""
    return person(account, Purpose.ADMINISTRATION)
