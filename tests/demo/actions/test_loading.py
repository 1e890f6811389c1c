"""Loading the demo: all of it or nothing, once, and everybody who comes in sees something that matters."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import ForeignKey, Model, QuerySet
from django.utils import timezone

from vugge.access.models import Basis, Conflict, Consent, EmergencyReview, Meeting, Team
from vugge.access.queries.actors import scope
from vugge.access.rules.basis import BasisKind
from vugge.audit.models import Event, EventPerson
from vugge.audit.rules import Category, Level, Purpose, Result, Scope, Viewer, person, system
from vugge.demo.actions import loading
from vugge.demo.actions.loading import load_demo, load_town
from vugge.demo.queries import demo_entrances
from vugge.demo.queries.loaded import is_demo_loaded
from vugge.kit.errors import BadInput, NotAllowed
from vugge.organisations.models import Account, Organisation, Unit
from vugge.organisations.queries.staff import current_roles
from vugge.organisations.rules.accounts import AccountKind
from vugge.organisations.rules.kinds import Role
from vugge.people.models import Merge, Person, PossibleDuplicate
from vugge.people.models.scoped import ScopedManager
from vugge.people.queries.facts import own_person, protected
from vugge.people.rules.kinds import DuplicateState, PersonState

pytestmark = pytest.mark.django_db

PURPOSES = {
    Role.CASEWORKER: Purpose.CASEWORK,
    Role.JOB_CONSULTANT: Purpose.EMPLOYMENT,
    Role.REGISTRAR: Purpose.REGISTRATION,
    Role.SUPERVISOR: Purpose.SUPERVISION,
    Role.ADMINISTRATOR: Purpose.ADMINISTRATION,
    Role.BOARD_MEMBER: Purpose.OFFICIAL_STATISTICS,
}
MOMENTS = {
    "entered_at",
    "linked_at",
    "noted_at",
    "merged_at",
    "decided_at",
    "created_at",
    "sealed",
    "happened_at",
    "request",
}
"""Columns that follow the moment of loading, and what is encrypted anew each time."""


@pytest.fixture
def demo(loader: Viewer) -> Viewer:
    """The loaded demo, and who loaded it."""
    load_demo(loader)
    return loader


def viewer_of(login: str) -> Viewer:
    """Return somebody who has come in by an entrance, in the first role they have."""
    account = Account.objects.get(login_name=login)
    held = current_roles(account.id, on=timezone.localdate())
    if not held:
        return person(account.id, Purpose.OWN_INSIGHT)
    purpose = PURPOSES.get(held[0].role, Purpose.CARE)
    return person(account.id, purpose, role=held[0].role.value, unit=str(held[0].unit))


def scope_of(login: str) -> Scope:
    return scope(viewer_of(login))


def rows(table: type[Model]) -> QuerySet[Any]:
    manager = table._default_manager
    return manager.adding() if isinstance(manager, ScopedManager) else manager.all()


def stored() -> dict[str, list[tuple[object, ...]]]:
    """Return every row of the demo's rooms but for what follows the moment."""
    found = {}
    for table in apps.get_models():
        if table._meta.app_label in {"organisations", "people", "access", "audit"}:
            names = [one.attname for one in table._meta.concrete_fields if one.name not in MOMENTS]
            plain = [name for name in names if not _is_counted(table, name)]
            found[table._meta.label] = sorted(map(tuple, rows(table).values_list(*plain)), key=repr)
    return found


def _is_counted(table: type[Model], column: str) -> bool:
    """Say whether a column holds a number that the database counts up: of a row, or of one that it points at."""
    field = next(one for one in table._meta.concrete_fields if one.attname == column)
    target = field.target_field if isinstance(field, ForeignKey) else field
    is_made_by_a_deed = table is Merge and field.primary_key
    return (
        is_made_by_a_deed
        or target.get_internal_type() in {"BigAutoField", "AutoField"}
        or column
        in {
            "basis",
            "subject",
            "unit",
            "numbers",
        }
    )


@contextmanager
def undone() -> Iterator[None]:
    """Undo what is stored inside."""
    before = transaction.savepoint()
    yield
    transaction.savepoint_rollback(before)


