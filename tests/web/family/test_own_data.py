"""My data: everything as one file, a wish to have it put right or deleted, and what the rules on keeping say."""

import json
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import EMIL, JONAS, LEA, MARIAM, YUSUF
from tests.people.town import attend, custody, entries
from tests.web.family.conftest import Citizen
from tests.web.frontline.workplace import Workplace, ask_family, give_task

from vugge.access.actions.subjects import answer_request
from vugge.access.models import SubjectRequest
from vugge.access.queries.permits import permit
from vugge.access.queries.persons import person_page
from vugge.audit.rules import Act, Category
from vugge.people.rules.kinds import CustodyKind, SpellKind


def shown(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_the_file_holds_everything_and_the_log_says_that_it_was_taken(here: Workplace, citizen: Citizen) -> None:
    ask_family(here.visitor, LEA, here.school)
    person_page(here.visitor.viewer(), person=LEA.id)
    answer = citizen(MARIAM).get(f"/min/oplysninger/{LEA.id}/mine-oplysninger.json")
    assert answer["Content-Disposition"] == 'attachment; filename="mine-oplysninger.json"'
    data = json.loads(answer.content)
    assert data["person"]["given_names"] == LEA.given_names
    assert {one["unit_name"] for one in data["spells"]} >= {"Mariehønen"}
    assert data["around"]["consents"][0]["text_shown"] == "Teksten, som familien ser den."
    assert "Så siden" in {one["did"] for one in data["log"]}
    assert LEA.number.digits not in answer.content.decode()
    taken = entries("access.own_data_exported")[0]
    assert LEA.id in {one.person for one in taken.persons}


def test_the_same_as_pdf(here: Workplace, citizen: Citizen) -> None:
    answer = citizen(MARIAM).get(f"/min/oplysninger/{LEA.id}/mine-oplysninger.pdf")
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")


def test_a_wish_to_put_right_is_taken_in_once_and_answered(here: Workplace, citizen: Citizen) -> None:
    mother, at = citizen(MARIAM), f"/min/oplysninger/{LEA.id}/ret/"
    given = {"about": "given_names", "wanted": "Lea Marie", "reason": "Sådan er hun døbt.", "key": str(uuid4())}
    assert mother.post(at, {**given, "wanted": ""}).status_code == 422
    for _ in range(2):
        assert mother.post(at, given).status_code == 302
    assert SubjectRequest.objects.adding().count() == 1
    assert "Lea Marie" in shown(mother, f"/min/oplysninger/{LEA.id}/")
    leave = permit(here.visitor.viewer(), Act.CHANGE, person=LEA.id, category=Category.IDENTITY)
    number = SubjectRequest.objects.adding().get().pk
    answer_request(here.visitor.viewer(), permit=leave, request=number, was_followed=True, answer="Det er rettet.")
    assert "Det er rettet." in shown(mother, f"/min/oplysninger/{LEA.id}/")


def test_what_cannot_be_deleted_says_why_and_until_when(here: Workplace, citizen: Citizen) -> None:
    mother, at = citizen(MARIAM), f"/min/oplysninger/{LEA.id}/slet/"
    page = shown(mother, at)
    for words in ("Bliver brugt", "Gemmes til", "Intet at slette", "Arkivloven", "Måneder, det gemmes"):
        assert words in page, words
    assert mother.post(at, {"reason": "", "key": str(uuid4())}).status_code == 302
    assert len(entries("access.deletion_asked")) == 1


@pytest.mark.parametrize("one", [YUSUF, JONAS])
def test_nobody_reads_what_is_kept_of_somebody_else(here: Workplace, citizen: Citizen, one: object) -> None:
    assert citizen(one).get(f"/min/oplysninger/{MARIAM.id}/").status_code == 404  # type: ignore[arg-type]


PATHS = ("/min/", "/min/samtykker/", f"/min/log/{LEA.id}/", f"/min/oplysninger/{LEA.id}/")


def test_a_page_costs_the_same_however_much_there_is(here: Workplace, citizen: Citizen) -> None:
    mother = citizen(MARIAM)

    def statements(path: str) -> int:
        shown(mother, path)
        with CaptureQueriesContext(connection) as asked:
            shown(mother, path)
        return len([one for one in asked if "vugge.deciding" not in one["sql"]])

    ask_family(here.visitor, LEA, here.school)
    person_page(here.visitor.viewer(), person=LEA.id)
    few = {path: statements(path) for path in PATHS}
    custody(EMIL, MARIAM, CustodyKind.OTHER)
    attend(LEA, SpellKind.SUPPORT, unit=here.school)
    give_task(here.caseworker, LEA)
    for _ in range(5):
        ask_family(here.visitor, LEA, here.kindergarten)
        person_page(here.caseworker.viewer(), person=LEA.id)
    many = {path: statements(path) for path in PATHS}
    assert many == few
    assert max(few.values()) <= 66, few
