"""What can be done with a file that somebody brought in: have it saved by a job, and have that tried again.

Offers `bring_file`, `retry_intake` and `remove_leftovers`. A job is stored in the same transaction as what asks for
it: its queue is our own database, so neither can be there without the other.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language, gettext, override
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from vugge.audit.actions import action
from vugge.audit.rules import SYSTEM, Kind, Logged, Viewer
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.kit.text import Sentence, sentence
from vugge.organisations import models
from vugge.organisations.actions.keeping import BY_ADMINISTRATOR
from vugge.organisations.models.intakes import seal
from vugge.organisations.queries.intakes import bringing
from vugge.organisations.queries.intakes import intake as intake_of
from vugge.organisations.rules.intakes import Given, IntakeKind, IntakeState, kinds_of, may_retry
from vugge.organisations.rules.kinds import Role
from vugge.organisations.rules.staff import MAY_NOT_KEEP, HeldRole

KEPT_FOR: Final = timedelta(days=1)
"""How long a file waits that nobody saved; a day's work is long enough to try again."""
TASKS_KEPT_FOR: Final = timedelta(days=14)
BY_ROLE: Final = "staff_role"
"""The basis of a file that is brought in by those who work with the children it is about."""
ENDED: Final = (IntakeState.DONE.value, IntakeState.REFUSED.value)
REMOVED: Final = sentence("Intet er gemt. Filen ventede et døgn og er fjernet igen. Vælg den igen, og indlæs den.")

Start = Callable[[str, int], object]
"""Puts the job in the queue: given the intake's id, and which attempt it is."""


@action("organisations.file_brought")
def bring_file(viewer: Viewer, *, kind: IntakeKind, given: Given, start: Start) -> Logged[UUID]:
    """Keep somebody's file sealed, and put the job that saves it in the queue. Returns the intake's id.

    The same file again from the same person in the same part, while it waits, is the same intake; brought in another
    role or unit it is another, saved and logged as that part's. Raises `NotAllowed` for who acts in a part that brings
    no such files.
    """
    account, held = _acting(viewer, kind)
    content = hashlib.sha256(given.content).hexdigest()
    alike = _brought_by(account, held).filter(kind=kind.value, ending=given.ending, fingerprint=content)
    waiting = alike.filter(state=IntakeState.WAITING.value).first()
    if waiting is not None:
        return _logged(waiting, held)
    now = timezone.now()
    number = uuid4()
    row = models.Intake.objects.create(
        id=number,
        kind=kind.value,
        account_id=account,
        role=held.role.value,
        unit_id=held.unit,
        language=(get_language() or "da")[:5],
        ending=given.ending,
        content=seal(given.carried, intake=number),
        fingerprint=content,
        state=IntakeState.WAITING.value,
        asked_at=now,
        heard_at=now,
    )
    start(str(row.pk), row.attempt)
    return _logged(row, held)


@action("organisations.intake_retried")
def retry_intake(viewer: Viewer, *, intake: UUID, start: Start) -> Logged[UUID]:
    """Have one's own file tried again, in the part it was brought in, after it stopped for no fault of the file's.

    Whoever should still be at work on it can no longer save it. Raises `NotFound`, `NotAllowed`, and `BadInput` where
    there is nothing to try again.
    """
    account, held = _acting(viewer, *kinds_of(viewer.role)[:1])
    row = _brought_by(account, held).select_for_update().filter(pk=intake).first()
    if row is None:
        raise NotFound(sentence("Indlæsningen findes ikke, eller en anden bad om den."))
    now = timezone.now()
    if not may_retry(intake_of(viewer, intake=intake, now=now), viewer):
        raise BadInput(sentence("Der er ikke noget at prøve igen. Se, hvad der står nu."))
    row.attempt += 1
    row.state, row.heard_at, row.ended_at, row.problem = IntakeState.WAITING.value, now, None, ""
    row.rows_done = row.rows = 0
    row.save()
    start(str(row.pk), row.attempt)
    return _logged(row, held)


@action("organisations.leftovers_removed")
def remove_leftovers(viewer: Viewer, *, now: datetime) -> Logged[int]:
    """Remove files that nobody saved within a day, and jobs that ended long ago. Returns how many files.

    Raises `NotAllowed` unless the system does it.
    """
    if viewer.kind is not Kind.SYSTEM:
        raise NotAllowed(sentence("Det gør systemet selv hver nat."))
    left = models.Intake.objects.exclude(state__in=ENDED).filter(heard_at__lt=now - KEPT_FOR)
    files = 0
    for row in left.defer("content"):
        same = left.filter(pk=row.pk, state=row.state, attempt=row.attempt)  # unless a job has ended it meanwhile
        files += same.update(state=IntakeState.REFUSED.value, content="", ended_at=now, problem=said(REMOVED, row))
    old = DBTaskResult.objects.exclude(status=TaskResultStatus.READY).filter(enqueued_at__lt=now - TASKS_KEPT_FOR)
    jobs, _ = old.delete()
    return Logged(files, subject="intake:leftovers", basis=SYSTEM, numbers={"files": files, "jobs": jobs})


def said(what: Sentence, row: models.Intake) -> str:
    """Return a sentence in the language of whoever asked."""
    with override(row.language):
        return what.say("en" if row.language.startswith("en") else "da", gettext)


def _acting(viewer: Viewer, kind: IntakeKind = IntakeKind.REGISTER) -> tuple[UUID, HeldRole]:
    """Return who acts, and in which role that brings such files; raises `NotAllowed` when they do not hold it."""
    held = bringing(viewer, kind)
    if viewer.identity is None:
        raise NotAllowed(MAY_NOT_KEEP)
    return viewer.identity, held


def _brought_by(account: UUID, held: HeldRole) -> QuerySet[models.Intake]:
    """Return the files that somebody brought in one part."""
    return models.Intake.objects.filter(account_id=account, role=held.role.value, unit_id=held.unit)


def _logged(row: models.Intake, held: HeldRole) -> Logged[UUID]:
    numbers = {"attempt": row.attempt}
    basis = BY_ADMINISTRATOR if held.role is Role.ADMINISTRATOR else BY_ROLE
    return Logged(row.pk, subject=f"intake:{row.pk}", basis=f"{basis}:{held.id}", numbers=numbers)
