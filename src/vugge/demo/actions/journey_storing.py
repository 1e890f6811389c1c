"""How what was seen and agreed is stored with its days in the past: what `vugge.journey.actions` do only as of now.

Offers `store_evidence` and `store_agreed`. Nothing here writes the log: the deed in `loading` does.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import islice
from typing import Final
from uuid import UUID

from vugge.demo.rules.journeys import CATEGORY, SEEN_OTHERWISE, GoalTold, SeenTold, StepTold
from vugge.demo.rules.known import Known
from vugge.journey import models
from vugge.journey.rules.agreed import OPEN_STEPS, Lifecycle, View, With
from vugge.people.rules.kinds import Origin

WRITTEN_BY: Final = "system:demo"
_AT_ONCE: Final = 500
_AGREED_FOR: Final = timedelta(days=30)


def store_evidence(told: Iterable[SeenTold], known: Known) -> int:
    """Store what was seen, and return how much it was."""
    count, rest = 0, iter(told)
    while some := list(islice(rest, _AT_ONCE)):
        models.Evidence.objects.adding().bulk_create(
            models.Evidence(
                id=one.id,
                person_id=one.person,
                measure=one.measure,
                value=one.value,
                observed_on=one.on,
                origin=Origin.SYNTHETIC,
                written_by=WRITTEN_BY,
                written_at=known.at((known.today - one.on).days, 12),
            )
            for one in some
        )
        count += len(some)
    return count


def store_agreed(told: Iterable[GoalTold], known: Known) -> frozenset[UUID]:
    """Store the families' goals with their steps, and return whom they are about."""
    persons = set()
    for one in told:
        person, on = known.persons[one.label], known.today - _AGREED_FOR
        persons.add(person)
        goal = models.Goal(
            person_id=person,
            words=one.words,
            language=one.language,
            whose=one.whose,
            category=CATEGORY,
            lifecycle=Lifecycle.ACTIVE,
            achievement=one.achievement,
            agreed_on=on,
            written_by=WRITTEN_BY,
            written_at=known.at(_AGREED_FOR.days, 10),
        )
        goal.save(force_insert=True)
        _store_answers(one, goal, known, on)
        models.Step.objects.adding().bulk_create(_step(step, goal, known, on) for step in one.steps)
    return frozenset(persons)


def _store_answers(one: GoalTold, goal: models.Goal, known: Known, on: date) -> None:
    for custodian in known.custodians.get(one.label, ())[:1]:
        models.GoalAcceptance(
            person_id=goal.person_id,
            goal_id=goal.id,
            participant_id=custodian,
            view=View.ACCEPTS if one.agrees else View.OTHER,
            words="" if one.agrees else SEEN_OTHERWISE,
            answered_on=on,
            recorded_at=goal.written_at,
            recorded_by=WRITTEN_BY,
        ).save(force_insert=True)


def _step(step: StepTold, goal: models.Goal, known: Known, on: date) -> models.Step:
    due = known.today + timedelta(days=step.days)
    return models.Step(
        person_id=goal.person_id,
        goal_id=goal.id,
        station=step.station,
        what=step.what,
        category=CATEGORY,
        account_id=known.account(step.by) if step.by else None,
        due=due,
        first_due=due,
        agreed_with=With.PARENTS,
        agreed_on=on,
        state=step.state,
        ended_on=None if step.state in OPEN_STEPS else due,
        written_by=WRITTEN_BY,
        written_at=goal.written_at,
    )
