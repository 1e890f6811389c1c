"""No change without its entry and no entry without its change, also for a process that is killed between the two.

Fifteen kills here; with VUGGE_LONG=1 in the environment, five hundred.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection
from tests.shape.sources import ROOT

KILLS: Final = 500 if os.environ.get("VUGGE_LONG") else 15
OF_THE_CONTROL: Final = 15
PROGRAM: Final = "import django; django.setup(); from tests.promises.killing import main; main()"


@pytest.fixture
def own_database(tmp_path: Path, django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a new database of the kind that is tested: workers must be able to store for good."""
    if connection.vendor != "postgresql":
        yield f"sqlite:///{tmp_path / 'killed.sqlite3'}"
        return
    name = f"killed_{os.getpid()}"
    with django_db_blocker.unblock(), connection.cursor() as cursor:  # type: ignore[attr-defined]  # pytest-django's
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
        yield urlunsplit(urlsplit(os.environ["VUGGE_DATABASE_URL"])._replace(path=f"/{name}"))
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def remains(database: str, *, kills: int, mode: str) -> dict[str, int]:
    """Kill so many workers between data and log, and return what they left."""
    of_the_workers = {"DJANGO_SETTINGS_MODULE": "tests.settings", "VUGGE_DATABASE_URL": database}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(kills), mode, "seed"],
        cwd=ROOT, env=os.environ | of_the_workers, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, int] = json.loads(done.stdout)
    return found


def test_no_change_is_without_its_entry_wherever_the_process_is_killed(own_database: str) -> None:
    found = remains(own_database, kills=KILLS, mode="together")
    print(found)  # noqa: T201  the figure, for whoever runs the long form with -s
    assert found["between"] >= KILLS
    assert found["changes"] == found["entries"] > 0
    assert found["changes_without_entry"] == found["entries_without_change"] == found["halves"] == 0
    assert found["acknowledged_lost"] == 0


def test_the_harness_sees_what_two_transactions_leave(own_database: str) -> None:
    found = remains(own_database, kills=OF_THE_CONTROL, mode="apart")
    assert found["between"] >= OF_THE_CONTROL
    assert found["changes_without_entry"] + found["entries_without_change"] > 0
