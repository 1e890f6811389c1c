"""Long work on the register, outside the request: run by `vugge work`. Offers `save_register`."""

from collections.abc import Mapping
from pathlib import Path

from django_tasks import task

from vugge.audit.actions import declared
from vugge.audit.rules import Purpose, Viewer
from vugge.kit.progress import Progress
from vugge.organisations.actions.carrying_out import carry_out
from vugge.organisations.actions.importing import import_register


@task()
@declared("organisations.register_imported", purpose=Purpose.ADMINISTRATION)
def save_register(intake: str, attempt: int) -> str:
    """Save a file of the register that somebody brought in, as that person. Returns how it went."""
    return carry_out(intake, attempt=attempt, verb="organisations.register_imported", commit=_commit) or ""


def _commit(viewer: Viewer, file: Path, progress: Progress) -> Mapping[str, int]:
    receipt = import_register(viewer, file=file, progress=progress)
    return {kind.value: number for kind, number in receipt.counts.items()}
