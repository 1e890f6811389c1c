"""How a job saves a file that somebody brought in: as that person, all of it or nothing, and it says how it went.

Offers `carry_out` with `Commit`. The deed itself is the room's own action, which writes the log.
"""

import logging
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from traceback import format_tb
from typing import Final
from uuid import UUID

from django.utils import timezone

from vugge.audit.actions import acting, deny
from vugge.audit.rules import Purpose, Viewer, person
from vugge.kit.errors import NotAllowed, NotPossibleHere, VuggeError
from vugge.kit.local_time import local_day
from vugge.kit.progress import Progress
from vugge.kit.text import Sentence
from vugge.organisations import models
from vugge.organisations.actions.beside import Beside
from vugge.organisations.actions.intakes import said
from vugge.organisations.models.intakes import unseal
from vugge.organisations.queries.staff import plays
from vugge.organisations.rules.intakes import NO_LONGER, IntakeState

LOGGER: Final = logging.getLogger("vugge.jobs")

Commit = Callable[[Viewer, Path, Progress], Mapping[str, int]]
"""Saves a file as a viewer by one action, telling how far it is; returns how many rows were new, changed, unchanged."""


PurposeOf = Callable[[str], Purpose]


def for_administration(_role: str) -> Purpose:
    """Say that a file is brought in to keep the register."""
    return Purpose.ADMINISTRATION


def carry_out(
    intake: str, *, attempt: int, verb: str, commit: Commit, purpose_of: PurposeOf = for_administration
) -> IntakeState | None:
    """Save a file that waits, and note how it went; returns that, or None when it is no longer this job's to do.

    `purpose_of` says what the role it was brought in is for. Whoever asked must still hold the role they asked in: a
    leaver's file is refused, and that is logged under `verb`.
    Never raises for what is wrong with the file or the code; then nothing is saved, and the intake says so.
    """
    row = _taken(UUID(intake), attempt)
    if row is None:
        return None
    viewer = person(row.account_id, purpose_of(row.role), role=row.role, unit=str(row.unit_id))
    try:
        _must_still_hold(viewer, verb)
        with _opened(row) as file:
            _save(row, viewer, file, commit)
    except NotPossibleHere as lacking:
        _ended(row, IntakeState.BROKEN, lacking.sentence)
    except VuggeError as refused:
        _ended(row, IntakeState.REFUSED, refused.sentence)
    except Exception as mistake:  # noqa: BLE001  ours, whatever it is: it must be told to whoever waits
        _report(row, mistake)
        _ended(row, IntakeState.BROKEN, None)
    return IntakeState(models.Intake.objects.values_list("state", flat=True).get(pk=row.pk))


def _taken(intake: UUID, attempt: int) -> models.Intake | None:
    """Take the file, unless another attempt has; from here on it is this job that speaks of it."""
    waiting = models.Intake.objects.filter(pk=intake, attempt=attempt, state=IntakeState.WAITING.value)
    if not waiting.update(state=IntakeState.RUNNING.value, heard_at=timezone.now()):
        return None
    return models.Intake.objects.get(pk=intake)


def _must_still_hold(viewer: Viewer, verb: str) -> None:
    today = local_day(timezone.now())
    if viewer.identity is None or not plays(viewer.identity, role=viewer.role, unit=viewer.unit, on=today):
        deny(viewer, verb)
        raise NotAllowed(NO_LONGER)


def _save(row: models.Intake, viewer: Viewer, file: Path, commit: Commit) -> None:
    """Save it and say so in one transaction: it is done exactly when it is saved, whenever the machine stops."""
    with acting(viewer):
        with Beside(row.pk, attempt=row.attempt) as progress:
            counts = commit(viewer, file, progress)
        rows = sum(counts.values())
        mine = models.Intake.objects.filter(pk=row.pk, attempt=row.attempt, state=IntakeState.RUNNING.value)
        saved = mine.update(
            state=IntakeState.DONE.value,
            content="",
            counts=dict(counts),
            ended_at=timezone.now(),
            rows_done=rows,
            rows=rows,
        )
        if not saved:
            message = "Another attempt has taken this intake over: nothing is saved here."
            raise RuntimeError(message)


def _ended(row: models.Intake, state: IntakeState, why: Sentence | None) -> None:
    """Note that nothing was saved, unless another attempt has taken over."""
    problem = said(why, row) if why else ""
    content = {} if state is IntakeState.BROKEN else {"content": ""}
    mine = models.Intake.objects.filter(pk=row.pk, attempt=row.attempt, state=IntakeState.RUNNING.value)
    mine.update(state=state.value, problem=problem, ended_at=timezone.now(), **content)


def _report(row: models.Intake, mistake: Exception) -> None:
    """Write where in the code it happened, for whoever runs the machine; a database's message may quote the file."""
    where = "".join(format_tb(mistake.__traceback__))
    LOGGER.error("intake %s attempt %s: %s\n%s", row.pk, row.attempt, type(mistake).__name__, where)


@contextmanager
def _opened(row: models.Intake) -> Iterator[Path]:
    """Give the file in the clear, in a folder for us alone that is gone when the work is done."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"fil{row.ending}"
        file.write_bytes(b64decode(unseal(row.content, intake=row.pk)))
        yield file
