"""When two records turn out to be one person: whoever could know of the one that goes can know of the one that stays.

And back, when they turn out to be two after all. Offers `carry_over` and `carry_back`.
"""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from vugge.access.actions.giving import end
from vugge.access.models import Basis, CarryOver, ConsentSignature, SubjectRequest, Team
from vugge.access.rules.basis import BasisKind
from vugge.audit.actions import action
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Act, Category, Logged, Permit, Viewer
from vugge.kit.errors import NotFound
from vugge.kit.text import sentence


@action("access.bases_carried_over")
def carry_over(viewer: Viewer, *, kept: Permit, gone: Permit) -> Logged[int]:
    """Give the person that stays the bases of the one that goes, and end the old ones. Returns how many.

    A consent keeps its own number and limits: it was about this person, under another record. Wishes that wait for an
    answer go along. What moved is kept, so that `carry_back` can undo it.
    """
    _must_decide(viewer, kept, gone)
    now = timezone.now()
    open_bases = list(_running(gone, now).exclude(kind=BasisKind.EMERGENCY).order_by("pk"))
    old = [basis.pk for basis in open_bases]
    end(open_bases, now, reason="registreringen lagt sammen med en anden")
    for basis in open_bases:
        _copy(basis, kept)
    with deciding():  # also about children whom the viewer may not know of; and nothing opens the one that goes now
        moved = CarryOver(
            kept_id=kept.sight.person,
            gone_id=gone.sight.person,
            bases=list(zip(old, [basis.pk for basis in open_bases], strict=True)),
            answers=_carry_answers(kept, gone),
            requests=_carry_requests(kept, gone),
            carried_at=now,
        )
        moved.save(force_insert=True)
    return _logged(len(open_bases), kept, gone)


@action("access.bases_carried_back")
def carry_back(viewer: Viewer, *, kept: Permit, gone: Permit) -> Logged[int]:
    """Give back to the one that had gone what it brought: nobody keeps access to the one by a basis for the other.

    A basis that has ended since is not given again. Returns how many bases went back. Raises `NotFound` when nothing
    was carried over, or it has gone back already.
    """
    _must_decide(viewer, kept, gone)
    now = timezone.now()
    with deciding():  # nothing opens the one that had gone before these rows are there
        rows = CarryOver.objects.covered_by(kept).filter(gone=gone.sight.person, undone_at__isnull=True)
        row = rows.order_by("-carried_at").first()
        if row is None:
            raise NotFound(sentence("Sammenlægningen er ikke her, eller den er allerede fortrudt."))
        given = [new for _old, new in row.bases]
        bases = list(_running(kept, now).filter(pk__in=given).order_by("pk"))
        end(bases, now, reason="lagt sammen ved en fejl, og det er fortrudt")
        for basis in bases:
            _copy(basis, gone)
        answers = ConsentSignature.objects.filter(pk__in=row.answers, signer=kept.sight.person)
        answers.update(signer=gone.sight.person)
        SubjectRequest.objects.covered_by(kept).filter(pk__in=row.requests).update(person=gone.sight.person)
        row.undone_at = now
        row.save(update_fields=["undone_at"])
    return _logged(len(bases), gone, kept)


def _must_decide(viewer: Viewer, kept: Permit, gone: Permit) -> None:
    for one in (kept, gone):
        one.must_cover(viewer, Act.DECIDE, one.sight.person, Category.IDENTITY)


def _running(one: Permit, now: datetime) -> QuerySet[Basis]:
    goes_on = Q(ends_at__isnull=True) | Q(ends_at__gt=now)
    return Basis.objects.covered_by(one).filter(goes_on, ended_at__isnull=True)


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
