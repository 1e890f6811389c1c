"""What the tests of the citizen's own pages share: the workplace around the cast, and a browser for each citizen."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker
from tests.cast import EVERYBODY, Character, the_operator
from tests.once import built_once
from tests.people.town import BOOKKEEPER, leave
from tests.web.frontline.workplace import Workplace, workplace
from tests.web.logging_in import log_in

from vugge.audit.rules import Act
from vugge.organisations.actions.accounts import register_account
from vugge.organisations.queries.accounts import account_named
from vugge.organisations.rules.accounts import AccountKind
from vugge.people.actions.accounts import link_account

Citizen = Callable[[Character], Client]


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Workplace]:
    """The workplace around the cast, built once for the tests of a file."""
    with built_once(django_db_blocker, _with_citizens) as found:
        yield found


@pytest.fixture
def here(built: Workplace, db: None) -> Workplace:
    """The workplace around the cast, whose grown-ups and older children can log in; as it was before each test."""
    return built


def _with_citizens() -> Workplace:
    found = workplace()
    for one in EVERYBODY:
        made = register_account(
            the_operator(), login_name=f"citizen-{one.id.hex}", display_name=one.given_names, kind=AccountKind.CITIZEN
        )
        link_account(BOOKKEEPER, permit=leave(Act.CHANGE, one), account=made.id)
    return found


@pytest.fixture
def citizen() -> Citizen:
    """Open the browser of a citizen who has logged in."""

    def open_browser(one: Character) -> Client:
        known = account_named(f"citizen-{one.id.hex}")
        assert known is not None
        client = Client()
        log_in(client, known.id)
        return client

    return open_browser
