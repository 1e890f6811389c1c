"""Long work on areas, outside the request: run by `vugge work`. Offers `save_lists`."""

from collections.abc import Mapping
from pathlib import Path

from django.utils import timezone
from django_tasks import task

from vugge.areas.actions import import_lists
from vugge.audit.actions import declared
from vugge.audit.rules import Purpose, Viewer
from vugge.kit.progress import Progress
from vugge.organisations.actions.carrying_out import carry_out


@task()
@declared("areas.lists_imported", purpose=Purpose.ADMINISTRATION)
def save_lists(intake: str, attempt: int) -> str:
    """Save a file of the state's lists that somebody brought in, as that person. Returns how it went."""
    return carry_out(intake, attempt=attempt, verb="areas.lists_imported", commit=_commit) or ""


def _commit(viewer: Viewer, file: Path, progress: Progress) -> Mapping[str, int]:
    receipt = import_lists(viewer, file=file, today=timezone.localdate(), progress=progress)
    return {kind.value: number for kind, number in receipt.counts.items()}
