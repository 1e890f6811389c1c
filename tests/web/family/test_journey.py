"""The family's own page of the journey: whose it is, what stands there, what may be done, and in which languages."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.cast import BIRGIT, EMIL, JONAS, LEA, MARIAM, SOFIE, YUSUF, Character
from tests.people.town import BOOKKEEPER, entries
from tests.web.family.conftest import Citizen
from tests.web.frontline.workplace import Employee, Workplace, ask_family

from vugge.access.queries.permits import permit
from vugge.audit.rules import Act, Category, Purpose, person
from vugge.journey.actions.goals import agree_goal
from vugge.journey.actions.steps import agree_step, drop_step, finish_step
from vugge.journey.models import Goal, GoalAcceptance, Step
from vugge.journey.queries.speech import speeches
from vugge.journey.rules.agreed import Doer, NewGoal, NewStep, StepState, Whose, With, act_for
from vugge.kit.errors import NotAllowed
from vugge.people.models import CitizenAccount

STATEMENTS = {"sqlite": 29, "postgresql": 46}
LETTERS = {"ar": "رحلة", "tr": "Yolculuk", "so": "Safarka", "en": "The journey of", "da": "Rejsen for"}


def path(one: Character) -> str:
    return f"/min/rejse/{one.id}/"


def shown(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def agreed_step(
    by: Employee,
    of: Character,
    what: str = "Ring til skolen",
    *,
    doer: Doer = Doer(),  # noqa: B008  it does not change
    category: Category = Category.SHARING,
) -> UUID:
    """Let an employee agree with the parents that something is done within a week: by them, when nothing is said."""
    viewer = by.viewer()
    leave = permit(viewer, act_for(category, Act.ADD), person=of.id, category=category)
    due = timezone.localdate() + timedelta(days=7)
    new = NewStep(what, doer, due, frozenset({With.PARENTS}), category)
    return agree_step(viewer, permit=leave, new=new, key=str(uuid4()))


def agreed_goal(by: Employee, of: Character, words: str = "At hun får en ven", language: str = "da") -> UUID:
    viewer = by.viewer()
    leave = permit(viewer, Act.SHARE, person=of.id, category=Category.SHARING)
    return agree_goal(viewer, permit=leave, new=NewGoal(words, Whose.CHILD, language=language), key=str(uuid4()))


# Whose it is


def test_a_mother_meets_her_youngest_child_first_and_chooses_among_her_own(here: Workplace, citizen: Citizen) -> None:
    page = shown(citizen(MARIAM), "/min/rejse/")
    assert "Rejsen for Léa" in page
    assert {path(LEA), path(YUSUF), path(MARIAM)} <= set(re.findall(r'"(/min/rejse/[0-9a-f-]+/)"', page))


def test_a_father_without_custody_finds_nothing(here: Workplace, citizen: Citizen) -> None:
    father = citizen(JONAS)
    assert father.get(path(LEA)).status_code == 404
    assert "Léa" not in shown(father, "/min/rejse/")
    assert father.get(path(YUSUF)).status_code == 200


def test_a_stranger_finds_nothing_and_cannot_tell_it_from_nobody(here: Workplace, citizen: Citizen) -> None:
    neighbour = citizen(BIRGIT)
    there, nowhere = neighbour.get(path(LEA)), neighbour.get(f"/min/rejse/{UUID(int=9)}/")
    assert there.status_code == nowhere.status_code == 404
    words = [re.sub(r"[0-9a-f-]{36}|value=\"[^\"]+\"", "", one.content.decode()) for one in (there, nowhere)]
    assert words[0] == words[1]


@pytest.mark.parametrize("deed", ["maal/", f"maal/{UUID(int=9)}/", f"maal/{UUID(int=9)}/ja/"])
def test_nothing_can_be_done_to_somebody_elses_journey(here: Workplace, citizen: Citizen, deed: str) -> None:
    given = {"words": "x", "whose": "child", "key": str(uuid4())}
    assert citizen(JONAS).post(path(LEA) + deed, given).status_code in (403, 404)
    assert not Goal.objects.whole(BOOKKEEPER).exists()


def test_an_employee_is_sent_away(here: Workplace, citizen: Citizen) -> None:
    assert Client().get("/min/rejse/").status_code == 302


def test_a_young_person_of_fifteen_sees_the_own_journey_as_theirs(here: Workplace, citizen: Citizen) -> None:
    page = shown(citizen(YUSUF), "/min/rejse/")
    assert "Nu er rejsen din egen" in page
    assert f"/min/log/{YUSUF.id}/" in page


def test_from_fifteen_a_parent_sees_what_the_law_on_ages_gives(here: Workplace, citizen: Citizen) -> None:
    page = shown(citizen(MARIAM), path(YUSUF))
    assert "Nu er rejsen Yusufs egen" in page or "er fyldt 15 år" in page
    assert f"/min/log/{YUSUF.id}/" not in page
    assert "Ikke vist for dig" in page
    assert f"/min/log/{LEA.id}/" in shown(citizen(MARIAM), path(LEA))


def test_around_a_protected_child_no_place_is_named(here: Workplace, citizen: Citizen) -> None:
    page = shown(citizen(SOFIE), path(EMIL))
    assert "Rejsen for Emil" in page


# What stands there


def test_the_page_says_where_we_are_what_comes_who_helps_and_who_has_looked(here: Workplace, citizen: Citizen) -> None:
    page = shown(citizen(MARIAM), path(LEA))
    for heading in ("Hvor er vi nu?", "De næste to stationer", "Vores mål", "Det har vi aftalt"):
        assert heading in page, heading
    for heading in ("Dem, der hjælper jer", "Hvad deler vi med hvem?", "Hvem har set det?", "Kortet over rejsen"):
        assert heading in page, heading
    assert "Hanne Holm" in page
    assert "mailto:hanne" in page


def test_two_stations_ahead_say_what_they_are_for_and_who_helps(here: Workplace, citizen: Citizen) -> None:
    page = shown(citizen(MARIAM), path(LEA))
    ahead = page.partition('id="next"')[2].partition("</section>")[0]
    assert ahead.count("<li class") == ahead.count("Hvem hjælper?") == 2


def test_a_consent_that_waits_and_one_that_is_given_lead_to_the_consents(here: Workplace, citizen: Citizen) -> None:
    asked = ask_family(here.visitor, LEA, here.school)
    page = shown(citizen(MARIAM), path(LEA))
    assert f"/min/samtykker/{asked}/" in page


def test_the_map_comes_in_three_sizes_and_the_whole_journey_on_demand(here: Workplace, citizen: Citizen) -> None:
    mother = citizen(MARIAM)
    near, whole = shown(mother, path(LEA)), shown(mother, path(LEA) + "?hele")
    assert near.count('role="img"') == whole.count('role="img"') == 3
    assert whole.count("vugge-map-mark") > 2 * near.count("vugge-map-mark")
    assert "style=" not in near.partition("<main")[2]


def test_what_is_shown_is_what_is_written_down(here: Workplace, citizen: Citizen) -> None:
    shown(citizen(MARIAM), path(LEA))
    newest = entries("journey.own_seen")[0]
    assert {LEA.id, YUSUF.id, MARIAM.id} <= {one.person for one in newest.persons}
    whole = next(one for one in newest.persons if one.person == LEA.id)
    assert {Category.EDUCATION, Category.SUPPORT, Category.SHARING} <= set(whole.categories)
    assert newest.subject == f"person:{LEA.id}"


# What may be done


def test_a_goal_is_written_in_the_familys_own_words_and_language(here: Workplace, citizen: Citizen) -> None:
    mother = citizen(MARIAM)
    shown(mother, path(LEA) + "?sprog=ar")
    form = shown(mother, path(LEA) + "maal/")
    key = re.findall(r'name="key" value="([^"]+)"', form)[0]
    given = {"words": "أن تجد صديقة", "whose": "child", "key": key}
    assert mother.post(path(LEA) + "maal/", given)["Location"] == path(LEA) + "?gemt=maal"
    page = shown(mother, path(LEA))
    assert '<blockquote class="vugge-goal" lang="ar" dir="auto">أن تجد صديقة</blockquote>' in page


def test_an_empty_goal_is_asked_for_again_in_the_reader_s_language(here: Workplace, citizen: Citizen) -> None:
    mother = citizen(MARIAM)
    shown(mother, path(LEA) + "?sprog=tr")
    answer = mother.post(path(LEA) + "maal/", {"words": " ", "whose": "child", "key": str(uuid4())})
    assert answer.status_code == 422
    assert "Bir şey yazın" in answer.content.decode()


def test_a_goal_is_said_yes_to_by_a_button_alone(here: Workplace, citizen: Citizen) -> None:
    goal = agreed_goal(here.visitor, LEA)
    mother = citizen(MARIAM)
    assert mother.get(f"{path(LEA)}maal/{goal}/ja/").status_code == 404
    assert mother.post(f"{path(LEA)}maal/{goal}/ja/")["Location"] == path(LEA) + "?gemt=ja"
    assert GoalAcceptance.objects.whole(BOOKKEEPER).get(goal_id=goal).participant_id == MARIAM.id
    assert "Du har sagt ja" in shown(mother, path(LEA))


def test_a_goal_is_changed_and_closed_when_it_is_reached(here: Workplace, citizen: Citizen) -> None:
    goal = agreed_goal(here.visitor, LEA)
    mother = citizen(MARIAM)
    form = shown(mother, f"{path(LEA)}maal/{goal}/")
    version = re.findall(r'name="version" value="(\d+)"', form)[0]
    given = {"words": "At hun får to venner", "achievement": "reached", "reason": "", "version": version}
    assert mother.post(f"{path(LEA)}maal/{goal}/", given).status_code == 302
    assert Goal.objects.whole(BOOKKEEPER).get(id=goal).words == "At hun får to venner"
    assert "At hun får to venner" not in shown(mother, path(LEA))


@pytest.mark.parametrize("category", [Category.SHARING, Category.EDUCATION])
def test_a_step_is_said_to_be_done_by_a_button_alone(here: Workplace, citizen: Citizen, category: Category) -> None:
    step = agreed_step(here.visitor, LEA, category=category)
    mother = citizen(MARIAM)
    assert "Ring til skolen" in shown(mother, path(LEA))
    assert mother.get(f"{path(LEA)}aftale/{step}/gjort/").status_code == 404
    for _ in range(2):
        assert mother.post(f"{path(LEA)}aftale/{step}/gjort/")["Location"] == path(LEA) + "?gemt=gjort"
    assert Step.objects.whole(BOOKKEEPER).get(id=step).state == StepState.DONE


def test_what_the_family_does_in_another_field_it_may_finish_and_not_drop(here: Workplace) -> None:
    step = agreed_step(here.visitor, LEA, category=Category.EDUCATION)
    account = CitizenAccount.objects.whole(BOOKKEEPER).get(person=MARIAM.id).account_id
    mother = person(account, Purpose.OWN_INSIGHT)
    leave = permit(mother, Act.SHARE, person=LEA.id, category=Category.SHARING)
    with pytest.raises(NotAllowed):
        drop_step(mother, permit=leave, step=step, version=1, reason="Det bliver ikke til noget")
    finish_step(mother, permit=leave, step=step, version=1)
    assert Step.objects.whole(BOOKKEEPER).get(id=step).state == StepState.DONE


def test_no_button_stands_beside_what_somebody_else_is_to_do_and_only_some_may_see(
    here: Workplace, citizen: Citizen
) -> None:
    step = agreed_step(here.visitor, LEA, doer=Doer(here.visitor.account), category=Category.EDUCATION)
    mother, button = citizen(MARIAM), f"{path(LEA)}aftale/{step}/gjort/"
    page = shown(mother, path(LEA))
    assert "Ring til skolen" in page
    assert button not in page
    assert mother.post(button).status_code == 403
    assert Step.objects.whole(BOOKKEEPER).get(id=step).state == StepState.AGREED


# In which languages


@pytest.mark.parametrize("language", list(LETTERS))
def test_the_page_speaks_five_languages_and_remembers_the_one_chosen(
    here: Workplace, citizen: Citizen, language: str
) -> None:
    mother = citizen(MARIAM)
    shown(mother, f"{path(LEA)}?sprog={language}")
    page = shown(mother, path(LEA))
    own = page.partition('<div class="vugge-own"')[2].partition(">")[0]
    assert f'lang="{language}"' in own
    assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in own
    assert LETTERS[language] in page
    for one in speeches():
        assert f"?sprog={one}" in page


def test_a_language_that_we_do_not_have_changes_nothing(here: Workplace, citizen: Citizen) -> None:
    assert "Rejsen for Léa" in shown(citizen(MARIAM), f"{path(LEA)}?sprog=xx")


def test_the_english_address_speaks_english(here: Workplace, citizen: Citizen) -> None:
    assert "The journey of Léa" in shown(citizen(MARIAM), f"/en{path(LEA)}")


def test_what_nobody_of_the_language_has_read_says_so(here: Workplace, citizen: Citizen) -> None:
    mother = citizen(MARIAM)
    assert "لم يقرأه بعد أحد" in shown(mother, f"{path(LEA)}?sprog=ar")
    assert "vugge-unchecked" not in shown(mother, f"{path(LEA)}?sprog=da")


def test_what_is_only_in_danish_is_shown_in_danish_and_says_so(here: Workplace, citizen: Citizen) -> None:
    page = shown(citizen(YUSUF), f"{path(YUSUF)}?sprog=ar")
    assert "هذا النص موجود باللغة الدنماركية فقط" in page
    assert '<span lang="da" dir="ltr">' in page


# What it costs


def test_the_page_costs_the_same_however_much_is_agreed(here: Workplace, citizen: Citizen) -> None:
    mother = citizen(MARIAM)
    agreed_step(here.visitor, LEA)
    agreed_goal(here.visitor, LEA)
    counts = [_statements(mother, path(LEA))]
    for number in range(5):
        agreed_step(here.visitor, LEA, f"Aftale {number}")
        agreed_goal(here.visitor, LEA, f"Mål {number}")
    counts.append(_statements(mother, path(LEA)))
    assert counts[0] == counts[1] <= STATEMENTS[connection.vendor], counts


def _statements(client: Client, address: str) -> int:
    shown(client, address)
    with CaptureQueriesContext(connection) as asked:
        shown(client, address)
    return len(asked)
