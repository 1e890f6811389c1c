"""Makes the log's table append-only in the database itself, on SQLite and PostgreSQL.

Offers `forbid_changes` and its reverse `allow_changes`. They are steps of migrations and of nothing else: they are
DDL, for the owner of the table, which the role that the application runs under must not be.
"""

from typing import Final

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# ENABLE ALWAYS: also when the session passes itself off as a replica, which silences ordinary triggers.
_POSTGRESQL_FORBID: Final = (
    """
    CREATE FUNCTION audit_event_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'audit_event is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
    END $$
    """,
    """
    CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_event_refuse_change()
    """,
    "ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_append_only",
)
_POSTGRESQL_ALLOW: Final = (
    "DROP TRIGGER audit_event_append_only ON audit_event",
    "DROP FUNCTION audit_event_refuse_change()",
)

# REPLACE removes the old row without asking the DELETE trigger, so it has a trigger of its own.
_SQLITE_FORBID: Final = (
    """
    CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event
    BEGIN SELECT RAISE(ABORT, 'audit_event is append-only: UPDATE refused'); END
    """,
    """
    CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event
    BEGIN SELECT RAISE(ABORT, 'audit_event is append-only: DELETE refused'); END
    """,
    """
    CREATE TRIGGER audit_event_no_replace BEFORE INSERT ON audit_event
    WHEN EXISTS (SELECT 1 FROM audit_event WHERE sequence = NEW.sequence)
    BEGIN SELECT RAISE(ABORT, 'audit_event is append-only: REPLACE refused'); END
    """,
)
_SQLITE_ALLOW: Final = (
    "DROP TRIGGER audit_event_no_update",
    "DROP TRIGGER audit_event_no_delete",
    "DROP TRIGGER audit_event_no_replace",
)

_FORBID: Final = {"postgresql": _POSTGRESQL_FORBID, "sqlite": _SQLITE_FORBID}
_ALLOW: Final = {"postgresql": _POSTGRESQL_ALLOW, "sqlite": _SQLITE_ALLOW}


def forbid_changes(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse to change, replace or remove entries; `KeyError` on a database that we have no triggers for."""
    for statement in _FORBID[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def allow_changes(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `forbid_changes`: around a later migration that rebuilds the table, or to go back to nothing."""
    for statement in _ALLOW[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)
