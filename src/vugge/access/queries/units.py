"""How much a unit works with, for whoever closes it: a number, and nobody. Offers `tasks_at`."""

from django.db.models import Q
from django.utils import timezone

from vugge.access.models import Basis
from vugge.access.rules.basis import BasisKind
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Viewer


def tasks_at(viewer: Viewer, *, unit: int) -> int:
    """Return how many persons a unit, or somebody in it, has the task around now. One statement."""
    now = timezone.now()
    with deciding():
        rows = Basis.objects.facts_of().filter(
            Q(unit=unit) | Q(in_unit=unit),
            Q(ends_at__isnull=True) | Q(ends_at__gt=now),
            kind=BasisKind.ASSIGNED,
            ended_at__isnull=True,
        )
        return rows.values("person_id").distinct().count()
