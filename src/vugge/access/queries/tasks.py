"""Whom somebody has been given themselves, and not only their unit or team. Asked inside looks."""

from uuid import UUID

from django.utils import timezone

from vugge.access.models import Basis
from vugge.access.queries.memberships import running
from vugge.access.rules.basis import BasisKind
from vugge.audit.rules import Scope


def own_tasks(scope: Scope) -> frozenset[UUID]:
    """Return those whom the viewer has a task for by name, in the part acted in. One statement; nobody for citizens."""
    viewer = scope.viewer
    if viewer.identity is None or not viewer.unit.isdecimal():
        return frozenset()
    rows = running(Basis.objects.within(scope), timezone.now()).filter(
        kind=BasisKind.ASSIGNED, account=viewer.identity, in_role=viewer.role, in_unit=int(viewer.unit)
    )
    return frozenset(rows.values_list("person_id", flat=True))
