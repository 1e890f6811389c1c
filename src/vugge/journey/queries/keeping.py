"""What the rules on keeping say of what was observed and agreed about somebody: whether there is any, and until when.

Offers `kept_journey`, a look for whoever answers a wish to delete, and `fates_of` what was looked at.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.utils import timezone

from vugge.access.queries.actors import scope
from vugge.access.queries.law import access_law
from vugge.access.rules.requests import Fate, Held, fates
from vugge.audit.actions import look
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Act, Category, Looked, Viewer
from vugge.journey import models
from vugge.journey.queries.transition_keeping import transition_fates
from vugge.journey.rules.agreed import GoalValue, StepValue
from vugge.journey.rules.observing import EvidenceValue
from vugge.kit.errors import Hidden
from vugge.kit.explained import Explained
from vugge.kit.local_time import local_day

EVIDENCE: Final = "journey_evidence"
AGREED: Final = "journey_agreed"
MESSAGES: Final = "journey_messages"
"""The kinds of data, as `law/access/retention` calls them."""


@look("journey.kept_seen")
def kept_journey(viewer: Viewer, *, person: UUID) -> Looked[tuple[Explained[Fate], ...]]:
    """Show what the rules on keeping say of all that is kept of a journey, also of what the viewer may not see.

    It says only whether there is any and until when, never what. Raises `Hidden` for whoever may not decide on it.
    """
    mine = scope(viewer, persons=(person,))
    if not mine.sight(person).may(Act.DECIDE, Category.IDENTITY):
        raise Hidden(person)
    with deciding():
        evidence = models.Evidence.objects.facts_of().filter(person=person).values_list("observed_on", flat=True)
        goals = models.Goal.objects.facts_of().filter(person=person).values_list("ended_on", flat=True)
        steps = models.Step.objects.facts_of().filter(person=person).values_list("ended_on", flat=True)
        written = models.Message.objects.facts_of().filter(person=person).values_list("written_at", flat=True)
        found = {**_held(list(evidence), [*goals, *steps]), MESSAGES: _written(written)}
    return Looked((*_fates(found), *transition_fates(person)), seen=mine.seen((person,), Category.IDENTITY))


def fates_of(
    evidence: Iterable[EvidenceValue], goals: Iterable[GoalValue], steps: Iterable[StepValue]
) -> tuple[Explained[Fate], ...]:
    """Return what the rules say of what the viewer sees. No statement."""
    ended = [*(one.ended_on for one in goals), *(one.ended_on for one in steps)]
    return _fates(_held([one.observed_on for one in evidence], ended))


def _held(observed: list[date], ended: list[date | None]) -> Mapping[str, Held]:
    over = [day for day in ended if day is not None]
    is_over = bool(ended) and len(over) == len(ended)
    return {
        EVIDENCE: Held(is_there=bool(observed), ended=max(observed, default=None)),
        AGREED: Held(is_there=bool(ended), ended=max(over) if is_over else None),
    }


def message_fates(written: Iterable[datetime]) -> tuple[Explained[Fate], ...]:
    """Return what the rules say of messages that were written then. No statement."""
    return tuple(one for one in _fates({MESSAGES: _written(written)}) if one.value.rule.subject == MESSAGES)


def _written(written: Iterable[datetime]) -> Held:
    days = [local_day(one) for one in written]
    return Held(is_there=bool(days), ended=max(days, default=None))


def _fates(found: Mapping[str, Held]) -> tuple[Explained[Fate], ...]:
    today = local_day(timezone.now())
    return fates(found, retention=access_law(today).retention, today=today)
