"""The family's own journey: one of the family with the plan, what is agreed, who helps, and what may be done.

Offers `own_journey` with `OwnJourney`, and `own_goal` for the forms.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.utils import timezone

from vugge.access.queries.around import around
from vugge.access.queries.own import own_of
from vugge.access.rules.around import Around, ConsentLine, Member
from vugge.access.rules.consent import ConsentState
from vugge.audit.actions import look
from vugge.audit.rules import Act, Category, Level, Looked, Scope, Viewer
from vugge.journey.queries.agreed import goals_of, named_in, steps_of
from vugge.journey.queries.plans import plans_of
from vugge.journey.rules.agreed import GoalValue, Lifecycle, StepState, StepValue
from vugge.journey.rules.plan import JourneyPlan
from vugge.kit.errors import Hidden, NotFound
from vugge.kit.periods import age_on
from vugge.kit.text import sentence
from vugge.people.queries.persons import lines
from vugge.people.rules.values import PersonLine

OWN_FROM: Final = 15
"""From this age the page speaks to the young person; what a parent sees then is what `law/access/ages` gives."""
GROWN_UP: Final = 18


@dataclass(frozen=True)
class OwnJourney:
    """The journey of one of the family. `persons` are all whom the citizen may choose between, children first.

    `may_share`: the citizen may write goals and say that steps are done. `has_log`: may read who has looked.
    """

    persons: tuple[PersonLine, ...]
    me: UUID | None
    line: PersonLine
    on: date
    plan: JourneyPlan
    goals: tuple[GoalValue, ...]
    steps: tuple[StepValue, ...]
    around: Around
    may_share: bool
    has_log: bool

    @property
    def is_mine(self) -> bool:
        """Say whether it is the citizen's own."""
        return self.line.id == self.me

    @property
    def age(self) -> int | None:
        """Return how many years old the one is whose journey it is; None before the birth."""
        return None if self.line.born is None else age_on(self.line.born, self.on)

    @property
    def is_young(self) -> bool:
        """Say whether it is a young person's, who decides most of it."""
        return self.age is not None and OWN_FROM <= self.age < GROWN_UP

    @property
    def open_goals(self) -> tuple[GoalValue, ...]:
        """Return the goals that are worked on, or rest."""
        return tuple(one for one in self.goals if one.lifecycle is not Lifecycle.CLOSED)

    @property
    def open_steps(self) -> tuple[StepValue, ...]:
        """Return what is agreed and waits to be done."""
        return tuple(one for one in self.steps if one.is_open)

    @property
    def done_steps(self) -> tuple[StepValue, ...]:
        """Return what was agreed and is done."""
        return tuple(one for one in self.steps if one.state is StepState.DONE)

    @property
    def helpers(self) -> tuple[Member, ...]:
        """Return everybody around the family once, the lead first."""
        return tuple(sorted(self.around.people, key=lambda one: not one.is_lead))

    @property
    def given(self) -> tuple[ConsentLine, ...]:
        """Return what the family has said yes to and shares."""
        return tuple(one for one in self.around.consents if one.state is ConsentState.GIVEN)

    @property
    def asked(self) -> tuple[ConsentLine, ...]:
        """Return what the family was asked and not all have answered."""
        return tuple(one for one in self.around.consents if one.state is ConsentState.REQUESTED)

    def goal(self, identity: UUID) -> GoalValue | None:
        """Return one goal, or None where there is none of that id."""
        return next((one for one in self.goals if one.id == identity), None)

    def step(self, identity: UUID) -> StepValue | None:
        """Return one step, or None where there is none of that id."""
        return next((one for one in self.steps if one.id == identity), None)


@dataclass(frozen=True)
class OwnGoal:
    """A goal that a citizen changes, or None for a new one; `is_mine`: it is the citizen's own."""

    is_mine: bool
    goal: GoalValue | None


@look("journey.own_seen")
def own_journey(viewer: Viewer, *, person: UUID | None = None) -> Looked[OwnJourney | None]:
    """Show a citizen their own journey or that of a child in their custody: that of `person`, or the youngest child's.

    None for a citizen who is not in the register. Raises `Hidden` for everybody else's. A fixed number of statements.
    """
    mine, me = own_of(viewer)
    persons = _children_first(lines(mine, mine.persons()), me)
    if person is None and not persons:
        return Looked(None)
    wanted = person or persons[0].id
    chosen = next((one for one in persons if one.id == wanted), None)
    if chosen is None or mine.sight(wanted).level is not Level.FULL:
        raise Hidden(wanted)
    return _looked(mine, me, chosen, persons)


@look("journey.own_goal_seen")
def own_goal(viewer: Viewer, *, person: UUID, goal: UUID | None = None) -> Looked[OwnGoal]:
    """Show a citizen a goal of their own or of a child in their custody, to change it; without one, whose it will be.

    Raises `Hidden` for everybody else's, and `NotFound` for a goal that cannot be changed here.
    """
    mine, me = own_of(viewer)
    if mine.sight(person).level is not Level.FULL:
        raise Hidden(person)
    found = next((one for one in goals_of(mine, (person,)) if one.id == goal), None) if goal else None
    if goal and (found is None or found.is_veiled or not found.is_open):
        raise NotFound(sentence("Målet er her ikke. Åbn siden igen."))
    return Looked(OwnGoal(person == me, found), seen=mine.seen((person,), Category.SHARING), subject=f"person:{person}")


def _looked(
    mine: Scope, me: UUID | None, chosen: PersonLine, persons: tuple[PersonLine, ...]
) -> Looked[OwnJourney | None]:
    today, own = timezone.localdate(), (chosen.id,)
    sight = mine.sight(chosen.id)
    goals = goals_of(mine, own)
    found = OwnJourney(
        persons=persons,
        me=me,
        line=chosen,
        on=today,
        plan=plans_of(mine, own, on=today)[chosen.id],
        goals=goals,
        steps=steps_of(mine, own),
        around=around(mine, chosen.id)[0],
        may_share=sight.may(Act.SHARE, Category.SHARING),
        has_log=mine.shows(chosen.id, Category.LOG),
    )
    named = {one.id for one in persons} | named_in(goals)
    seen = (sight.seen(), *mine.seen(named - {chosen.id}, Category.IDENTITY))
    return Looked(found, seen=seen, subject=f"person:{chosen.id}")


def _children_first(persons: Collection[PersonLine], me: UUID | None) -> tuple[PersonLine, ...]:
    """Put the children in order, the youngest first, and the citizen last."""
    youngest = sorted(persons, key=lambda one: one.born or one.due or date.max, reverse=True)
    return tuple(sorted(youngest, key=lambda one: one.id == me))
