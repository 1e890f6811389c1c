"""When two records turn out to be one person: whoever could know of the one that goes can know of the one that stays.

And back, when they turn out to be two after all. Offers `carry_over` and `carry_back`.
"""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from vugge.access.actions.giving import end
from vugge.access.actions.meetings_moving import carry_meetings, meetings_back
from vugge.access.models import Basis, CarryOver, Conflict, Consent, ConsentSignature, SubjectRequest, Team
from vugge.access.rules.basis import BasisKind
from vugge.audit.actions import action
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Act, Category, Logged, Permit, Viewer
from vugge.kit.errors import NotFound
from vugge.kit.local_time import local_day
from vugge.kit.text import sentence


@action("access.bases_carried_over")
def carry_over(viewer: Viewer, *, kept: Permit, gone: Permit) -> Logged[int]:
    """Give the person that stays the bases of the one that goes, and end the old ones. Returns how many.

    A consent keeps its own number and limits: it was about this person, under another record. Consents, meetings, and
    wishes that wait for an answer go along, and whoever was shut out from the one is shut out from the other. What
    moved is kept, so that `carry_back` can undo it.
    """
    _must_decide(viewer, kept, gone)
    now = timezone.now()
    with deciding():  # also about children whom the viewer may not know of; and the viewer's own basis may end first
        _shut_out_alike(kept, gone)
        open_bases = list(_running(gone, now).exclude(kind=BasisKind.EMERGENCY).order_by("pk"))
        old = [basis.pk for basis in open_bases]
        end(open_bases, now, reason="registreringen lagt sammen med en anden")
        for basis in open_bases:
            _copy(basis, kept)
        moved = CarryOver(
            kept_id=kept.sight.person,
            gone_id=gone.sight.person,
            bases=list(zip(old, [basis.pk for basis in open_bases], strict=True)),
            answers=_carry_answers(kept, gone),
            requests=_carry_requests(kept, gone),
            consents=_carry_consents(kept, gone),
            meetings=carry_meetings(kept, gone),
            carried_at=now,
        )
        moved.save(force_insert=True)
    return _logged(len(open_bases), kept, gone)


@action("access.bases_carried_back")
def carry_back(viewer: Viewer, *, kept: Permit, gone: Permit) -> Logged[int]:
    """Give back to the one that had gone what it brought: nobody keeps access to the one by a basis for the other.

    A basis that has ended since is not given again, but a place in the team that was only given anew, as when the lead
    changed hands, goes back with the rest. Whoever was shut out, or has been since, is shut out from both.
    Returns how many bases went back. Raises `NotFound` when nothing was carried over, or it has gone back already.
    """
    _must_decide(viewer, kept, gone)
    now = timezone.now()
    with deciding():  # nothing opens the one that had gone before these rows are there
        rows = CarryOver.objects.covered_by(kept).filter(gone=gone.sight.person, undone_at__isnull=True)
        row = rows.order_by("-carried_at").first()
        if row is None:
            raise NotFound(sentence("Sammenlægningen er ikke her, eller den er allerede fortrudt."))
        _shut_out_alike(gone, kept, since=local_day(row.carried_at))  # nobody can know which of the two was meant
        meetings = meetings_back(kept, gone, row.meetings)
        bases = _brought(kept, row, meetings, now)
        end(bases, now, reason="lagt sammen ved en fejl, og det er fortrudt")
        for basis in bases:
            _copy(basis, gone)
        answers = ConsentSignature.objects.filter(pk__in=row.answers, signer=kept.sight.person)
        answers.update(signer=gone.sight.person)
        SubjectRequest.objects.covered_by(kept).filter(pk__in=row.requests).update(person=gone.sight.person)
        Consent.objects.covered_by(kept).filter(pk__in=row.consents).update(person=gone.sight.person)
        row.undone_at = now
        row.save(update_fields=["undone_at"])
    return _logged(len(bases), gone, kept)


def _must_decide(viewer: Viewer, kept: Permit, gone: Permit) -> None:
    for one in (kept, gone):
        one.must_cover(viewer, Act.DECIDE, one.sight.person, Category.IDENTITY)


def _running(one: Permit, now: datetime) -> QuerySet[Basis]:
    goes_on = Q(ends_at__isnull=True) | Q(ends_at__gt=now)
    return Basis.objects.covered_by(one).filter(goes_on, ended_at__isnull=True)


