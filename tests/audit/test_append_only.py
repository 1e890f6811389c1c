"""The database itself keeps the log: nothing is changed, replaced or removed, whoever asks and however."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F
from tests.audit.flushing import log_may_be_emptied
from tests.shape.sources import files, read

from vugge.audit.models import Checkpoint, Event, EventPerson, Kept, Sealed
from vugge.audit.rules import BASIS, CODES, HASH_OR_NONE, REQUEST, ROLE, SUBJECT_OR_NONE, UNIT, VERB, VIEWER

KEYS: Final = {
    "audit_event": "sequence",
    "audit_eventperson": "id",
    "audit_sealed": "position",
    "audit_checkpoint": "size",
    "audit_kept": "checkpoint_id",
}
EVERYWHERE: Final = (
    "UPDATE {table} SET {key} = {key} + 1",
    "UPDATE {table} SET {key} = {key}",
    "DELETE FROM {table}",
    "DELETE FROM {table} WHERE {key} = (SELECT max({key}) FROM {table})",
    "INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT ({key}) DO UPDATE SET {key} = 7",
)
BY_SQL: Final = {
    "sqlite": (
        *EVERYWHERE,
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        "REPLACE INTO {table} SELECT * FROM {table}",
        "UPDATE OR REPLACE {table} SET {key} = 1",
    ),
    "postgresql": (
        *EVERYWHERE,
        "TRUNCATE {table} CASCADE",
        "TRUNCATE {table} RESTART IDENTITY CASCADE",
        "SET LOCAL session_replication_role = replica; DELETE FROM {table}",
    ),
}
ON_THE_WAY: Final = (
    "INSERT OR REPLACE INTO audit_sealed SELECT position + 1, chain_hash, event_id FROM audit_sealed",
    "INSERT OR REPLACE INTO audit_eventperson SELECT id + 1, person, 0, '', basis, event_id FROM audit_eventperson",
)
BY_ORM: Final[dict[str, Callable[[], object]]] = {
    "update": lambda: Event.objects.update(subject="area:18"),
    "save": lambda: Event.objects.get().save(),
    "delete": lambda: Event.objects.get().delete(),
    "delete all": lambda: Event.objects.all().delete(),
    "bulk update": lambda: Event.objects.bulk_update([Event.objects.get()], ["subject"]),
    "upsert": lambda: Event.objects.bulk_create(
        [Event.objects.get()], update_conflicts=True, update_fields=["subject"], unique_fields=["sequence"]
    ),
    "expression": lambda: Event.objects.update(sequence=F("sequence") + 1),
}
REFUSED: Final = "append-only|permission denied"  # only a superuser gets as far as posing as a replica


def write(**columns: str) -> Event:
    ordinary = {
        "verb": "areas.list_imported",
        "viewer": "system:demo",
        "viewer_kind": "system",
        "purpose": "administration",
        "basis": "no_personal_data",
        "subject": "area:17",
        "code_version": "0.1.0",
    }
    return Event.objects.create(happened_at=datetime(2026, 11, 22, 13, 30, tzinfo=UTC), **(ordinary | columns))


def write_everywhere() -> None:
    event = write()
    EventPerson.objects.create(event=event, person=UUID(int=7), level=2, categories="identity", basis="consent:17")
    Sealed.objects.create(position=0, event=event, chain_hash="0" * 64)
    checkpoint = Checkpoint.objects.create(size=1, chain_hash="0" * 64, note="note", made_at=event.happened_at)
    Kept.objects.create(checkpoint=checkpoint, kept_at=event.happened_at)
    connection.check_constraints()  # now, or PostgreSQL refuses to truncate for the checks it still has to make


def rows() -> list[object]:
    return [list(table.objects.values()) for table in (Event, EventPerson, Sealed, Checkpoint, Kept)]


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize("table", KEYS)
@pytest.mark.parametrize("statement", BY_SQL[connection.vendor])
def test_sql_cannot_change_the_log(statement: str, table: str) -> None:
    write_everywhere()
    before = rows()
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        run(statement.format(table=table, key=KEYS[table]))
    assert rows() == before


@pytest.mark.django_db
@pytest.mark.sqlite
@pytest.mark.parametrize("statement", ON_THE_WAY)
def test_a_row_cannot_be_replaced_by_another_of_the_same_entry(statement: str) -> None:
    write_everywhere()
    before = rows()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        run(statement)
    assert rows() == before


@pytest.mark.django_db
@pytest.mark.parametrize("change", BY_ORM.values(), ids=BY_ORM.keys())
def test_the_orm_cannot_change_the_log(change: Callable[[], object]) -> None:
    write()
    before = list(Event.objects.values())
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        change()
    assert list(Event.objects.values()) == before


@pytest.mark.django_db
def test_flushing_the_database_is_refused() -> None:
    write()
    with pytest.raises(CommandError), transaction.atomic():
        call_command("flush", interactive=False, verbosity=0)
    assert Event.objects.count() == 1


@pytest.mark.django_db
def test_without_the_triggers_the_same_statement_goes_through() -> None:
    write()
    run(
        {
            "sqlite": "DROP TRIGGER audit_event_no_delete",
            "postgresql": "DROP TRIGGER audit_event_append_only ON audit_event",
        }[connection.vendor]
    )
    run("DELETE FROM audit_event")
    assert Event.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_tests_that_commit_can_empty_the_log_and_leave_it_protected() -> None:
    write()
    with log_may_be_emptied():
        call_command("flush", interactive=False, verbosity=0)
    assert Event.objects.count() == 0
    write()
    with pytest.raises(IntegrityError, match="append-only"):
        run("DELETE FROM audit_event")


def test_only_migrations_know_how_to_lift_the_protection() -> None:
    knowing = [path for path in files("src/*.py") if re.search("_append_only|audit_event_", read(path))]
    assert knowing == [
        "src/vugge/access/migrations/_register_of_releases.py",
        "src/vugge/audit/migrations/0001_initial.py",
        "src/vugge/audit/migrations/0002_looks_persons_seals.py",
        "src/vugge/audit/migrations/0003_kept_elsewhere.py",
        "src/vugge/audit/migrations/_append_only.py",
        "src/vugge/audit/models.py",
    ]


SAMPLES: Final = [
    *(("verb", text) for text in ("areas.list_imported", "a.b.c_d", "areas.imported", "Areas.list_imported", "x")),
    *(("verb", text) for text in ("areas.list_imported\n", "areas.list_imported ", "områder.liste_hentet", "")),
    *(("viewer", text) for text in ("anonymous", "system:demo", "person:7f3a-11", "person:1234567890", "")),
    *(("viewer", text) for text in ("person:120180-1234", "Mette Hansen", "person:a b", "person:7f3a\n", "nobody")),
    *(("subject", text) for text in ("area:17", "area_list:2021-12-01", "person:1201801234", "person:120180-1234")),
    *(("subject", text) for text in ("area:12345678901", "area:17\n", "area:", "area", "area:Ring Parken", "")),
    *(("role", text) for text in ("health_visitor", "", "Health", "health visitor", "sygeplejerske Mette")),
    *(("unit", text) for text in ("17", "", "120180-1234", "1201801234", "7f3a-11", "Skolen på Vej")),
    *(("basis", text) for text in ("consent:17", "no_basis", "", "consent:", "consent:1201801234", "because I may")),
    *(("fields", text) for text in ("", "surname", "surname,given_names", "Hansen", "surname,", "a b")),
    *(("query_hash", text) for text in ("", "0f" * 32, "0F" * 32, "0f", "Mette Hansen")),
    *(("request", text) for text in ("", "0f" * 16, "0f", "1201801234")),
]
PATTERNS: Final = {
    "verb": (VERB, "verb_is_dotted"),
    "viewer": (VIEWER, "viewer_is_an_id"),
    "role": (ROLE, "viewer_is_an_id"),
    "unit": (UNIT, "viewer_is_an_id"),
    "subject": (SUBJECT_OR_NONE, "subject_is_an_id"),
    "basis": (BASIS, "holds_codes"),
    "fields": (CODES, "holds_codes"),
    "query_hash": (HASH_OR_NONE, "search_is_hashed"),
    "request": (REQUEST, "search_is_hashed"),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("column", "text"), SAMPLES)
def test_the_table_takes_exactly_what_the_rules_take(column: str, text: str) -> None:
    pattern, name = PATTERNS[column]
    if re.match(pattern, text):
        assert write(**{column: text}).pk
        return
    with pytest.raises(IntegrityError, match=f"audit_event_{name}"), transaction.atomic():
        write(**{column: text})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("columns", "name"),
    [
        ({"level": 4}, "level_is_known"),
        ({"basis": "the mother said yes"}, "holds_codes"),
        ({"categories": "Mette Hansen"}, "holds_codes"),
    ],
)
def test_a_person_of_an_entry_is_an_id_and_codes(columns: dict[str, Any], name: str) -> None:
    ordinary = {"level": 2, "categories": "identity,work", "basis": "consent:17"}
    with pytest.raises(IntegrityError, match=f"audit_person_{name}"), transaction.atomic():
        EventPerson.objects.create(event=write(), person=UUID(int=7), **(ordinary | columns))


@pytest.mark.django_db
def test_a_bad_verb_is_explained_in_danish() -> None:
    event = write()
    event.verb = "Imported"
    with pytest.raises(ValidationError, match=r"rum\.ting_gjort"):
        event.full_clean()


@pytest.mark.django_db
def test_the_migration_and_the_model_are_one() -> None:
    call_command("makemigrations", "audit", check=True, dry_run=True, verbosity=0)
