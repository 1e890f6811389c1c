"""The family's pages of messages: writing on a phone, who reads is named first, and nobody else gets anything."""

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client
from tests.cast import BIRGIT, JONAS, LEA, MARIAM, SOFIE, YUSUF, Character
from tests.journey.writing import answer_in, citizen_of, texts, write
from tests.people.town import BOOKKEEPER
from tests.web.frontline.reading import key_in, newest, statements, title_of, words_of
from tests.web.frontline.workplace import Workplace, employ, give_task

from vugge.journey.models import Message, Thread
from vugge.journey.rules.correspondents import ThreadKind
from vugge.organisations.rules.kinds import Role

pytestmark = pytest.mark.django_db
Citizen = Callable[[Character], Client]
NEW = f"/min/beskeder/{LEA.id}/ny/family/"


def form_in(client: Client, path: str, **values: object) -> dict[str, object]:
    """Return what a browser sends of the form on a page."""
    answer = client.get(path)
    assert answer.status_code == 200, answer
    return {"key": key_in(answer), "readers": key_in(answer, "readers"), "language": "da", **values}


def choice_in(client: Client, path: str, name: str) -> str:
    """Return the value by which a form names a colleague."""
    body = client.get(path).content.decode()
    found = re.search(rf'name="to" value="([^"]+)"[^>]*>\s*<label[^>]*><bdi>{name}', body)
    assert found, body
    return found[1]


def thread_of(who: Character) -> str:
    """Return the address of the one thread that there is."""
    thread = Thread.objects.whole(BOOKKEEPER).get()
    return f"/min/beskeder/{thread.person_id}/{thread.id}/"


def test_a_mother_writes_to_one_of_those_who_help(here: Workplace, citizen: Citizen) -> None:
    mariam = citizen(MARIAM)
    to = choice_in(mariam, NEW, "Hanne Holm")
    sent = mariam.post(NEW, form_in(mariam, NEW, to=[to], text="Kan vi tale sammen?\nI morgen?"), follow=True)
    words = words_of(sent)
    assert "Tak. Din besked er sendt." in words
    assert "Kan vi tale sammen? I morgen?" in words
    assert "Dette læses af: Hanne Holm sundhedsplejerske" in words
    thread = Thread.objects.whole(BOOKKEEPER).get()
    assert texts(thread.id, here.visitor.viewer(), LEA) == ["Kan vi tale sammen?\nI morgen?"]


def test_the_page_says_who_reads_before_anything_is_sent(here: Workplace, citizen: Citizen) -> None:
    words = words_of(citizen(MARIAM).get(f"/min/beskeder/{YUSUF.id}/ny/family/"))
    assert "Dette læses af dem, du vælger, og af: Jonas Aagaard Ingen andre kan læse det." in words
    own = words_of(citizen(YUSUF).get(f"/min/beskeder/{YUSUF.id}/ny/own/"))
    assert "Dette læses kun af dem, du vælger. Dine forældre kan ikke læse det." in own


def test_the_page_says_when_to_expect_an_answer_and_whom_to_call(here: Workplace, citizen: Citizen) -> None:
    words = words_of(citizen(MARIAM).get(NEW))
    assert "Du kan regne med svar inden 3 hverdage." in words
    assert "ring 112" in words
    assert "ring til kommunen" in words


def test_what_is_new_is_counted_until_it_is_read(here: Workplace, citizen: Citizen) -> None:
    thread = write(here.visitor.viewer(), LEA, text="Hej Mariam")
    mariam = citizen(MARIAM)
    assert "1 ny besked" in words_of(mariam.get("/min/beskeder/"))
    assert "Hej Mariam" in words_of(mariam.get(f"/min/beskeder/{LEA.id}/{thread}/"))
    assert "1 ny besked" not in words_of(mariam.get("/min/beskeder/"))


def test_no_text_stands_on_a_list_in_a_title_or_in_the_log(here: Workplace, citizen: Citizen) -> None:
    thread = write(here.visitor.viewer(), LEA, text="Hemmelig aftale")
    mariam = citizen(MARIAM)
    assert "Hemmelig" not in words_of(mariam.get("/min/beskeder/"))
    page = mariam.get(f"/min/beskeder/{LEA.id}/{thread}/")
    assert "Hemmelig" not in title_of(page)
    assert "Léa" not in title_of(page)
    event, persons = newest()
    assert event.verb in {"journey.thread_seen", "journey.messages_read"}
    assert str(LEA.id) in persons


@pytest.mark.parametrize("who", [JONAS, BIRGIT, SOFIE])
def test_a_stranger_gets_the_same_page_as_for_nobody(here: Workplace, citizen: Citizen, who: Character) -> None:
    thread = write(citizen_of(MARIAM), LEA, here.visitor)
    client = citizen(who)
    nobody = client.get(f"/min/beskeder/{UUID(int=9)}/{thread}/")
    for path in (f"{LEA.id}/{thread}/", f"{LEA.id}/ny/family/", f"{LEA.id}/mine-beskeder.json"):
        answer = client.get(f"/min/beskeder/{path}")
        assert answer.status_code == nobody.status_code == 404
    assert "Léa" not in words_of(client.get("/min/beskeder/"))


