"""A log from before looks were logged keeps its entries and its protection."""

from typing import Final

import pytest
from django.db import DatabaseError, connection
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

OLD_ENTRY: Final = """
    INSERT INTO audit_event (happened_at, verb, viewer, viewer_kind, purpose, basis, subject, numbers, code_version)
    VALUES ('2026-11-22 13:30:00', 'areas.list_imported', 'system:demo', 'system', 'administration',
            'no_personal_data', 'area:17', '{}', '0.1.0')
"""


@pytest.mark.django_db
def test_an_old_log_keeps_its_entries_and_is_protected_as_before() -> None:
    on_sqlite = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:", "OPTIONS": {}}
    scratch = DatabaseWrapper(connection.settings_dict | on_sqlite)
    state = migrated(scratch, ProjectState(), "0001_initial")
    with scratch.cursor() as cursor:
        cursor.execute(OLD_ENTRY)
    migrated(scratch, state, "0002_looks_persons_seals")
    with scratch.cursor() as cursor:
        cursor.execute("SELECT subject, result, role, unit, request, fields, emergency FROM audit_event")
        assert cursor.fetchall() == [("area:17", "done", "", "", "", "", False)]
        for statement in ("DELETE FROM audit_event", "UPDATE audit_event SET subject = 'area:18'"):
            with pytest.raises(DatabaseError, match="append-only"):
                cursor.execute(statement)
    scratch.close()


def migrated(scratch: DatabaseWrapper, state: ProjectState, name: str) -> ProjectState:
    """Take one step, as `migrate` does, but without its notes, which it would keep in the tests' own database."""
    with scratch.schema_editor() as editor:
        return MigrationLoader(None).get_migration("audit", name).apply(state, editor)
