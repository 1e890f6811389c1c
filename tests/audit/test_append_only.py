"""The database itself keeps the log: nothing is changed, replaced or removed, whoever asks and however."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F
from tests.audit.flushing import log_may_be_emptied
from tests.shape.sources import files, read

from vugge.audit.models import Event
from vugge.audit.rules import SUBJECT, VERB, VIEWER

COLUMNS: Final = "happened_at, verb, viewer, viewer_kind, purpose, basis, subject, numbers, code_version"
ROW: Final = f"(sequence, {COLUMNS}) SELECT sequence, {COLUMNS} FROM audit_event"
EVERYWHERE: Final = (
    "UPDATE audit_event SET subject = 'area:18'",
    "UPDATE audit_event SET subject = subject",
    "DELETE FROM audit_event",
    "DELETE FROM audit_event WHERE sequence = (SELECT max(sequence) FROM audit_event)",
    f"INSERT INTO audit_event {ROW} WHERE true ON CONFLICT (sequence) DO UPDATE SET subject = 'area:18'",
)
BY_SQL: Final = {
    "sqlite": (
        *EVERYWHERE,
        f"INSERT OR REPLACE INTO audit_event {ROW}",
        f"REPLACE INTO audit_event {ROW}",
        "UPDATE OR REPLACE audit_event SET sequence = 1",
    ),
    "postgresql": (
        *EVERYWHERE,
        "TRUNCATE audit_event",
        "TRUNCATE audit_event RESTART IDENTITY CASCADE",
        "SET LOCAL session_replication_role = replica; DELETE FROM audit_event",
    ),
}
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


def write(*, verb: str = "areas.list_imported", viewer: str = "system:demo", subject: str = "area:17") -> Event:
    return Event.objects.create(
        happened_at=datetime(2026, 11, 22, 13, 30, tzinfo=UTC),
        verb=verb,
        viewer=viewer,
        viewer_kind="system",
        purpose="administration",
        basis="no_personal_data",
        subject=subject,
        code_version="0.1.0",
    )


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize("statement", BY_SQL[connection.vendor])
def test_sql_cannot_change_the_log(statement: str) -> None:
    write()
    before = list(Event.objects.values())
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        run(statement)
    assert list(Event.objects.values()) == before


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
        "src/vugge/audit/migrations/0001_initial.py",
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
]
PATTERNS: Final = {"verb": VERB, "viewer": VIEWER, "subject": SUBJECT}


@pytest.mark.django_db
@pytest.mark.parametrize(("column", "text"), SAMPLES)
def test_the_table_takes_exactly_what_the_rules_take(column: str, text: str) -> None:
    if re.match(PATTERNS[column], text):
        assert write(**{column: text}).pk
        return
    with pytest.raises(IntegrityError, match=f"audit_event_{column}_is"), transaction.atomic():
        write(**{column: text})


@pytest.mark.django_db
def test_a_bad_verb_is_explained_in_danish() -> None:
    event = write()
    event.verb = "Imported"
    with pytest.raises(ValidationError, match=r"rum\.ting_gjort"):
        event.full_clean()


@pytest.mark.django_db
def test_the_migration_and_the_model_are_one() -> None:
    call_command("makemigrations", "audit", check=True, dry_run=True, verbosity=0)
