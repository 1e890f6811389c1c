"""Who leads the team around a family: taking the lead where nobody has it, handing it over, and closing the team.

Offers `take_lead`, `hand_over_lead` and `close_team`, and to the other deeds on teams `open_team`, `leader_of`,
`leads` and `end_left_lead`.
"""

from datetime import datetime

from django.utils import timezone

from vugge.access.actions.giving import employee, end, logged, new_basis, receiver_of, to_myself
from vugge.access.models import Basis, Team
from vugge.access.queries.memberships import has_place, running
from vugge.access.rules.basis import BasisKind
from vugge.access.rules.granting import Part, check_private_member
from vugge.access.rules.sighting import Member
from vugge.audit.actions import action
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Act, Category, Kind, Logged, Permit, Viewer
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.kit.text import sentence

WRITTEN = Category.SHARING
LED_BY_ANOTHER = "en anden er tovholder fra nu af"
TOOK = "har taget over som tovholder"
HANDED = "er tovholder fra nu af"


@action("access.lead_taken")
def take_lead(viewer: Viewer, *, permit: Permit) -> Logged[int]:
    """Take the lead of the team around a person where nobody leads it. Returns the number of the place that leads.

    Whoever leads and has left, or lost the consent that the place rested on, leads no more. Raises `BadInput` where
    somebody does: they hand it over themselves.
    """
    person = permit.sight.person
    permit.must_cover(viewer, Act.SHARE, person, WRITTEN)
    now = timezone.now()
    team = open_team(permit)
    leader = leader_of(permit, team.pk, now)
    if leader is not None and leads(viewer, leader):
        return logged(leader.pk, permit.seen(WRITTEN), f"basis:{leader.pk}")
    if leader is not None:
        raise BadInput(sentence("Teamet har en tovholder. Bed tovholderen give det videre til dig."))
    me = to_myself(viewer)
    places = Basis.objects.covered_by(permit).filter(team=team, ended_at__isnull=True)
    member = Member(person, employee(viewer), viewer.role, int(viewer.unit))
    check_private_member(has_consent=has_place(Basis.objects.covered_by(permit), member, now))
    with deciding():  # between the end of one place and the beginning of the next, nothing may open the person
        end_left_lead(permit, team, now)
        mine = running(places, now).filter(**me).first()
        if mine is None:
            basis = new_basis(
                viewer, BasisKind.TEAM, person=person, now=now, team=team, is_lead=True, reason=TOOK, **me
            )
        else:
            end([mine], now, reason=TOOK)
            basis = _again(mine, now, is_lead=True)
        basis.save()
    return logged(basis.pk, permit.seen(WRITTEN), f"basis:{basis.pk}")


@action("access.lead_handed_over")
def hand_over_lead(viewer: Viewer, *, permit: Permit, basis: int) -> Logged[int]:
    """Hand the lead over to another member, as the one who has it; `basis` is the member's place in the team.

    Whoever hands over stays a member. Returns the number of the place that leads now. Raises `NotAllowed` for everybody
    but the lead, and `BadInput` for a member who has left.
    """
    permit.must_cover(viewer, Act.SHARE, permit.sight.person, WRITTEN)
    now = timezone.now()
    team = open_team(permit)
    leader = leader_of(permit, team.pk, now)
    if leader is None or not leads(viewer, leader):
        raise NotAllowed(sentence("Kun tovholderen kan give det videre."), person=permit.sight.person)
    places = running(Basis.objects.covered_by(permit), now).filter(team=team, ended_at__isnull=True)
    member = places.filter(pk=basis).first()
    if member is None:
        raise NotFound(sentence("Kollegaen er ikke med i teamet mere. Åbn siden igen."))
    if member.pk == leader.pk:
        return logged(leader.pk, permit.seen(WRITTEN), f"basis:{leader.pk}")
    if not _is_there(permit, member, now):
        raise BadInput(sentence("Kollegaen er ikke med mere og kan ikke være tovholder. Vælg en anden."))
    with deciding():  # as when the lead is taken
        _step_down(leader, now, reason=LED_BY_ANOTHER)
        end([member], now, reason=HANDED)
        led = _again(member, now, is_lead=True)
        led.save()
    return logged(led.pk, permit.seen(WRITTEN), f"basis:{led.pk}")


