"""Whom one may not know of is nobody: every page, search and form answers as if there was none."""

from uuid import UUID

import pytest
from django.test import Client
from tests.cast import BIRGIT, EMIL, EVERYBODY, LEA, MARIAM
from tests.web.frontline.conftest import Browse
from tests.web.frontline.reading import comparable, key_in, newest, title_of, words_of
from tests.web.frontline.workplace import Workplace

from vugge.access.actions.conflicts import note_conflict

NOBODY = UUID(int=0xDEAD)
PAGES = (
    "", "husstand/", "ret/", "beskyttelse/", "barn-ventes/", "foedt/", "sted/", "sted/?art=school", "team/", "opgave/",
    "samtykker/", "samtykke/", "samtykke/1/", "moede/", "?papir",
    f"sted/{UUID(int=5)}/afslut/", f"sted/{UUID(int=5)}/ret/",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_somebody_hidden_and_nobody_give_the_same_page(here: Workplace, browse: Browse, page: str) -> None:
    client = browse(here.visitor)
    hidden = client.get(f"/arbejde/borger/{EMIL.id}/{page}")
    missing = client.get(f"/arbejde/borger/{NOBODY}/{page}")
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.content == missing.content


@pytest.mark.parametrize("page", ["akut/", "moeder/"])
def test_the_other_ways_in_are_shut_too(here: Workplace, browse: Browse, page: str) -> None:
    client = browse(here.visitor)
    hidden, missing = (client.get(f"/arbejde/{page}{one}/") for one in (LEA.id, NOBODY))
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.content == missing.content


def test_the_page_that_is_shown_is_not_that_page(here: Workplace, browse: Browse) -> None:
    """The control: the comparison would tell a page that is there."""
    client = browse(here.visitor)
    assert client.get(f"/arbejde/borger/{LEA.id}/").status_code == 200


def test_a_refused_look_is_in_the_log(here: Workplace, browse: Browse) -> None:
    browse(here.visitor).get(f"/arbejde/borger/{EMIL.id}/")
    event, persons = newest()
    assert (event.result, persons) == ("denied", {str(EMIL.id)})


@pytest.mark.parametrize("text", ["Emil", "Ærø", "15-08-2019", EMIL.number.digits, EMIL.number.written(), "xyz"])
def test_a_search_for_somebody_hidden_finds_nobody(here: Workplace, browse: Browse, text: str) -> None:
    client = browse(here.visitor)
    found = client.post("/arbejde/soeg/", {"text": text})
    assert "Ingen fundet" in words_of(found)
    assert str(EMIL.id) not in found.content.decode()


def test_a_search_by_number_finds_ones_own(here: Workplace, browse: Browse) -> None:
    """The control: the same search finds somebody whom one may know of."""
    found = browse(here.visitor).post("/arbejde/soeg/", {"text": LEA.number.written()})
    assert "Léa Østergaard" in words_of(found)


def test_suggestions_are_the_same_for_somebody_hidden_and_for_nobody(here: Workplace, browse: Browse) -> None:
    client = browse(here.visitor)
    hidden = client.post("/arbejde/soeg/forslag/", {"text": "emil"})
    nobody = client.post("/arbejde/soeg/forslag/", {"text": "zzzz"})
    assert hidden.content == nobody.content


def _register(client: Client, number: str) -> tuple[int, str]:
    form = client.post("/arbejde/ny/", {"searched": "Ny Person"})
    sent = {"given_names": "Ny", "surname": "Person", "number": number, "key": key_in(form)}
    answer = client.post("/arbejde/ny/", sent, follow=True)
    return answer.status_code, comparable(answer).replace(answer.request["PATH_INFO"].split("/")[3], "PERSON")


def test_registering_a_number_that_somebody_hidden_has_answers_as_for_a_new_one(
    here: Workplace, browse: Browse
) -> None:
    taken = _register(browse(here.visitor), EMIL.number.digits)
    free = _register(browse(here.other_visitor), BIRGIT.number.digits[:6] + "4999")
    assert taken[0] == free[0] == 200
    assert "er registreret" in taken[1]
    assert "er registreret" in free[1]


def test_no_number_stands_in_an_address_or_a_title(here: Workplace, browse: Browse) -> None:
    client = browse(here.visitor)
    for page in ("", "ret/", "samtykke/", "team/"):
        answer = client.get(f"/arbejde/borger/{LEA.id}/{page}")
        assert LEA.number.digits[6:] not in answer.content.decode().replace(str(LEA.id), "")
        assert LEA.given_names not in title_of(answer)
        assert LEA.surname not in title_of(answer)


def test_who_has_a_conflict_of_interest_sees_nobody(here: Workplace, browse: Browse) -> None:
    client = browse(here.teacher)
    assert client.get(f"/arbejde/borger/{EMIL.id}/").status_code == 200
    note_conflict(here.teacher.viewer(), account=here.teacher.account, person=EMIL.id, kind="family")
    hidden, missing = (client.get(f"/arbejde/borger/{one}/") for one in (EMIL.id, NOBODY))
    assert hidden.status_code == 404
    assert hidden.content == missing.content


def test_a_board_member_meets_no_persons(here: Workplace, browse: Browse) -> None:
    client = browse(here.member)
    answers = [client.get("/arbejde/"), client.get(f"/arbejde/borger/{MARIAM.id}/"), client.get("/arbejde/akut/")]
    assert [one.status_code for one in answers] == [403, 403, 403]
    assert not any(one.given_names in words_of(each) for one in EVERYBODY for each in answers)
