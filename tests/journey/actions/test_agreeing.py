"""What is seen and agreed: it works, it is refused, it is written down; twice is once; a merge loses nothing."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.utils.timezone import localdate
from tests.cast import BIRGIT, EMIL, LEA, MARIAM, YUSUF
from tests.people.town import BOOKKEEPER, entries, leave
from tests.web.frontline.workplace import Workplace, workplace

from vugge.access.queries.permits import permit
from vugge.audit.rules import Act, Category, Permit, Result
from vugge.journey.actions.evidence import correct_evidence, record_evidence
from vugge.journey.actions.goals import GoalChanges, agree_goal, answer_goal, change_goal
from vugge.journey.actions.merging import carry_journey_back, carry_journey_over
from vugge.journey.actions.steps import (
    agree_step,
    assign_step,
    begin_step,
    drop_step,
    finish_step,
    move_step,
    remind_of_step,
    reopen_step,
)
from vugge.journey.models import Evidence, Goal, GoalAcceptance, GoalChange, Step
from vugge.journey.rules.agreed import Achievement, Answer, Doer, Lifecycle, NewGoal, NewStep, View, Whose, With
from vugge.journey.rules.observing import NewEvidence
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.people.rules.changes import Conflict

pytestmark = pytest.mark.django_db
SOON = localdate() + timedelta(days=20)


@pytest.fixture
def here() -> Workplace:
    """The workplace around the cast."""
    return workplace()


def sharing(here: Workplace) -> Permit:
    return permit(here.visitor.viewer(), Act.SHARE, person=LEA.id, category=Category.SHARING)


def a_goal(here: Workplace, words: str = "Léa vil lære at cykle") -> UUID:
    new = NewGoal(words, Whose.CHILD)
    return agree_goal(here.visitor.viewer(), permit=sharing(here), new=new, key=uuid4().hex)


def a_step(here: Workplace, doer: Doer | None = None, due: date = SOON) -> UUID:
    new = NewStep("Find en cykel", doer or Doer(), due, frozenset({With.PARENTS, With.CHILD}))
    return agree_step(here.visitor.viewer(), permit=sharing(here), new=new, key=uuid4().hex)


def seen(who: UUID = LEA.id, measure: str = "mmr_1") -> UUID:
    new = NewEvidence(measure, localdate() - timedelta(days=30))
    return record_evidence(BOOKKEEPER, permit=leave(Act.ADD, who), new=new, key=uuid4().hex)


def test_leave_for_one_kind_of_data_is_no_leave_for_another(here: Workplace) -> None:
    viewer = here.pedagogue.viewer()
    mine = permit(viewer, Act.ADD, person=LEA.id, category=Category.EDUCATION)
    with pytest.raises(NotAllowed):
        record_evidence(viewer, permit=mine, new=NewEvidence("mmr_1", localdate()), key="x")
    denied = entries("journey.evidence_recorded")[0]
    assert (denied.result, [one.person for one in denied.persons]) == (Result.DENIED, [LEA.id])
    assert not Evidence.objects.adding().exists()


def test_what_is_written_down_stands_in_the_log_by_its_kind(here: Workplace) -> None:
    seen()
    entry = entries("journey.evidence_recorded")[0]
    assert (entry.result, entry.fields) == (Result.DONE, ("evidence",))
    assert entry.persons[0].categories == {Category.SUPPORT}


def test_the_same_request_with_other_content_is_a_conflict(here: Workplace) -> None:
    first = NewEvidence("mmr_1", localdate())
    made = record_evidence(BOOKKEEPER, permit=leave(Act.ADD, LEA), new=first, key="k")
    assert record_evidence(BOOKKEEPER, permit=leave(Act.ADD, LEA), new=first, key="k") == made
    with pytest.raises(Conflict):
        record_evidence(BOOKKEEPER, permit=leave(Act.ADD, LEA), new=NewEvidence("mmr_2", localdate()), key="k")


def test_something_that_did_not_happen_is_said_to_be_wrong_once(here: Workplace) -> None:
    wrong = seen()
    change = leave(Act.CHANGE, LEA)
    assert (
        correct_evidence(BOOKKEEPER, permit=change, evidence=wrong, right=None, reason="Et andet barn", key="a") is None
    )
    row = Evidence.objects.adding().get()
    assert (row.wrong_because, row.corrected_by_id) == ("Et andet barn", None)
    with pytest.raises(Conflict):
        correct_evidence(BOOKKEEPER, permit=change, evidence=wrong, right=None, reason="Sagt en gang til", key="b")


def test_every_change_of_a_goal_is_kept(here: Workplace) -> None:
    goal = a_goal(here)
    changes = GoalChanges("Léa cykler til skole", Lifecycle.CLOSED, Achievement.REACHED)
    changed = change_goal(here.visitor.viewer(), permit=sharing(here), goal=goal, version=1, changes=changes)
    assert changed == 3
    kept = set(GoalChange.objects.adding().values_list("field", "old"))
    assert kept == {("words", "Léa vil lære at cykle"), ("lifecycle", "active"), ("achievement", "not_yet")}
    assert Goal.objects.adding().get().ended_on == localdate()


def test_a_stale_change_carries_both_texts(here: Workplace) -> None:
    goal = a_goal(here)
    changes = GoalChanges("Noget andet", Lifecycle.ACTIVE, Achievement.NOT_YET)
    with pytest.raises(Conflict) as refused:
        change_goal(here.visitor.viewer(), permit=sharing(here), goal=goal, version=7, changes=changes)
    assert [(one.given, one.stored) for one in refused.value.differences] == [("Noget andet", "Léa vil lære at cykle")]


def test_only_the_child_and_who_has_custody_answer_for_the_family(here: Workplace) -> None:
    goal = a_goal(here)
    for who in (LEA.id, MARIAM.id, None):
        answer = Answer(View.ACCEPTS, participant=who)
        answer_goal(here.visitor.viewer(), permit=sharing(here), goal=goal, answer=answer)
    assert GoalAcceptance.objects.adding().count() == 3
    stranger = Answer(View.ACCEPTS, participant=BIRGIT.id)
    with pytest.raises(BadInput, match="forældremyndigheden"):
        answer_goal(here.visitor.viewer(), permit=sharing(here), goal=goal, answer=stranger)
    with pytest.raises(BadInput):
        answer_goal(here.visitor.viewer(), permit=sharing(here), goal=goal, answer=Answer(View.OTHER))


def test_a_step_goes_its_way_and_the_first_day_stays(here: Workplace) -> None:
    step, viewer, mine = a_step(here), here.visitor.viewer(), sharing(here)
    later = SOON + timedelta(days=7)
    move_step(viewer, permit=mine, step=step, version=1, due=later)
    begin_step(viewer, permit=mine, step=step, version=2)
    remind_of_step(viewer, permit=mine, step=step, version=3, reminds=False)
    assign_step(viewer, permit=mine, step=step, version=4, doer=Doer(account=here.teacher.account))
    finish_step(viewer, permit=mine, step=step, version=5)
    reopen_step(viewer, permit=mine, step=step, version=6)
    drop_step(viewer, permit=mine, step=step, version=7, reason="Hun har fået en")
    row = Step.objects.adding().get()
    assert (row.due, row.first_due, row.reminds, row.account_id) == (later, SOON, False, here.teacher.account)
    assert (row.state, row.dropped_because, row.ended_on) == ("dropped", "Hun har fået en", localdate())
    with pytest.raises(Conflict):
        finish_step(viewer, permit=mine, step=step, version=8)


def test_whoever_is_to_do_it_says_that_it_is_done(here: Workplace) -> None:
    step, teacher = a_step(here, Doer(account=here.teacher.account)), here.teacher.viewer()
    theirs = permit(teacher, Act.SHARE, person=LEA.id, category=Category.SHARING)
    finish_step(teacher, permit=theirs, step=step, version=1)
    assert Step.objects.adding().get().state == "done"


@pytest.mark.parametrize("days", [-1, 3000])
def test_a_step_is_taken_by_a_day_that_can_be(here: Workplace, days: int) -> None:
    with pytest.raises(BadInput):
        a_step(here, due=localdate() + timedelta(days=days))


def test_somebody_who_is_not_around_the_family_gets_no_step(here: Workplace) -> None:
    for doer in (Doer(account=here.caseworker.account), Doer(unit=here.caseworker.unit)):
        with pytest.raises(BadInput, match="omkring familien"):
            a_step(here, doer)
    assert not Step.objects.adding().exists()


def test_leave_for_another_child_changes_nothing(here: Workplace) -> None:
    step = a_step(here)
    with pytest.raises(NotFound):
        finish_step(BOOKKEEPER, permit=leave(Act.SHARE, YUSUF), step=step, version=1)


def test_a_merge_takes_everything_along_and_gives_it_back(here: Workplace) -> None:
    goal, first = a_goal(here), seen()
    a_step(here)
    answer_goal(here.visitor.viewer(), permit=sharing(here), goal=goal, answer=Answer(View.ACCEPTS, participant=LEA.id))
    kept, gone = leave(Act.DECIDE, EMIL), leave(Act.DECIDE, LEA)
    assert carry_journey_over(BOOKKEEPER, kept=kept, gone=gone) == 5
    tables = (Evidence, Goal, Step, GoalAcceptance)
    assert all(set(table.objects.adding().values_list("person", flat=True)) == {EMIL.id} for table in tables)
    assert GoalAcceptance.objects.adding().get().participant_id == EMIL.id
    right = NewEvidence("mmr_1", localdate())
    correct_evidence(
        BOOKKEEPER, permit=leave(Act.CHANGE, EMIL), evidence=first, right=right, reason="Forkert dag", key="c"
    )
    assert carry_journey_back(BOOKKEEPER, kept=kept, gone=gone) == 6
    assert all(set(table.objects.adding().values_list("person", flat=True)) == {LEA.id} for table in tables)
    assert carry_journey_back(BOOKKEEPER, kept=kept, gone=gone) == 0
