"""Every deed also works where row-level security holds the application: it hides strangers, and hinders no work.

On PostgreSQL, under a role that owns no table, for a registrar to whom access has opened the cast and nobody else.
"""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from tests.access.plain_role import a_plain_role, as_role
from tests.cast import BIRGIT, EVERYBODY, a_registrar, may
from tests.people.actions.deeds import AWAITED, DEEDS, STRANGER, Deed
from tests.people.actions.test_registering import UNUSED
from tests.people.town import LONG_AGO, WHOLE, Town, entries, leave

from vugge.access.models import Basis
from vugge.access.rules.basis import BasisKind
from vugge.audit.actions import acting
from vugge.audit.rules import Act, Purpose, Scope, Viewer, person
from vugge.organisations.models import Account, StaffRole
from vugge.organisations.rules.accounts import AccountKind
from vugge.organisations.rules.kinds import Role
from vugge.organisations.rules.staff import RoleSource
from vugge.people import models
from vugge.people.actions.registering import register_person
from vugge.people.queries.register import possible_duplicates
from vugge.people.rules.kinds import DuplicateReason
from vugge.people.rules.registering import NewPerson

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture
def registrar(town: Town) -> Viewer:
    """A registrar at work today, to whom the cast is opened."""
    account = a_registrar().identity
    assert account is not None
    Account.objects.create(id=account, login_name="registrar", display_name="R", kind=AccountKind.STAFF)
    StaffRole.objects.create(
        account_id=account, unit_id=town.school, role=Role.REGISTRAR, source=RoleSource.LOCAL, valid_from=LONG_AGO
    )
    for one in EVERYBODY:
        open_to(account, one.id)
    return person(account, Purpose.REGISTRATION, role="registrar", unit=str(town.school))


@pytest.fixture
def held(registrar: Viewer) -> Iterator[Viewer]:
    """The registrar on a connection that row-level security holds."""
    with a_plain_role() as role, as_role(role):
        yield registrar


def open_to(account: UUID, identity: UUID) -> None:
    Basis.objects.adding().bulk_create(
        [
            Basis(
                kind=BasisKind.ASSIGNED,
                in_role=Role.REGISTRAR,
                in_unit_id=StaffRole.objects.get(account_id=account).unit_id,
                person_id=identity,
                account_id=account,
                begins_at=timezone.now() - timedelta(days=1),
                granted_at=timezone.now(),
            )
        ]
    )


@pytest.mark.parametrize(("verb", "deed"), DEEDS.items(), ids=DEEDS.keys())
def test_a_deed_works(town: Town, registrar: Viewer, verb: str, deed: Deed) -> None:
    deed.before(town)
    for new in (STRANGER, AWAITED):
        if registrar.identity and models.Person.objects.covered_by(leave(Act.READ, new)).exists():
            open_to(registrar.identity, new)
    already = len(entries(verb))
    with a_plain_role() as role, as_role(role):
        deed.do(registrar, may(registrar, deed.act, deed.who, deed.category), town)
    assert len(entries(verb)) == already + 1


def register(viewer: Viewer, new: NewPerson, *, key: str = "form") -> UUID:
    permit = may(viewer, Act.ADD, STRANGER)
    return register_person(viewer, permit=permit, scope=Scope(viewer, {}), new=new, key=key)


def test_a_number_of_somebody_hidden_is_noted_without_a_word(held: Viewer) -> None:
    assert register(held, NewPerson("Nora", number=BIRGIT.number)) == STRANGER
    with acting(WHOLE.viewer):
        (noted,) = possible_duplicates(WHOLE)
    assert noted.why is DuplicateReason.SAME_NUMBER


def test_the_same_form_twice_is_one_person(held: Viewer) -> None:
    new = NewPerson("Nora", number=UNUSED)
    assert register(held, new) == register(held, new) == STRANGER


def test_whoever_is_opened_to_nobody_is_hidden_by_the_database(held: Viewer) -> None:
    """The control: it holds."""
    register(held, NewPerson("Nora"))
    with acting(held):
        assert not models.Person.objects.covered_by(may(held, Act.READ, STRANGER)).exists()
        assert models.Person.objects.covered_by(may(held, Act.READ, BIRGIT.id)).exists()