def test_parents_cannot_open_the_young_persons_own_thread(here: Workplace, citizen: Citizen) -> None:
    thread = write(citizen_of(YUSUF), YUSUF, here.teacher, kind=ThreadKind.OWN)
    assert citizen(MARIAM).get(f"/min/beskeder/{YUSUF.id}/{thread}/").status_code == 404
    assert citizen(MARIAM).get(f"/min/beskeder/{YUSUF.id}/ny/own/").status_code == 404
    assert citizen(YUSUF).get(f"/min/beskeder/{YUSUF.id}/{thread}/").status_code == 200


def test_a_message_in_arabic_runs_from_right_with_danish_names_apart(here: Workplace, citizen: Citizen) -> None:
    thread = write(citizen_of(MARIAM), LEA, here.visitor, text="مرحبا Hanne Holm", language="ar")
    body = citizen(MARIAM).get(f"/min/beskeder/{LEA.id}/{thread}/?sprog=ar").content.decode()
    assert '<p class="vugge-message-text" lang="ar" dir="rtl">مرحبا <bdi>Hanne Holm</bdi></p>' in body


def test_markup_in_a_message_is_only_text(here: Workplace, citizen: Citizen) -> None:
    thread = write(citizen_of(MARIAM), LEA, here.visitor, text="<b>Hej</b> & <script>x</script>")
    body = citizen(MARIAM).get(f"/min/beskeder/{LEA.id}/{thread}/").content.decode()
    assert "&lt;b&gt;Hej&lt;/b&gt; &amp; &lt;script&gt;" in body


def test_sent_twice_is_one_message(here: Workplace, citizen: Citizen) -> None:
    mariam = citizen(MARIAM)
    form = form_in(mariam, NEW, to=[choice_in(mariam, NEW, "Hanne Holm")], text="En gang")
    for _ in range(2):
        assert mariam.post(NEW, form).status_code == 302
    assert Message.objects.whole(BOOKKEEPER).count() == 1


def test_nothing_typed_is_lost_where_something_is_missing(here: Workplace, citizen: Citizen) -> None:
    mariam = citizen(MARIAM)
    answer = mariam.post(NEW, form_in(mariam, NEW, text="Det her skal blive stående"))
    assert answer.status_code == 422
    assert "Vælg, hvem du vil skrive til." in words_of(answer)
    assert "Det her skal blive stående" in words_of(answer)


def test_who_reads_has_changed_since_the_page_was_opened(here: Workplace, citizen: Citizen) -> None:
    mariam = citizen(MARIAM)
    thread = write(citizen_of(MARIAM), LEA, here.visitor)
    path = f"/min/beskeder/{LEA.id}/{thread}/"
    form = form_in(mariam, path, text="Kun til Hanne")
    page = mariam.get(path).content.decode()
    asked = re.findall(r'name="gerning" value="med"><input type="hidden" name="hvem" value="([^"]+)"', page)
    assert mariam.post(path, {"gerning": "med", "hvem": asked[0]}).status_code == 302
    answer = mariam.post(path, form)
    assert answer.status_code == 422
    assert "hvem der læser med" in words_of(answer)
    again = {**form, "readers": key_in(answer, "readers")}
    assert mariam.post(path, again).status_code == 302


def test_a_message_is_withdrawn_with_a_mark(here: Workplace, citizen: Citizen) -> None:
    mariam = citizen(MARIAM)
    thread = write(citizen_of(MARIAM), LEA, here.visitor, text="Fortrudt")
    path = f"/min/beskeder/{LEA.id}/{thread}/"
    message = Message.objects.whole(BOOKKEEPER).get().id
    answer = mariam.post(path, {"gerning": "tilbage", "besked": str(message)}, follow=True)
    assert "Beskeden er trukket tilbage." in words_of(answer)
    assert "Fortrudt" not in words_of(answer)


def test_the_own_file_holds_what_one_may_read(here: Workplace, citizen: Citizen) -> None:
    write(citizen_of(MARIAM), YUSUF, here.teacher, text="Fra mor")
    write(citizen_of(YUSUF), YUSUF, here.teacher, kind=ThreadKind.OWN, text="Fra mig")
    mine = citizen(YUSUF).get(f"/min/beskeder/{YUSUF.id}/mine-beskeder.json")
    theirs = citizen(JONAS).get(f"/min/beskeder/{YUSUF.id}/mine-beskeder.json")
    assert "Fra mig" in mine.content.decode()
    assert "Fra mor" not in mine.content.decode()
    assert "Fra mor" in theirs.content.decode()
    assert "Fra mig" not in theirs.content.decode()


def test_more_to_show_costs_no_more_statements(here: Workplace, citizen: Citizen) -> None:
    mariam = citizen(MARIAM)
    thread = write(citizen_of(MARIAM), LEA, here.visitor)
    answer_in(thread, here.visitor.viewer(), LEA)
    pages = ("/min/beskeder/", f"/min/beskeder/{LEA.id}/{thread}/", NEW)
    for path in pages:
        mariam.get(path)
    few = [statements(mariam, path) for path in pages]
    for name in ("Anna And", "Berit Bo"):
        give_task(employ(name, Role.PEDAGOGUE, here.kindergarten), LEA, YUSUF)
    for _ in range(3):
        answer_in(thread, citizen_of(MARIAM), LEA)
    write(citizen_of(MARIAM), YUSUF, here.teacher)
    assert [statements(mariam, path) for path in pages] == few
