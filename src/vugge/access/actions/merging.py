"""When two records turn out to be one person: whoever could know of the one that goes can know of the one that stays.

Offers `carry_over`.
"""

from django.db.models import Q
from django.utils import timezone

from vugge.access.actions.giving import end
from vugge.access.models import Basis, Team
from vugge.access.rules.basis import BasisKind
from vugge.audit.actions import action
from vugge.audit.rules import Act, Category, Logged, Permit, Viewer


@action("access.bases_carried_over")
def carry_over(viewer: Viewer, *, kept: Permit, gone: Permit) -> Logged[int]:
    """Give the person that stays the bases of the one that goes, and end the old ones. Returns how many.

    A consent keeps its own number and limits: it was about this person, under another record.
    """
    kept.must_cover(viewer, Act.DECIDE, kept.sight.person, Category.IDENTITY)
    gone.must_cover(viewer, Act.DECIDE, gone.sight.person, Category.IDENTITY)
    now = timezone.now()
    open_bases = list(
        Basis.objects.covered_by(gone)
        .filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now), ended_at__isnull=True)
        .exclude(kind=BasisKind.EMERGENCY)
        .order_by("pk")
    )
    end(open_bases, now, reason="registreringen lagt sammen med en anden")
    for basis in open_bases:
        _copy(basis, kept)
    persons = (kept.seen(Category.SHARING), gone.seen(Category.SHARING))
    return Logged(
        len(open_bases),
        subject=f"person:{kept.sight.person}",
        basis=kept.sight.basis,
        persons=persons,
        numbers={"bases": len(open_bases)},
    )


def _copy(basis: Basis, kept: Permit) -> None:
    """Store the same basis about the person that stays; a team's lead leads only where nobody else does."""
    basis.pk = None
    basis._state.adding = True  # noqa: SLF001  Django's own way to copy a row
    basis.person_id = kept.sight.person
    basis.ended_at, basis.end_reason = None, ""
    if basis.kind == BasisKind.TEAM:
        team = _team_of(kept)
        has_lead = Basis.objects.covered_by(kept).filter(team=team, is_lead=True, ended_at__isnull=True).exists()
        basis.team, basis.is_lead = team, basis.is_lead and not has_lead
    basis.save()


def _team_of(kept: Permit) -> Team:
    found = Team.objects.covered_by(kept).filter(closed_at__isnull=True).first()
    return found or Team.objects.adding().create(person_id=kept.sight.person, opened_at=timezone.now())
