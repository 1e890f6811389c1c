"""One child's journey: the plan, what is agreed, who is around the family. Everything on the page is asked for here.

Offers `journey_page` with `JourneyPage`, and what is to be changed with leave to do so: `goal_to_change`,
`step_to_change` and `evidence_to_correct`.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from vugge.access.queries.actors import scope
from vugge.access.queries.around import around
from vugge.access.queries.permits import permit
from vugge.access.rules.around import Around, Contact
from vugge.audit.actions import look
from vugge.audit.rules import Act, Category, Level, Looked, Permit, Scope, Sight, Viewer
from vugge.journey.queries.agreed import goals_of, named_in, steps_of
from vugge.journey.queries.evidence import evidence_of
from vugge.journey.queries.plans import plans_of
from vugge.journey.rules.agreed import GoalValue, StepValue, act_for
from vugge.journey.rules.observing import EvidenceValue
from vugge.journey.rules.plan import JourneyPlan
from vugge.kit.errors import Hidden, NotAllowed, NotFound
from vugge.kit.text import sentence
from vugge.people.queries.persons import lines
from vugge.people.rules.values import PersonLine


@dataclass(frozen=True)
class JourneyPage:
    """One child's journey as one viewer sees it on a day: `plan` says of what is hidden that it is.

    `around` is empty, and `contact` alone is there, for whoever may not see who is around the family.
    """

    line: PersonLine
    sight: Sight
    on: date
    plan: JourneyPlan
    goals: tuple[GoalValue, ...]
    steps: tuple[StepValue, ...]
    evidence: tuple[EvidenceValue, ...]
    around: Around
    contact: Contact | None

    def goal(self, identity: UUID) -> GoalValue | None:
        """Return one goal, or None where there is none of that id that the viewer sees."""
        return next((one for one in self.goals if one.id == identity), None)

    def step(self, identity: UUID) -> StepValue | None:
        """Return one step, or None where there is none of that id that the viewer sees."""
        return next((one for one in self.steps if one.id == identity), None)


@look("journey.plan_seen")
def journey_page(viewer: Viewer, *, person: UUID) -> Looked[JourneyPage]:
    """Show one child's journey as far as the viewer may see. A fixed number of statements.

    Raises `Hidden` for whom the viewer may not know of, as if nobody was there, and `NotAllowed` for an outline.
    """
    mine = scope(viewer, persons=(person,))
    return _looked(mine, person)


@look("journey.goal_to_change_seen")
def goal_to_change(viewer: Viewer, *, person: UUID, goal: UUID) -> Looked[tuple[GoalValue, Permit]]:
    """Show one goal, with leave to change it. Raises `NotFound` for none, and as `journey_page` and `permit` do.

    One that may not be changed leaves the refusal alone in the log, for nothing was shown.
    """
    looked = _looked(scope(viewer, persons=(person,)), person)
    found = next((one for one in looked.value.goals if one.id == goal and not one.is_veiled), None)
    if found is None:
        raise NotFound(sentence("Målet er her ikke. Åbn siden igen."))
    leave = permit(viewer, act_for(found.category, Act.CHANGE), person=person, category=found.category)
    return Looked((found, leave), seen=looked.seen, subject=looked.subject)


@look("journey.step_to_change_seen")
def step_to_change(viewer: Viewer, *, person: UUID, step: UUID) -> Looked[tuple[JourneyPage, StepValue, Permit]]:
    """Show one step with who could do it, and leave to change it. Raises as `goal_to_change`.

    Whoever is to do it needs no more than to share with the family.
    """
    looked = _looked(scope(viewer, persons=(person,)), person)
    found = looked.value.step(step)
    if found is None or found.is_veiled:
        raise NotFound(sentence("Skridtet er her ikke. Åbn siden igen."))
    if found.doer.account is not None and found.doer.account == viewer.identity:
        leave = permit(viewer, Act.SHARE, person=person, category=Category.SHARING)
    else:
        leave = permit(viewer, act_for(found.category, Act.CHANGE), person=person, category=found.category)
    return Looked((looked.value, found, leave), seen=looked.seen, subject=looked.subject)


@look("journey.evidence_to_correct_seen")
def evidence_to_correct(viewer: Viewer, *, person: UUID, evidence: UUID) -> Looked[tuple[EvidenceValue, Permit]]:
    """Show one observation, with leave to put it right. Raises as `goal_to_change`."""
    looked = _looked(scope(viewer, persons=(person,)), person)
    found = next((one for one in looked.value.evidence if one.id == evidence and not one.is_wrong), None)
    if found is None:
        raise NotFound(sentence("Det er her ikke, eller det er allerede rettet. Åbn siden igen."))
    leave = permit(viewer, Act.CHANGE, person=person, category=found.category)
    return Looked((found, leave), seen=looked.seen, subject=looked.subject)


def _looked(mine: Scope, person: UUID) -> Looked[JourneyPage]:
    sight = mine.sight(person)
    if sight.level is Level.UNKNOWN:
        raise Hidden(person)
    if not sight.shows(Category.IDENTITY):
        raise NotAllowed(sentence("Du må ikke se rejsen. Spørg tovholderen."), person=person)
    found = lines(mine, (person,))
    if not found:
        raise Hidden(person)
    today = timezone.localdate()
    team, contact = around(mine, person)
    goals = goals_of(mine, (person,))
    page = JourneyPage(
        line=found[0],
        sight=sight,
        on=today,
        plan=plans_of(mine, (person,), on=today)[person],
        goals=goals,
        steps=steps_of(mine, (person,)),
        evidence=evidence_of(mine, person),
        around=team,
        contact=contact,
    )
    named = mine.seen(named_in(goals) - {person}, Category.IDENTITY)
    return Looked(page, seen=(sight.seen(), *named), subject=f"person:{person}")
