"""One request is one transaction of one viewer: the database knows who acts, deeds undo themselves, denials stay."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries
from tests.audit.conftest import Shelf, written

from vugge.audit.actions import acting, action, deny
from vugge.audit.rules import (
    NO_BASIS,
    Act,
    Category,
    Level,
    Logged,
    Permit,
    Purpose,
    Result,
    Seen,
    Viewer,
    anonymous,
    no_sight,
    person,
)
from vugge.kit.errors import BadInput, Hidden, NotAllowed
from vugge.kit.text import sentence

pytestmark = pytest.mark.django_db

CHILD = UUID(int=1)
NURSE = person(UUID(int=9), Purpose.CARE, role="health_visitor", unit="17")
DENIED = (Seen(CHILD, Level.UNKNOWN, frozenset(), NO_BASIS),)

Put = Callable[..., None]


@pytest.fixture
def put(shelf: Shelf) -> Put:
    """An action that puts a thing on the shelf, and drops it when it has no name."""

    @action("areas.thing_put_away")
    def put(viewer: Viewer, *, name: str) -> Logged[None]:
        """Put a thing on the shelf."""
        shelf.put(name)
        if not name:
            raise BadInput(sentence("Tingen har intet navn."))
        return Logged(None, subject="shelf:1", basis="own_data")

    return put


def settings() -> list[str]:
    """What the database knows of who acts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('vugge.viewer', true), current_setting('vugge.purpose', true), "
            "current_setting('vugge.role', true), current_setting('vugge.unit', true)"
        )
        return [value or "" for value in cursor.fetchone()]


def test_a_failed_deed_undoes_itself_alone(put: Put, shelf: Shelf) -> None:
    with acting(NURSE):
        put(NURSE, name="bowl")
        with pytest.raises(BadInput):
            put(NURSE, name="")
        put(NURSE, name="cup")
    assert shelf.names() == ["bowl", "cup"]
    assert [entry.verb for entry in written()] == ["areas.thing_put_away"] * 2


def test_deeds_of_one_request_share_its_id(put: Put) -> None:
    with acting(NURSE):
        put(NURSE, name="bowl")
        put(NURSE, name="cup")
    put(NURSE, name="spoon")
    first, second, third = (entry.request for entry in written())
    assert first == second != third


def test_an_entry_says_for_which_role_and_unit(put: Put) -> None:
    put(NURSE, name="bowl")
    (entry,) = written()
    assert (entry.viewer, entry.role, entry.unit, entry.purpose, entry.is_emergency) == (
        NURSE.name,
        "health_visitor",
        "17",
        Purpose.CARE,
        False,
    )


def test_an_emergency_is_marked(put: Put) -> None:
    put(person(UUID(int=9), Purpose.EMERGENCY), name="bowl")
    assert written()[0].is_emergency


def test_acting_inside_acting_as_oneself_is_nothing_more(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with acting(NURSE), django_assert_num_queries(0), acting(NURSE):
        pass


@pytest.mark.parametrize("other", [person(UUID(int=8), Purpose.CARE), person(UUID(int=9), Purpose.MEETING)])
def test_nobody_acts_inside_what_another_does(other: Viewer, put: Put) -> None:
    with acting(NURSE), pytest.raises(RuntimeError, match="one transaction has one viewer"):
        put(other, name="bowl")
    with acting(other):
        put(other, name="bowl")


def test_nobody_unknown_acts() -> None:
    with pytest.raises(NotAllowed), acting(anonymous()):
        pass


@pytest.mark.django_db(transaction=True)
def test_nobody_acts_inside_somebodys_own_transaction_for_it_could_undo_a_denial() -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"), acting(NURSE):
        pass


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("answer", [Hidden(CHILD), NotAllowed(sentence("Nej.")), BadInput(sentence("Hvad?"))])
def test_an_answer_that_refuses_leaves_what_is_in_the_log(answer: Exception) -> None:
    def refuse() -> None:
        with acting(NURSE):
            deny(NURSE, "areas.thing_shown", person=CHILD)
            raise answer

    with pytest.raises(type(answer)):
        refuse()
    (entry,) = written()
    assert (entry.result, entry.basis, entry.subject) == (Result.DENIED, NO_BASIS, f"person:{CHILD}")
    assert entry.persons == DENIED


@pytest.mark.django_db(transaction=True)
def test_a_mistake_of_ours_undoes_everything(demo: Viewer) -> None:
    def fail() -> None:
        with acting(NURSE):
            deny(NURSE, "areas.thing_shown", person=CHILD)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert written() == ()
    deny(NURSE, "areas.thing_shown", person=CHILD)  # and the next one is not held up by it
    assert len(written()) == 1


def test_a_denial_may_be_about_nobody() -> None:
    deny(NURSE, "areas.thing_shown")
    (entry,) = written()
    assert (entry.subject, entry.persons) == ("", ())


@pytest.mark.django_db(transaction=True)
def test_a_deed_without_leave_is_undone_and_the_denial_is_written() -> None:
    @action("areas.child_moved")
    def move(viewer: Viewer, *, permit: Permit) -> Logged[None]:
        """Move a child."""
        permit.must_cover(viewer, Act.CHANGE, CHILD, Category.LOCATION)
        return Logged(None, subject="child:1", basis="own_data")

    with pytest.raises(NotAllowed, match="ikke adgang"):
        move(NURSE, permit=Permit(NURSE, Act.CHANGE, no_sight(CHILD)))
    (entry,) = written()
    assert (entry.verb, entry.result, entry.persons) == ("areas.child_moved", Result.DENIED, DENIED)


def test_a_deed_says_whom_it_touched_and_which_fields() -> None:
    @action("areas.child_moved")
    def move(viewer: Viewer) -> Logged[None]:
        """Move a child."""
        seen = Seen(CHILD, Level.FULL, frozenset({Category.LOCATION}), "custody:7f3a")
        return Logged(None, subject="spell:4", basis="custody:7f3a", persons=(seen,), fields=("home", "school"))

    move(NURSE)
    (entry,) = written()
    assert entry.persons == (Seen(CHILD, Level.FULL, frozenset({Category.LOCATION}), "custody:7f3a"),)
    assert (entry.subject, entry.fields, entry.result) == ("spell:4", ("home", "school"), Result.DONE)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_database_knows_who_acts_and_forgets_it_with_the_transaction() -> None:
    with acting(NURSE):
        assert settings() == [NURSE.name, "care", "health_visitor", "17"]
    assert settings() == ["", "", "", ""]
    with pytest.raises(ZeroDivisionError), acting(NURSE):
        _ = 1 / 0
    assert settings() == ["", "", "", ""]
    with acting(person(UUID(int=8), Purpose.OWN_INSIGHT)):
        assert settings() == [f"person:{UUID(int=8)}", "own_insight", "", ""]