@action("access.team_closed")
def close_team(viewer: Viewer, *, permit: Permit, reason: str) -> Logged[int]:
    """Close the team around a person: every place in it ends, from the next request. Returns how many that were.

    Tasks and consents go on as they are. The lead closes it; where nobody leads, anybody who may share. Raises
    `BadInput` without a reason, and `NotFound` where there is no team.
    """
    person = permit.sight.person
    permit.must_cover(viewer, Act.SHARE, person, WRITTEN)
    if not reason.strip():
        raise BadInput(sentence("Skriv, hvorfor teamet lukkes. Familien og kollegerne skal kunne forstå det."))
    now = timezone.now()
    team = _locked_team(permit)
    if team is None:
        raise NotFound(sentence("Der er ikke et åbent team. Måske har en anden lukket det."))
    leader = leader_of(permit, team.pk, now)
    if leader is not None and not leads(viewer, leader):
        raise NotAllowed(sentence("Kun tovholderen kan lukke teamet."), person=person)
    places = list(Basis.objects.covered_by(permit).filter(team=team, ended_at__isnull=True))
    with deciding():  # the last of the places may have been what opened the team's own row
        end(places, now, reason=reason.strip()[:200])
        team.closed_at = now
        team.save(update_fields=["closed_at"])
    seen = permit.seen(WRITTEN)
    numbers = {"bases": len(places)}
    return Logged(len(places), subject=f"team:{team.pk}", basis=seen.basis, persons=(seen,), numbers=numbers)


def open_team(permit: Permit) -> Team:
    """Return the team around a person, locked so that nobody else changes it, and opened if there is none."""
    return _locked_team(permit) or Team.objects.adding().create(person_id=permit.sight.person, opened_at=timezone.now())


def leader_of(permit: Permit, team: int | None, now: datetime) -> Basis | None:
    """Return the place of whoever leads a team now; None for no team, and where the lead has left."""
    if team is None:
        return None
    places = running(Basis.objects.covered_by(permit), now).filter(team=team, is_lead=True, ended_at__isnull=True)
    found = places.first()
    return found if found is not None and _is_there(permit, found, now) else None


def end_left_lead(permit: Permit, team: Team, now: datetime) -> None:
    """End the lead of whoever leads a team by a place that nobody fills any more, before another begins to lead.

    Such a place stays open when a role ends, time runs out or a consent is withdrawn, and a team has one lead. For
    where `leader_of` has found nobody.
    """
    for left in Basis.objects.covered_by(permit).filter(team=team, is_lead=True, ended_at__isnull=True):
        _step_down(left, now, reason=LED_BY_ANOTHER)


def leads(viewer: Viewer, leader: Basis | None) -> bool:
    """Say whether a viewer leads, in the part acted in; the system may do what the lead may."""
    if viewer.kind is Kind.SYSTEM:
        return True
    if leader is None or leader.account_id != viewer.identity:
        return False
    return (leader.in_role, str(leader.in_unit_id)) == (viewer.role, viewer.unit)


def _locked_team(permit: Permit) -> Team | None:
    return Team.objects.covered_by(permit).select_for_update(of=("self",)).filter(closed_at__isnull=True).first()


def _is_there(permit: Permit, place: Basis, now: datetime) -> bool:
    """Say whether a member plays the part today in which the place was given, and the family still says yes to it."""
    if place.account_id is None or place.in_unit_id is None:
        return False
    if Part(place.in_role, place.in_unit_id) not in receiver_of(place.account_id, now).parts:
        return False
    member = Member(place.person_id, place.account_id, place.in_role, place.in_unit_id)
    return has_place(Basis.objects.covered_by(permit), member, now)


def _step_down(leader: Basis, now: datetime, *, reason: str) -> None:
    """End a place that leads; whoever has it stays a member as long as they would have been."""
    goes_on = leader.ends_at is None or leader.ends_at > now
    end([leader], now, reason=reason)
    if goes_on:
        _again(leader, now, is_lead=False).save()


def _again(place: Basis, now: datetime, *, is_lead: bool) -> Basis:
    """Return the same place from now on, not stored yet; who led when stays to be read."""
    return Basis(
        kind=place.kind,
        person_id=place.person_id,
        account_id=place.account_id,
        in_role=place.in_role,
        in_unit_id=place.in_unit_id,
        team_id=place.team_id,
        begins_at=now,
        ends_at=place.ends_at,
        reason=place.reason,
        is_lead=is_lead,
        granted_by=place.granted_by,
        granted_at=now,
    )
