"""Whoever is shown on a page is named in the log, with what was seen and on which basis; and nobody else is."""

import re

import pytest
from tests.cast import EVERYBODY, LEA, MARIAM, YUSUF, Character
from tests.web.frontline.conftest import Browse
from tests.web.frontline.reading import key_in, newest, words_of
from tests.web.frontline.workplace import Workplace

from vugge.audit.models import Event, EventPerson

PAGES = ("", f"borger/{LEA.id}/", f"borger/{MARIAM.id}/", f"borger/{YUSUF.id}/husstand/", f"borger/{LEA.id}/team/")


def shown_in(text: str) -> set[Character]:
    """Return those of the cast whose whole name stands in a text."""
    return {one for one in EVERYBODY if f"{one.given_names} {one.surname}" in text}


@pytest.mark.parametrize("page", PAGES)
def test_persons_shown_are_persons_logged(here: Workplace, browse: Browse, page: str) -> None:
    for one in (here.visitor, here.teacher, here.pedagogue):
        last = Event.objects.order_by("-sequence")[0].sequence
        answer = browse(one).get(f"/arbejde/{page}")
        if answer.status_code != 200:
            continue
        written = EventPerson.objects.filter(event__sequence__gt=last)
        assert {str(each.id) for each in shown_in(words_of(answer))} == {str(row.person) for row in written}


def test_a_look_says_what_was_seen_and_why(here: Workplace, browse: Browse) -> None:
    browse(here.teacher).get(f"/arbejde/borger/{LEA.id}/")
    event, _persons = newest()
    row = EventPerson.objects.get(event=event, person=LEA.id)
    assert (event.verb, event.purpose, event.role) == ("access.person_seen", "care", "teacher")
    assert row.categories == "identity,sharing"
    assert re.fullmatch(r"team:\d+", row.basis)


def test_a_search_keeps_no_text(here: Workplace, browse: Browse) -> None:
    browse(here.visitor).post("/arbejde/soeg/", {"text": "Østergaard"})
    event, _persons = newest()
    assert event.verb == "access.people_searched"
    assert len(event.query_hash) == 64
    assert "stergaard" not in str(vars(event)).lower()


def test_whoever_is_here_already_is_named_to_the_one_who_registers_and_in_the_log(
    here: Workplace, browse: Browse
) -> None:
    client = browse(here.visitor)
    sent = {
        "given_names": "Ny",
        "surname": "Person",
        "number": LEA.number.digits,
        "different": "1",
        "born_unknown": "on",
    }
    answer = client.post("/arbejde/ny/", {**sent, "key": key_in(client.post("/arbejde/ny/", {"searched": "Ny"}))})
    assert f"/arbejde/borger/{LEA.id}/" in answer.content.decode()
    event, persons = newest()
    assert (event.verb, persons) == ("access.person_named", {str(LEA.id)})


def test_a_page_for_paper_is_a_look_of_its_own(here: Workplace, browse: Browse) -> None:
    browse(here.visitor).get(f"/arbejde/borger/{LEA.id}/?papir")
    assert newest()[0].verb == "access.person_printed"
