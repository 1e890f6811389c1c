"""An action works, is refused, and is written down; a way in says what it is for."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, connection
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks
from tests.audit.conftest import Shelf

from vugge.audit.actions import action, after_commit, declaration_of, declared
from vugge.audit.queries import events
from vugge.audit.rules import (
    NO_PERSONAL_DATA,
    Declarations,
    Entry,
    Kind,
    Logged,
    Purpose,
    Result,
    Viewer,
    anonymous,
    person,
)
from vugge.kit.errors import NotAllowed

pytestmark = pytest.mark.django_db

HALF_PAST_TWO = datetime(2026, 11, 22, 14, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))


@pytest.fixture
def put_away(shelf: Shelf) -> Callable[..., int]:
    """An action that puts things on the shelf and tells how many lie there."""

    @action("areas.things_put_away")
    def put_away(viewer: Viewer, *, names: list[str]) -> Logged[int]:
        """Put things on the shelf."""
        for name in names:
            shelf.put(name)
        return Logged(
            len(shelf.names()),
            subject="shelf:1",
            basis=NO_PERSONAL_DATA,
            numbers={"things": len(names)},
        )

    return put_away


def test_the_caller_gets_the_value(demo: Viewer, put_away: Callable[..., int], shelf: Shelf) -> None:
    assert put_away(demo, names=["bowl", "cup"]) == 2
    assert shelf.names() == ["bowl", "cup"]


def test_it_is_written_down_once(demo: Viewer, put_away: Callable[..., int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vugge.audit.actions.writing.timezone.now", lambda: HALF_PAST_TWO)
    put_away(demo, names=["bowl", "cup"])
    (entry,) = events(demo, limit=10)
    assert entry == Entry(
        sequence=entry.sequence,
        happened_at=HALF_PAST_TWO,
        verb="areas.things_put_away",
        viewer="system:demo",
        viewer_kind=Kind.SYSTEM,
        purpose=Purpose.ADMINISTRATION,
        basis=NO_PERSONAL_DATA,
        subject="shelf:1",
        numbers={"things": 2},
        code_version="0.1.0",
        result=Result.DONE,
        request=entry.request,
    )
    assert len(entry.request) == 32
    assert entry.happened_at.isoformat() == "2026-11-22T13:30:00+00:00"


def test_a_person_is_written_down_with_their_own_purpose(demo: Viewer, put_away: Callable[..., int]) -> None:
    put_away(person("7f3a", Purpose.OFFICIAL_STATISTICS), names=["cup"])
    (entry,) = events(demo, limit=10)
    assert (entry.viewer, entry.viewer_kind, entry.purpose) == (
        "person:7f3a",
        Kind.PERSON,
        Purpose.OFFICIAL_STATISTICS,
    )


def test_writing_it_down_costs_one_statement_in_a_transaction(
    demo: Viewer, put_away: Callable[..., int], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tell = ["SELECT"] if connection.vendor == "postgresql" else []  # who acts, for row-level security
    with django_assert_num_queries(7 + len(tell)) as asked:
        put_away(demo, names=["cup"])
    kinds = [query["sql"].split()[0] for query in asked.captured_queries]
    assert kinds == ["SAVEPOINT", *tell, "SAVEPOINT", "INSERT", "SELECT", "INSERT", "RELEASE", "RELEASE"]


def test_nobody_changes_nothing(put_away: Callable[..., int], shelf: Shelf, demo: Viewer) -> None:
    with pytest.raises(NotAllowed, match="hvem der gør det"):
        put_away(anonymous(), names=["cup"])
    assert (shelf.names(), events(demo, limit=10)) == ([], ())


@pytest.mark.parametrize("viewer", [None, "system:demo", Kind.SYSTEM])
def test_what_is_not_a_viewer_is_refused(put_away: Callable[..., int], shelf: Shelf, viewer: object) -> None:
    with pytest.raises(TypeError, match=r"areas\.things_put_away needs a Viewer"):
        put_away(viewer, names=["cup"])
    assert shelf.names() == []


def test_a_failure_undoes_everything_and_writes_nothing(demo: Viewer, shelf: Shelf) -> None:
    @action("areas.things_dropped")
    def drop(viewer: Viewer, *, name: str) -> Logged[None]:
        """Drop something after putting it on the shelf."""
        shelf.put(name)
        raise LookupError(name)

    with pytest.raises(LookupError):
        drop(demo, name="cup")
    assert (shelf.names(), events(demo, limit=10)) == ([], ())


def test_what_cannot_be_written_down_does_not_happen(demo: Viewer, put_away: Callable[..., int], shelf: Shelf) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event RENAME TO audit_event_away")
    with pytest.raises(DatabaseError):
        put_away(demo, names=["cup"])
    assert shelf.names() == []


def test_an_action_that_does_not_say_what_it_did_is_undone(demo: Viewer, shelf: Shelf) -> None:
    @action("areas.things_hidden")  # type: ignore[arg-type]  # mypy sees the mistake too
    def hide(viewer: Viewer, *, name: str) -> str:
        """Put something away and keep quiet about it."""
        shelf.put(name)
        return name

    with pytest.raises(TypeError, match=r"must return Logged"):
        hide(demo, name="cup")
    assert shelf.names() == []


def test_an_action_inside_an_action_is_refused_and_all_is_undone(
    demo: Viewer, put_away: Callable[..., int], shelf: Shelf
) -> None:
    @action("areas.house_tidied")
    def tidy(viewer: Viewer, *, names: list[str]) -> Logged[int]:
        """Tidy the house."""
        shelf.put("broom")
        return Logged(put_away(viewer, names=names), subject="house:1", basis=NO_PERSONAL_DATA)

    with pytest.raises(RuntimeError, match=r"areas\.things_put_away was called inside areas\.house_tidied"):
        tidy(demo, names=["cup"])
    assert (shelf.names(), events(demo, limit=10)) == ([], ())
    put_away(demo, names=["cup"])
    assert len(events(demo, limit=10)) == 1


def test_a_letter_goes_after_commit_and_never_from_what_was_undone(
    demo: Viewer, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    sent: list[str] = []

    @action("areas.letter_written")
    def write(viewer: Viewer, *, name: str) -> Logged[list[str]]:
        """Write a letter that leaves the house when all is stored."""
        after_commit(lambda: sent.append(name))
        if not name:
            raise LookupError
        return Logged(list(sent), subject="letter:1", basis=NO_PERSONAL_DATA)

    with django_capture_on_commit_callbacks(execute=True):
        assert write(demo, name="hello") == []
        with pytest.raises(LookupError):
            write(demo, name="")
    assert sent == ["hello"]


def test_every_action_stands_in_the_register(put_away: Callable[..., int], register: Declarations) -> None:
    (found,) = register.actions()
    assert (found.verb, found.room, found.summary) == (
        "areas.things_put_away",
        "areas",
        "Put things on the shelf.",
    )


def test_a_verb_is_taken_once(put_away: Callable[..., int]) -> None:
    with pytest.raises(ValueError, match="already has"):

        @action("areas.things_put_away")
        def again(viewer: Viewer) -> Logged[None]:
            """Put things on the shelf a second way."""
            return Logged(None, subject="shelf:1", basis=NO_PERSONAL_DATA)


def test_a_way_in_says_what_it_is_for_and_is_otherwise_left_alone(register: Declarations) -> None:
    def page(number: int) -> int:
        """Show a number."""
        return number

    shown = declared("areas.number_shown", purpose=Purpose.PUBLIC_INFORMATION)(page)
    assert shown is page
    assert register.accesses() == (declaration_of(page),)
    assert (register.accesses()[0].verb, register.accesses()[0].purpose) == (
        "areas.number_shown",
        Purpose.PUBLIC_INFORMATION,
    )


def test_a_declaration_is_seen_through_another_decorator() -> None:
    @declared("areas.number_shown", purpose=Purpose.PUBLIC_INFORMATION)
    def page() -> int:
        """Show a number."""
        return 1

    @wraps(page)
    def cached() -> int:
        return page()

    assert declaration_of(cached) == declaration_of(page) is not None


def test_what_declares_nothing_is_seen() -> None:
    assert declaration_of(len) is None
