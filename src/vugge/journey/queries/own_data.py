"""What is kept of somebody's journey, for that person or whoever has custody: to read, and to take home.

Offers `own_journey` and `exported_journey` with `OwnJourney`.
"""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from vugge.access.queries.actors import scope
from vugge.access.rules.requests import Fate
from vugge.audit.actions import look
from vugge.audit.queries import must_be_sealed
from vugge.audit.rules import Act, Category, Level, Looked, Viewer
from vugge.journey.queries.agreed import goals_of, steps_of
from vugge.journey.queries.concerns import OwnConcern, concerns_told
from vugge.journey.queries.conference_keeping import KeptConference, kept_choice, kept_conferences
from vugge.journey.queries.evidence import evidence_of
from vugge.journey.queries.keeping import fates_of
from vugge.journey.queries.transition_keeping import KeptTransition, kept_transitions, own_fates
from vugge.journey.rules.agreed import GoalValue, StepValue
from vugge.journey.rules.observing import EvidenceValue
from vugge.journey.rules.reminders import Choice
from vugge.kit.errors import Hidden, NotAllowed
from vugge.kit.explained import Explained
from vugge.kit.text import sentence


@dataclass(frozen=True)
class OwnJourney:
    """What was observed and agreed, and what becomes of a wish to delete it."""

    goals: tuple[GoalValue, ...]
    steps: tuple[StepValue, ...]
    evidence: tuple[EvidenceValue, ...]
    fates: tuple[Explained[Fate], ...]
    transitions: tuple[KeptTransition, ...] = ()
    conferences: tuple[KeptConference, ...] = ()
    concerns: tuple[OwnConcern, ...] = ()
    reminders: Choice | None = None


@look("journey.own_data_seen")
def own_journey(viewer: Viewer, *, person: UUID) -> Looked[OwnJourney]:
    """Show a citizen what is kept of their own journey or a child's. Raises `Hidden` for somebody who is neither."""
    return _looked(viewer, person)


@look("journey.own_data_exported")
def exported_journey(viewer: Viewer, *, person: UUID) -> Looked[OwnJourney]:
    """Give a citizen the same to take home. Raises also `NotAllowed` while the log waits for its seal."""
    must_be_sealed(timezone.now(), person=person)
    return _looked(viewer, person)


def _looked(viewer: Viewer, person: UUID) -> Looked[OwnJourney]:
    mine = scope(viewer, persons=(person,))
    if viewer.role or mine.sight(person).level < Level.FULL:
        raise Hidden(person)
    if not mine.sight(person).may(Act.EXPORT, Category.IDENTITY):
        raise NotAllowed(sentence("Du må ikke hente oplysningerne. Spørg kommunen."), person=person)
    goals = goals_of(mine, (person,))
    steps, evidence = steps_of(mine, (person,)), evidence_of(mine, person)
    transitions = kept_transitions(mine, person)
    kept = (*fates_of(evidence, goals, steps), *own_fates(transitions))
    found = OwnJourney(
        goals,
        steps,
        evidence,
        kept,
        transitions,
        conferences=kept_conferences(mine, person),
        concerns=concerns_told(mine, (person,)),
        reminders=kept_choice(mine, person),
    )
    return Looked(found, seen=(mine.sight(person).seen(),), subject=f"person:{person}")
