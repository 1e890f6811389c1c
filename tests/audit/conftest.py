"""What the tests of the log share: a register of their own, and a table that an action can change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import pytest
from django.db import connection

from vugge.audit.actions import declaring
from vugge.audit.queries import entries_between
from vugge.audit.rules import Declarations, Entry, Purpose, Scope, Viewer, system

LONG_AGO: Final = datetime(2020, 1, 1, tzinfo=UTC)
FAR_AHEAD: Final = datetime(2100, 1, 1, tzinfo=UTC)


def written() -> tuple[Entry, ...]:
    """Every entry with its persons, oldest first."""
    whole = Scope.whole(system("tests", Purpose.SUPERVISION))
    return entries_between(whole, LONG_AGO, FAR_AHEAD, limit=1000)


@pytest.fixture
def demo() -> Viewer:
    """The system on administration."""
    return system("demo", Purpose.ADMINISTRATION)


@pytest.fixture(autouse=True)
def register(monkeypatch: pytest.MonkeyPatch) -> Declarations:
    """A register that forgets the verbs of the tests."""
    fresh = Declarations()
    monkeypatch.setattr(declaring, "DECLARATIONS", fresh)
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
