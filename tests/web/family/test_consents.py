"""A family answers on the phone: the question word for word, a receipt, and back again at once."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.cast import BIRGIT, EMIL, JONAS, LEA, MARIAM, SOFIE, YUSUF, the_operator
from tests.people.town import BOOKKEEPER, WHOLE, leave
from tests.web.family.conftest import Citizen
from tests.web.frontline.workplace import LONG_AGO, Workplace, ask_family

from vugge.access.queries.dialogue import words_in
from vugge.access.queries.persons import person_page
from vugge.audit.rules import Act, Category, Permit
from vugge.people.actions.families import confirm_custody, give_custody
from vugge.people.models import Person
from vugge.people.rules.kinds import CustodyKind


def shown(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    assert response["Cache-Control"] == "no-store"
    return response.content.decode()


def test_a_yes_opens_at_once_and_taking_it_back_shuts_at_once(here: Workplace, citizen: Citizen) -> None:
    number = ask_family(here.visitor, LEA, here.school)
    at = f"/min/samtykker/{number}/"
    mother = citizen(MARIAM)
    assert at in shown(mother, "/min/")
    assert "Teksten, som familien ser den." in shown(mother, at)
    assert mother.post(at, {"said": "ja"})["Location"].endswith("/kvittering/")
    assert "Du har sagt ja" in shown(mother, f"{at}kvittering/")
    seen = person_page(here.teacher.viewer(), person=LEA.id)
    assert Category.EDUCATION in seen.sight.categories
    assert mother.post(f"{at}tilbage/").status_code == 302
    assert "fra nu" in shown(mother, f"{at}kvittering/")
    assert Category.EDUCATION not in person_page(here.teacher.viewer(), person=LEA.id).sight.categories
    assert mother.post(at, {"said": "ja"}).status_code == 422


def test_a_no_shares_nothing_and_says_so(here: Workplace, citizen: Citizen) -> None:
    number = ask_family(here.visitor, LEA, here.school)
    mother = citizen(MARIAM)
    assert mother.post(f"/min/samtykker/{number}/", {"said": "nej"}).status_code == 302
    assert "Du har sagt nej" in shown(mother, f"/min/samtykker/{number}/kvittering/")


def test_an_empty_answer_says_what_is_missing(here: Workplace, citizen: Citizen) -> None:
    number = ask_family(here.visitor, LEA, here.school)
    answer = citizen(MARIAM).post(f"/min/samtykker/{number}/", {})
    assert answer.status_code == 422
    assert "Vælg ja eller nej" in answer.content.decode()


@pytest.mark.parametrize("way", ["", "kvittering/", "tilbage/"])
def test_a_question_about_anothers_child_is_not_there(here: Workplace, citizen: Citizen, way: str) -> None:
    number = ask_family(here.visitor, LEA, here.school)
    for stranger in (BIRGIT, JONAS):  # a neighbour, and a father without custody
        at = f"/min/samtykker/{number}/{way}"
        assert citizen(stranger).get(at).status_code == 404
        assert citizen(stranger).post(at, {"said": "ja"}).status_code in (404, 405)


def test_a_boy_of_fifteen_answers_himself_and_his_mother_does_not(here: Workplace, citizen: Citizen) -> None:
    number = ask_family(here.visitor, YUSUF, here.kindergarten)
    at = f"/min/samtykker/{number}/"
    assert 'name="said"' not in shown(citizen(MARIAM), at)
    assert citizen(MARIAM).post(at, {"said": "ja"}).status_code == 403
    assert 'name="said"' in shown(citizen(YUSUF), at)
    assert citizen(YUSUF).post(at, {"said": "ja"}).status_code == 302


def test_the_text_stands_in_the_direction_of_its_language(here: Workplace, citizen: Citizen) -> None:
    number = ask_family(here.visitor, LEA, here.school, language="ar", text_shown="هل تسمح لنا؟", text_version="ar-1")
    page = shown(citizen(MARIAM), f"/min/samtykker/{number}/")
    assert 'lang="ar" dir="rtl"' in page
    assert "هل تسمح لنا؟" in page


@pytest.mark.parametrize("language", ["ar", "tr"])
def test_yes_and_no_are_read_in_the_questions_own_language_marked_as_unchecked(
    here: Workplace, citizen: Citizen, language: str
) -> None:
    number = ask_family(here.visitor, LEA, here.school, language=language, text_version=f"{language}-1")
    page = citizen(MARIAM).get(f"/min/samtykker/{number}/").content.decode()
    words = words_in(language)
    for said in (words.answers.allow, words.answers.refuse, words.unchecked_note):
        assert said in page
    assert "Ja, det må I godt" in page


def test_who_is_asked_in_danish_reads_danish_alone(here: Workplace, citizen: Citizen) -> None:
    number = ask_family(here.visitor, LEA, here.school)
    page = citizen(MARIAM).get(f"/min/samtykker/{number}/").content.decode()
    assert page.count("Ja, det må I godt") == 1
    assert "Evet" not in page


def test_a_parent_who_lives_elsewhere_never_reads_where_a_protected_child_is(here: Workplace, citizen: Citizen) -> None:
    given = give_custody(
        BOOKKEEPER,
        permit=leave(Act.CHANGE, EMIL),
        scope=WHOLE,
        holder=JONAS.id,
        kind=CustodyKind.FATHER,
        begins=LONG_AGO,
    )
    confirm_custody(the_operator(), permit=Permit.of_system(the_operator(), Act.DECIDE, EMIL.id), custody=given)
    number = ask_family(here.caseworker, EMIL, here.kindergarten, text_shown="Må Mariehønen se noget om Emil?")
    person_page(here.caseworker.viewer(), person=EMIL.id)
    father, mother = citizen(JONAS), citizen(SOFIE)
    paths = [
        "/min/", "/min/samtykker/", f"/min/samtykker/{number}/", f"/min/samtykker/{number}/kvittering/",
        f"/min/log/{EMIL.id}/", f"/min/oplysninger/{EMIL.id}/", f"/min/oplysninger/{EMIL.id}/mine-oplysninger.json",
    ]  # fmt: skip
    secret = ("Børn og Familie", "Mariehønen", "Skjulestien", "Gemmested", here.caseworker.name, "60 70 80 90")
    for path in paths:
        page = shown(father, path)
        assert not [one for one in secret if one in page], path
    assert "Børn og Familie" in shown(mother, f"/min/log/{EMIL.id}/")  # the control: she who lives with him reads it


def a_child_of_eleven() -> None:
    born = timezone.localdate() - timedelta(days=11 * 366)
    Person.objects.adding().filter(id=LEA.id).update(born=born)


def test_a_yes_for_a_child_of_ten_says_whether_the_child_was_asked(here: Workplace, citizen: Citizen) -> None:
    a_child_of_eleven()
    number = ask_family(here.visitor, LEA, here.school)
    mother, at = citizen(MARIAM), f"/min/samtykker/{number}/"
    assert "hvorfor er barnet ikke spurgt" in shown(mother, at)
    unsaid = mother.post(at, {"said": "ja", "heard": "nej", "why_not": "  "})
    assert unsaid.status_code == 422
    assert "Skriv, hvorfor barnet ikke er spurgt" in unsaid.content.decode()
    assert mother.post(at, {"said": "ja", "heard": "nej", "why_not": "Lea er på hospitalet"}).status_code == 302
    assert "nej: Lea er på hospitalet" in shown(mother, f"{at}kvittering/")


def test_the_family_reads_why_a_consent_lapsed(here: Workplace, citizen: Citizen) -> None:
    number = ask_family(here.visitor, LEA, here.school)
    mother, at = citizen(MARIAM), f"/min/samtykker/{number}/"
    mother.post(at, {"said": "ja"})
    born = timezone.localdate() - timedelta(days=15 * 366)
    Person.objects.adding().filter(id=LEA.id).update(born=born)
    for page in ("/min/samtykker/", f"{at}kvittering/", at):
        assert "svarer den unge selv" in shown(mother, page)
    assert "Træk" not in shown(mother, f"{at}kvittering/")
    assert mother.post(at, {"said": "ja"}).status_code == 422
