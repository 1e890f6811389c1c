"""Nobody sees anybody unless the log says so; who is refused stands there too."""

import re
from uuid import UUID

import pytest
from django.db import DatabaseError, connection
from pytest_django import DjangoAssertNumQueries
from tests.audit.conftest import written
from tests.audit.test_acting import DENIED

from vugge.audit.actions import acting, action, look, search_hash
from vugge.audit.rules import (
    NOBODY_SHOWN,
    PER_PERSON,
    Category,
    Declarations,
    Level,
    Logged,
    Looked,
    Purpose,
    Result,
    Scope,
    Seen,
    Viewer,
    anonymous,
    person,
)
from vugge.kit.errors import Hidden, NotAllowed

pytestmark = pytest.mark.django_db

CHILD, MOTHER = UUID(int=1), UUID(int=2)
NURSE = person(UUID(int=9), Purpose.CARE, role="health_visitor", unit="17")
SEEN_CHILD = Seen(CHILD, Level.FULL, frozenset({Category.IDENTITY, Category.WORK}), "team:3")
SEEN_MOTHER = Seen(MOTHER, Level.EXISTS, frozenset(), "consent:17")


@look("areas.child_shown")
def show(viewer: Viewer, *seen: Seen) -> Looked[str]:
    """Show a child."""
    return Looked("a child", seen=seen)


@look("areas.children_found")
def find(scope: Scope, text: str) -> Looked[list[str]]:
    """Look for children by name."""
    return Looked([], result=Result.EMPTY, query_hash=search_hash(text), numbers={"found": 0})


@look("areas.child_opened")
def open_hidden(viewer: Viewer, *, child: UUID) -> Looked[str]:
    """Open a child whom one may not know of."""
    raise Hidden(child)


def test_a_look_is_written_with_whom_it_showed() -> None:
    assert show(NURSE, SEEN_CHILD) == "a child"
    (entry,) = written()
    assert (entry.verb, entry.result, entry.basis) == ("areas.child_shown", Result.SHOWN, "team:3")
    assert (entry.subject, entry.persons) == (f"person:{CHILD}", (SEEN_CHILD,))


def test_a_look_at_several_says_the_basis_of_each() -> None:
    show(NURSE, SEEN_MOTHER, SEEN_CHILD, SEEN_CHILD)
    (entry,) = written()
    assert (entry.basis, entry.subject, entry.persons) == (PER_PERSON, "", (SEEN_CHILD, SEEN_MOTHER))


def test_a_search_that_finds_nobody_is_written_without_what_was_searched_for() -> None:
    assert find(Scope(NURSE, {}), "Mette  HANSEN") == []
    (entry,) = written()
    assert (entry.result, entry.basis, entry.persons) == (Result.EMPTY, NOBODY_SHOWN, ())
    assert entry.query_hash == search_hash("mette hansen") != search_hash("mette jensen")
    assert re.fullmatch("[0-9a-f]{64}", entry.query_hash)
    assert "mette" not in repr(entry).lower()


def test_the_hash_of_a_search_needs_the_key(settings: pytest.FixtureRequest) -> None:
    before = search_hash("mette hansen")
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]  # pytest-django's settings
    assert search_hash("mette hansen") != before


@pytest.mark.django_db(transaction=True)
def test_who_is_refused_is_written_down_and_is_told_nothing() -> None:
    with pytest.raises(Hidden, match="Her er ingen"):
        open_hidden(NURSE, child=CHILD)
    (entry,) = written()
    assert (entry.verb, entry.result, entry.persons) == ("areas.child_opened", Result.DENIED, DENIED)


@pytest.mark.django_db(transaction=True)
def test_a_denial_stays_where_the_page_answers_and_where_it_does_not() -> None:
    with acting(NURSE):
        with pytest.raises(Hidden):
            open_hidden(NURSE, child=CHILD)
        show(NURSE, SEEN_MOTHER)
    with acting(NURSE):
        show(NURSE, SEEN_MOTHER)
    with pytest.raises(Hidden), acting(NURSE):
        open_hidden(NURSE, child=CHILD)
    assert [entry.result for entry in written()] == [Result.DENIED, Result.SHOWN, Result.SHOWN, Result.DENIED]


def test_without_a_log_nothing_is_shown() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_eventperson RENAME TO audit_away")
    with pytest.raises(DatabaseError):
        show(NURSE, SEEN_CHILD)


def test_a_look_that_does_not_say_whom_it_showed_is_refused() -> None:
    @look("areas.child_hinted_at")  # type: ignore[arg-type]  # mypy sees the mistake too
    def hint(viewer: Viewer) -> str:
        """Show a child and keep quiet about it."""
        return "a child"

    with pytest.raises(TypeError, match="must return Looked"):
        hint(NURSE)
    assert written() == ()


def test_nobody_unknown_looks() -> None:
    with pytest.raises(NotAllowed):
        show(anonymous(), SEEN_CHILD)
    with pytest.raises(TypeError, match="needs a Viewer"):
        show("person:7f3a")  # type: ignore[arg-type]  # on purpose


def test_looks_and_deeds_come_one_after_the_other_and_never_one_inside_the_other() -> None:
    @action("areas.child_moved")
    def move(viewer: Viewer, *, looks: bool) -> Logged[None]:
        """Move a child."""
        if looks:
            show(viewer, SEEN_CHILD)
        return Logged(None, subject="child:1", basis="own_data")

    @look("areas.children_shown")
    def show_all(viewer: Viewer) -> Looked[str]:
        """Show every child."""
        return Looked(show(viewer, SEEN_CHILD))

    with acting(NURSE):
        show(NURSE, SEEN_CHILD)
        move(NURSE, looks=False)
        show(NURSE, SEEN_CHILD)
        with pytest.raises(RuntimeError, match=r"called inside areas\.child_moved"):
            move(NURSE, looks=True)
    with pytest.raises(RuntimeError, match=r"called inside areas\.children_shown"):
        show_all(NURSE)
    assert [entry.verb for entry in written()] == ["areas.child_shown", "areas.child_moved", "areas.child_shown"]


@pytest.mark.parametrize("how_many", [1, 50])
def test_a_look_costs_two_statements_however_many_it_shows(
    how_many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    everybody = [Seen(UUID(int=number), Level.EXISTS, frozenset(), "team:3") for number in range(how_many)]
    with acting(NURSE), django_assert_num_queries(2) as asked:
        show(NURSE, *everybody)
    assert [query["sql"].split()[0] for query in asked.captured_queries] == ["INSERT", "INSERT"]


def test_every_look_stands_in_the_register_once(register: Declarations) -> None:
    def shown(viewer: Viewer) -> Looked[None]:
        """Show nothing."""
        return Looked(None)

    look("areas.nothing_shown")(shown)
    (found,) = register.looks()
    assert (found.verb, found.room, found.summary) == ("areas.nothing_shown", "areas", "Show nothing.")
    with pytest.raises(ValueError, match="already has"):
        look("areas.nothing_shown")(shown)


def test_a_look_takes_the_viewer_or_the_scope_first() -> None:
    def shown(child: UUID) -> Looked[None]:
        """Show nothing."""
        return Looked(None)

    with pytest.raises(TypeError, match="the viewer or the scope"):
        look("areas.nothing_shown")(shown)  # type: ignore[type-var]  # on purpose


@pytest.mark.parametrize("part", [{"subject": "Mette"}, {"query_hash": "mette hansen"}, {"fields": ("Mette",)}])
def test_a_look_has_no_words_for_the_log(part: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="looks like"):
        Looked(None, **part)  # type: ignore[arg-type]  # one of them is a tuple
