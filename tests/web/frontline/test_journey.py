"""A child's journey as those who work with the family see it, and whose bus is leaving, told by their browsers."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import localdate
from tests.cast import EMIL, LEA, MARIAM, SOFIE, YUSUF
from tests.people.town import entries
from tests.web.frontline.conftest import Browse
from tests.web.frontline.reading import key_in, statements, words_of
from tests.web.frontline.workplace import Employee, Workplace, give_task

from vugge.access.queries.permits import permit
from vugge.audit.rules import Act, Category, Result
from vugge.journey.actions.evidence import record_evidence
from vugge.journey.actions.goals import agree_goal
from vugge.journey.actions.steps import agree_step
from vugge.journey.models import Evidence, Goal, GoalAcceptance, Step
from vugge.journey.rules.agreed import Doer, NewGoal, NewStep, Whose, With
from vugge.journey.rules.observing import NewEvidence

OF_LEA = f"/arbejde/borger/{LEA.id}/rejse/"
TODAY = localdate
MOST = (56, 42, 42)
"""So many statements the journey and the two lists take at the most: 34, 23, 23 on SQLite, 53, 32, 32 on PostgreSQL."""


def a_goal(by: Employee, words: str = "Léa vil lære at svømme") -> str:
    leave = permit(by.viewer(), Act.SHARE, person=LEA.id, category=Category.SHARING)
    return str(agree_goal(by.viewer(), permit=leave, new=NewGoal(words, Whose.CHILD), key=uuid4().hex))


def a_step(by: Employee, what: str = "Ring til svømmeklubben", station: str = "") -> str:
    leave = permit(by.viewer(), Act.SHARE, person=LEA.id, category=Category.SHARING)
    due = localdate() + timedelta(days=10)
    new = NewStep(what, Doer(account=by.account), due, frozenset({With.PARENTS}), station=station)
    return str(agree_step(by.viewer(), permit=leave, new=new, key=uuid4().hex))


def some_evidence(by: Employee) -> str:
    leave = permit(by.viewer(), Act.ADD, person=LEA.id, category=Category.EDUCATION)
    new = NewEvidence("language_look_2", localdate() - timedelta(days=400))
    return str(record_evidence(by.viewer(), permit=leave, new=new, key=uuid4().hex))


def test_the_pedagogue_sees_where_lea_stands_and_who_helps(here: Workplace, browse: Browse) -> None:
    words = words_of(browse(here.pedagogue).get(OF_LEA))
    assert "Om Léa Østergaard" in words
    assert "Hanne Holm tovholder" in words
    assert "Hvorfor?" in words
    assert "Kan ikke ses af dig" in words  # health is none of the kindergarten's


def test_what_a_pedagogue_may_not_see_is_neither_reached_nor_missed(here: Workplace, browse: Browse) -> None:
    leave = permit(here.visitor.viewer(), Act.ADD, person=LEA.id, category=Category.SUPPORT)
    new = NewEvidence("mmr_1", localdate() - timedelta(days=900))
    record_evidence(here.visitor.viewer(), permit=leave, new=new, key="mmr")
    theirs = words_of(browse(here.visitor).get(OF_LEA))
    mine = words_of(browse(here.pedagogue).get(OF_LEA))
    assert "set og skrevet ned (1)" in theirs
    assert "set og skrevet ned" not in mine


def test_somebody_in_the_team_sees_steps_and_goals_but_no_stations(here: Workplace, browse: Browse) -> None:
    a_goal(here.visitor)
    a_step(here.visitor)
    words = words_of(browse(here.teacher).get(OF_LEA))
    assert "Léa vil lære at svømme" in words
    assert "Ring til svømmeklubben" in words
    assert "Nået (" not in words
    assert "Lukker" not in words


def test_a_stranger_learns_nothing(here: Workplace, browse: Browse) -> None:
    assert browse(here.caseworker).get(OF_LEA).status_code == 404
    assert entries("journey.plan_seen")[0].result is Result.DENIED


def test_a_volunteer_who_knows_only_that_she_is_here_is_refused(here: Workplace, browse: Browse) -> None:
    give_task(here.volunteer, LEA)
    assert browse(here.volunteer).get(OF_LEA).status_code == 403


def test_the_log_names_the_kinds_of_data_that_were_shown(here: Workplace, browse: Browse) -> None:
    browse(here.pedagogue).get(OF_LEA)
    seen = entries("journey.plan_seen")[0].persons
    assert [one.person for one in seen] == [LEA.id]
    assert seen[0].categories == {Category.IDENTITY, Category.FAMILY, Category.EDUCATION, Category.SHARING}


def test_a_language_assessment_is_written_down_once(here: Workplace, browse: Browse) -> None:
    client = browse(here.pedagogue)
    page = client.get(f"{OF_LEA}set/?maal=language_look_3")
    given = {"observed_on": localdate().isoformat(), "note": "", "key": key_in(page)}
    for _ in range(2):
        sent = client.post(f"{OF_LEA}set/?maal=language_look_3", given)
        assert sent.status_code == 302
    row = Evidence.objects.adding().get()
    assert (row.measure, row.value, row.unit_id, row.observed_on) == ("language_look_3", "", here.kindergarten, TODAY())
    assert "De andre omkring barnet skal ikke spørge" in words_of(client.get(sent["Location"]))


def test_what_was_typed_is_kept_when_a_day_is_wrong(here: Workplace, browse: Browse) -> None:
    client = browse(here.pedagogue)
    page = client.get(f"{OF_LEA}set/?maal=language_assessment")
    tomorrow = localdate() + timedelta(days=1)
    given = {"value": "general", "observed_on": tomorrow, "note": "Moren har fortalt det", "key": key_in(page)}
    answer = client.post(f"{OF_LEA}set/?maal=language_assessment", given)
    assert answer.status_code == 422
    assert "Moren har fortalt det" in answer.content.decode()
    assert not Evidence.objects.adding().exists()


def test_a_pedagogue_writes_nothing_of_health(here: Workplace, browse: Browse) -> None:
    client = browse(here.pedagogue)
    assert client.get(f"{OF_LEA}set/?maal=mmr_1").status_code == 403
    assert "MFR" not in words_of(client.get(f"{OF_LEA}set/"))


def test_a_correction_keeps_both(here: Workplace, browse: Browse) -> None:
    client = browse(here.pedagogue)
    first = some_evidence(here.pedagogue)
    path = f"{OF_LEA}set/{first}/ret/"
    page = client.get(path)
    given = {"observed_on": (localdate() - timedelta(days=390)).isoformat(), "note": "", "reason": "Forkert dag"}
    sent = client.post(path, {**given, "key": key_in(page)})
    assert sent.status_code == 302
    wrong, right = Evidence.objects.adding().order_by("written_at")
    assert (wrong.corrected_by_id, wrong.wrong_because, right.wrong_at) == (right.id, "Forkert dag", None)
    words = words_of(client.get(OF_LEA))
    assert "set og skrevet ned (2)" in words
    assert "Forkert dag" in words
    assert client.get(path).status_code == 404  # it is put right already


def test_a_goal_is_the_familys_own_words_and_each_says_what_they_think(here: Workplace, browse: Browse) -> None:
    client = browse(here.visitor)
    page = client.get(f"{OF_LEA}maal/")
    given = {"words": "بدي ليا تحكي", "language": "ar", "whose": "family", "category": "sharing", "key": key_in(page)}
    assert client.post(f"{OF_LEA}maal/", given).status_code == 302
    goal = Goal.objects.adding().get()
    said = {"participant": str(MARIAM.id), "view": "other", "words": "Hun skal tale begge sprog"}
    assert client.post(f"{OF_LEA}maal/{goal.id}/svar/", said).status_code == 302
    answer = client.post(f"{OF_LEA}maal/{goal.id}/svar/", {"participant": "me", "view": "accepts", "words": ""})
    assert answer.status_code == 302
    assert GoalAcceptance.objects.adding().count() == 2
    page = client.get(OF_LEA)
    assert 'lang="ar" dir="auto"' in page.content.decode()
    assert "Mor: Ser det anderledes" in words_of(page)
    assert "Hanne Holm: Er enig" in words_of(page)


def test_two_who_change_a_goal_see_both_texts(here: Workplace, browse: Browse) -> None:
    goal = a_goal(here.visitor)
    path = f"{OF_LEA}maal/{goal}/"
    given = {"words": "Léa vil lære at cykle", "lifecycle": "active", "achievement": "not_yet", "reason": ""}
    assert browse(here.visitor).post(path, {**given, "version": 1}).status_code == 302
    late = browse(here.pedagogue).post(path, {**given, "words": "Léa vil læse", "version": 1})
    assert late.status_code == 422
    assert "Léa vil lære at cykle" in words_of(late)
    assert "Léa vil læse" in late.content.decode()


def test_a_step_is_agreed_moved_and_done(here: Workplace, browse: Browse) -> None:
    client = browse(here.visitor)
    page = client.get(f"{OF_LEA}skridt/")
    due = localdate() + timedelta(days=5)
    given = {"what": "Find en legegruppe", "doer": "family", "due": due, "agreed_with": ["parents"], "station": ""}
    sent = client.post(f"{OF_LEA}skridt/", {**given, "category": "sharing", "reminds": "on", "key": key_in(page)})
    assert sent.status_code == 302
    step = Step.objects.adding().get()
    path = f"{OF_LEA}skridt/{step.id}/"
    later = due + timedelta(days=7)
    assert client.post(path, {"gerning": "flyt", "due": later.isoformat(), "version": 1}).status_code == 302
    assert client.post(path, {"gerning": "drop", "reason": "", "version": 2}).status_code == 422
    assert client.post(path, {"gerning": "gjort", "version": 1}).status_code == 422  # somebody was there first
    assert client.post(path, {"gerning": "gjort", "version": 2}).status_code == 302
    step.refresh_from_db(from_queryset=Step.objects.adding())
    assert (step.state, step.due, step.first_due, step.ended_on) == ("done", later, due, localdate())
    assert "Gjort" in words_of(client.get(OF_LEA))


def test_a_step_is_given_only_to_somebody_around_the_family(here: Workplace, browse: Browse) -> None:
    client = browse(here.visitor)
    step = a_step(here.visitor)
    path = f"{OF_LEA}skridt/{step}/"
    offered = client.get(path).content.decode()
    assert str(here.teacher.account) in offered
    assert str(here.caseworker.account) not in offered
    assert client.post(path, {"gerning": "giv", "doer": f"a:{here.teacher.account}", "version": 1}).status_code == 302
    assert "Skridtet er ændret" in words_of(browse(here.teacher).get(f"{OF_LEA}?gemt=skridt_rettet"))
    assert browse(here.teacher).post(path, {"gerning": "gjort", "version": 2}).status_code == 302


def test_free_text_of_a_protected_family_is_shown_only_where_they_may_be_located(
    here: Workplace, browse: Browse
) -> None:
    leave = permit(here.caseworker.viewer(), Act.SHARE, person=EMIL.id, category=Category.SHARING)
    words = "Emil henter sin cykel på Skjulestien"
    agree_goal(here.caseworker.viewer(), permit=leave, new=NewGoal(words, Whose.CHILD), key="emil")
    assert SOFIE.id != EMIL.id
    path = f"/arbejde/borger/{EMIL.id}/rejse/"
    assert words in words_of(browse(here.caseworker).get(path))
    shown = words_of(browse(here.teacher).get(path))
    assert "Skjulestien" not in shown
    assert "Teksten er skjult" in shown


def test_whose_bus_is_leaving_is_sorted_by_day_and_says_what_is_agreed(here: Workplace, browse: Browse) -> None:
    give_task(here.visitor, EMIL)
    client = browse(here.visitor)
    words = words_of(client.get("/arbejde/busser/?dage=90"))
    assert "Hvis bus kører snart?" in words
    days = [part[:10] for part in words.split("Inden ")[1:]]
    assert days == sorted(days, key=lambda day: (day[6:], day[3:5], day[:2]))
    assert entries("journey.closing_seen")[0].result in (Result.SHOWN, Result.EMPTY)


@pytest.mark.parametrize("query", ["?dage=7", "?linje=health&hvem=mine", "?bus=missed", "?dage=x&linje=y&side=-1"])
def test_the_list_can_be_narrowed(here: Workplace, browse: Browse, query: str) -> None:
    assert browse(here.visitor).get(f"/arbejde/busser/{query}").status_code == 200


def test_more_children_and_more_agreed_cost_no_more_statements(here: Workplace, browse: Browse) -> None:
    client = browse(here.visitor)
    station = "dentist_first"
    a_goal(here.visitor)
    a_step(here.visitor, station=station)
    some_evidence(here.visitor)
    paths = (OF_LEA, "/arbejde/busser/?bus=missed", "/arbejde/busser/?dage=90")
    few = [statements(client, path) for path in paths]
    give_task(here.visitor, EMIL, SOFIE)
    for _ in range(3):
        a_goal(here.visitor)
        a_step(here.visitor, station=station)
        some_evidence(here.visitor)
    many = [statements(client, path) for path in paths]
    assert many[0] == few[0]
    assert all(number <= most for number, most in zip(few + many, MOST * 2, strict=True)), (few, many)
    assert YUSUF.id != LEA.id
