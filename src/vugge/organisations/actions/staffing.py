"""What can be done about staff: give a role, end it at once, and let a leaver go. What log-in gives is in `claims`."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from vugge.audit.actions import action
from vugge.audit.rules import Logged, Viewer
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.kit.text import sentence
from vugge.organisations import models
from vugge.organisations.actions.keeping import organisation_row, staff_basis, take_turn, unit_row
from vugge.organisations.actions.storing import refuse
from vugge.organisations.queries.rows import organisation_facts
from vugge.organisations.rules.accounts import AccountKind
from vugge.organisations.rules.kinds import OrganisationKind, Role, UnitKind, role_refusal
from vugge.organisations.rules.register import days_refusal, within_refusal
from vugge.organisations.rules.staff import NOT_ONESELF, RoleSource


@action("organisations.role_given")
def give_role(
    viewer: Viewer, *, account: UUID, unit: int, role: Role, valid_from: date, valid_to: date | None = None
) -> Logged[int]:
    """Give somebody a role in a unit from a day, and return the role's id; `valid_to` is the first day without it.

    Raises `NotFound`, `NotAllowed` (also for oneself), and `BadInput` when there is no such role there, the unit does
    not hold for so long, or they have it already.
    """
    take_turn()
    place = unit_row(unit)
    basis = staff_basis(viewer, organisation_facts(place.organisation).place)
    if account == viewer.identity:
        raise NotAllowed(NOT_ONESELF)
    _refuse_no_staff(account)
    refuse(role_refusal(role, unit=UnitKind(place.kind), organisation=OrganisationKind(place.organisation.kind)))
    refuse(days_refusal(valid_from, valid_to))
    refuse(within_refusal((valid_from, valid_to), (place.valid_from, place.valid_to)))
    _refuse_twice(account, place, role, days=(valid_from, valid_to))
    row = models.StaffRole.objects.create(
        account_id=account,
        unit=place,
        role=role.value,
        source=RoleSource.LOCAL.value,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    return Logged(row.pk, subject=f"account:{account}", basis=basis, numbers={"staff_role": row.pk, "unit": unit})


@action("organisations.role_ended")
def end_role(viewer: Viewer, *, role: int) -> Logged[None]:
    """Take a role away, at once: it counts no more for the rest of the day.

    Raises `NotFound`, `NotAllowed`, and `BadInput` when it is over already.
    """
    take_turn()
    row = models.StaffRole.objects.select_related("unit__organisation").filter(pk=role).first()
    if row is None:
        raise NotFound(sentence("Rollen findes ikke. Se listen over medarbejdere i organisationen."))
    basis = staff_basis(viewer, organisation_facts(row.unit.organisation).place)
    now = timezone.now()
    if not _end([row], now):
        raise BadInput(sentence("Rollen er afsluttet allerede."))
    return Logged(
        None, subject=f"account:{row.account_id}", basis=basis, numbers={"staff_role": row.pk, "unit": row.unit_id}
    )


@action("organisations.staff_left")
def let_go(viewer: Viewer, *, account: UUID, organisation: int) -> Logged[int]:
    """Take away, at once, every role somebody has or was to have in an organisation, and return how many.

    Raises `NotFound` and `NotAllowed`.
    """
    take_turn()
    place = organisation_facts(organisation_row(organisation)).place
    basis = staff_basis(viewer, place)
    now = timezone.now()
    going_on = _going_on(account, timezone.localtime(now).date())
    ended = _end(going_on.filter(unit__organisation_id=organisation), now)
    return Logged(
        ended, subject=f"account:{account}", basis=basis, numbers={"roles": ended, "organisation": organisation}
    )


@action("organisations.unit_staff_ended")
def end_unit_staff(viewer: Viewer, *, unit: int, valid_to: date) -> Logged[int]:
    """Let every role in a unit end by a day, which is the first without it, and return how many that changed.

    A role that was to begin that day or later never does. Raises `NotFound` and `NotAllowed`.
    """
    take_turn()
    place = unit_row(unit)
    basis = staff_basis(viewer, organisation_facts(place.organisation).place)
    rows = models.StaffRole.objects.filter(unit=place, ended_at__isnull=True).exclude(valid_to__lte=valid_to)
    changed = list(rows.order_by("pk"))
    for row in changed:
        if row.valid_from >= valid_to:
            row.valid_to, row.ended_at = row.valid_from, timezone.now()
        else:
            row.valid_to = valid_to
        row.save(update_fields=["valid_to", "ended_at"])
    return Logged(len(changed), subject=f"unit:{unit}", basis=basis, numbers={"roles": len(changed)})


def _going_on(account: UUID, today: date) -> QuerySet[models.StaffRole]:
    goes_on = Q(valid_to__isnull=True) | Q(valid_to__gt=today)
    return models.StaffRole.objects.filter(goes_on, account_id=account, ended_at__isnull=True)


def _end(rows: Collection[models.StaffRole], now: datetime) -> int:
    """Take roles away from this moment on; return how many had not ended already."""
    today = timezone.localtime(now).date()
    going_on = [row for row in rows if row.ended_at is None and (row.valid_to is None or row.valid_to > today)]
    for row in going_on:
        row.ended_at = now
        row.valid_to = max(row.valid_from, today)
        row.save(update_fields=["ended_at", "valid_to"])
    return len(going_on)


def _refuse_no_staff(account: UUID) -> None:
    usable = models.Account.objects.filter(pk=account, kind=AccountKind.STAFF.value, is_active=True).exists()
    if not usable:
        raise NotFound(sentence("Ingen medarbejder i brug har denne konto. Opret kontoen først."))


def _refuse_twice(account: UUID, unit: models.Unit, role: Role, *, days: tuple[date, date | None]) -> None:
    start, end = days
    until = Q() if end is None else Q(valid_from__lt=end)
    overlapping = Q(valid_to__isnull=True) | Q(valid_to__gt=start)
    same = models.StaffRole.objects.filter(until, overlapping, account_id=account, unit=unit, role=role.value)
    if same.exists():
        raise BadInput(sentence("Medarbejderen har allerede denne rolle i {unit} i de dage.", unit=unit.name))
