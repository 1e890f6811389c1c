"""Keeps checkpoints elsewhere: in a folder that the settings name, and that whoever runs the database cannot change.

Offers `keep_elsewhere` and `Kept`. It writes no entry of its own, for the same reason as sealing; what it leaves is the
file there, and a row that says so here.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import timezone

from vugge.audit import models
from vugge.audit.queries import must_run_the_log
from vugge.audit.rules import Viewer
from vugge.kit.errors import NotPossibleHere
from vugge.kit.text import sentence

READABLE: Final = 0o644  # a checkpoint says nothing of anybody


@dataclass(frozen=True)
class Kept:
    """What was kept elsewhere: the file, none where no folder is named or nothing was new."""

    file: Path | None


def keep_elsewhere(viewer: Viewer) -> Kept:
    """Write the newest checkpoint to the folder of VUGGE_CHECKPOINT_FOLDER, unless it is there already.

    May be run at any time and twice at once. Raises `NotAllowed` unless the system runs it, and `NotPossibleHere` when
    the folder is not there, as when a disk is not mounted, or cannot be written.
    """
    must_run_the_log(viewer)
    newest = models.Checkpoint.objects.filter(kept=None).order_by("-size").first()
    if not settings.CHECKPOINT_FOLDER or newest is None or newest.size < _largest_kept():
        return Kept(None)
    target = Path(settings.CHECKPOINT_FOLDER) / f"vugge-{newest.size:012}.txt"
    try:
        _write(target, newest.note)
    except OSError as problem:
        raise NotPossibleHere(
            sentence(
                "Kontrolpunktet kunne ikke gemmes i {folder}: {problem}. Seglet ligger kun her.",
                folder=settings.CHECKPOINT_FOLDER,
                problem=problem.strerror or type(problem).__name__,
            )
        ) from problem
    models.Kept.objects.get_or_create(checkpoint=newest, defaults={"kept_at": timezone.now()})
    return Kept(target)


def _largest_kept() -> int:
    largest = models.Kept.objects.order_by("-checkpoint_id").values_list("checkpoint_id", flat=True).first()
    return largest or 0


def _write(target: Path, note: str) -> None:
    """Write it whole, down to the disk: whoever reads there finds the file complete or not at all."""
    unfinished = target.with_suffix(f".{os.getpid()}.new")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, READABLE), "w", encoding="utf-8") as file:
        file.write(note)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(target)
