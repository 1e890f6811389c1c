"""The application's own role may add to the log and read it, and nothing else: not even ask a trigger to refuse.

PostgreSQL only. The rights are those of the handbook, read from there: what is documented is what is tested.
"""

from collections.abc import Iterator

import pytest
from django.db import ProgrammingError, connection, transaction
from tests.access.plain_role import a_plain_role, as_role, documented_rights
from tests.cast import the_operator

from vugge.audit.actions import action
from vugge.audit.actions.sealing import seal
from vugge.audit.models import Event
from vugge.audit.rules import NO_PERSONAL_DATA, Logged, Viewer

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

LOG = ("audit_event", "audit_eventperson", "audit_sealed", "audit_checkpoint", "audit_kept")
CHANGES = (
    "UPDATE {table} SET {column} = {column}",
    "DELETE FROM {table}",
    "TRUNCATE {table} CASCADE",
)


@action("audit.plain_role_tried")
def do_something(viewer: Viewer) -> Logged[None]:
    """Do something, as the application's role."""
    return Logged(None, subject="test:1", basis=NO_PERSONAL_DATA)


@pytest.fixture
def plain(transactional_db: None) -> Iterator[str]:
    with a_plain_role() as name:
        yield name


def test_the_application_writes_and_seals_the_log(plain: str) -> None:
    with as_role(plain):
        do_something(the_operator())
        assert seal(the_operator()).added == Event.objects.count() == 1


@pytest.mark.parametrize("table", LOG)
@pytest.mark.parametrize("change", CHANGES)
def test_it_may_not_change_or_remove_a_line(plain: str, table: str, change: str) -> None:
    with as_role(plain), pytest.raises(ProgrammingError, match="permission denied"):
        run(change.format(table=table, column=first_column(table)))


def test_it_may_not_lift_the_protection(plain: str) -> None:
    for lifting in (
        "ALTER TABLE audit_event DISABLE TRIGGER ALL",
        "DROP TRIGGER audit_event_append_only ON audit_event",
        "SET session_replication_role = replica",
        "DROP TABLE audit_event",
    ):
        with as_role(plain), pytest.raises(ProgrammingError, match=r"must be owner|permission denied"):
            run(lifting)


def test_without_what_the_handbook_takes_away_it_would_reach_the_trigger(plain: str) -> None:
    run(f"GRANT UPDATE ON audit_event TO {plain}")
    with as_role(plain):
        do_something(the_operator())
        with pytest.raises(Exception, match="append-only"):
            run("UPDATE audit_event SET sequence = sequence")


def test_every_table_that_only_grows_is_named_in_the_handbook() -> None:
    with connection.cursor() as cursor:
        cursor.execute(r"SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '%\_append\_only'")
        growing = {table for (table,) in cursor.fetchall()}
    (taken,) = (line for line in documented_rights("side") if line.startswith("REVOKE"))
    named = taken.partition(" ON ")[2].partition(" FROM ")[0]
    assert {one.strip() for one in named.split(",")} == growing


def first_column(table: str) -> str:
    with connection.cursor() as cursor:
        return connection.introspection.get_primary_key_column(cursor, table) or ""


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
