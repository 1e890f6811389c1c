"""The accounts of an organisation's staff, for whoever keeps it: who can log in, and as what.

Offers `staff_accounts` and `StaffAccount`.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from django.utils import timezone

from vugge.audit.rules import Viewer
from vugge.kit.errors import NotAllowed, NotFound
from vugge.kit.text import sentence
from vugge.organisations import models
from vugge.organisations.queries.accounts import account_value
from vugge.organisations.queries.rows import staff_member
from vugge.organisations.queries.staff import keeps_staff
from vugge.organisations.rules.accounts import Account
from vugge.organisations.rules.register import OrganisationFacts
from vugge.organisations.rules.staff import MAY_NOT_STAFF, StaffMember


@dataclass(frozen=True)
class StaffAccount:
    """An account with the roles that it has, or will have, in one organisation; `is_outside`: it logs in elsewhere."""

    account: Account
    email: str
    is_outside: bool
    roles: tuple[StaffMember, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether the owner has not yet chosen a password of their own."""
        return self.account.is_active and not self.is_outside and self.account.password_given_at is not None


def staff_accounts(viewer: Viewer, *, organisation: OrganisationFacts) -> tuple[StaffAccount, ...]:
    """Return the accounts that have, had or will have a role in an organisation, by name. Three statements at the most.

    Raises `NotAllowed` for whoever does not keep its staff.
    """
    if not keeps_staff(viewer, organisation=organisation):
        raise NotAllowed(MAY_NOT_STAFF)
    today = timezone.localdate()
    rows = models.StaffRole.objects.filter(unit__organisation_id=organisation.id).select_related("account", "unit")
    found: dict[UUID, StaffAccount] = {}
    for row in rows.order_by("account__display_name", "account_id", "unit__folded", "id"):
        known = found.setdefault(row.account_id, StaffAccount(account_value(row.account), row.account.email, False))
        if row.ended_at is None and (row.valid_to is None or row.valid_to > today):
            found[row.account_id] = replace(known, roles=(*known.roles, staff_member(row)))
    outside = set(
        models.OutsideIdentity.objects.filter(account__in=found).values_list("account_id", flat=True).distinct()
    )
    return tuple(replace(one, is_outside=one.account.id in outside) for one in found.values())


def staff_account(viewer: Viewer, *, organisation: OrganisationFacts, account: UUID) -> StaffAccount:
    """Return one of them. Raises `NotFound` for one that never had a role there, and as `staff_accounts` does."""
    found = next((one for one in staff_accounts(viewer, organisation=organisation) if one.account.id == account), None)
    if found is None:
        raise NotFound(sentence("Kontoen findes ikke i organisationen."))
    return found
