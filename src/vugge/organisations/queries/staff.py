"""What can be asked about staff: the roles of one account, and who works in a unit or an organisation.

Offers `current_roles` and `plays`, which access is decided by, `staff_of_unit`, `staff_of_organisation`, `keeps_staff`
and `colleagues`.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from vugge.audit.rules import Kind, Viewer
from vugge.kit.errors import NotAllowed
from vugge.kit.text import sentence
from vugge.organisations import models
from vugge.organisations.models.validity import holds_on
from vugge.organisations.queries.rows import HELD_ROLE, held_role, staff_member
from vugge.organisations.rules.kinds import Role
from vugge.organisations.rules.register import OrganisationFacts
from vugge.organisations.rules.staff import (
    MAY_NOT_STAFF,
    Colleague,
    HeldRole,
    StaffMember,
    register_keeper,
    staff_keeper,
)


def current_roles(account_id: UUID, on: date) -> tuple[HeldRole, ...]:
    """Return the roles an account has on a day, in the order given. One statement.

    A role counts while it, its unit and its organisation all hold and the account may be used; one that was taken
    away counts no more from the day on which that happened, not even for the rest of it.
    """
    rows = _held_on(on).filter(account_id=account_id, account__is_active=True)
    return tuple(held_role(row) for row in rows.order_by("id").values_list(*HELD_ROLE))


def plays(account_id: UUID, *, role: str, unit: str, on: date) -> bool:
    """Say whether an account has this very role in this unit on a day, as `current_roles` counts. One statement."""
    if not unit.isdecimal():
        return False
    rows = _held_on(on).filter(account_id=account_id, account__is_active=True, role=role, unit_id=int(unit))
    return rows.exists()


def staff_of_unit(viewer: Viewer, *, unit: int, on: date) -> tuple[StaffMember, ...]:
    """Return who works in a unit on a day. One statement. Raises `NotAllowed` for somebody not logged in."""
    _refuse_nobody(viewer)
    rows = _held_on(on).filter(unit_id=unit, account__is_active=True)
    return tuple(staff_member(row) for row in _in_order(rows))


def staff_of_organisation(viewer: Viewer, *, organisation: OrganisationFacts) -> tuple[StaffMember, ...]:
    """Return every role ever given in an organisation's units. Two statements.

    Raises `NotAllowed` for whoever does not keep its staff.
    """
    if not keeps_staff(viewer, organisation=organisation):
        raise NotAllowed(MAY_NOT_STAFF)
    rows = models.StaffRole.objects.filter(unit__organisation_id=organisation.id)
    return tuple(staff_member(row) for row in _in_order(rows))


def keeps_staff(viewer: Viewer, *, organisation: OrganisationFacts) -> bool:
    """Say whether somebody may give and end roles in an organisation today. One statement at the most."""
    if viewer.kind is Kind.SYSTEM:
        return True
    held = () if viewer.identity is None else current_roles(viewer.identity, timezone.localdate())
    return staff_keeper(held, organisation.place) is not None


def keeps_register(viewer: Viewer, *, organisation: OrganisationFacts) -> bool:
    """Say whether somebody may rename, move and close an organisation and its units. One statement at the most."""
    if viewer.kind is Kind.SYSTEM:
        return True
    held = () if viewer.identity is None else current_roles(viewer.identity, timezone.localdate())
    return register_keeper(held, organisation.place) is not None


def colleagues(viewer: Viewer, *, accounts: Collection[UUID], on: date) -> Mapping[UUID, Colleague]:
    """Return who these accounts are at work on a day, for whoever may know that they are around somebody.

    Two statements. Who has no role that day is a name and nothing more. Raises `NotAllowed` for somebody not logged in.
    """
    _refuse_nobody(viewer)
    rows = models.Account.objects.filter(pk__in=accounts).values_list("pk", "display_name", "email")
    found = {pk: Colleague(pk, name, email) for pk, name, email in rows}
    held = _held_on(on).filter(account_id__in=accounts, account__is_active=True).order_by("-id")
    for account, role, unit, unit_name in held.values_list("account_id", "role", "unit_id", "unit__name"):
        part = (Role(role), unit, unit_name)
        parts = (part, *found[account].parts)
        found[account] = replace(found[account], role=part[0], unit=unit, unit_name=unit_name, parts=parts)
    return found


def _in_order(rows: QuerySet[models.StaffRole]) -> QuerySet[models.StaffRole]:
    return rows.select_related("account", "unit").order_by("unit__folded", "account__display_name", "id")


def _held_on(day: date) -> QuerySet[models.StaffRole]:
    after = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    not_taken_away = Q(ended_at__isnull=True) | Q(ended_at__gte=after)
    in_force = holds_on(day) & holds_on(day, prefix="unit__") & holds_on(day, prefix="unit__organisation__")
    return models.StaffRole.objects.filter(in_force, not_taken_away)


def _refuse_nobody(viewer: Viewer) -> None:
    if viewer.kind is Kind.ANONYMOUS:
        raise NotAllowed(sentence("Du skal logge ind for at se, hvem der arbejder her."))
