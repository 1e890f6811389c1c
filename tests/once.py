"""Rows that many tests read and none need make anew. Offers `built_once`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import transaction
from pytest_django import DjangoDbBlocker

T = TypeVar("T")


@contextmanager
def built_once(blocker: DjangoDbBlocker, build: Callable[[], T]) -> Iterator[T]:
    """Build something for all tests of a file; each finds it as it was built, and after the last it is gone.

    For a fixture of a module, which asks for `django_db_setup`; the tests ask for `db`, whose transaction lies within.
    """
    with blocker.unblock():
        around_all = transaction.atomic()
        around_all._from_testcase = True  # type: ignore[attr-defined]  # as Django's own test case does
        with around_all:
            yield build()
            transaction.set_rollback(True)
