"""Accounts: opened by the system alone, named by no number, closed for good; and what a log-in's groups give."""

from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import a_secretary, the_operator
from tests.organisations.sample import a_unit, an_account, an_organisation

from vugge.audit.queries import events
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.organisations.actions.accounts import (
    admit_from_provider,
    close_account,
    end_sessions,
    record_password_chosen,
    record_refused_log_in,
    register_account,
    set_password,
)
from vugge.organisations.actions.claims import RolesSynced, sync_roles_from_claims
from vugge.organisations.models import Account as Row
from vugge.organisations.queries.accounts import account, account_known_as, account_named, accounts_among, demo_accounts
from vugge.organisations.queries.staff import current_roles
from vugge.organisations.rules.accounts import Account, AccountKind
from vugge.organisations.rules.claims import ClaimedRole, claimed_roles, role_table
from vugge.organisations.rules.kinds import OrganisationKind, Role, UnitKind


def opened(name: str = "mette") -> Account:
    return register_account(the_operator(), login_name=name, display_name="Mette Prøve", kind=AccountKind.STAFF)


def admitted(subject: str, *, existing: UUID | None = None) -> Account:
    return admit_from_provider(
        the_operator(),
        provider="staff",
        subject=subject,
        kind=AccountKind.STAFF,
        display_name="Mette Prøve",
        account=existing,
    )


@pytest.mark.django_db
def test_an_account_is_opened_found_and_written_down() -> None:
    new = opened()
    assert account(new.id) == account_named(" METTE ") == new
    assert accounts_among([new.id]) == {new.id: new}
    entry = events(the_operator(), limit=1)[0]
    assert (entry.verb, entry.subject) == ("organisations.account_registered", f"account:{new.id}")
    assert "Mette" not in str(entry)


@pytest.mark.django_db
def test_a_new_account_has_no_role_and_no_password() -> None:
    new = opened()
    assert not Row.objects.get(pk=new.id).has_usable_password()
    assert not Row.objects.get(pk=new.id).has_perm("anything")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["", "x", "Mette", "0102031234", "010203-1234", "mette hansen", "æble", "a" * 101, "a\n"]
)
def test_a_name_that_could_be_a_number_or_cannot_be_typed_is_refused(name: str) -> None:
    with pytest.raises(BadInput):
        opened(name)
    with pytest.raises(DatabaseError), transaction.atomic():
        Row.objects.create(login_name=name, display_name="X", kind="staff")


@pytest.mark.django_db
def test_a_name_is_one_accounts() -> None:
    opened()
    with pytest.raises(BadInput, match="optaget"):
        opened()


@pytest.mark.django_db
def test_only_the_system_opens_closes_and_gives_passwords() -> None:
    known = opened()
    secretary = a_secretary()
    with pytest.raises(NotAllowed):
        register_account(secretary, login_name="ole", display_name="Ole", kind=AccountKind.STAFF)
    with pytest.raises(NotAllowed):
        close_account(secretary, account=known.id)
    with pytest.raises(NotAllowed):
        set_password(secretary, account=known.id, password="en ganske lang sætning")
    with pytest.raises(NotAllowed):
        end_sessions(secretary, account=known.id)
    with pytest.raises(NotAllowed):
        record_password_chosen(secretary, account=known.id)
    with pytest.raises(NotAllowed):
        sync_roles_from_claims(secretary, account=known.id, claimed=())


@pytest.mark.django_db
def test_a_password_is_long_and_not_on_the_list_and_never_in_the_log() -> None:
    known = opened()
    for weak in ("short", "password1234"):
        with pytest.raises(BadInput, match="kan ikke bruges"):
            set_password(the_operator(), account=known.id, password=weak)
    set_password(the_operator(), account=known.id, password="en ganske lang sætning")
    assert Row.objects.get(pk=known.id).check_password("en ganske lang sætning")
    assert "sætning" not in str(events(the_operator(), limit=10))


@pytest.mark.django_db
def test_what_is_closed_is_said_to_be_and_what_is_not_there_is_not_found() -> None:
    closed = close_account(the_operator(), account=opened().id)
    assert not closed.is_active
    with pytest.raises(NotFound):
        close_account(the_operator(), account=uuid4())


