"""Roles of staff: dated, given by those who may, and gone at once for whoever leaves."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from tests.cast import a_passer_by, the_operator
from tests.organisations.sample import AARHUS, Corner, an_account, as_viewer, corner

from vugge.audit.queries import events
from vugge.audit.rules import Purpose, person
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.organisations.actions.staffing import end_role, give_role, let_go
from vugge.organisations.models import Account, StaffRole, Unit
from vugge.organisations.queries.register import municipality_organisation
from vugge.organisations.queries.staff import current_roles, staff_of_organisation, staff_of_unit
from vugge.organisations.rules.kinds import OrganisationKind, Role, UnitKind
from vugge.organisations.rules.staff import HeldRole, RoleSource

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Corner:
    """The corner of the register."""
    return corner()


@pytest.fixture
def today() -> date:
    """The local day."""
    return timezone.localdate()


def test_a_role_says_where_somebody_stands(here: Corner, today: date) -> None:
    account = an_account(here.school, Role.TEACHER)
    (held,) = current_roles(account, today)
    assert held == HeldRole(
        role=Role.TEACHER,
        unit=here.school,
        unit_kind=UnitKind.SCHOOL,
        organisation=here.aarhus,
        organisation_kind=OrganisationKind.MUNICIPALITY,
        unit_name="Tovshøjskolen",
        municipality="0751",
        id=held.id,
    )


def test_a_leaver_has_no_role_from_that_moment_on(here: Corner, today: date) -> None:
    account = an_account(here.school, Role.TEACHER)
    (held,) = current_roles(account, today)
    end_role(as_viewer(an_account(here.department, Role.ADMINISTRATOR)), role=held.id)
    assert current_roles(account, today) == ()
    assert current_roles(account, today + timedelta(days=1)) == ()
    assert [one.id for one in current_roles(account, today - timedelta(days=1))] == [held.id]
    with pytest.raises(BadInput, match="allerede"):
        end_role(the_operator(), role=held.id)


def test_letting_somebody_go_ends_every_role_also_those_to_come_but_only_there(here: Corner, today: date) -> None:
    account = an_account(here.school, Role.TEACHER)
    soon = today + timedelta(days=10)
    give_role(the_operator(), account=account, unit=here.department, role=Role.REGISTRAR, valid_from=soon)
    give_role(the_operator(), account=account, unit=here.club, role=Role.VOLUNTEER, valid_from=today)
    assert let_go(the_operator(), account=account, organisation=here.aarhus) == 2
    assert [one.unit for one in current_roles(account, today)] == [here.club]
    assert [one.unit for one in current_roles(account, soon)] == [here.club]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(-40, 40),
    st.one_of(st.none(), st.integers(1, 40)),
    st.one_of(st.none(), st.integers(-20, 20)),
    st.integers(-60, 60),
)
def test_a_role_counts_on_a_day_exactly_when_it_holds_and_was_not_taken_away(
    here: Corner, today: date, start: int, length: int | None, taken: int | None, asked: int
) -> None:
    first = today + timedelta(days=start)
    end = None if length is None else first + timedelta(days=length)
    taken_at = None if taken is None else timezone.now() + timedelta(days=taken)
    if taken_at is not None:
        end = max(first, timezone.localtime(taken_at).date())
    account, day = an_account(), today + timedelta(days=asked)
    StaffRole.objects.create(
        account_id=account,
        unit_id=here.school,
        role=Role.TEACHER.value,
        source=RoleSource.LOCAL.value,
        valid_from=first,
        valid_to=end,
        ended_at=taken_at,
    )
    holds = first <= day and (end is None or day < end)
    kept = taken_at is None or day < timezone.localtime(taken_at).date()
    assert bool(current_roles(account, day)) == (holds and kept)


def test_a_role_taken_away_just_before_midnight_is_gone_for_that_whole_local_day(here: Corner) -> None:
    account = an_account()
    last_minute = datetime(2026, 7, 1, 21, 59, tzinfo=UTC)  # 23:59 in Copenhagen
    StaffRole.objects.create(
        account_id=account,
        unit_id=here.school,
        role=Role.TEACHER.value,
        source=RoleSource.LOCAL.value,
        valid_from=date(2026, 1, 1),
        valid_to=date(2027, 1, 1),
        ended_at=last_minute,
    )
    assert current_roles(account, date(2026, 6, 30))
    assert not current_roles(account, date(2026, 7, 1))
    assert not current_roles(account, date(2026, 7, 2))


def test_no_role_counts_in_a_closed_unit_or_for_an_account_out_of_use(here: Corner, today: date) -> None:
    account = an_account(here.school, Role.TEACHER)
    Account.objects.filter(pk=account).update(is_active=False)
    assert current_roles(account, today) == ()
    Account.objects.filter(pk=account).update(is_active=True)
    assert current_roles(account, today)
    Unit.objects.filter(pk=here.school).update(valid_to=today)
    assert current_roles(account, today) == ()


def test_nobody_gives_themselves_a_role(here: Corner, today: date) -> None:
    administrator = an_account(here.department, Role.ADMINISTRATOR)
    with pytest.raises(NotAllowed, match="dig selv"):
        give_role(
            as_viewer(administrator),
            account=administrator,
            unit=here.department,
            role=Role.CASEWORKER,
            valid_from=today,
        )
    assert [one.role for one in current_roles(administrator, today)] == [Role.ADMINISTRATOR]


def test_a_municipality_lets_nobody_into_a_housing_organisation_nor_the_other_way(here: Corner, today: date) -> None:
    newcomer = an_account()
    municipal = as_viewer(an_account(here.department, Role.ADMINISTRATOR))
    housing = as_viewer(an_account(here.secretariat, Role.ADMINISTRATOR))
    with pytest.raises(NotAllowed):
        give_role(municipal, account=newcomer, unit=here.secretariat, role=Role.COORDINATOR, valid_from=today)
    with pytest.raises(NotAllowed):
        give_role(housing, account=newcomer, unit=here.school, role=Role.TEACHER, valid_from=today)
    assert current_roles(newcomer, today) == ()
    give_role(housing, account=newcomer, unit=here.secretariat, role=Role.COORDINATOR, valid_from=today)
    give_role(municipal, account=newcomer, unit=here.club, role=Role.VOLUNTEER, valid_from=today)
    assert {one.unit for one in current_roles(newcomer, today)} == {here.secretariat, here.club}


def test_an_administrator_who_has_left_gives_nothing(here: Corner, today: date) -> None:
    administrator = an_account(here.department, Role.ADMINISTRATOR)
    let_go(the_operator(), account=administrator, organisation=here.aarhus)
    with pytest.raises(NotAllowed):
        give_role(as_viewer(administrator), account=an_account(), unit=here.school, role=Role.TEACHER, valid_from=today)


def test_a_viewer_who_is_no_account_gives_nothing(here: Corner, today: date) -> None:
    for viewer in (a_passer_by(), person("secretary", Purpose.ADMINISTRATION)):
        with pytest.raises(NotAllowed):
            give_role(viewer, account=an_account(), unit=here.school, role=Role.TEACHER, valid_from=today)


def test_a_role_is_given_only_where_there_is_one_and_once(here: Corner, today: date) -> None:
    account = an_account(here.school, Role.TEACHER)
    with pytest.raises(BadInput, match="findes i"):
        give_role(the_operator(), account=account, unit=here.club, role=Role.TEACHER, valid_from=today)
    with pytest.raises(BadInput, match="allerede"):
        give_role(the_operator(), account=account, unit=here.school, role=Role.TEACHER, valid_from=today)
    with pytest.raises(BadInput, match="slut"):
        give_role(
            the_operator(), account=account, unit=here.school, role=Role.PEDAGOGUE, valid_from=today, valid_to=today
        )
    with pytest.raises(NotFound):
        give_role(the_operator(), account=uuid4(), unit=here.school, role=Role.TEACHER, valid_from=today)


def test_a_role_given_and_ended_is_written_down_by_ids_alone(here: Corner, today: date) -> None:
    account = an_account(here.school, Role.TEACHER)
    (held,) = current_roles(account, today)
    end_role(the_operator(), role=held.id)
    latest = sorted(events(the_operator(), limit=2), key=lambda one: one.sequence)
    assert [one.verb for one in latest] == ["organisations.role_given", "organisations.role_ended"]
    assert {one.subject for one in latest} == {f"account:{account}"}
    assert all(one.numbers["staff_role"] == held.id for one in latest)


def test_the_staff_is_listed_for_those_logged_in_only(here: Corner, today: date) -> None:
    account = an_account(here.school, Role.TEACHER)
    (member,) = staff_of_unit(as_viewer(account), unit=here.school, on=today)
    assert (member.account, member.role, member.is_ended) == (account, Role.TEACHER, False)
    let_go(the_operator(), account=account, organisation=here.aarhus)
    assert staff_of_unit(as_viewer(account), unit=here.school, on=today) == ()
    municipality = municipality_organisation(the_operator(), code=AARHUS)
    administrator = as_viewer(an_account(here.department, Role.ADMINISTRATOR))
    past = [one for one in staff_of_organisation(administrator, organisation=municipality) if one.account == account]
    assert [one.is_ended for one in past] == [True]
    with pytest.raises(NotAllowed):
        staff_of_organisation(as_viewer(account), organisation=municipality)
    with pytest.raises(NotAllowed):
        staff_of_unit(a_passer_by(), unit=here.school, on=today)


def test_roles_cost_one_statement_however_many(
    here: Corner, today: date, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    account = an_account(here.school, Role.TEACHER)
    for unit, role in ((here.club, Role.VOLUNTEER), (here.department, Role.REGISTRAR), (here.school, Role.PEDAGOGUE)):
        give_role(the_operator(), account=account, unit=unit, role=role, valid_from=today)
    with django_assert_num_queries(1):
        assert len(current_roles(account, today)) == 4


def test_the_database_itself_keeps_roles_in_order(here: Corner, today: date) -> None:
    account = an_account(here.school, Role.TEACHER)
    rows = StaffRole.objects.filter(account_id=account)
    for change in ({"role": "wizard"}, {"ended_at": timezone.now()}, {"valid_to": date(2000, 1, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
