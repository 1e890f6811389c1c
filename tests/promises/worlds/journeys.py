"""What was seen of a town's people, and what is agreed about them. Free text holds words that say where somebody is.

Offers `journeys`, and the rows `an_observation`, `a_goal` and `a_step`.
"""

from datetime import date, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

from tests.promises.worlds.families import located
from tests.promises.worlds.town import NOW, TODAY, Town

from vugge.audit.rules import Category
from vugge.journey.models import Evidence, Goal, GoalAcceptance, Step
from vugge.journey.queries.law import measures
from vugge.journey.rules.agreed import Achievement, Lifecycle, StepState, View, Whose
from vugge.people.rules.kinds import Origin

WRITER: Final = "system:test"
MEASURED: Final = ("language_look_2", "language_look_3", "mmr_1", "dentist_first", "reading_at_home", "playmate")
"""Measures of education, support and family, so that each kind of data is somebody's and not another's."""
UNDER: Final = (Category.SHARING, Category.EDUCATION, Category.SUPPORT)


def journeys(town: Town, seed: int) -> None:
    """Let something be seen of everybody, and something be agreed about most; the rest of the town stays as it was."""
    kept, town.chance = town.chance, Random(seed)
    for one in town.residents:
        for measure in town.chance.sample(MEASURED, 2):
            town.add(an_observation(town, one, measure))
        for category in UNDER:
            if town.chance.random() < 0.6:
                town.add(goal := a_goal(town, one, category))
                town.add(a_step(town, one, category, goal_id=goal.id))
                if town.chance.random() < 0.5:
                    town.add(_answer(town, goal))
    town.chance = kept


def an_observation(town: Town, one: UUID, measure: str, **values: Any) -> Evidence:  # Any: columns of any kind
    """Return what was seen as a row; its note says where somebody is."""
    note = town.words.one("Xq")
    located(town, one, note)
    usual = {"note": note, "origin": Origin.STAFF, "written_by": WRITER, "written_at": NOW, "unit": None}
    seen = TODAY - timedelta(days=town.chance.randrange(1, 700))
    return Evidence(id=town.uuid(), person_id=one, measure=measure, observed_on=seen, **{**usual, **values})


def a_goal(town: Town, one: UUID, category: Category) -> Goal:
    """Return a goal as a row; its words say where somebody is."""
    words = town.words.one("Xg")
    located(town, one, words)
    return Goal(
        id=town.uuid(), person_id=one, words=words, language="da", whose=Whose.CHILD, category=category,
        lifecycle=Lifecycle.ACTIVE, achievement=Achievement.NOT_YET, agreed_on=TODAY, written_by=WRITER, written_at=NOW,
    )  # fmt: skip


def a_step(town: Town, one: UUID, category: Category, **values: Any) -> Step:  # Any: columns of any kind
    """Return a step as a row, the family's own; its text says where somebody is."""
    what, due = town.words.one("Xk"), _soon(town)
    located(town, one, what)
    usual: dict[str, Any] = {"state": StepState.AGREED, "written_by": WRITER, "written_at": NOW}  # Any: likewise
    return Step(
        id=town.uuid(), person_id=one, what=what, category=category, due=due, first_due=due, agreed_with="parents",
        agreed_on=TODAY, **{**usual, **values},
    )  # fmt: skip


def measures_of(category: Category) -> tuple[str, ...]:
    """Return the measures of a kind of data that can be written without a value."""
    return tuple(one.id for one in measures().values() if one.category is category and one.kind.value == "done")


def _soon(town: Town) -> date:
    return TODAY + timedelta(days=town.chance.randrange(1, 60))


def _answer(town: Town, goal: Goal) -> GoalAcceptance:
    """Let the child itself say something of a goal."""
    words = town.words.one("Xj")
    located(town, goal.person_id, words)
    return GoalAcceptance(
        id=town.uuid(), person_id=goal.person_id, goal_id=goal.id, participant_id=goal.person_id, view=View.OTHER,
        words=words, answered_on=TODAY, recorded_at=NOW, recorded_by=WRITER,
    )  # fmt: skip
