"""Makes the register of releases append-only in the database itself: what is out cannot be called back."""

from typing import Final

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from vugge.audit.migrations._append_only import allow_changes_of, forbid_changes_of

REGISTER: Final = {
    "access_statisticsrelease": (
        "id = NEW.id OR (refusal = '' AND NEW.refusal = '' AND table_key = NEW.table_key"
        " AND year = NEW.year AND quarter = NEW.quarter)"
    )
}
"""The table, and how to know that a new row would take the place of an old one."""


def forbid(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse to change, replace or remove what was released."""
    forbid_changes_of(editor, REGISTER)


def allow(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `forbid`."""
    allow_changes_of(editor, REGISTER)
