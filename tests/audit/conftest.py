"""What the tests of the log share: a register of their own, and a table that an action can change."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import connection

from vugge.audit import actions
from vugge.audit.rules import Declarations, Purpose, Viewer, system


@pytest.fixture
def demo() -> Viewer:
    """The system on administration."""
    return system("demo", Purpose.ADMINISTRATION)


@pytest.fixture(autouse=True)
def register(monkeypatch: pytest.MonkeyPatch) -> Declarations:
    """A register that forgets the verbs of the tests."""
    fresh = Declarations()
    monkeypatch.setattr(actions, "DECLARATIONS", fresh)
    return fresh


@dataclass(frozen=True)
class Shelf:
    """A table with one column, for actions to change."""

    def put(self, name: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO shelf (name) VALUES (%s)", [name])

    def names(self) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM shelf ORDER BY name")
            return [name for (name,) in cursor.fetchall()]


@pytest.fixture
def shelf(db: None) -> Iterator[Shelf]:
    """An empty shelf."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE shelf (name text)")
    yield Shelf()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE shelf")
