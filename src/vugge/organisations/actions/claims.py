"""Roles that the municipality's own log-in gives and takes: done at each log-in, before the session begins.

Offers `sync_roles_from_claims` and what it answers with, `RolesSynced`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from vugge.audit.actions import action
from vugge.audit.rules import Kind, Logged, Viewer
from vugge.kit.errors import NotAllowed
from vugge.kit.text import sentence
from vugge.organisations.actions.accounts import KEEPING_ACCOUNTS
from vugge.organisations.models import StaffRole, Unit
from vugge.organisations.models.validity import holds_on
from vugge.organisations.rules.claims import ClaimedRole
from vugge.organisations.rules.kinds import OrganisationKind, Role, UnitKind, role_refusal
from vugge.organisations.rules.staff import RoleSource


@dataclass(frozen=True)
class RolesSynced:
    """How many roles began and ended, and how many could not begin: no such unit, or none with such a role."""

    begun: int
    ended: int
    refused: int


@action("organisations.roles_synced")
def sync_roles_from_claims(viewer: Viewer, *, account: UUID, claimed: Collection[ClaimedRole]) -> Logged[RolesSynced]:
    """Let an account have the roles that its log-in gives, and end at once those that it gives no more.

    Only roles that came by log-in are ended: what an administrator here gave stays until they take it.
    """
    if viewer.kind is not Kind.SYSTEM:
        raise NotAllowed(sentence("Roller fra log-in kan kun log-in selv ændre."))
    today = timezone.localdate()
    running = list(StaffRole.objects.select_for_update().filter(account=account, valid_to__isnull=True))
    ended = [row for row in running if row.source == RoleSource.CLAIMS and _of(row) not in claimed]
    missing = set(claimed) - {_of(row) for row in running}
    possible = _possible(missing, on=today)
    for row in ended:
        _end(row, today=today)
    for one in sorted(possible):
        _begin(account, one, today=today)
    synced = RolesSynced(begun=len(possible), ended=len(ended), refused=len(missing) - len(possible))
    numbers = {"begun": synced.begun, "ended": synced.ended, "refused": synced.refused}
    return Logged(synced, subject=f"account:{account}", basis=KEEPING_ACCOUNTS, numbers=numbers)


def _of(row: StaffRole) -> ClaimedRole:
    return ClaimedRole(Role(row.role), row.unit_id)


def _possible(wanted: Collection[ClaimedRole], *, on: date) -> list[ClaimedRole]:
    """Return those that a unit in force can have."""
    units = Unit.objects.filter(holds_on(on), id__in={one.unit for one in wanted}).select_related("organisation")
    found = {unit.pk: unit for unit in units}
    return [one for one in wanted if one.unit in found and _is_possible(one.role, found[one.unit])]


def _is_possible(role: Role, unit: Unit) -> bool:
    organisation = OrganisationKind(unit.organisation.kind)
    return role_refusal(role, unit=UnitKind(unit.kind), organisation=organisation) is None


def _end(row: StaffRole, *, today: date) -> None:
    row.valid_to = max(today, row.valid_from)
    row.ended_at = timezone.now()
    row.save(update_fields=["valid_to", "ended_at"])


def _begin(account: UUID, claimed: ClaimedRole, *, today: date) -> None:
    StaffRole.objects.create(
        account_id=account, unit_id=claimed.unit, role=claimed.role, valid_from=today, source=RoleSource.CLAIMS
    )
