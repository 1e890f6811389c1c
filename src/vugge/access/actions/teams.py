"""Giving and ending tasks and memberships: who is around a family.

Offers `assign`, `take_up`, `end_assignment`, `add_to_team` and `note_conflict`.
"""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from vugge.access.actions.giving import end, logged, new_basis, receiver_of
from vugge.access.models import Basis, Conflict, Team
from vugge.access.queries.law import access_law
from vugge.access.rules.basis import BasisKind
from vugge.access.rules.granting import check_colleague, check_is_staff, check_private_member
from vugge.audit.actions import action
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Act, Category, Kind, Logged, Permit, Viewer
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.kit.local_time import local_day, local_midnight
from vugge.kit.text import sentence
from vugge.people.queries.facts import lives

WRITTEN = Category.SHARING


@action("access.task_given")
def assign(
    viewer: Viewer,
    *,
    permit: Permit,
    account: UUID | None = None,
    unit: int | None = None,
    until: date | None = None,
    reason: str = "",
) -> Logged[int]:
    """Give the task around a person to a colleague, or to one's own unit. Returns the basis' number.

    Whoever has the task already keeps it. The system, which registers what authorities say, may give it to any unit.
    """
    person = permit.sight.person
    permit.must_cover(viewer, Act.SHARE, person, WRITTEN)
    now = timezone.now()
    _check_receiver(viewer, account=account, unit=unit)
    before = _running(permit, BasisKind.ASSIGNED, now).filter(account=account, unit=unit, ends_at__isnull=True).first()
    if before is not None:
        return logged(before.pk, permit.seen(WRITTEN), f"basis:{before.pk}")
    basis = new_basis(
        viewer,
        BasisKind.ASSIGNED,
        person=person,
        now=now,
        account_id=account,
        unit_id=unit,
        ends_at=None if until is None else local_midnight(until),
        reason=reason,
    )
    basis.save()
    return logged(basis.pk, permit.seen(WRITTEN), f"basis:{basis.pk}")


@action("access.task_begun")
def take_up(viewer: Viewer, *, permit: Permit, reason: str = "") -> Logged[int]:
    """Begin one's own task around somebody just registered by oneself. Returns the basis' number."""
    person = permit.sight.person
    permit.must_cover(viewer, Act.ADD, person, Category.IDENTITY)
    if not permit.sight.basis.endswith(":new"):
        raise NotAllowed(sentence("Du kan kun selv begynde en opgave om en, du lige har registreret."))
    now = timezone.now()
    basis = new_basis(viewer, BasisKind.ASSIGNED, person=person, now=now, account_id=viewer.identity, reason=reason)
    with deciding():  # nothing opens the person until this row is there
        basis.save()
    return logged(basis.pk, permit.seen(Category.IDENTITY), f"basis:{basis.pk}")


@action("access.task_ended")
def end_assignment(viewer: Viewer, *, permit: Permit, basis: int, reason: str) -> Logged[None]:
    """End a task or a membership around a person; it holds from the next request."""
    permit.must_cover(viewer, Act.SHARE, permit.sight.person, WRITTEN)
    end([_open_basis(permit, basis)], timezone.now(), reason=reason)
    return logged(None, permit.seen(WRITTEN), f"basis:{basis}")


@action("access.team_joined")
def add_to_team(
    viewer: Viewer,
    *,
    permit: Permit,
    account: UUID,
    reason: str,
    until: date | None = None,
    lead: bool = False,
) -> Logged[int]:
    """Add somebody to the team around a person, and open the team if there is none. Returns the basis' number.

    Whoever is a member already stays one, and a repeated form adds nobody twice.

    Raises `BadInput` for somebody without a role today, for a private organisation that the family has not said yes
    to, and where the team has a lead already.
    """
    person = permit.sight.person
    permit.must_cover(viewer, Act.SHARE, person, WRITTEN)
    now = timezone.now()
    receiver = receiver_of(account, now)
    check_is_staff(receiver)
    check_private_member(
        receiver, policy=access_law(local_day(now)).policy, has_consent=_said_yes(permit, account, receiver.units)
    )
    before = _running(permit, BasisKind.TEAM, now).filter(account=account, is_lead=lead, ends_at__isnull=True).first()
    if before is not None:
        return logged(before.pk, permit.seen(WRITTEN), f"basis:{before.pk}")
    team = _open_team(permit)
    if lead and Basis.objects.covered_by(permit).filter(team=team, is_lead=True, ended_at__isnull=True).exists():
        raise BadInput(sentence("Teamet har allerede en tovholder. Afslut den første, før en ny tager over."))
    basis = new_basis(
        viewer,
        BasisKind.TEAM,
        person=person,
        now=now,
        account_id=account,
        team=team,
        is_lead=lead,
        reason=reason,
        ends_at=None if until is None else local_midnight(until),
    )
    basis.save()
    return logged(basis.pk, permit.seen(WRITTEN), f"basis:{basis.pk}")


@action("access.conflict_noted")
def note_conflict(viewer: Viewer, *, account: UUID, person: UUID, kind: str) -> Logged[None]:
    """Shut one employee out from a person: own family, a neighbour. Everybody may do it for themselves."""
    if viewer.kind is not Kind.SYSTEM and viewer.identity != account:
        raise NotAllowed(sentence("Du kan kun udelukke dig selv. Spørg registerføreren om andre."))
    today = local_day(timezone.now())
    with deciding():  # whoever shuts themselves out need not know of the person, nor learn whether anybody is here
        if person in lives((person,)):
            Conflict.objects.adding().get_or_create(
                account_id=account, person_id=person, ends=None, defaults={"kind": kind, "begins": today}
            )
    return Logged(None, subject=f"account:{account}", basis="conflict_of_interest", numbers={"conflicts": 1})


def _check_receiver(viewer: Viewer, *, account: UUID | None, unit: int | None) -> None:
    if viewer.kind is Kind.SYSTEM:
        return
    if unit is not None and str(unit) != viewer.unit:
        raise NotAllowed(sentence("Opgaven kan kun gives til din egen enhed."))
    if account is not None:
        check_colleague(receiver_of(account, timezone.now()), own_unit=viewer.unit)


def _running(permit: Permit, kind: BasisKind, now: datetime) -> QuerySet[Basis]:
    """Return the bases of a kind around the person that hold now."""
    return Basis.objects.covered_by(permit).filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=now), kind=kind, begins_at__lte=now, ended_at__isnull=True
    )


def _open_basis(permit: Permit, basis: int) -> Basis:
    found = Basis.objects.covered_by(permit).filter(pk=basis, ended_at__isnull=True).first()
    if found is None or found.kind not in {BasisKind.ASSIGNED, BasisKind.TEAM}:
        raise NotFound(sentence("Opgaven findes ikke mere. Den kan være afsluttet af en anden."))
    return found


def _open_team(permit: Permit) -> Team:
    person = permit.sight.person
    found = Team.objects.covered_by(permit).filter(closed_at__isnull=True).first()
    return found or Team.objects.adding().create(person_id=person, opened_at=timezone.now())


def _said_yes(permit: Permit, account: UUID, units: frozenset[int]) -> bool:
    """Say whether the family has said yes to this employee or one of the employee's units."""
    now = timezone.now()
    yes = Basis.objects.covered_by(permit).filter(
        kind=BasisKind.CONSENT, begins_at__lte=now, ends_at__gt=now, ended_at__isnull=True
    )
    return yes.filter(account=account).exists() or yes.filter(unit__in=units).exists()
