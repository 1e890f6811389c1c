"""The task of the next place: from the day on which a child begins there. Not actions themselves.

Offers `give_arrival_task` and `end_arrival_task`, for the room that knows of transitions. The place has it for the same
reason as every place where a child goes: the child is there. Nothing of it opens before that day.
"""

from datetime import date
from uuid import UUID

from django.utils import timezone

from vugge.access.actions.giving import end, new_basis
from vugge.access.models import Basis
from vugge.access.rules.basis import BasisKind
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Viewer
from vugge.kit.local_time import local_midnight


def give_arrival_task(viewer: Viewer, *, person: UUID, unit: int, begins: date, reason: str) -> int:
    """Give a unit the task around a person from a day on, or from now where the day has been. Returns its number."""
    now = timezone.now()
    basis = new_basis(
        viewer,
        BasisKind.ASSIGNED,
        person=person,
        now=now,
        begins_at=max(now, local_midnight(begins)),
        unit_id=unit,
        reason=reason,
    )
    with deciding():  # nothing opens the person to whoever says yes
        basis.save()
    return basis.pk


def end_arrival_task(basis: int, *, reason: str) -> None:
    """End such a task again: the child does not come after all. It is no mistake where somebody has ended it."""
    with deciding():
        end(list(Basis.objects.facts_of().filter(pk=basis, ended_at__isnull=True)), timezone.now(), reason=reason)
