"""A session without a log-in: for tests of pages behind it. Offers `log_in` and `a_member_of_staff`."""

import time
from datetime import date
from uuid import UUID

from django.contrib.auth import get_user_model
from django.test import Client
from tests.cast import the_operator

from vugge.organisations.actions.accounts import register_account
from vugge.organisations.actions.staffing import give_role
from vugge.organisations.rules.accounts import AccountKind, WayIn
from vugge.organisations.rules.kinds import Role
from vugge.web.login.session import BEGAN, SEEN, WAY

LONG_AGO = date(2020, 1, 1)


def log_in(client: Client, account: UUID, *, way: WayIn = WayIn.TWO_FACTORS, seconds_ago: float = 0) -> None:
    """Give a browser a session as it is after a log-in, which somebody did some time ago and then did nothing."""
    client.force_login(get_user_model().objects.get(pk=account))
    session = client.session
    then = time.time() - seconds_ago
    session.update({WAY: way.value, BEGAN: then, SEEN: then})
    session.save()


def a_member_of_staff(name: str, *roles: tuple[Role, int]) -> UUID:
    """Open an account with roles in units, since long ago."""
    opened = register_account(the_operator(), login_name=name, display_name=name.title(), kind=AccountKind.STAFF)
    for role, unit in roles:
        give_role(the_operator(), account=opened.id, unit=unit, role=role, valid_from=LONG_AGO)
    return opened.id
