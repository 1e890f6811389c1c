"""The second line: with every filter of the application switched off, the database shows nobody a foreign row.

PostgreSQL only, but for what the tables themselves say. With VUGGE_LONG=1: 1,000 requests on one connection instead of
100, and what the second line costs.
"""

import os
import sys
import time
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import connection, models
from django.utils import timezone
from tests.access import rows
from tests.access.expecting import within_reach
from tests.access.plain_role import a_plain_role, as_role, rows_of
from tests.access.worlds import World, a_batch_of_worlds

from vugge.access.migrations._row_level import PARTS, PERSONS, disable, enable
from vugge.access.queries.actors import scope
from vugge.access.rules.basis import BasisKind
from vugge.audit.actions import acting
from vugge.audit.rules import Purpose, Viewer, system
from vugge.people.models.scoped import PersonalKey, ScopedManager

LONG = bool(os.environ.get("VUGGE_LONG"))
REQUESTS = 1_000 if LONG else 100
MANY_PERSONS = 60_000
THE_SYSTEM = system("test", Purpose.ADMINISTRATION)

postgres = pytest.mark.postgres
committing = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plain(transactional_db: None) -> Iterator[str]:
    """The application's role."""
    with a_plain_role() as name:
        yield name


@pytest.fixture
def worlds(transactional_db: None) -> list[World]:
    """Random worlds around this very moment, so that the database's own clock decides."""
    return a_batch_of_worlds(range(20), middle=timezone.now())


def shown(viewer: Viewer) -> dict[str, set[UUID]]:
    """Return whom each table shows rows about to this viewer, asked without any filter."""
    with acting(viewer):
        return everything()


def everything() -> dict[str, set[UUID]]:
    """Return whom each table shows rows about."""
    return {table: {one for row in rows_of(table, columns) for one in row} for table, columns in PERSONS.items()}


@postgres
@committing
def test_without_the_applications_filters_no_foreign_row_is_shown(plain: str, worlds: list[World]) -> None:
    met = 0
    with as_role(plain):
        for world in worlds:
            viewer = world.viewer()
            found = shown(viewer)
            near = within_reach(world, viewer, timezone.now())
            met += len(near)
            assert found["people_person"] == near
            assert set().union(*found.values()) <= near
    assert met


@postgres
@committing
def test_whoever_tells_nobody_who_they_are_sees_nothing(plain: str, worlds: list[World]) -> None:
    with as_role(plain):
        assert not any(everything().values())


@postgres
@committing
def test_without_the_second_line_the_same_reads_show_everybody(plain: str, worlds: list[World]) -> None:
    """The control: it is row-level security that hides the rows above."""
    with connection.schema_editor() as editor:
        disable(apps, editor)
    try:
        with as_role(plain):
            found = shown(worlds[0].viewer())
    finally:
        with connection.schema_editor() as editor:
            enable(apps, editor)
    assert len(found["people_person"]) == sum(len(world.persons) for world in worlds)
    assert all(found[table] for table in ("people_custody", "people_spell", "access_basis", "access_conflict"))


@postgres
@committing
def test_the_second_line_never_hides_what_the_first_shows(plain: str, worlds: list[World]) -> None:
    shown_by_both = 0
    with as_role(plain):
        for world in worlds:
            viewer = world.viewer()
            with acting(viewer):
                allowed = scope(viewer).persons()
                assert allowed <= everything()["people_person"]
            shown_by_both += len(allowed)
    assert shown_by_both


@postgres
@committing
def test_the_system_sees_everybody(plain: str, worlds: list[World]) -> None:
    with as_role(plain):
        assert len(shown(THE_SYSTEM)["people_person"]) == sum(len(world.persons) for world in worlds)


@postgres
@committing
def test_a_reused_connection_never_shows_the_rows_of_the_one_before(plain: str, worlds: list[World]) -> None:
    viewers = [(world, world.viewer()) for world in worlds for _ in range(2)]
    with as_role(plain):
        for number in range(REQUESTS):
            world, viewer = viewers[number % len(viewers)]
            with acting(viewer):
                found = {one for (one,) in rows_of("people_person", ("id",))}
            assert found == within_reach(world, viewer, timezone.now())
            assert rows_of("people_person", ("id",)) == []


def unguarded(tables: dict[str, tuple[str, ...]]) -> list[str]:
    """Return the tables whose manager demands a scope, and whose rows the second line does not guard by its columns."""
    found = []
    for model in apps.get_models():
        manager = getattr(model, "objects", None)
        if model._meta.managed and isinstance(manager, ScopedManager):
            columns = tuple(_column(model, name) for name in manager.columns)
            if tables.get(model._meta.db_table) != columns:
                found.append(model._meta.db_table)
    return found


def _column(model: type[models.Model], name: str) -> str:
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    return str(field.column)


def test_every_table_about_persons_is_behind_the_second_line() -> None:
    assert unguarded(PERSONS) == []


def test_a_table_left_unguarded_is_noticed() -> None:
    assert unguarded({**PERSONS, "people_custody": ("child_id",)}) == ["people_custody"]
    assert unguarded({table: columns for table, columns in PERSONS.items() if table != "people_spell"}) == [
        "people_spell"
    ]


@postgres
@pytest.mark.django_db
def test_a_view_reads_with_the_rights_of_whoever_asks() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, coalesce(reloptions::text, '') FROM pg_class"
            " WHERE relkind = 'v' AND relnamespace = current_schema()::regnamespace"
        )
        views = dict(cursor.fetchall())
    assert views.keys() == {model._meta.db_table for model in apps.get_models() if not model._meta.managed}
    assert all("security_invoker=true" in options for options in views.values())


def points_at_persons(model: type[models.Model]) -> bool:
    """Say whether a table has a column that names a person."""
    return any(isinstance(field, PersonalKey) for field in model._meta.get_fields())


def test_every_table_that_names_a_person_demands_a_scope() -> None:
    named = {model._meta.db_table for model in apps.get_models() if model._meta.managed and points_at_persons(model)}
    assert named - set(PERSONS) - set(PARTS) == set()


@postgres
@committing
@pytest.mark.long
def test_what_the_second_line_costs(plain: str, capsys: pytest.CaptureFixture[str]) -> None:
    employee = rows.an_employee("caseworker")
    everybody = [rows.new_person(uuid4(), None) for _ in range(MANY_PERSONS)]
    type(everybody[0]).objects.adding().bulk_create(everybody, batch_size=5_000)
    for one in everybody[:40]:
        rows.a_basis(BasisKind.ASSIGNED, one.id, timezone.now(), account=employee.account)
    mine = tuple(one.id for one in everybody[:40])
    with as_role(plain), acting(employee.viewer()):
        both = _milliseconds(mine)
    with acting(employee.viewer()):  # as the owner, whom the second line does not hold
        first = _milliseconds(mine)
    with capsys.disabled():
        sys.stdout.write(f"\n40 of {MANY_PERSONS:,} persons: {first:.2f} ms without the second line, {both:.2f} with\n")
    assert both < first + 20


def _milliseconds(wanted: tuple[UUID, ...]) -> float:
    times = []
    with connection.cursor() as cursor:
        for _ in range(50):
            begun = time.perf_counter()
            cursor.execute("SELECT * FROM people_person WHERE id = ANY(%s)", [list(wanted)])
            assert len(cursor.fetchall()) == len(wanted)
            times.append(time.perf_counter() - begun)
    return sorted(times)[len(times) // 2] * 1_000
