"""A session: how it begins and ends, in which role one acts, and that public pages know nothing of it."""

import re
import time
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings
from tests.cast import the_operator
from tests.organisations.sample import a_unit, an_organisation
from tests.web.logging_in import a_member_of_staff, log_in

from vugge.audit.queries import events
from vugge.organisations.actions.accounts import close_account, register_account, set_password
from vugge.organisations.actions.staffing import end_role
from vugge.organisations.queries.staff import current_roles
from vugge.organisations.rules.accounts import AccountKind, WayIn
from vugge.organisations.rules.kinds import OrganisationKind, Role, UnitKind
from vugge.web.login.session import BEGAN, SEEN

pytestmark = pytest.mark.django_db

HALF_AN_HOUR = 30 * 60
EIGHT_HOURS = 8 * 60 * 60
PUBLIC = ("/", "/omraader/", "/lister/", "/hvad-hvis/", "/kilder/", "/en/", "/helbred")


@dataclass(frozen=True)
class Place:
    """A school with a club, and who works there: a teacher, and somebody who is both teacher and pedagogue."""

    school: int
    club: int
    teacher: UUID
    both: UUID


@pytest.fixture(autouse=True)
def _pages(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.login.pages"


@pytest.fixture
def place(db: None) -> Place:
    """The school is open, and its staff have accounts."""
    owner = an_organisation("Skolefonden", OrganisationKind.INSTITUTION_OWNER)
    school, club = a_unit(owner, "Birkeskolen", UnitKind.SCHOOL), a_unit(owner, "Klubben", UnitKind.CLUB)
    teacher = a_member_of_staff("tove", (Role.TEACHER, school))
    return Place(school, club, teacher, a_member_of_staff("bo", (Role.TEACHER, school), (Role.PEDAGOGUE, club)))


def who(client: Client) -> str:
    answer = client.get("/hvem/")
    return answer.content.decode() if answer.status_code == 200 else ""


def sent_to(client: Client) -> str:
    return str(client.get("/hvem/")["Location"])


def newest() -> tuple[str, tuple[str, ...]]:
    entry = events(the_operator(), limit=1)[0]
    return entry.verb, entry.fields


def test_who_is_logged_in_acts_in_the_one_role_they_have(client: Client, place: Place) -> None:
    log_in(client, place.teacher)
    assert who(client) == f"person:{place.teacher} teacher {place.school}"


def test_a_citizen_acts_in_no_role(client: Client) -> None:
    mother = register_account(the_operator(), login_name="mor", display_name="Borger", kind=AccountKind.CITIZEN).id
    log_in(client, mother, way=WayIn.PROVIDER)
    assert who(client) == f"person:{mother}"


def test_nobody_is_sent_to_the_log_in_and_back(client: Client) -> None:
    assert sent_to(client) == "/log-ind/?next=%2Fhvem%2F"


def test_to_know_who_asks_costs_three_statements(
    client: Client, place: Place, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    log_in(client, place.teacher)
    with django_assert_num_queries(3):
        client.get("/hvem/")


@pytest.mark.parametrize(("idle", "is_in"), [(HALF_AN_HOUR - 20, True), (HALF_AN_HOUR + 20, False)])
def test_after_half_an_hour_away_one_logs_in_again(client: Client, place: Place, idle: int, is_in: bool) -> None:
    log_in(client, place.teacher, seconds_ago=idle)
    assert bool(who(client)) is is_in


def test_whoever_was_away_is_told_why_and_comes_back_to_where_they_were(client: Client, place: Place) -> None:
    log_in(client, place.teacher, seconds_ago=HALF_AN_HOUR + 20)
    address = sent_to(client)
    assert address == "/log-ind/?next=%2Fhvem%2F&hvorfor=idle"
    assert newest() == ("organisations.logged_out", ("idle",))
    assert "Du var væk i en halv time" in client.get(address).content.decode()


def test_whoever_is_busy_stays(client: Client, place: Place) -> None:
    log_in(client, place.teacher, seconds_ago=HALF_AN_HOUR - 20)
    who(client)
    assert time.time() - client.session[SEEN] < 20


@pytest.mark.parametrize(("hours", "is_in"), [(EIGHT_HOURS - 20, True), (EIGHT_HOURS + 20, False)])
def test_after_eight_hours_one_logs_in_again_however_busy(
    client: Client, place: Place, hours: int, is_in: bool
) -> None:
    log_in(client, place.teacher)
    session = client.session
    session[BEGAN] = time.time() - hours
    session.save()
    assert bool(who(client)) is is_in


def test_a_session_that_does_not_say_when_it_began_is_over(client: Client, place: Place) -> None:
    log_in(client, place.teacher)
    session = client.session
    del session[BEGAN]
    session.save()
    assert not who(client)


def test_a_leaver_is_out_at_the_next_request(client: Client, place: Place) -> None:
    log_in(client, place.teacher)
    assert who(client)
    end_role(the_operator(), role=current_roles(place.teacher, on=timezone.localdate())[0].id)
    assert sent_to(client).endswith("hvorfor=no_role")
    assert newest() == ("organisations.logged_out", ("no_role",))
    assert SESSION_KEY not in client.session


def test_a_closed_account_is_out_at_the_next_request(client: Client, place: Place) -> None:
    log_in(client, place.teacher)
    close_account(the_operator(), account=place.teacher)
    assert not who(client)
    assert SESSION_KEY not in client.session


def test_a_new_password_ends_the_sessions_of_the_old(client: Client, place: Place) -> None:
    log_in(client, place.teacher)
    set_password(the_operator(), account=place.teacher, password="en ganske lang sætning")
    assert not who(client)


def test_somebody_with_two_roles_chooses_and_acts_in_one(client: Client, place: Place) -> None:
    log_in(client, place.both)
    assert sent_to(client) == "/log-ind/rolle/?next=%2Fhvem%2F"
    page = client.get("/log-ind/rolle/?next=/hvem/").content.decode()
    assert re.findall(r'name="role" value="([^"]+)"', page) == [f"teacher:{place.school}", f"pedagogue:{place.club}"]
    answer = client.post("/log-ind/rolle/", {"role": f"pedagogue:{place.club}", "next": "/hvem/"})
    assert answer["Location"] == "/hvem/"
    assert newest() == ("organisations.role_chosen", ("pedagogue",))
    assert who(client) == f"person:{place.both} pedagogue {place.club}"


@pytest.mark.parametrize("role", ["", "teacher", "teacher:x", "supervisor:1", "teacher:999999", ":", "teacher:-1"])
def test_a_role_that_one_does_not_have_cannot_be_chosen(client: Client, place: Place, role: str) -> None:
    log_in(client, place.both)
    assert "Vælg en af rollerne" in client.post("/log-ind/rolle/", {"role": role}).content.decode()
    assert not who(client)


def test_when_the_chosen_role_ends_another_must_be_chosen(client: Client, place: Place) -> None:
    log_in(client, place.both)
    client.post("/log-ind/rolle/", {"role": f"teacher:{place.school}"})
    for held in current_roles(place.both, on=timezone.localdate()):
        if held.role is Role.TEACHER:
            end_role(the_operator(), role=held.id)
    assert who(client) == f"person:{place.both} pedagogue {place.club}"


def test_logging_out_ends_the_session_for_good(client: Client, place: Place) -> None:
    log_in(client, place.teacher)
    key = client.session.session_key
    assert client.get("/log-ud/").status_code == 200
    assert who(client)
    client.post("/log-ud/")
    assert newest() == ("organisations.logged_out", ("left",))
    assert not Session.objects.filter(session_key=key).exists()
    client.cookies["vugge-session"] = str(key)
    assert not who(client)


def test_a_page_elsewhere_cannot_log_one_out_or_choose_a_role(place: Place) -> None:
    careful = Client(enforce_csrf_checks=True)
    log_in(careful, place.both)
    assert careful.post("/log-ud/").status_code == 403
    assert careful.post("/log-ind/rolle/", {"role": f"teacher:{place.school}"}).status_code == 403


@pytest.mark.parametrize("way", [WayIn.PASSWORD, WayIn.DEMO])
def test_half_a_log_in_opens_only_the_set_up_of_the_second_factor(client: Client, place: Place, way: WayIn) -> None:
    log_in(client, place.teacher, way=way)
    assert sent_to(client) == "/log-ind/faktorer/"
    assert client.get("/")["Location"] == "/log-ind/faktorer/"
    assert client.get("/log-ind/rolle/")["Location"] == "/log-ind/faktorer/"
    assert client.get("/log-ind/faktorer/").status_code == 200
    assert client.get("/log-ud/").status_code == 200


def test_a_session_that_does_not_say_how_it_began_is_half_a_log_in(client: Client, place: Place) -> None:
    log_in(client, place.teacher)
    session = client.session
    del session["vugge_way"]
    session.save()
    assert sent_to(client) == "/log-ind/faktorer/"


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_sets_no_cookie_and_looks_at_none(client: Client, path: str) -> None:
    answer = client.get(path)
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert not Session.objects.exists()


@pytest.mark.parametrize("path", ["/", "/omraader/"])
def test_a_public_page_sends_no_session_that_a_cache_could_keep(client: Client, place: Place, path: str) -> None:
    log_in(client, place.teacher, seconds_ago=600)
    answer = client.get(path)
    assert "public" in answer["Cache-Control"]
    assert not answer.cookies


@pytest.mark.parametrize("path", ["/log-ind/", "/borger/log-ind/", "/log-ind/adgangskode/", "/log-ud/"])
def test_nobody_keeps_a_copy_of_a_page_of_log_in(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert "vugge-session" not in answer.cookies


def test_the_cookie_is_for_the_browser_alone(client: Client, place: Place) -> None:
    log_in(client, place.teacher, seconds_ago=600)
    cookie = client.get("/hvem/").cookies["vugge-session"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Lax", "/", "")
    assert not cookie["max-age"]


def test_there_is_no_demo_door_outside_the_demo(client: Client, place: Place) -> None:
    register_account(the_operator(), login_name="demo-x", display_name="X", kind=AccountKind.CITIZEN)
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/", {"entrance": "demo-x"}).status_code == 404
    assert client.post("/demo/skift/").status_code == 404


def test_the_demo_has_a_way_from_one_entrance_to_the_next_that_logs_out(
    client: Client, place: Place, settings: Settings
) -> None:
    settings.MODE = "demo"
    register_account(the_operator(), login_name="demo-x", display_name="X", kind=AccountKind.CITIZEN)
    client.post("/demo/", {"entrance": "demo-x"})
    assert SESSION_KEY in client.session
    assert client.get("/demo/skift/").status_code == 405
    switched = client.post("/demo/skift/")
    assert switched["Location"] == "/demo/"
    assert switched["Clear-Site-Data"] == '"cache", "storage"'
    assert SESSION_KEY not in client.session
    assert SESSION_KEY not in client.session


def test_in_the_demo_one_click_is_enough(client: Client, place: Place, settings: Settings) -> None:
    settings.MODE = "demo"
    lise = a_member_of_staff("demo-lise", (Role.TEACHER, place.school))
    mother = register_account(the_operator(), login_name="demo-mor", display_name="Mor", kind=AccountKind.CITIZEN).id
    page = client.get("/demo/").content.decode()
    assert re.findall(r'name="entrance" value="([^"]+)"', page) == ["demo-lise", "demo-mor"]
    client.post("/demo/", {"entrance": "demo-lise"})
    assert who(client) == f"person:{lise} teacher {place.school}"
    client.post("/demo/", {"entrance": "demo-mor"})
    assert who(client) == f"person:{mother}"


@pytest.mark.parametrize("name", ["tove", "", "demo-nobody"])
def test_the_demo_opens_only_its_own_accounts(client: Client, place: Place, settings: Settings, name: str) -> None:
    settings.MODE = "demo"
    assert client.post("/demo/", {"entrance": name}).status_code == 404
    assert not who(client)
