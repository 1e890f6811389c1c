"""Makes the log's tables append-only in the database itself, on SQLite and PostgreSQL.

Offers `forbid_changes` and its reverse `allow_changes` for the table of entries, and `forbid_changes_everywhere` and
`allow_changes_everywhere` for it and the tables that came with the seals, and another pair for `audit_kept`. They are steps of migrations and of nothing else:
they are DDL, for the owner of the tables, which the role that the application runs under must not be.
"""

from collections.abc import Mapping
from typing import Final

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_ENTRIES: Final = {"audit_event": "sequence = NEW.sequence"}
"""A table, and how to know that a new row would take the place of an old one."""

_KEPT: Final = {"audit_kept": "checkpoint_id = NEW.checkpoint_id"}

_EVERYWHERE: Final = {
    **_ENTRIES,
    "audit_eventperson": "id = NEW.id OR (event_id = NEW.event_id AND person = NEW.person)",
    "audit_sealed": "position = NEW.position OR event_id = NEW.event_id",
    "audit_checkpoint": "size = NEW.size",
}

# ENABLE ALWAYS: also when the session passes itself off as a replica, which silences ordinary triggers.
_POSTGRESQL_FORBID: Final = (
    """
    CREATE FUNCTION {table}_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{table} is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
    END $$
    """,
    """
    CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse_change()
    """,
    "ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_append_only",
)
_POSTGRESQL_ALLOW: Final = (
    "DROP TRIGGER {table}_append_only ON {table}",
    "DROP FUNCTION {table}_refuse_change()",
)

# REPLACE removes the old row without asking the DELETE trigger, so it has a trigger of its own.
_SQLITE_FORBID: Final = (
    """
    CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
    BEGIN SELECT RAISE(ABORT, '{table} is append-only: UPDATE refused'); END
    """,
    """
    CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
    BEGIN SELECT RAISE(ABORT, '{table} is append-only: DELETE refused'); END
    """,
    """
    CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
    WHEN EXISTS (SELECT 1 FROM {table} WHERE {is_taken})
    BEGIN SELECT RAISE(ABORT, '{table} is append-only: REPLACE refused'); END
    """,
)
_SQLITE_ALLOW: Final = (
    "DROP TRIGGER {table}_no_update",
    "DROP TRIGGER {table}_no_delete",
    "DROP TRIGGER {table}_no_replace",
)

_FORBID: Final = {"postgresql": _POSTGRESQL_FORBID, "sqlite": _SQLITE_FORBID}
_ALLOW: Final = {"postgresql": _POSTGRESQL_ALLOW, "sqlite": _SQLITE_ALLOW}


def forbid_changes(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse to change, replace or remove entries; `KeyError` on a database that we have no triggers for."""
    _run(schema_editor, _FORBID, _ENTRIES)


def allow_changes(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `forbid_changes`: around a later migration that rebuilds the table, or to go back to nothing."""
    _run(schema_editor, _ALLOW, _ENTRIES)


def forbid_changes_everywhere(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse to change, replace or remove entries, their persons, seals and checkpoints."""
    _run(schema_editor, _FORBID, _EVERYWHERE)


def allow_changes_everywhere(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `forbid_changes_everywhere`."""
    _run(schema_editor, _ALLOW, _EVERYWHERE)


def forbid_changes_of_kept(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse to change, replace or remove what says that checkpoints lie elsewhere."""
    _run(schema_editor, _FORBID, _KEPT)


def allow_changes_of_kept(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `forbid_changes_of_kept`."""
    _run(schema_editor, _ALLOW, _KEPT)


def forbid_changes_of(schema_editor: BaseDatabaseSchemaEditor, tables: Mapping[str, str]) -> None:
    """Refuse to change, replace or remove rows of another room's tables; each with how to know a row taken."""
    _run(schema_editor, _FORBID, tables)


def allow_changes_of(schema_editor: BaseDatabaseSchemaEditor, tables: Mapping[str, str]) -> None:
    """Undo `forbid_changes_of`."""
    _run(schema_editor, _ALLOW, tables)


def _run(
    schema_editor: BaseDatabaseSchemaEditor, statements: Mapping[str, tuple[str, ...]], tables: Mapping[str, str]
) -> None:
    for table, is_taken in tables.items():
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement.format(table=table, is_taken=is_taken), params=None)
