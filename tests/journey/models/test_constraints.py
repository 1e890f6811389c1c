"""The tables of what is seen and agreed refuse what cannot be, and refuse to be read without saying for whom."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.cast import LEA, MARIAM
from tests.people.town import move_in

from vugge.journey.models import Evidence, Goal, GoalAcceptance, GoalChange, Step
from vugge.people.models import Unscoped

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = date(2026, 11, 22)
WRITTEN = {"person_id": LEA.id, "written_by": "system:test", "written_at": NOW}
GOAL = {"words": "x", "language": "da", "whose": "child", "category": "sharing", "achievement": "not_yet", **WRITTEN}
STEP = {"what": "x", "category": "sharing", "due": DAY, "first_due": DAY, "agreed_on": DAY, **WRITTEN}
SEEN = {"measure": "mmr_1", "observed_on": DAY, "origin": "staff", **WRITTEN}


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: Evidence(**SEEN, wrong_because="x"), "evidence_wrong_says_why"),
        (lambda: Evidence(**SEEN, wrong_at=NOW, wrong_by="system:test"), "evidence_wrong_says_why"),
        (lambda: Evidence(**{**SEEN, "measure": ""}), "evidence_has_a_measure"),
        (lambda: Goal(**{**GOAL, "words": ""}, lifecycle="active", agreed_on=DAY), "goal_says_something"),
        (lambda: Goal(**GOAL, lifecycle="closed", agreed_on=DAY), "goal_closed_has_a_day"),
        (lambda: Goal(**GOAL, lifecycle="active", agreed_on=DAY, ended_on=DAY), "goal_closed_has_a_day"),
        (lambda: Step(**STEP, state="agreed", agreed_with=""), "step_agreed_with_somebody"),
        (lambda: Step(**{**STEP, "what": ""}, state="agreed", agreed_with="child"), "step_says_what"),
        (lambda: Step(**STEP, state="done", agreed_with="child"), "step_ended_has_a_day"),
        (lambda: Step(**STEP, state="dropped", ended_on=DAY, agreed_with="child"), "step_dropped_says_why"),
    ],
)
def test_what_cannot_be_is_refused_by_name(make: Callable[[], Evidence | Goal | Step], name: str) -> None:
    move_in()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make().save(force_insert=True)


def test_an_answer_is_one_participants() -> None:
    move_in()
    goal = Goal(**GOAL, lifecycle="active", agreed_on=DAY)
    goal.save(force_insert=True)
    said = {"person_id": LEA.id, "goal_id": goal.id, "answered_on": DAY, "recorded_at": NOW, "recorded_by": "system:x"}
    with pytest.raises(IntegrityError, match="goal_acceptance_one_participant"), transaction.atomic():
        GoalAcceptance(**said, view="accepts").save(force_insert=True)
    with pytest.raises(IntegrityError, match="goal_acceptance_other_view_in_words"), transaction.atomic():
        GoalAcceptance(**said, view="other", participant_id=MARIAM.id).save(force_insert=True)


@pytest.mark.parametrize("table", [Evidence, Goal, GoalChange, GoalAcceptance, Step])
def test_nobody_reads_without_saying_for_whom(table: type[Evidence]) -> None:
    with pytest.raises(Unscoped, match="holds persons"):
        table.objects.all()
