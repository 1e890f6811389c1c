"""What the tests of the register's own pages share: the workplace, a registrar without any basis, and families."""

import pytest
from django.test import Client
from tests.web.family.conftest import Citizen, built, citizen, here
from tests.web.frontline.workplace import Employee, Workplace, employ
from tests.web.logging_in import log_in

from vugge.organisations.rules.kinds import Role

__all__ = ["Citizen", "built", "citizen", "here"]


@pytest.fixture
def rita(here: Workplace) -> Employee:
    """Whoever keeps the register in the municipality: no basis for anybody."""
    return employ("Rita Ravn", Role.REGISTRAR, here.caseworker.unit)


@pytest.fixture
def registrar(rita: Employee, client: Client) -> Client:
    """Her browser."""
    log_in(client, rita.account)
    return client
