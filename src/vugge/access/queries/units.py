"""How much a unit works with, for whoever closes it: a number, and nobody. Offers `tasks_at`."""

from django.db.models import Q
from django.utils import timezone

from vugge.access.models import Basis
from vugge.access.rules.basis import BasisKind
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Viewer
from vugge.kit.errors import NotAllowed
from vugge.organisations.queries.register import organisation_facts_of, units_by_id
from vugge.organisations.queries.staff import keeps_register
from vugge.organisations.rules.staff import MAY_NOT_KEEP


def tasks_at(viewer: Viewer, *, unit: int) -> int:
    """Return how many persons a unit, or somebody in it, has the task around now. Four statements.

    Raises `NotAllowed` for whoever does not keep the unit in the register.
    """
    owners = {one.organisation for one in units_by_id(viewer, units={unit}).values()}
    found = organisation_facts_of(viewer, organisations=owners).values()
    if not found or not all(keeps_register(viewer, organisation=one) for one in found):
        raise NotAllowed(MAY_NOT_KEEP)
    now = timezone.now()
    with deciding():
        rows = Basis.objects.facts_of().filter(
            Q(unit=unit) | Q(in_unit=unit),
            Q(ends_at__isnull=True) | Q(ends_at__gt=now),
            kind=BasisKind.ASSIGNED,
            ended_at__isnull=True,
        )
        return rows.values("person_id").distinct().count()
