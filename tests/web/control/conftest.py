"""What the tests of supervision share: the workplace, its supervisor, and a browser for each who works there."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker
from tests.cast import the_operator
from tests.once import built_once
from tests.web.frontline.workplace import LONG_AGO, Employee, Workplace, employ, workplace
from tests.web.logging_in import log_in

from vugge.organisations.actions.register import create_organisation
from vugge.organisations.actions.units import create_unit
from vugge.organisations.rules.kinds import OrganisationKind, Role, UnitKind
from vugge.organisations.rules.register import NewOrganisation, NewUnit

Browse = Callable[[Employee], Client]


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Workplace]:
    """The workplace around the cast, built once for the tests of a file."""
    with built_once(django_db_blocker, workplace) as found:
        yield found


@pytest.fixture
def here(built: Workplace, db: None) -> Workplace:
    """The workplace, as it was before each test."""
    return built


@pytest.fixture
def supervisor(here: Workplace) -> Employee:
    """The data protection officer of a municipality."""
    new = NewOrganisation(OrganisationKind.MUNICIPALITY, "Vuggested Tilsyn", LONG_AGO, municipality="0147")
    owner = create_organisation(the_operator(), new=new)
    unit = create_unit(the_operator(), new=NewUnit(owner, UnitKind.SUPERVISION, "Databeskyttelse", LONG_AGO))
    return employ("Dorte Dam", Role.SUPERVISOR, unit)


@pytest.fixture
def browse() -> Browse:
    """Open the browser of somebody who has logged in."""

    def open_browser(one: Employee) -> Client:
        client = Client()
        log_in(client, one.account)
        return client

    return open_browser
