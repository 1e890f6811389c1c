"""The application's own role on PostgreSQL: it owns no table and is no superuser, so that row-level security holds it.

Offers `a_plain_role`, `as_role`, `as_owner`, and `rows_of`, which reads a table as an injected statement would: past
every filter of the application.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db import connection

HANDBOOK: Final = Path(__file__).parents[2] / "docs" / "handbook" / "drift.md"


@contextmanager
def a_plain_role() -> Iterator[str]:
    """Make a role with the rights that the handbook gives the application; it goes when the block ends."""
    name = f"plain_{connection.settings_dict['NAME']}"
    _run(
        f"DROP ROLE IF EXISTS {name}",
        f"CREATE ROLE {name} NOLOGIN NOSUPERUSER NOBYPASSRLS",
        *documented_rights(name),
    )
    try:
        yield name
    finally:
        _run(f"DROP OWNED BY {name}", f"DROP ROLE {name}")


def documented_rights(name: str) -> list[str]:
    """Return the statements by which the handbook gives the application's role its rights, for a role of this name."""
    (block,) = (
        one for one in re.findall(r"```sql\n(.*?)```", HANDBOOK.read_text("utf-8"), re.DOTALL) if "GRANT" in one
    )
    statements = " ".join(block.split()).replace("vugge_side", name).split(";")
    return [one.strip() for one in statements if one.strip()]


@contextmanager
def as_role(name: str) -> Iterator[None]:
    """Be that role on this connection, as the application is in production."""
    _run(f"SET ROLE {name}")
    try:
        yield
    finally:
        _run("RESET ROLE")


@contextmanager
def as_owner() -> Iterator[None]:
    """Be the owner of the tables for a while, to make rows past the second line."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        role = cursor.fetchone()[0]
    _run("RESET ROLE")
    try:
        yield
    finally:
        _run(f"SET ROLE {role}")


def rows_of(table: str, columns: tuple[str, ...]) -> list[tuple[UUID, ...]]:
    """Return whom each row of a table is about, read without any filter."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM {table}")
        return list(cursor.fetchall())


def _run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