def test_the_same_seed_stores_the_same_rows(loader: Viewer) -> None:
    with undone():
        load_demo(loader, families=20)
        first = stored()
    with undone():
        load_demo(loader, families=20, seed=2)
        other = stored()
    load_demo(loader, families=20)
    assert stored() == first
    assert other != first
    assert len(first["people.Person"]) > 60


def test_it_is_loaded_once(demo: Viewer) -> None:
    before = rows(Person).count()
    assert is_demo_loaded(demo)
    with pytest.raises(BadInput, match="er her allerede"):
        load_demo(demo)
    assert rows(Person).count() == before


def test_a_loading_that_fails_leaves_nothing(loader: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_words: object) -> None:
        raise OSError

    monkeypatch.setattr(loading, "store_looks", fail)
    with pytest.raises(OSError):  # noqa: PT011  nothing more to match
        load_demo(loader, families=15)
    assert not is_demo_loaded(loader)
    assert (rows(Person).count(), Account.objects.count(), Organisation.objects.count()) == (0, 0, 0)


def test_only_the_system_loads_it() -> None:
    with pytest.raises(NotAllowed):
        load_demo(person(UUID(int=7), Purpose.ADMINISTRATION), families=15)


def test_every_entrance_has_an_account_that_can_come_in(demo: Viewer) -> None:
    accounts = {one.login_name: one for one in Account.objects.filter(login_name__startswith="demo-")}
    assert set(accounts) == {one.login_name for one in demo_entrances()}
    for entrance in demo_entrances():
        account = accounts[entrance.login_name]
        assert account.kind == entrance.kind
        assert account.is_active
        assert not account.has_usable_password()
        has_part = (
            own_person(account.id)
            if entrance.kind is AccountKind.CITIZEN
            else current_roles(account.id, timezone.localdate())
        )
        assert has_part


@pytest.mark.parametrize(
    ("login", "least", "most"),
    [
        ("demo-sundhedsplejerske", 15, 20),
        ("demo-paedagog", 4, 14),
        ("demo-laerer", 12, 24),
        ("demo-sagsbehandler", 5, 12),
        ("demo-jobkonsulent", 6, 14),
        ("demo-koordinator", 2, 3),
        ("demo-bestyrelse", 0, 0),
        ("demo-administrator", 0, 0),
        ("demo-tilsyn", 0, 0),
        ("demo-foraelder", 3, 3),
        ("demo-ung", 1, 1),
    ],
)
def test_everybody_sees_those_they_are_there_for(demo: Viewer, login: str, least: int, most: int) -> None:
    assert least <= len(scope_of(login).persons()) <= most


def test_the_registrar_knows_of_everybody_and_has_doubles_to_look_at(demo: Viewer) -> None:
    everybody = set(rows(Person).exclude(state=PersonState.MERGED).values_list("id", flat=True))
    assert everybody <= scope_of("demo-register").persons()
    assert rows(PossibleDuplicate).filter(state=DuplicateState.OPEN).count() == 2
    assert rows(Person).filter(state=PersonState.MERGED).count() == 1


def test_the_parent_has_one_consent_to_answer(demo: Viewer) -> None:
    me = own_person(Account.objects.get(login_name="demo-foraelder").id)
    waiting = rows(Consent).filter(given_at=None, refused_at=None, withdrawn_at=None)
    assert [
        (one.signatures.filter(signer=me, answered_at=None).count(), one.signatures.filter(said_yes=True).count())
        for one in waiting
    ] == [(1, 1)]


def test_a_consent_taken_back_shows_nothing_and_one_that_holds_does(demo: Viewer) -> None:
    mine = scope_of("demo-koordinator")
    withdrawn = rows(Consent).exclude(withdrawn_at=None).get()
    expired = rows(Consent).filter(until__lt=timezone.localdate()).get()
    held = rows(Basis).filter(
        kind=BasisKind.CONSENT, unit__isnull=False, consent__withdrawn_at=None, ends_at__gt=timezone.now()
    )
    assert mine.sight(withdrawn.person_id).level is Level.UNKNOWN
    assert mine.sight(expired.person_id).level is Level.UNKNOWN
    assert held.count() == 2
    assert all(mine.shows(one.person_id, Category.EDUCATION) for one in held)