def _brought(kept: Permit, row: CarryOver, meetings: Collection[int], now: datetime) -> list[Basis]:
    """Return what opens the one that stayed only because of the one that had gone.

    That is what was carried over, what a consent or a meeting that goes back has opened since, and the places that
    came in stead of places carried over.
    """
    given = [new for _old, new in row.bases]
    carried = Q(pk__in=given) | Q(consent__in=row.consents) | Q(meeting__in=meetings)
    bases = list(_running(kept, now).filter(carried).order_by("pk"))
    places = Basis.objects.covered_by(kept).filter(kind=BasisKind.TEAM)
    then = Q(ended_at__isnull=True) | Q(ended_at__gt=row.carried_at)
    own = _parts(places.filter(then, begins_at__lte=row.carried_at).exclude(pk__in=given))
    theirs = _parts(places.filter(pk__in=given)) - own
    anew = _running(kept, now).filter(kind=BasisKind.TEAM).exclude(pk__in=given).order_by("pk")
    return bases + [basis for basis in anew if (basis.account_id, basis.in_role, basis.in_unit_id) in theirs]


def _parts(places: QuerySet[Basis]) -> set[tuple[UUID | None, str, int | None]]:
    return set(places.values_list("account_id", "in_role", "in_unit_id"))


def _shut_out_alike(to: Permit, of: Permit, *, since: date = date.min) -> None:
    """Shut out from one person whoever is shut out from the other since a day, and for as long."""
    goes_on = Q(ends__isnull=True) | Q(ends__gt=local_day(timezone.now()))
    longest_last = F("ends").asc(nulls_last=True)
    rows = Conflict.objects.covered_by(to).filter(goes_on).order_by(longest_last)
    already = dict(rows.values_list("account_id", "ends"))
    for row in Conflict.objects.covered_by(of).filter(goes_on, begins__gte=since).order_by(longest_last):
        ends = already.get(row.account_id, date.min)
        if ends is None or (row.ends is not None and ends >= row.ends):
            continue
        already[row.account_id] = row.ends
        Conflict.objects.adding().create(
            account_id=row.account_id, person_id=to.sight.person, kind=row.kind, begins=row.begins, ends=row.ends
        )


def _copy(basis: Basis, to: Permit) -> None:
    """Store the same basis about the other person; a team's lead leads only where nobody else does."""
    basis.pk = None
    basis._state.adding = True  # noqa: SLF001  Django's own way to copy a row
    basis.person_id = to.sight.person
    basis.ended_at, basis.end_reason = None, ""
    if basis.kind == BasisKind.TEAM:
        team = _team_of(to)
        has_lead = Basis.objects.covered_by(to).filter(team=team, is_lead=True, ended_at__isnull=True).exists()
        basis.team, basis.is_lead = team, basis.is_lead and not has_lead
    basis.save()


def _carry_answers(kept: Permit, gone: Permit) -> list[int]:
    """Let what the one that goes answered to consents be the answer of the one that stays, who has custody now."""
    both = ConsentSignature.objects.filter(signer=kept.sight.person).values_list("consent_id", flat=True)
    theirs = ConsentSignature.objects.filter(signer=gone.sight.person).exclude(consent__in=list(both))
    ids = list(theirs.values_list("pk", flat=True))
    theirs.update(signer=kept.sight.person)
    return ids


def _carry_requests(kept: Permit, gone: Permit) -> list[int]:
    """Let a wish that waits for an answer be about the one that stays: nobody opens the other any more."""
    waiting = SubjectRequest.objects.covered_by(gone).filter(answered_at__isnull=True)
    ids = list(waiting.values_list("pk", flat=True))
    waiting.update(person=kept.sight.person)
    return ids


def _carry_consents(kept: Permit, gone: Permit) -> list[int]:
    """Let consents be about the one that stays, where the family sees them and takes them back."""
    theirs = Consent.objects.covered_by(gone)
    ids = list(theirs.values_list("pk", flat=True))
    theirs.update(person=kept.sight.person)
    return ids


def _team_of(kept: Permit) -> Team:
    found = Team.objects.covered_by(kept).filter(closed_at__isnull=True).first()
    return found or Team.objects.adding().create(person_id=kept.sight.person, opened_at=timezone.now())


def _logged(bases: int, to: Permit, other: Permit) -> Logged[int]:
    return Logged(
        bases,
        subject=f"person:{to.sight.person}",
        basis=to.sight.basis,
        persons=(to.seen(Category.SHARING), other.seen(Category.SHARING)),
        numbers={"bases": bases},
    )
