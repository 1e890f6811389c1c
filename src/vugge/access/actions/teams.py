"""Giving and ending tasks and memberships: who is around a family. The lead and the end of a team are in `leading`.

Offers `assign`, `take_up`, `end_assignment` and `add_to_team`.
"""

from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from vugge.access.actions.giving import end, logged, new_basis, receiver_of, to_myself, to_part
from vugge.access.actions.leading import end_left_lead, leader_of, leads, open_team
from vugge.access.models import Basis
from vugge.access.queries.law import access_law
from vugge.access.queries.memberships import has_place, running
from vugge.access.rules.basis import BasisKind
from vugge.access.rules.granting import (
    Held,
    Part,
    check_colleague,
    check_private_member,
    may_end,
    must_have_part,
)
from vugge.access.rules.sighting import Member
from vugge.audit.actions import action
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Act, Category, Kind, Logged, Permit, Viewer
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.kit.local_time import local_day, local_midnight
from vugge.kit.text import sentence

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

    A colleague gets it in the part played in one's own unit, and has it in no other. Whoever has the task already keeps
    it. The system, which registers what authorities say, may give it to anybody at work and to any unit.
    """
    person = permit.sight.person
    permit.must_cover(viewer, Act.SHARE, person, WRITTEN)
    now = timezone.now()
    given = _given_to(viewer, account, now) if account else _given_to_unit(viewer, unit)
    before = running(Basis.objects.covered_by(permit), now).filter(
        kind=BasisKind.ASSIGNED, ends_at__isnull=True, **given
    )
    if kept := before.first():
        return logged(kept.pk, permit.seen(WRITTEN), f"basis:{kept.pk}")
    basis = new_basis(
        viewer,
        BasisKind.ASSIGNED,
        person=person,
        now=now,
        ends_at=None if until is None else local_midnight(until),
        reason=reason,
        **given,
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
    basis = new_basis(viewer, BasisKind.ASSIGNED, person=person, now=timezone.now(), reason=reason, **to_myself(viewer))
    with deciding():  # nothing opens the person until this row is there
        basis.save()
    return logged(basis.pk, permit.seen(Category.IDENTITY), f"basis:{basis.pk}")


@action("access.task_ended")
def end_assignment(viewer: Viewer, *, permit: Permit, basis: int, reason: str) -> Logged[None]:
    """End a task or a membership around a person; it holds from the next request.

    Whoever has it may, whoever gave it, and the lead of the team for a place in it; what belongs to the whole unit, or
    to somebody who has left, anybody in that unit. Raises `NotAllowed` for everybody else.
    """
    permit.must_cover(viewer, Act.SHARE, permit.sight.person, WRITTEN)
    now = timezone.now()
    row = _open_basis(permit, basis)
    if not may_end(_held(row, now), viewer, leads=leads(viewer, leader_of(permit, row.team_id, now))):
        raise NotAllowed(
            sentence(
                "Opgaven kan kun afsluttes af den, der har den, den, der gav den, eller tovholderen. Er kollegaen "
                "stoppet, kan enhver i samme enhed."
            ),
            person=row.person_id,
        )
    end([row], now, reason=reason)
    return logged(None, permit.seen(WRITTEN), f"basis:{basis}")


@action("access.team_joined")
def add_to_team(
    viewer: Viewer,
    *,
    permit: Permit,
    account: UUID,
    reason: str,
    unit: int | None = None,
    until: date | None = None,
    lead: bool = False,
) -> Logged[int]:
    """Add somebody to the team around a person, in the part played in a unit, and open the team if there is none.

    Returns the basis' number. Whoever is a member already stays one, and a repeated form adds nobody twice.

    Raises `BadInput` for somebody without a role there today, for a private organisation that the family has not said
    yes to, and where somebody leads the team already. Whoever led it and has left leads no more.
    """
    person = permit.sight.person
    permit.must_cover(viewer, Act.SHARE, person, WRITTEN)
    now = timezone.now()
    policy = access_law(local_day(now)).policy
    part = must_have_part(receiver_of(account, now).part_for(BasisKind.TEAM, policy=policy, unit=unit))
    around = Basis.objects.covered_by(permit)
    check_private_member(has_consent=has_place(around, Member(person, account, part.role, part.unit), now))
    given = to_part(account, part)
    before = running(around, now).filter(kind=BasisKind.TEAM, is_lead=lead, ends_at__isnull=True, **given).first()
    if before is not None:
        return logged(before.pk, permit.seen(WRITTEN), f"basis:{before.pk}")
    team = open_team(permit)
    if lead and leader_of(permit, team.pk, now) is not None:
        raise BadInput(sentence("Teamet har allerede en tovholder. Tovholderen kan give det videre."))
    basis = new_basis(
        viewer,
        BasisKind.TEAM,
        person=person,
        now=now,
        team=team,
        is_lead=lead,
        reason=reason,
        ends_at=None if until is None else local_midnight(until),
        **given,
    )
    if lead:
        end_left_lead(permit, team, now)
    basis.save()
    return logged(basis.pk, permit.seen(WRITTEN), f"basis:{basis.pk}")


def _given_to(viewer: Viewer, account: UUID, now: datetime) -> dict[str, object]:
    policy = access_law(local_day(now)).policy
    receiver = receiver_of(account, now)
    if viewer.kind is Kind.SYSTEM:
        return to_part(account, must_have_part(receiver.part_for(BasisKind.ASSIGNED, policy=policy)))
    return to_part(
        account, check_colleague(receiver.part_for(BasisKind.ASSIGNED, policy=policy, unit=int(viewer.unit)))
    )


def _given_to_unit(viewer: Viewer, unit: int | None) -> dict[str, object]:
    if viewer.kind is not Kind.SYSTEM and str(unit) != viewer.unit:
        raise NotAllowed(sentence("Opgaven kan kun gives til din egen enhed."))
    return {"unit_id": unit}


def _held(row: Basis, now: datetime) -> Held:
    parts = receiver_of(row.account_id, now).parts if row.account_id else ()
    unit = row.in_unit_id if row.account_id else row.unit_id
    is_played = row.in_unit_id is not None and Part(row.in_role, row.in_unit_id) in parts
    return Held(BasisKind(row.kind), row.account_id, unit, row.granted_by, is_played=is_played)


def _open_basis(permit: Permit, basis: int) -> Basis:
    open_ones: QuerySet[Basis] = Basis.objects.covered_by(permit).filter(ended_at__isnull=True)
    found = open_ones.filter(pk=basis).first()
    if found is None or found.kind not in {BasisKind.ASSIGNED, BasisKind.TEAM}:
        raise NotFound(sentence("Opgaven findes ikke mere. Den kan være afsluttet af en anden."))
    return found