def test_the_teacher_does_not_see_the_pupil_who_is_family(demo: Viewer) -> None:
    conflict = rows(Conflict).get()
    assert rows(Basis).filter(person=conflict.person_id, account=conflict.account_id, kind=BasisKind.ASSIGNED).exists()
    assert scope_of("demo-laerer").sight(conflict.person_id).level is Level.UNKNOWN


def test_the_caseworker_has_a_family_with_a_protected_address(demo: Viewer) -> None:
    assert protected(scope_of("demo-sagsbehandler").persons())


def test_the_fifteen_year_old_has_a_log_of_own(demo: Viewer) -> None:
    me = own_person(Account.objects.get(login_name="demo-ung").id)
    assert me is not None
    shown = EventPerson.objects.filter(person=me, event__result=Result.SHOWN)
    assert shown.count() >= 4
    assert len(set(shown.values_list("event__role", flat=True))) >= 2


def test_the_supervisor_has_an_emergency_to_review_and_last_month_to_sample(demo: Viewer) -> None:
    review = EmergencyReview.objects.get()
    assert (review.reviewed_at, review.reviewer_id) == (None, None)
    assert Event.objects.filter(emergency=True).count() == 1
    assert Event.objects.filter(viewer__startswith="person:").count() > 60
    assert Event.objects.filter(result=Result.DENIED).count() == 2


def test_a_teacher_who_left_has_no_role_today(demo: Viewer) -> None:
    leaver = Account.objects.get(login_name="fratraadt-laerer")
    assert current_roles(leaver.id, timezone.localdate()) == ()
    assert leaver.staff_roles.count() == 1


def test_each_look_of_the_past_names_the_basis_it_had(demo: Viewer) -> None:
    shown = Event.objects.filter(viewer__startswith="person:", result=Result.SHOWN)
    assert [one.basis for one in shown if ":" not in one.basis] == []


def test_there_is_a_team_with_one_lead_a_meeting_and_its_follow_up(demo: Viewer) -> None:
    assert rows(Team).count() == 3
    assert all(rows(Basis).filter(team=team, is_lead=True).count() == 1 for team in rows(Team))
    assert rows(Meeting).exclude(follows=None).count() == 1


def test_units_of_every_sort_have_an_address_or_an_organisation_of_the_town(demo: Viewer) -> None:
    assert Unit.objects.filter(area_key="").count() > 15
    assert Unit.objects.exclude(area_key="").count() >= 8
    assert set(Organisation.objects.values_list("municipality", flat=True)) == {"9001", ""}


def test_a_town_has_as_many_persons_and_entries_as_asked_for(loader: Viewer) -> None:
    loaded = load_town(loader, persons=700, entries=250)
    assert loaded.persons == rows(Person).count() == 700
    traffic = Event.objects.filter(basis="assigned:1", verb="access.person_seen")
    assert traffic.count() >= 250
    assert EventPerson.objects.filter(event__in=traffic).count() == traffic.count()
    newest = Event.objects.order_by("-sequence").first()
    assert newest is not None
    assert newest.verb == "demo.log_loaded"  # the sequence goes on after what was written past the ORM


def test_the_log_says_that_it_was_loaded_and_whom_it_touched(demo: Viewer) -> None:
    verbs = set(Event.objects.filter(viewer=demo.name).values_list("verb", flat=True))
    assert verbs == {
        "demo.town_loaded",
        "people.people_loaded",
        "people.persons_merged",
        "demo.tasks_loaded",
        "demo.sharing_loaded",
        "demo.journeys_loaded",
        "demo.transitions_loaded",
        "demo.conferences_loaded",
        "demo.messages_loaded",
    }
    loaded = EventPerson.objects.filter(event__verb="people.people_loaded").values_list("person", flat=True)
    assert set(loaded) == set(rows(Person).values_list("id", flat=True))


@pytest.mark.sqlite
def test_nothing_in_the_log_is_of_the_future(demo: Viewer) -> None:
    assert not Event.objects.filter(happened_at__gt=timezone.now()).exists()


def test_the_systems_other_viewers_load_it_too() -> None:
    assert load_demo(system("prepare", Purpose.ADMINISTRATION), families=15).persons > 40
