"""What can be asked about accounts, by log-in itself and by whoever keeps the register.

Offers `account`, `account_named`, `account_known_as`, `accounts_among` and `demo_accounts`.
"""

from collections.abc import Collection, Mapping
from typing import Final
from uuid import UUID

from vugge.organisations import models
from vugge.organisations.rules.accounts import Account, AccountKind

DEMO_PREFIX: Final = "demo-"
"""What the log-in names of the demo's own accounts begin with."""


def account(account_id: UUID) -> Account | None:
    """Return an account, also a closed one; None when there is none. One statement."""
    return _first(id=account_id)


def account_named(login_name: str) -> Account | None:
    """Return the account with a log-in name, however it is typed; None when there is none. One statement."""
    return _first(login_name=login_name.strip().lower())


def account_known_as(*, provider: str, subject: str) -> Account | None:
    """Return the account that a provider outside knows by a subject; None when there is none. One statement."""
    return _first(outside_identities__provider=provider, outside_identities__subject=subject)


def accounts_among(ids: Collection[UUID]) -> Mapping[UUID, Account]:
    """Return the accounts with these ids, to show who somebody is. One statement."""
    return {row.pk: account_value(row) for row in models.Account.objects.filter(pk__in=ids)}


def demo_accounts() -> tuple[Account, ...]:
    """Return the demo's own accounts that may be used, by log-in name. One statement."""
    rows = models.Account.objects.filter(login_name__startswith=DEMO_PREFIX, is_active=True)
    return tuple(account_value(row) for row in rows.order_by("login_name"))


def account_value(row: models.Account) -> Account:
    """Turn a stored account into a value."""
    return Account(
        id=row.pk,
        kind=AccountKind(row.kind),
        login_name=row.login_name,
        display_name=row.display_name,
        is_active=row.is_active,
        password_given_at=row.password_given_at,
        out_before=row.out_before,
    )


def _first(**wanted: object) -> Account | None:
    row = models.Account.objects.filter(**wanted).first()
    return account_value(row) if row else None
