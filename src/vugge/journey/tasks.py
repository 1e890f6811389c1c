"""What is done for the journey outside the request: files that are saved, and the quarter's figures.

Offers `release_journeys` (where children are lost), `save_evidence`, a job, and `remind`, `send_waiting` and
`forget_reminded`, which the clock asks for.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from django_tasks import task

from vugge.access.actions.statistics import release_series
from vugge.access.queries.parts import purpose_of
from vugge.access.rules.statistics import Outcome, last_day
from vugge.access.rules.statistics_tables import Place
from vugge.access.tasks import STATISTICIAN
from vugge.audit.actions import declared
from vugge.audit.rules import Purpose, Viewer, system
from vugge.journey.actions.importing import import_evidence
from vugge.journey.actions.posting import send_what_waits
from vugge.journey.actions.reminders import collect_reminders, forget_reminders
from vugge.journey.queries.aggregate import handed_over
from vugge.journey.queries.reminders import is_waiting
from vugge.journey.rules.aggregate import SERIES
from vugge.kit.disclosure import Quarter
from vugge.kit.progress import Progress
from vugge.organisations.actions.carrying_out import carry_out

REMINDER: Final = system("reminders", Purpose.ADMINISTRATION)


def remind(now: datetime) -> int:
    """Make today's reminders for those who have none yet. May be run at any time and twice at once."""
    return collect_reminders(REMINDER, now=now)


def send_waiting(now: datetime) -> int:
    """Send what waits to be sent, and return how much was tried; nothing is written where nothing waits."""
    return sum(send_what_waits(REMINDER, now=now).values()) if is_waiting(REMINDER, now=now) else 0


def forget_reminded(now: datetime) -> int:
    """Delete that somebody was reminded, when the law on keeping says so."""
    return forget_reminders(REMINDER, now=now)


def release_journeys(
    *, quarter: Quarter, known: Iterable[Place] = (), viewer: Viewer = STATISTICIAN
) -> tuple[Outcome, ...]:
    """Release those tables of how children stand that are not out yet for a quarter. Returns what came of each.

    As `access.tasks.release_quarter`: what is out stays, and what was refused is tried again.
    """
    counted = partial(handed_over, viewer, on=last_day(quarter), known=tuple(known))
    return release_series(viewer, quarter=quarter, series=SERIES, hand_over=counted)


@task()
@declared("journey.evidence_imported", purpose=Purpose.CARE)
def save_evidence(intake: str, attempt: int) -> str:
    """Save a file of what was seen of children, as the person who brought it. Returns how it went."""
    verb = "journey.evidence_imported"
    return carry_out(intake, attempt=attempt, verb=verb, commit=_commit, purpose_of=_purpose_of) or ""


def _purpose_of(role: str) -> Purpose:
    return purpose_of(role) or Purpose.CARE


def _commit(viewer: Viewer, file: Path, progress: Progress) -> Mapping[str, int]:
    return {kind.value: number for kind, number in import_evidence(viewer, file=file, progress=progress).items()}
