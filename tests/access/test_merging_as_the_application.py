"""Two records become one also where row-level security holds the application, whatever order the bases end in.

On PostgreSQL, under a role that owns no table, for a registrar to whom an errand has opened just the two.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest
from django.utils import timezone
from tests.access import rows
from tests.access.plain_role import a_plain_role, as_owner, as_role
from tests.access.rows import Employee

from vugge.access.actions.merging import carry_back, carry_over
from vugge.access.models import Basis, Conflict
from vugge.access.queries.permits import permit
from vugge.access.rules.basis import BasisKind
from vugge.audit.actions import acting
from vugge.audit.actions.sessions import together
from vugge.audit.rules import Act, Category, Permit
from vugge.organisations.models import Account
from vugge.people.actions.merging import Versions, merge_persons
from vugge.people.models import Person
from vugge.people.rules.kinds import PersonState

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@dataclass(frozen=True)
class Two:
    """Two records that are one person, one that went into the second before, and who is around."""

    kept: UUID
    gone: UUID
    earlier: UUID
    registrar: Employee
    teacher: Employee


@pytest.fixture
def two(transactional_db: None) -> Iterator[Two]:
    """Two records, of which the second is opened to a teacher after the registrar; from here on as the application."""
    kept, gone, earlier = (rows.a_person(born=date(2018, 2, 2)) for _ in range(3))
    Person.objects.adding().filter(id=earlier).update(state=PersonState.MERGED, merged_into=gone)
    made = Two(kept, gone, earlier, rows.an_employee("registrar"), rows.an_employee("teacher"))
    for one in (kept, gone):
        rows.a_basis(BasisKind.STATUTE, one, timezone.now(), account=made.registrar.account)
    rows.a_basis(BasisKind.ASSIGNED, gone, timezone.now(), account=made.teacher.account)
    rows.shut_out(rows.an_employee("teacher").account, gone)
    with a_plain_role() as plain, as_role(plain):
        yield made


def merge(two: Two) -> tuple[Permit, Permit]:
    """Make the two one as the page does it."""
    viewer = two.registrar.viewer()
    with acting(viewer):
        kept, gone = (
            permit(viewer, Act.DECIDE, person=one, category=Category.IDENTITY) for one in (two.kept, two.gone)
        )
        with together():
            merge_persons(viewer, kept=kept, gone=gone, versions=Versions(1, 1), reason="Den samme.")
            carry_over(viewer, kept=kept, gone=gone)
    return kept, gone


def open_to(account: Account) -> list[UUID]:
    with as_owner():
        found = Basis.objects.adding().filter(account=account, ended_at__isnull=True)
        return list(found.values_list("person_id", flat=True))


def test_a_basis_given_after_the_viewers_own_goes_along(two: Two) -> None:
    merge(two)
    assert open_to(two.teacher.account) == [two.kept]
    with as_owner():
        assert Conflict.objects.adding().filter(person=two.kept).count() == 1


def test_a_record_that_had_gone_into_the_one_follows_it(two: Two) -> None:
    merge(two)
    with as_owner():
        assert Person.objects.adding().get(id=two.earlier).merged_into_id == two.kept


def test_what_was_carried_goes_back(two: Two) -> None:
    kept, gone = merge(two)
    viewer = two.registrar.viewer()
    with acting(viewer):
        carry_back(viewer, kept=kept, gone=gone)
    assert open_to(two.teacher.account) == [two.gone]
