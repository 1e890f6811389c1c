"""Who may read the log, and what it answers."""

from datetime import UTC, datetime
from typing import Final
from uuid import UUID

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.audit.conftest import FAR_AHEAD, LONG_AGO

from vugge.audit.actions import action, deny, look, search_hash
from vugge.audit.queries import all_entries_between, entries_between, events, looks_at
from vugge.audit.rules import (
    NO_PERSONAL_DATA,
    Act,
    Category,
    Level,
    Logged,
    Looked,
    Purpose,
    Result,
    Scope,
    Seen,
    Sight,
    Viewer,
    anonymous,
    person,
    system,
)
from vugge.kit.errors import Hidden, NotAllowed

pytestmark = pytest.mark.django_db

CHILD, BROTHER = UUID(int=1), UUID(int=2)
NURSE: Final = person(UUID(int=9), Purpose.CARE, role="health_visitor", unit="17")
MOTHER: Final = person(UUID(int=10), Purpose.OWN_INSIGHT)
OWN_LOG: Final = Scope(
    MOTHER, {CHILD: Sight(CHILD, Level.FULL, frozenset({(Category.LOG, Act.READ)}), ("custody:7f3a",))}
)
SUPERVISOR: Final = Scope.whole(system("sample", Purpose.SUPERVISION))


@look("areas.children_shown")
def show(viewer: Viewer, *seen: Seen) -> Looked[None]:
    """Show children."""
    return Looked(None, seen=seen, subject="home:4", numbers={"found": len(seen)}, query_hash=search_hash("hansen"))


def seen(child: UUID, basis: str) -> Seen:
    return Seen(child, Level.SUMMARY, frozenset({Category.IDENTITY}), basis)


@pytest.fixture
def five_entries(demo: Viewer) -> None:
    @action("areas.number_told")
    def tell(viewer: Viewer, *, number: int) -> Logged[None]:
        """Tell a number."""
        return Logged(None, subject=f"number:{number}", basis=NO_PERSONAL_DATA)

    for number in range(5):
        tell(demo, number=number)


@pytest.mark.parametrize("limit", [2, 5, 100])
def test_the_newest_come_first_in_one_statement(
    five_entries: None, demo: Viewer, django_assert_num_queries: DjangoAssertNumQueries, limit: int
) -> None:
    newest_first = ["number:4", "number:3", "number:2", "number:1", "number:0"]
    with django_assert_num_queries(1):
        assert [entry.subject for entry in events(demo, limit=limit)] == newest_first[:limit]


def test_sequence_numbers_only_rise(five_entries: None, demo: Viewer) -> None:
    sequence = [entry.sequence for entry in events(demo, limit=5)]
    assert sequence == sorted(set(sequence), reverse=True)


@pytest.mark.parametrize(
    "viewer",
    [
        anonymous(),
        anonymous(Purpose.ADMINISTRATION),
        person("7f3a", Purpose.ADMINISTRATION),
        system("demo", Purpose.PUBLIC_INFORMATION),
    ],
)
def test_everybody_else_is_refused_before_anything_is_asked(
    viewer: Viewer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0), pytest.raises(NotAllowed, match="Spørg den"):
        events(viewer, limit=5)


def test_ones_own_log_says_who_looked_at_what_and_why() -> None:
    show(NURSE, seen(CHILD, "team:3"))
    deny(NURSE, "areas.children_shown", person=CHILD)
    denied, shown = looks_at(OWN_LOG, CHILD, since=LONG_AGO, limit=9)
    assert (shown.viewer, shown.role, shown.unit, shown.purpose) == (NURSE.name, "health_visitor", "17", Purpose.CARE)
    assert (shown.result, shown.basis, shown.persons) == (Result.SHOWN, "team:3", (seen(CHILD, "team:3"),))
    assert (denied.result, denied.subject) == (Result.DENIED, f"person:{CHILD}")


def test_ones_own_log_says_nothing_of_anybody_else() -> None:
    show(NURSE, seen(BROTHER, "consent:17"), seen(CHILD, "team:3"))
    show(NURSE, seen(BROTHER, "consent:17"))
    (entry,) = looks_at(OWN_LOG, CHILD, since=LONG_AGO, limit=9)
    assert (entry.persons, entry.basis) == ((seen(CHILD, "team:3"),), "team:3")
    assert (entry.subject, entry.numbers, entry.query_hash) == ("", {}, "")
    assert str(BROTHER) not in repr(entry)


def test_a_log_that_one_may_not_see_is_as_if_nobody_were_there() -> None:
    for stranger in (BROTHER, UUID(int=99)):
        with pytest.raises(Hidden):
            looks_at(OWN_LOG, stranger, since=LONG_AGO, limit=9)


@pytest.mark.parametrize("entries", [1, 20])
def test_ones_own_log_is_one_statement_and_stops_where_asked(
    entries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(entries):
        show(NURSE, seen(CHILD, "team:3"))
    with django_assert_num_queries(1):
        assert len(looks_at(OWN_LOG, CHILD, since=LONG_AGO, limit=5)) == min(entries, 5)
    assert looks_at(OWN_LOG, CHILD, since=FAR_AHEAD, limit=5) == ()


def test_the_supervisor_sees_a_stretch_of_the_log_with_everybody_in_it(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for day in (1, 2, 3):
        noon = datetime(2026, 11, day, 12, tzinfo=UTC)
        monkeypatch.setattr("vugge.audit.actions.writing.timezone.now", lambda noon=noon: noon)
        show(NURSE, seen(BROTHER, "consent:17"), seen(CHILD, "team:3"))
        show(MOTHER, seen(CHILD, "custody:7f3a"))
    since, until = datetime(2026, 11, 2, 12, tzinfo=UTC), datetime(2026, 11, 3, 12, tzinfo=UTC)
    with django_assert_num_queries(2):
        nurse, mother = entries_between(SUPERVISOR, since, until, limit=9)
    assert [one.person for one in nurse.persons] == [CHILD, BROTHER]
    assert (mother.viewer, mother.happened_at) == (MOTHER.name, since)
    assert [one.viewer for one in entries_between(SUPERVISOR, LONG_AGO, until, limit=9, by=MOTHER.name)] == [
        MOTHER.name
    ] * 2


def test_all_of_a_stretch_is_read_in_batches_and_nothing_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vugge.audit.queries.BATCH", 3)
    for _ in range(7):
        show(NURSE, seen(CHILD, "team:3"))
    show(MOTHER, seen(CHILD, "custody:7f3a"))
    found = list(all_entries_between(SUPERVISOR, LONG_AGO, FAR_AHEAD))
    assert tuple(found) == entries_between(SUPERVISOR, LONG_AGO, FAR_AHEAD, limit=100)
    assert len(found) == 8
    assert [one.viewer for one in all_entries_between(SUPERVISOR, LONG_AGO, FAR_AHEAD, by=MOTHER.name)] == [MOTHER.name]
    assert not list(all_entries_between(SUPERVISOR, LONG_AGO, FAR_AHEAD, unit="4711"))


@pytest.mark.parametrize(
    "scope",
    [OWN_LOG, Scope(person(UUID(int=8), Purpose.SUPERVISION), {}), Scope.whole(system("demo", Purpose.CARE))],
    ids=["a mother", "a supervisor by hand", "a job for something else"],
)
def test_nobody_else_sees_a_stretch_of_the_log(scope: Scope, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0), pytest.raises(NotAllowed):
        entries_between(scope, LONG_AGO, FAR_AHEAD, limit=9)
    with django_assert_num_queries(0), pytest.raises(NotAllowed):
        list(all_entries_between(scope, LONG_AGO, FAR_AHEAD))
