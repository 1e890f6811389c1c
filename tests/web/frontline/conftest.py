"""What the tests of the daily pages share: a workplace, and a browser for each who works there."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoDbBlocker
from tests.access.plain_role import a_plain_role, as_role
from tests.once import built_once
from tests.web.frontline.workplace import Employee, Workplace, workplace
from tests.web.logging_in import log_in

Browse = Callable[[Employee], Client]


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Workplace]:
    """The workplace around the cast, built once for the tests of a file and gone after them."""
    with built_once(django_db_blocker, workplace) as found, a_role_of_the_application() as Plain.role:
        yield found


class Plain(Client):
    """A browser whose every request is served as in production: on PostgreSQL under a role that owns no table."""

    role = ""

    def request(self, **request: Any) -> Any:  # Any: Django's own signature
        """Ask as the application's role."""
        with as_role(self.role) if self.role else nullcontext():
            return super().request(**request)


def a_role_of_the_application() -> AbstractContextManager[str]:
    """Return the role on PostgreSQL; no name on SQLite, which has no roles."""
    return a_plain_role() if connection.vendor == "postgresql" else nullcontext("")


@pytest.fixture
def here(built: Workplace, db: None) -> Workplace:
    """The workplace, as it was before each test."""
    return built


@pytest.fixture
def browse() -> Browse:
    """Open the browser of somebody who has logged in."""

    def open_browser(one: Employee) -> Client:
        client = Plain()
        log_in(client, one.account)
        return client

    return open_browser
