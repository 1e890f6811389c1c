"""Goals in the family's own words: agreed on, changed with both texts kept, and accepted or seen otherwise by each."""

from dataclasses import asdict, dataclass
from uuid import UUID, uuid4

from django.utils import timezone

from vugge.audit.actions import action
from vugge.audit.rules import Act, Category, Logged, Permit, Viewer
from vugge.journey.actions.storing import add_once, change_version, the_one
from vugge.journey.models import Goal, GoalAcceptance, GoalChange
from vugge.journey.rules.agreed import (
    Achievement,
    Answer,
    Lifecycle,
    NewGoal,
    act_for,
    checked_answer,
    checked_words,
)
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.kit.local_time import local_day
from vugge.kit.text import sentence
from vugge.people.actions.storing import logged
from vugge.people.queries.facts import custodies, own_person
from vugge.people.rules.changes import Plain, differences, stale, written


@dataclass(frozen=True)
class GoalChanges:
    """What a goal shall say from now on."""

    words: str
    lifecycle: Lifecycle
    achievement: Achievement


@action("journey.goal_agreed")
def agree_goal(viewer: Viewer, *, permit: Permit, new: NewGoal, key: str) -> Logged[UUID]:
    """Write down a goal, and return its id; a repeated `key` gives the first one's. Raises `BadInput` for no words."""
    _must_cover(viewer, permit, new.category, Act.ADD)
    today = local_day(timezone.now())
    row = Goal(
        **asdict(new) | {"words": checked_words(new.words)},
        id=uuid4(),
        person_id=permit.sight.person,
        lifecycle=Lifecycle.ACTIVE,
        achievement=Achievement.NOT_YET,
        agreed_on=today,
        written_by=viewer.name,
        written_at=timezone.now(),
    )
    made = add_once(row, viewer, key=key, given=asdict(new) | {"person": permit.sight.person})
    return logged(made, permit, new.category, fields=("goal",))


@action("journey.goal_changed")
def change_goal(
    viewer: Viewer, *, permit: Permit, goal: UUID, version: int, changes: GoalChanges, reason: str = ""
) -> Logged[int]:
    """Change what a goal says, whether it is worked on, or how far it is reached; returns how many fields changed.

    Every value is kept. Raises `Conflict` with both texts when somebody changed it meanwhile.
    """
    rows, row = the_one(Goal, permit, goal)
    category = Category(row.category)
    _must_cover(viewer, permit, category, Act.CHANGE)
    given: dict[str, Plain] = asdict(changes) | {"words": checked_words(changes.words)}
    stored: dict[str, Plain] = {name: getattr(row, name) for name in given}
    changed = {name: value for name, value in given.items() if value != stored[name]}
    today = local_day(timezone.now())
    ended_on = (row.ended_on or today) if changes.lifecycle is Lifecycle.CLOSED else None
    values = {**changed, "ended_on": ended_on}
    change_version(rows, version=version, values=values, otherwise=stale(differences(given, stored)))
    for name in changed:
        _note(viewer, row, field=name, old=written(stored[name]), new=written(given[name]), reason=reason.strip())
    return logged(len(changed), permit, category, fields=("goal",), numbers={"fields": len(changed)})


@action("journey.goal_answered")
def answer_goal(viewer: Viewer, *, permit: Permit, goal: UUID, answer: Answer) -> Logged[UUID]:
    """Write what one participant says of a goal, and return the answer's id; earlier answers stay.

    A citizen answers alone for themselves; an employee for themselves, or writes down what the child or a custodian
    said. Raises `BadInput` for anybody else.
    """
    row = the_one(Goal, permit, goal)[1]
    permit.must_cover(viewer, Act.SHARE, permit.sight.person, Category.SHARING)
    category = Category(row.category)
    if not permit.sight.shows(category):
        raise NotFound(sentence("Målet er her ikke."))
    checked = checked_answer(answer)
    participant = _participant(viewer, permit.sight.person, checked)
    said = GoalAcceptance(
        id=uuid4(),
        person_id=permit.sight.person,
        goal_id=goal,
        account_id=viewer.identity if participant is None else None,
        participant_id=participant,
        view=checked.view,
        words=checked.words.strip(),
        answered_on=local_day(timezone.now()),
        recorded_at=timezone.now(),
        recorded_by=viewer.name,
    )
    said.save(force_insert=True)
    return logged(said.id, permit, category, fields=("goal",))


def _participant(viewer: Viewer, child: UUID, answer: Answer) -> UUID | None:
    """Return whose answer it is; None for the employee's own."""
    if viewer.identity is None:
        raise NotAllowed(sentence("Et svar er et menneskes. Systemet svarer ikke."))
    participant = answer.participant if viewer.role else own_person(viewer.identity)
    if participant is None or participant == child:
        return participant
    today = local_day(timezone.now())
    if participant not in {one.holder for one in custodies(children=(child,)) if one.holds_on(today)}:
        raise BadInput(sentence("Kun barnet selv og den, der har forældremyndigheden, svarer for familien."))
    return participant


def _must_cover(viewer: Viewer, permit: Permit, category: Category, act: Act) -> None:
    permit.must_cover(viewer, act_for(category, act), permit.sight.person, category)


def _note(viewer: Viewer, row: Goal, **change: str) -> None:
    GoalChange(
        id=uuid4(),
        person_id=row.person_id,
        goal_id=row.id,
        **change,
        changed_at=timezone.now(),
        changed_by=viewer.name,
    ).save(force_insert=True)