@pytest.mark.django_db
def test_a_provider_may_know_one_account_by_several_ids_but_an_id_is_one_accounts() -> None:
    first = admitted("a")
    assert admitted("b", existing=first.id) == first
    assert account_known_as(provider="staff", subject="a") == account_known_as(provider="staff", subject="b") == first
    assert account_known_as(provider="citizen", subject="a") is None
    before = Row.objects.count()
    with pytest.raises(BadInput):
        admitted("a")
    assert Row.objects.count() == before


@pytest.mark.django_db
def test_the_demos_accounts_are_those_named_so_and_open() -> None:
    for name in ("demo-b", "demo-a", "mette", "demo-c"):
        last = opened(name)
    close_account(the_operator(), account=last.id)
    assert [one.login_name for one in demo_accounts()] == ["demo-a", "demo-b"]


@pytest.mark.django_db
def test_a_refusal_is_written_down_also_when_nobody_knows_whose_it_is() -> None:
    record_refused_log_in(the_operator(), account=None, why="wrong_password")
    assert events(the_operator(), limit=1)[0].subject == "account:unknown"


@pytest.mark.django_db
def test_groups_give_begin_and_end_roles_and_say_how_many() -> None:
    owner = an_organisation("Skolefonden", OrganisationKind.INSTITUTION_OWNER)
    school, club = a_unit(owner, "Birkeskolen", UnitKind.SCHOOL), a_unit(owner, "Klubben", UnitKind.CLUB)
    mette = an_account()
    teacher, pedagogue = ClaimedRole(Role.TEACHER, school), ClaimedRole(Role.PEDAGOGUE, club)
    wrong = {ClaimedRole(Role.TEACHER, club), ClaimedRole(Role.TEACHER, 999_999)}

    def sync(*claimed: ClaimedRole) -> RolesSynced:
        return sync_roles_from_claims(the_operator(), account=mette, claimed=claimed)

    def held() -> set[ClaimedRole]:
        return {ClaimedRole(one.role, one.unit) for one in current_roles(mette, on=timezone.localdate())}

    assert sync(teacher, *wrong) == RolesSynced(begun=1, ended=0, refused=2)
    assert sync(teacher) == RolesSynced(begun=0, ended=0, refused=0)
    assert sync(pedagogue) == RolesSynced(begun=1, ended=1, refused=0)
    assert held() == {pedagogue}
    assert sync(teacher, pedagogue) == RolesSynced(begun=1, ended=0, refused=0)
    assert held() == {teacher, pedagogue}
    assert sync() == RolesSynced(begun=0, ended=2, refused=0)
    assert held() == set()


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"claim": ""},
        {"claim": "groups", "role": {}},
        {"claim": "groups", "role": ["teacher"]},
        {"claim": "groups", "role": [{"group": "A", "role": "king", "unit": 1}]},
        {"claim": "groups", "role": [{"group": "A", "role": "teacher", "unit": "1"}]},
        {"claim": "groups", "role": [{"group": "A", "role": "teacher", "unit": True}]},
        {"claim": "groups", "role": [{"group": "", "role": "teacher", "unit": 1}]},
    ],
)
def test_a_table_of_roles_that_cannot_be_read_is_refused(content: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        role_table(content)


def test_groups_may_stand_inside_another_claim() -> None:
    table = role_table({"claim": "realm_access.roles", "role": [{"group": "A", "role": "teacher", "unit": 7}]})
    assert claimed_roles({"realm_access": {"roles": ["A"]}}, table) == {ClaimedRole(Role.TEACHER, 7)}
    assert claimed_roles({"realm_access": "A"}, table) == frozenset()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just("A"),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=3), inside, max_size=3),
    max_leaves=5,
)


@given(JSON)
def test_whatever_a_log_in_claims_it_gives_only_what_the_table_says(value: object) -> None:
    table = role_table({"claim": "groups", "role": [{"group": "A", "role": "teacher", "unit": 7}]})
    expected = {ClaimedRole(Role.TEACHER, 7)} if value == "A" or (isinstance(value, list) and "A" in value) else set()
    assert claimed_roles({"groups": value}, table) == expected
