"""Lets tests that commit end as Django ends them, with a flush, which the log's triggers refuse.

The log has no setting that switches its protection off, so the tests do what only the owner of the table can:
take the triggers away by DDL, flush, and put them back. In production the application's role must own no table.
Tests that roll back, which is most of them, never come here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

import pytest
from django.apps import apps
from django.db import connection
from django.test import TransactionTestCase

from vugge.access.migrations._register_of_releases import allow as allow_releases
from vugge.access.migrations._register_of_releases import forbid as forbid_releases
from vugge.audit.migrations._append_only import (
    allow_changes_everywhere,
    allow_changes_of_kept,
    forbid_changes_everywhere,
    forbid_changes_of_kept,
)


@contextmanager
def log_may_be_emptied() -> Iterator[None]:
    """Take the triggers of the log and the register of releases away, and put them back whatever happens."""
    with connection.schema_editor() as editor:
        allow_changes_everywhere(apps, editor)
        allow_changes_of_kept(apps, editor)
        allow_releases(apps, editor)
    try:
        yield
    finally:
        with connection.schema_editor() as editor:
            forbid_changes_everywhere(apps, editor)
            forbid_changes_of_kept(apps, editor)
            forbid_releases(apps, editor)


@pytest.fixture(scope="session", autouse=True)
def flush_empties_the_log() -> Iterator[None]:
    """Make the flush after every committing test (also with a live server) empty the log too."""
    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]  # not in the stubs

    def flush_with_the_log(case: TransactionTestCase) -> None:
        with log_may_be_emptied():
            flush(case)

    with mock.patch.object(TransactionTestCase, "_fixture_teardown", flush_with_the_log):
        yield
