"""What those who work with a family do in a day, told by their browsers."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from pytest_django import Settings
from tests.cast import LEA, MARIAM, YUSUF
from tests.web.frontline.conftest import Browse
from tests.web.frontline.reading import key_in, words_of
from tests.web.frontline.workplace import Workplace, ask_family, family_says_yes, give_task

from vugge.access.models import Basis, Consent
from vugge.people.models import Person

OF_LEA = f"/arbejde/borger/{LEA.id}/"


def test_the_health_visitor_finds_who_is_around_lea(here: Workplace, browse: Browse) -> None:
    words = words_of(browse(here.visitor).get(OF_LEA))
    around = words.partition("Hvem er omkring familien")[2]
    assert around.index("Hanne Holm tovholder") < around.index("Thomas Toft") < around.index("Pia Poulsen")
    assert "Her vises ikke job." not in words  # she is four


def test_what_could_matter_at_the_age_is_said_to_be_withheld(here: Workplace, browse: Browse) -> None:
    give_task(here.visitor, MARIAM)
    words = words_of(browse(here.visitor).get(f"/arbejde/borger/{MARIAM.id}/"))
    assert "Her vises ikke job." in words


def test_a_teacher_in_the_team_sees_the_outline_and_whom_to_ask(here: Workplace, browse: Browse) -> None:
    words = words_of(browse(here.teacher).get(OF_LEA))
    assert "Mariehønen" not in words.partition("Tidslinje")[2]
    assert "Birkevej" not in words
    assert "Her vises ikke dagtilbud, skole og uddannelse." in words
    assert "Spørg Hanne Holm (Sundhedsplejerske, Sundhedsplejen Vuggested)." in words


def test_a_volunteer_knows_that_somebody_is_here_and_whom_to_ask(here: Workplace, browse: Browse) -> None:
    give_task(here.volunteer, LEA)
    client = browse(here.volunteer)
    assert "Léa Østergaard kun navn" in words_of(client.get("/arbejde/"))
    words = words_of(client.get(OF_LEA))
    assert "Du må kun vide, at borgeren er her." in words
    assert "Spørg Hanne Holm" in words
    assert not [secret for secret in ("4 år", "610222", "Birkevej", "Mariehønen", "Mariam") if secret in words]
    assert client.get(f"{OF_LEA}team/").status_code == 403


def test_a_consent_opens_what_was_named_and_nothing_else(here: Workplace, browse: Browse) -> None:
    number = ask_family(here.visitor, LEA, here.coordinator.unit)
    client = browse(here.coordinator)
    assert client.get(OF_LEA).status_code == 404
    family_says_yes(LEA, MARIAM, number)
    words = words_of(client.get(OF_LEA))
    assert "Mariehønen" in words
    assert not [secret for secret in ("Birkevej", "Mariam", "Thomas Toft") if secret in words]
    assert "Din adgang slutter" in words
    assert "Her vises ikke adresse og kontakt." in words


def test_an_empty_list_says_how_people_get_here(here: Workplace, browse: Browse) -> None:
    words = words_of(browse(here.coordinator).get("/arbejde/"))
    assert "Du arbejder ikke med nogen endnu" in words
    assert "når familien siger ja" in words


def test_the_list_is_grouped_and_counted(here: Workplace, browse: Browse) -> None:
    client = browse(here.visitor)
    assert "Alle 3 Min opgave 3 Team 1" in words_of(client.get("/arbejde/"))
    assert "Mariam" not in words_of(client.get("/arbejde/?vis=team"))


def test_one_searches_before_one_registers(here: Workplace, browse: Browse) -> None:
    assert browse(here.visitor).get("/arbejde/ny/").headers["Location"] == "/arbejde/soeg/"


def test_a_new_person_is_registered_once_however_often_it_is_sent(here: Workplace, browse: Browse) -> None:
    client = browse(here.visitor)
    form = client.post("/arbejde/ny/", {"searched": "Aisha Noor"})
    assert 'value="Aisha"' in form.content.decode()
    sent = {"given_names": "Aisha", "surname": "Noor", "language": "so", "key": key_in(form), "born_unknown": "on"}
    before = Basis.objects.adding().count()
    first, again = (client.post("/arbejde/ny/", sent) for _ in range(2))
    assert first.headers["Location"] == again.headers["Location"]
    assert Person.objects.adding().filter(surname="Noor").count() == 1
    assert Basis.objects.adding().count() == before + 1
    assert "Aisha Noor" in words_of(client.get(first.headers["Location"]))


def test_a_possible_match_is_shown_and_nothing_typed_is_lost(here: Workplace, browse: Browse) -> None:
    client = browse(here.visitor)
    form = client.post("/arbejde/ny/", {"searched": ""})
    sent = {"given_names": "Lea", "surname": "Ostergaard", "born_unknown": "on", "language": "ar", "key": key_in(form)}
    asked = client.post("/arbejde/ny/", sent)
    assert "Er det en af disse? Léa Østergaard" in words_of(asked)
    assert 'value="Ostergaard"' in asked.content.decode()
    assert client.post("/arbejde/ny/", {**sent, "different": "1"}).status_code == 302


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({"given_names": "Aisha 2", "surname": "Noor"}, "Et navn har ingen cifre."),
        ({"given_names": "Aisha", "surname": "- -"}, "Skriv navnet med bogstaver."),
        ({"given_names": "Aisha", "surname": LEA.number.digits}, "Det ligner et CPR-nummer."),
        ({"given_names": "<Aisha>", "surname": "Noor"}, "hører ikke til i et navn"),
        ({"given_names": "A"}, "Skriv hele navnet."),
        ({"given_names": "Aisha", "born_unknown": ""}, "Skriv fødselsdagen, eller sæt kryds ved, at den er ukendt."),
        ({"given_names": "Aisha", "born": "2020-01-02"}, "Vælg det ene."),
    ],
)
def test_what_is_no_name_and_a_forgotten_day_of_birth_are_said_at_their_field(
    here: Workplace, browse: Browse, written: dict[str, str], told: str
) -> None:
    client = browse(here.visitor)
    key = key_in(client.post("/arbejde/ny/", {"searched": ""}))
    before = Person.objects.adding().count()
    answer = client.post("/arbejde/ny/", {"born_unknown": "on", "key": key, **written})
    assert answer.status_code == 422
    assert told in words_of(answer)
    assert "form-error-message" in answer.content.decode()
    assert Person.objects.adding().count() == before


@pytest.mark.parametrize("name", ["Anne-Marie", "D’Souza", "محمد", "J. P.", "Þóra", "明", "Nguyễn"])
def test_names_of_the_whole_world_are_registered(here: Workplace, browse: Browse, name: str) -> None:
    client = browse(here.visitor)
    key = key_in(client.post("/arbejde/ny/", {"searched": ""}))
    assert client.post("/arbejde/ny/", {"given_names": name, "born_unknown": "on", "key": key}).status_code == 302


def test_an_unusable_number_says_how_to_mend_it_and_loses_nothing(here: Workplace, browse: Browse) -> None:
    client = browse(here.visitor)
    form = client.post("/arbejde/ny/", {"searched": "Aisha Noor"})
    answer = client.post("/arbejde/ny/", {"given_names": "Aisha", "number": "123", "key": key_in(form)})
    assert answer.status_code == 422
    assert "DDMMÅÅ-XXXX" in words_of(answer)
    assert 'value="Aisha"' in answer.content.decode()


def test_a_number_of_ones_own_leads_to_whoever_has_it(here: Workplace, browse: Browse) -> None:
    client = browse(here.visitor)
    form = client.post("/arbejde/ny/", {"searched": ""})
    sent = {"given_names": "En", "surname": "Anden", "number": LEA.number.digits, "key": key_in(form), "different": "1"}
    answer = client.post("/arbejde/ny/", sent)
    assert answer.status_code == 422
    assert f'href="{OF_LEA}"' in answer.content.decode()


def test_a_child_is_awaited_and_then_born_on_the_same_page(here: Workplace, browse: Browse) -> None:
    client = browse(here.visitor)
    form = client.get(f"/arbejde/borger/{MARIAM.id}/barn-ventes/")
    sent = {"due": (localdate() + timedelta(weeks=12)).isoformat(), "key": key_in(form)}
    page = client.post(f"/arbejde/borger/{MARIAM.id}/barn-ventes/", sent).headers["Location"].partition("?")[0]
    assert "Barn uden navn Ventes" in words_of(client.get(page))
    form = client.get(f"{page}foedt/")
    born = {"born": localdate().isoformat(), "given_names": "Noah", "version": key_in(form, "version")}
    assert "nyfødt" in words_of(client.post(f"{page}foedt/", born, follow=True))


def _dialogue(here: Workplace, **more: object) -> dict[str, object]:
    until = (localdate() + timedelta(days=90)).isoformat()
    return {
        "matter": "everyday",
        "categories": ["education"],
        "units": [here.school],
        "purpose": "care",
        "purpose_text": "Så skolen kan tage godt imod Lea.",
        "until": until,
        "language": "da",
        **more,
    }


def test_a_family_is_asked_only_after_the_question_was_read(here: Workplace, browse: Browse) -> None:
    client = browse(here.visitor)
    asked = _dialogue(here, key=key_in(client.get(f"{OF_LEA}samtykke/")))
    read = client.post(f"{OF_LEA}samtykke/", asked)
    words = words_of(read)
    assert "Intet er sendt endnu" in words
    assert "Birkeskolen Lærer navn, alder og sprog; dagtilbud, skole og uddannelse" in words
    assert "Må vi dele noget om Léa Østergaard?" in words
    assert Consent.objects.adding().count() == 0
    sent = {**asked, "laest": key_in(read, "laest")}
    receipts = {client.post(f"{OF_LEA}samtykke/", sent).headers["Location"] for _ in range(2)}
    assert len(receipts) == 1
    assert "Familien er spurgt" in words_of(client.get(receipts.pop()))
    assert "Må vi dele noget om Léa Østergaard?" in Consent.objects.adding().get().text_shown


def test_another_text_than_the_one_read_is_not_sent(here: Workplace, browse: Browse) -> None:
    client = browse(here.visitor)
    asked = _dialogue(here, key=key_in(client.get(f"{OF_LEA}samtykke/")))
    read = client.post(f"{OF_LEA}samtykke/", asked)
    changed = {**asked, "purpose_text": "Noget helt andet", "laest": key_in(read, "laest")}
    assert "Intet er sendt endnu" in words_of(client.post(f"{OF_LEA}samtykke/", changed))
    assert Consent.objects.adding().count() == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"categories": []}, "Et samtykke uden indhold betyder ingenting"),
        ({"units": []}, "Et samtykke uden modtagere betyder ingenting"),
        ({"categories": ["support"]}, "Der er valgt mere, end"),
        ({"purpose": "employment"}, "Ingen i Birkeskolen kan se noget til det formål"),
        ({"matter": "support", "categories": ["work"]}, "som ingen af modtagerne må se"),
        ({"until": "2040-01-01"}, "Samtykket kan højst gælde 12 måneder"),
    ],
)
def test_a_question_that_may_not_be_asked_is_mended_in_place(
    here: Workplace, browse: Browse, change: dict[str, object], said: str
) -> None:
    client = browse(here.visitor)
    asked = _dialogue(here, key=key_in(client.get(f"{OF_LEA}samtykke/")), **change)
    answer = client.post(f"{OF_LEA}samtykke/", asked)
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert "Så skolen kan tage godt imod Lea." in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "question"), [("ar", "هل تسمح لنا"), ("tr", "paylaşabilir miyiz"), ("en", "May we")]
)
def test_a_language_no_translator_has_read_says_so(
    here: Workplace, browse: Browse, language: str, question: str
) -> None:
    client = browse(here.visitor)
    asked = _dialogue(here, language=language, key=key_in(client.get(f"{OF_LEA}samtykke/")))
    read = client.post(f"{OF_LEA}samtykke/", asked)
    assert question in words_of(read)
    assert "Ingen oversætter har gennemgået" in words_of(read)
    assert f'lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in read.content.decode()


def test_an_unanswered_question_waits_on_the_first_page(here: Workplace, browse: Browse) -> None:
    ask_family(here.visitor, LEA, here.school)
    assert "Familien har ikke svaret på samtykket: 0 af" in words_of(browse(here.visitor).get("/arbejde/"))


def test_a_colleague_gets_the_task_and_only_a_colleague_can(here: Workplace, browse: Browse) -> None:
    client = browse(here.visitor)
    assert "Thomas Toft" not in words_of(client.get(f"{OF_LEA}opgave/"))
    client.post(f"{OF_LEA}opgave/", {"account": str(here.other_visitor.account)})
    assert "Léa Østergaard" in words_of(browse(here.other_visitor).get("/arbejde/"))
    refused = client.post(f"{OF_LEA}opgave/", {"account": str(here.teacher.account)})
    assert refused.status_code == 422


def test_a_team_is_joined_led_and_left(here: Workplace, browse: Browse) -> None:
    client = browse(here.visitor)
    new = {"gerning": "tilfoej", "enhed": here.caseworker.unit, "account": str(here.caseworker.account)}
    added = client.post(f"{OF_LEA}team/", {**new, "reason": "Støtte i hjemmet"}, follow=True)
    assert "Søren Skov" in words_of(added)
    refused = client.post(f"{OF_LEA}team/", {"gerning": "tovholder"})
    assert refused.status_code == 302  # her own lead is replaced by a new one
    basis = Basis.objects.adding().get(account=here.caseworker.account, kind="team", person_id=LEA.id)
    ended = client.post(f"{OF_LEA}team/", {"gerning": "afslut", "basis": basis.pk}, follow=True)
    assert "Søren Skov" not in words_of(ended).partition("Føj en kollega")[0]


def test_a_member_cannot_end_what_is_another_units(here: Workplace, browse: Browse) -> None:
    task = Basis.objects.adding().get(account=here.visitor.account, kind="assigned", person_id=LEA.id)
    refused = browse(here.teacher).post(f"{OF_LEA}team/", {"gerning": "afslut", "basis": task.pk})
    assert refused.status_code == 403
    task.refresh_from_db()
    assert task.ended_at is None


def test_a_private_organisation_joins_only_after_a_yes(here: Workplace, browse: Browse) -> None:
    new = {"gerning": "tilfoej", "enhed": here.coordinator.unit, "account": str(here.coordinator.account)}
    refused = browse(here.visitor).post(f"{OF_LEA}team/", {**new, "reason": "Fritidsjob"})
    assert refused.status_code == 422
    assert "Spørg om samtykke først" in words_of(refused)
    assert "Fritidsjob" in refused.content.decode()


def test_a_place_is_written_ended_and_put_right(here: Workplace, browse: Browse) -> None:
    client = browse(here.visitor)
    address = f"{OF_LEA}sted/?art=support"
    sent = {"title": "Sprogstøtte", "begins": "2026-01-05", "key": key_in(client.get(address))}
    pages = {client.post(address, sent).headers["Location"] for _ in range(2)}
    assert pages == {f"{OF_LEA}?gemt=sted"}
    page = client.get(OF_LEA).content.decode()
    assert page.count("Sprogstøtte") == 1
    correct = page.partition("Sprogstøtte")[2].partition('/ret/"')[0].rpartition('href="')[2] + "/ret/"
    right = {"title": "Sprogstøtte to gange om ugen", "begins": "2026-02-05", "reason": "Forkert dag skrevet"}
    form = client.get(correct)
    client.post(correct, {**right, "version": key_in(form, "version"), "key": key_in(form)})
    words = words_of(client.get(OF_LEA))
    assert "Det var forkert og er rettet" in words
    assert "Sprogstøtte to gange om ugen" in words


def test_two_who_correct_at_once_see_both_texts(here: Workplace, browse: Browse) -> None:
    one, other = browse(here.visitor), browse(here.pedagogue)
    forms = [each.get(f"{OF_LEA}ret/") for each in (one, other)]
    names = {"surname": "Østergaard", "born": "2022-02-01", "reason": "Stavet forkert før"}
    one.post(f"{OF_LEA}ret/", {**names, "given_names": "Lea", "version": key_in(forms[0], "version")})
    late = {**names, "given_names": "Leah", "version": key_in(forms[1], "version")}
    answer = other.post(f"{OF_LEA}ret/", late)
    assert answer.status_code == 422
    assert "Fornavne Leah Lea" in words_of(answer)
    again = {**late, "version": key_in(answer, "version")}
    assert other.post(f"{OF_LEA}ret/", again).status_code == 302
    assert "Leah Østergaard" in words_of(other.get(OF_LEA))


def test_a_meeting_opens_for_its_day_and_once(here: Workplace, browse: Browse) -> None:
    client = browse(here.visitor)
    call = {
        "matter": "wellbeing",
        "about": "Skolestart",
        "categories": ["education"],
        "participants": [str(here.teacher.account)],
    }
    first = client.post(f"{OF_LEA}moede/", {**call, "day": localdate().isoformat()}, follow=True)
    assert "Mødet er indkaldt" in words_of(first)
    again = client.post(f"{OF_LEA}moede/", {**call, "day": localdate().isoformat()})
    assert "Der er allerede et møde om Barnets trivsel" in words_of(again)
    teacher = browse(here.teacher)
    assert "Léa Østergaard" in words_of(teacher.get("/arbejde/moeder/"))
    assert "Mariehønen" in words_of(teacher.get(f"/arbejde/moeder/{LEA.id}/"))
    assert "Mariehønen" not in words_of(teacher.get(OF_LEA)).partition("Tidslinje")[2]


def test_nobody_calls_a_meeting_with_oneself(here: Workplace, browse: Browse) -> None:
    client = browse(here.visitor)
    call = {"matter": "wellbeing", "categories": ["education"], "day": localdate().isoformat()}
    alone = client.post(f"{OF_LEA}moede/", {**call, "participants": [str(here.visitor.account)]})
    assert "Vælg mindst én ud over dig selv." in words_of(alone)
    give_task(here.visitor, MARIAM)
    page = client.get(f"/arbejde/borger/{MARIAM.id}/moede/")
    words = words_of(page)
    assert "Der er ingen andre at holde møde med" in words
    assert "Føj en kollega til teamet" in words
    assert 'name="participants"' not in page.content.decode()


def test_in_the_demo_every_page_has_a_quiet_way_to_another_entrance(
    here: Workplace, browse: Browse, settings: Settings
) -> None:
    client = browse(here.visitor)
    assert "Skift indgang" not in words_of(client.get("/arbejde/"))
    settings.MODE = "demo"
    assert 'action="/demo/skift/"' in client.get("/arbejde/").content.decode()


def test_an_emergency_demands_a_reason_and_opens_to_read(here: Workplace, browse: Browse) -> None:
    client = browse(here.pedagogue)
    assert client.get(f"/arbejde/borger/{YUSUF.id}/").status_code == 404
    short = client.post("/arbejde/akut/", {"number": YUSUF.number.digits, "reason": "haster"})
    assert short.status_code == 422
    assert "Skriv mindst 20 tegn" in words_of(short)
    opened = client.post(
        "/arbejde/akut/", {"number": YUSUF.number.written(), "reason": "Drengen er kommet alvorligt til skade"}
    )
    assert opened.headers["Location"] == f"/arbejde/akut/{YUSUF.id}/"
    words = words_of(client.get(opened.headers["Location"]))
    assert "Du kan kun læse" in words
    assert "Yusuf Østergaard Yılmaz" in words
    assert client.get(f"/arbejde/borger/{YUSUF.id}/").status_code == 404
    assert client.get(f"/arbejde/akut/{LEA.id}/").status_code == 404


def test_an_emergency_number_that_nobody_has_says_so(here: Workplace, browse: Browse) -> None:
    sent = {"number": "6101010001", "reason": "Barnet er faldet om på legepladsen"}
    answer = browse(here.pedagogue).post("/arbejde/akut/", sent)
    assert answer.status_code == 422
    assert "Ingen i registeret har det nummer" in words_of(answer)


def test_a_job_consultant_has_no_emergencies(here: Workplace, browse: Browse) -> None:
    assert browse(here.consultant).get("/arbejde/akut/").status_code == 403


def test_who_is_not_logged_in_is_sent_to_the_entrance(here: Workplace, client: object) -> None:
    answer = client.get(OF_LEA)  # type: ignore[attr-defined]  # pytest-django's browser
    assert answer.headers["Location"].startswith("/log-ind/?next=")
