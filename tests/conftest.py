"""What every test stands on: made-up input is the same each time, nothing reaches the network, files are ready."""

import os
import shutil
from collections.abc import Iterator
from unittest.mock import patch

import hypothesis
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import TestCase
from pytest_django.live_server_helper import LiveServer
from tests.audit.flushing import flush_empties_the_log

from vugge.cli.prepare import prepare_files

hypothesis.settings.register_profile("vugge", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("vugge")

__all__ = ["flush_empties_the_log"]  # a fixture for all: tests that commit leave an empty log behind

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
DATABASES = {"db", "transactional_db", "live_server"}
THIS_MACHINE = ["127.0.0.1", "::1", "localhost"]

# A browser test's own thread has an event loop (Playwright's), which Django takes for a reason to refuse queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_sessionstart(session: pytest.Session) -> None:
    """Make the files for the browser once, before any worker starts."""
    if not hasattr(session.config, "workerinput"):
        prepare_files()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let browser tests talk to this machine, and leave out what this database cannot show and what takes too long."""
    on_postgres = connection.vendor == "postgresql"
    unwanted = {"sqlite"} if on_postgres else set[str]()
    if not os.environ.get("VUGGE_LONG"):
        unwanted.add("long")
    left_out = [
        item
        for item in items
        if any(item.get_closest_marker(name) for name in unwanted) or (on_postgres and not _asks_a_database(item))
    ]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.allow_hosts(THIS_MACHINE))
        if item.get_closest_marker("postgres") and not on_postgres:
            item.add_marker(pytest.mark.skip(reason="holds on PostgreSQL only; VUGGE_DATABASE_URL names none"))


def _asks_a_database(item: pytest.Item) -> bool:
    """Say whether a test may turn out otherwise on another database: the others run once, on SQLite."""
    if item.get_closest_marker("django_db") or item.get_closest_marker("postgres") or "cli" in item.path.parts:
        return True
    is_case = isinstance(item, pytest.Function) and isinstance(item.cls, type) and issubclass(item.cls, TestCase)
    return is_case or not DATABASES.isdisjoint(getattr(item, "fixturenames", ()))


def _served_by_ourselves(application: WSGIHandler) -> WSGIHandler:
    """Leave static files to WhiteNoise, as in production: hashed, compressed, with our headers."""
    return application


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a real Chromium for the browser tests, which are left out without one; `make test` gets one."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.skip("no Chromium on this machine: sudo apt-get install chromium")
    return found


@pytest.fixture(scope="session")
def live_server(django_db_setup: None) -> Iterator[LiveServer]:
    """A server on this machine and on the tests' own database, with the static files as in production."""
    with patch("django.contrib.staticfiles.handlers.StaticFilesHandler", _served_by_ourselves):
        server = LiveServer("localhost")
    yield server
    server.stop()
