"""What can be asked about files that somebody brought in. Offers `intake`, `intakes` and `bringing`.

An administrator sees those of the register of the organisation acted for, also their own there. Whoever brings what
was seen of children sees their own alone, in the part they brought it in: an administrator has no part in children.
"""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from vugge.audit.rules import Viewer
from vugge.kit.errors import NotAllowed, NotFound
from vugge.kit.text import sentence
from vugge.organisations import models
from vugge.organisations.queries.beside import last_word
from vugge.organisations.queries.files import acting_administrator
from vugge.organisations.queries.staff import current_roles
from vugge.organisations.rules.intakes import (
    BROUGHT_BY,
    MAY_NOT_BRING,
    Intake,
    IntakeKind,
    IntakeState,
    kinds_of,
    standing,
)
from vugge.organisations.rules.kinds import Role
from vugge.organisations.rules.staff import HeldRole

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


def bringing(viewer: Viewer, kind: IntakeKind) -> HeldRole:
    """Return the role in which the viewer acts and brings files of a kind. One statement.

    Raises `NotAllowed` for whoever acts in another, whatever else they hold: a file is brought in by one part alone.
    """
    if Role.ADMINISTRATOR in BROUGHT_BY[kind]:
        return acting_administrator(viewer)
    held = () if viewer.identity is None else current_roles(viewer.identity, timezone.localdate())
    for one in held:
        if one.role in BROUGHT_BY[kind] and (one.role.value, str(one.unit)) == (viewer.role, viewer.unit):
            return one
    raise NotAllowed(MAY_NOT_BRING)


def _visible(viewer: Viewer) -> QuerySet[models.Intake]:
    kinds = kinds_of(viewer.role)
    held = bringing(viewer, kinds[0]) if kinds else acting_administrator(viewer)
    if held.role is Role.ADMINISTRATOR:
        rows = models.Intake.objects.filter(unit__organisation_id=held.organisation)
    else:
        rows = models.Intake.objects.filter(account=viewer.identity, role=held.role.value, unit_id=held.unit)
    wanted = rows.filter(kind__in=[kind.value for kind in kinds]).order_by("-asked_at", "pk")
    return wanted.select_related("account", "unit").defer("content")


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
