"""A colleague's pages of messages: what is new, the family's texts, and nothing once one is no longer around it."""

import pytest
from tests.cast import LEA, MARIAM, YUSUF
from tests.journey.writing import answer_in, citizen_of, may_write, texts, write
from tests.people.town import BOOKKEEPER
from tests.web.frontline.conftest import Browse
from tests.web.frontline.reading import key_in, newest, statements, title_of, words_of
from tests.web.frontline.workplace import Workplace, employ, give_task

from vugge.access.actions.teams import end_assignment
from vugge.access.models import Basis
from vugge.journey.models import Message, Thread
from vugge.journey.rules.correspondents import ThreadKind
from vugge.organisations.rules.kinds import Role

pytestmark = pytest.mark.django_db
LEAS = f"/arbejde/borger/{LEA.id}/beskeder/"


def test_what_a_mother_wrote_waits_on_the_list_and_is_read(here: Workplace, browse: Browse) -> None:
    thread = write(citizen_of(MARIAM), LEA, here.visitor, text="Kan vi mødes?")
    hanne = browse(here.visitor)
    words = words_of(hanne.get("/arbejde/beskeder/"))
    assert "Du har 1 ny besked." in words
    assert "Léa Østergaard" in words
    assert "Kan vi mødes?" not in words
    page = hanne.get(f"{LEAS}{thread}/")
    assert "Mariam Østergaard Yılmaz" in words_of(page)
    assert "Kan vi mødes?" in words_of(page)
    assert "Léa" not in title_of(page)
    assert "Du har læst det hele." in words_of(hanne.get("/arbejde/beskeder/"))


def test_a_colleague_writes_and_the_page_names_the_readers_first(here: Workplace, browse: Browse) -> None:
    hanne = browse(here.visitor)
    page = hanne.get(f"{LEAS}ny/family/")
    assert "Dette læses af: Mariam Østergaard Yılmaz" in words_of(page)
    given = {"text": "Vi ses tirsdag.", "language": "da", "readers": key_in(page, "readers"), "key": key_in(page)}
    sent = hanne.post(f"{LEAS}ny/family/", given, follow=True)
    assert "Beskeden er sendt." in words_of(sent)
    thread = Thread.objects.whole(BOOKKEEPER).get()
    assert texts(thread.id, citizen_of(MARIAM), LEA) == ["Vi ses tirsdag."]
    assert hanne.post(f"{LEAS}ny/family/", given).status_code == 302
    assert Message.objects.whole(BOOKKEEPER).count() == 1


def test_one_answers_in_the_thread(here: Workplace, browse: Browse) -> None:
    thread = write(citizen_of(MARIAM), LEA, here.visitor)
    hanne = browse(here.visitor)
    page = hanne.get(f"{LEAS}{thread}/")
    given = {"text": "", "language": "da", "readers": key_in(page, "readers"), "key": key_in(page)}
    empty = hanne.post(f"{LEAS}{thread}/", given)
    assert empty.status_code == 422
    assert "Skriv beskeden." in words_of(empty)
    hanne.post(f"{LEAS}{thread}/", {**given, "text": "Ja, klokken ti."})
    assert texts(thread, citizen_of(MARIAM), LEA)[-1] == "Ja, klokken ti."


def test_who_leaves_the_team_loses_the_thread_at_the_next_request(here: Workplace, browse: Browse) -> None:
    thread = write(citizen_of(MARIAM), LEA, here.pedagogue)
    pia = browse(here.pedagogue)
    assert pia.get(f"{LEAS}{thread}/").status_code == 200
    basis = Basis.objects.whole(BOOKKEEPER).get(person=LEA.id, account=here.pedagogue.account)
    viewer = here.pedagogue.viewer()
    end_assignment(viewer, permit=may_write(viewer, LEA), basis=basis.pk, reason="Skiftet stue")
    assert pia.get(f"{LEAS}{thread}/").status_code == 404
    assert pia.get(LEAS).status_code == 404
    assert "Léa" not in words_of(pia.get("/arbejde/beskeder/"))


def test_a_colleague_who_is_not_in_it_is_refused_and_it_is_written_down(here: Workplace, browse: Browse) -> None:
    thread = write(citizen_of(MARIAM), LEA, here.visitor)
    assert browse(here.pedagogue).get(f"{LEAS}{thread}/").status_code == 404
    event, persons = newest()
    assert (event.verb, event.result, persons) == ("journey.thread_seen", "denied", {str(LEA.id)})


@pytest.mark.parametrize("path", ["", "ny/family/"])
def test_a_stranger_at_work_gets_nothing(here: Workplace, browse: Browse, path: str) -> None:
    assert browse(here.caseworker).get(f"{LEAS}{path}").status_code == 404


def test_a_volunteer_with_a_task_may_not(here: Workplace, browse: Browse) -> None:
    give_task(here.volunteer, LEA)
    assert browse(here.volunteer).get(LEAS).status_code == 403


def test_one_can_write_to_the_young_person_alone(here: Workplace, browse: Browse) -> None:
    words = words_of(browse(here.teacher).get(f"/arbejde/borger/{YUSUF.id}/beskeder/"))
    assert "Skriv til den unge selv" in words
    assert "Skriv til dem, der har forældremyndigheden" in words
    thread = write(citizen_of(YUSUF), YUSUF, here.teacher, kind=ThreadKind.OWN)
    page = words_of(browse(here.teacher).get(f"/arbejde/borger/{YUSUF.id}/beskeder/{thread}/"))
    assert "Samtale med den unge selv" in page
    assert "Dette læses af: Yusuf Østergaard Yılmaz dig" in page


def test_the_page_of_a_person_leads_to_the_messages(here: Workplace, browse: Browse) -> None:
    assert f'href="{LEAS}"' in browse(here.visitor).get(f"/arbejde/borger/{LEA.id}/").content.decode()


def test_more_to_show_costs_no_more_statements(here: Workplace, browse: Browse) -> None:
    hanne = browse(here.visitor)
    thread = write(citizen_of(MARIAM), LEA, here.visitor)
    answer_in(thread, here.visitor.viewer(), LEA)
    pages = ("/arbejde/beskeder/", LEAS, f"{LEAS}{thread}/", f"{LEAS}ny/family/")
    for path in pages:
        hanne.get(path)
    few = [statements(hanne, path) for path in pages]
    for name in ("Anna And", "Berit Bo"):
        give_task(employ(name, Role.PEDAGOGUE, here.kindergarten), LEA, YUSUF)
    for _ in range(3):
        answer_in(thread, here.visitor.viewer(), LEA)
    write(here.visitor.viewer(), YUSUF)
    assert [statements(hanne, path) for path in pages] == few
