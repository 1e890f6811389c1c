"""My log: who looked, in plain words, by role and unit and never by name; and a question that gets an answer."""

import re

import pytest
from django.test import Client
from tests.cast import BIRGIT, LEA, MARIAM, YUSUF
from tests.people.town import entries
from tests.web.control.conftest import supervisor
from tests.web.family.conftest import Citizen
from tests.web.frontline.workplace import Employee, Workplace
from tests.web.logging_in import log_in

from vugge.access.actions.emergencies import open_emergency
from vugge.access.queries.persons import emergency_person, person_page
from vugge.audit.rules import Purpose
from vugge.kit.errors import Hidden

__all__ = ["supervisor"]

HANDLE = re.compile(r"/min/log/([0-9a-f-]+)/([0-9a-f]{20})/spoerg/")


def shown(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_the_log_says_who_by_role_and_unit_what_and_why(here: Workplace, citizen: Citizen) -> None:
    person_page(here.visitor.viewer(), person=LEA.id)
    page = shown(citizen(MARIAM), f"/min/log/{LEA.id}/")
    for words in ("Sundhedsplejerske", "Sundhedsplejen Vuggested", "Så siden", "har en opgave omkring familien"):
        assert words in page, words
    assert here.visitor.name not in page


def test_an_emergency_and_a_refusal_stand_out(here: Workplace, citizen: Citizen) -> None:
    urgent = here.visitor.viewer(Purpose.EMERGENCY)
    open_emergency(urgent, person=BIRGIT.id, reason="Hun svarer ikke og er set falde i dag.")
    emergency_person(urgent, person=BIRGIT.id)
    with pytest.raises(Hidden):
        person_page(here.teacher.viewer(), person=BIRGIT.id)
    page = shown(citizen(BIRGIT), "/min/log/")
    assert "akut adgang" in page
    assert "fik nej" in page


def test_the_logs_own_numbers_are_not_shown(here: Workplace, citizen: Citizen) -> None:
    person_page(here.visitor.viewer(), person=MARIAM.id)
    page = shown(citizen(MARIAM), "/min/log/?egne")
    newest = entries("access.person_seen")[0]
    assert newest.request not in page
    assert not re.search(rf"\b{newest.sequence}\b", re.sub(r"\d\d[-.]\d\d(-\d{4})?", "", page.partition("<main")[2]))


def test_ones_own_looks_are_left_out_until_asked_for(here: Workplace, citizen: Citizen) -> None:
    mother = citizen(MARIAM)
    shown(mother, "/min/")
    assert "Dig selv" not in shown(mother, "/min/log/")
    assert "Dig selv" in shown(mother, "/min/log/?egne")


def test_from_fifteen_the_log_is_the_young_persons_own(here: Workplace, citizen: Citizen) -> None:
    assert citizen(MARIAM).get(f"/min/log/{YUSUF.id}/").status_code == 404
    assert citizen(MARIAM).get(f"/min/log/{LEA.id}/").status_code == 200
    assert citizen(YUSUF).get("/min/log/").status_code == 200


def test_what_one_does_not_understand_gets_an_answer(here: Workplace, citizen: Citizen, supervisor: Employee) -> None:
    person_page(here.visitor.viewer(), person=LEA.id)
    mother = citizen(MARIAM)
    found = HANDLE.search(shown(mother, f"/min/log/{LEA.id}/"))
    assert found is not None
    receipt = mother.post(found[0])["Location"]
    assert mother.post(found[0])["Location"] == receipt  # sent twice, asked once
    assert "Du får svar senest" in shown(mother, receipt)
    officer = Client()
    log_in(officer, supervisor.account)
    listed = re.search(r"/tilsyn/spoergsmaal/\d+/", shown(officer, "/tilsyn/spoergsmaal/"))
    assert listed is not None
    assert "Sundhedsplejerske" in shown(officer, listed[0])
    assert officer.post(listed[0], {"answer": "  "}).status_code == 422
    assert officer.post(listed[0], {"answer": "Hun gjorde et besøg klar."}).status_code == 302
    assert "Hun gjorde et besøg klar." in shown(mother, f"/min/log/{LEA.id}/")
    assert "Du har fået et svar" in shown(mother, "/min/")


def test_a_handle_of_another_opens_nothing(here: Workplace, citizen: Citizen) -> None:
    person_page(here.visitor.viewer(), person=LEA.id)
    found = HANDLE.search(shown(citizen(MARIAM), f"/min/log/{LEA.id}/"))
    assert found is not None
    assert citizen(BIRGIT).post(found[0]).status_code == 404
    assert citizen(BIRGIT).post(f"/min/log/{BIRGIT.id}/{found[2]}/spoerg/").status_code == 404
