"""What can be asked about files that somebody brought in. Offers `intake` and `intakes`.

An administrator sees those of the organisation acted for, also their own there; nobody else sees any.
"""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from vugge.audit.rules import Viewer
from vugge.kit.errors import NotFound
from vugge.kit.text import sentence
from vugge.organisations import models
from vugge.organisations.queries.beside import last_word
from vugge.organisations.queries.files import acting_administrator
from vugge.organisations.rules.intakes import Intake, IntakeKind, IntakeState, standing

SHOWN: Final = 50


def intake(viewer: Viewer, *, intake: UUID, now: datetime) -> Intake:
    """Return one file that was brought in, and where it stands now. Two statements.

    Raises `NotAllowed` for who does not act as administrator, and `NotFound` for one of another organisation.
    """
    row = _visible(viewer).filter(pk=intake).first()
    if row is None:
        raise NotFound(sentence("Indlæsningen findes ikke. Se listen over dem, der er."))
    return _seen(row, now)


def intakes(viewer: Viewer, *, now: datetime, limit: int = SHOWN) -> tuple[Intake, ...]:
    """Return the newest files that were brought in, newest first. Two statements. Raises `NotAllowed` as `intake`."""
    return tuple(_seen(row, now) for row in _visible(viewer)[:limit])


def _visible(viewer: Viewer) -> QuerySet[models.Intake]:
    here = acting_administrator(viewer).organisation
    rows = models.Intake.objects.filter(unit__organisation_id=here).order_by("-asked_at", "pk")
    return rows.select_related("account", "unit").defer("content")


def _seen(row: models.Intake, now: datetime) -> Intake:
    state, done, rows, heard_at = IntakeState(row.state), row.rows_done, row.rows, row.heard_at
    word = last_word(row.pk) if state is IntakeState.RUNNING else None
    if word is not None and word.attempt == row.attempt:
        done, rows, heard_at = word.done, word.rows, word.heard_at
    return Intake(
        row.pk,
        IntakeKind(row.kind),
        standing(state, heard_at=heard_at, now=now),
        row.account_id,
        row.role,
        str(row.unit_id),
        row.account.display_name,
        row.unit.name,
        asked_at=row.asked_at,
        ended_at=row.ended_at,
        done=done,
        rows=rows,
        counts=row.counts,
        problem=row.problem,
        attempt=row.attempt,
        is_kept=row.state not in (IntakeState.DONE, IntakeState.REFUSED),
    )
