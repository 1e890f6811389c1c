"""Accounts that log in here: a password alone opens only the set-up of a second factor; guessing locks nobody out."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from tests.cast import the_operator
from tests.organisations.sample import a_unit, an_organisation
from tests.web.logging_in import a_member_of_staff

from vugge.audit.queries import events
from vugge.audit.rules import Purpose, person
from vugge.organisations.actions.accounts import close_account, end_sessions, record_password_chosen, set_password
from vugge.organisations.models import Account
from vugge.organisations.rules.kinds import OrganisationKind, Role, UnitKind

pytestmark = pytest.mark.django_db

PASSWORD = "en ganske lang sætning"
HOME, AWAY = "192.0.2.1", "198.51.100.7"


@pytest.fixture(autouse=True)
def _pages(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.login.pages"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # slow on purpose elsewhere
    cache.clear()


@pytest.fixture
def tove(db: None) -> UUID:
    """Tove is a teacher with a password."""
    owner = an_organisation("Skolefonden", OrganisationKind.INSTITUTION_OWNER)
    teacher = a_member_of_staff("tove", (Role.TEACHER, a_unit(owner, "Birkeskolen", UnitKind.SCHOOL)))
    set_password(the_operator(), account=teacher, password=PASSWORD)
    record_password_chosen(person(teacher, Purpose.ADMINISTRATION), account=teacher)
    return teacher


def gives(client: Client, password: str = PASSWORD, *, login: str = "tove", at: str = HOME) -> str:
    """Give log-in name and password; return where that leads, or what the page says."""
    answer = client.post("/log-ind/adgangskode/", {"login": login, "password": password}, REMOTE_ADDR=at)
    return str(answer.headers.get("Location") or answer.content.decode())


def code_for(secret: str, *, steps: int = 0) -> str:
    counter = next(iter(yield_hotp_counters_from_time())) + steps
    return format_hotp_value(hotp_value(secret, counter))


def adds_telephone(client: Client) -> str:
    """Set up a telephone; return the secret that it now has."""
    page = client.get("/log-ind/faktorer/telefon/").content.decode()
    found = re.search(r'class="vugge-login-secret"[^>]*>([A-Z2-7]+)<', page)
    assert found, page
    answer = client.post("/log-ind/faktorer/telefon/", {"code": code_for(found[1])})
    assert answer.status_code == 302, answer.content.decode()
    return found[1]


def is_in(client: Client) -> bool:
    return client.get("/hvem/").status_code == 200


def refusals() -> list[tuple[str, tuple[str, ...]]]:
    log = events(the_operator(), limit=50)
    return [(entry.subject, entry.fields) for entry in log if entry.verb == "organisations.log_in_refused"]


def test_a_password_alone_opens_only_the_set_up_of_a_second_factor(client: Client, tove: UUID) -> None:
    assert gives(client) == "/log-ind/videre/"
    assert client.get("/hvem/")["Location"] == "/log-ind/faktorer/"
    assert "Du mangler én ting" in client.get("/log-ind/faktorer/").content.decode()


def test_with_a_telephone_one_is_in_and_next_time_it_is_asked_for(client: Client, tove: UUID) -> None:
    gives(client)
    secret = adds_telephone(client)
    assert is_in(client)
    client.post("/log-ud/")
    assert gives(client) == "/log-ind/kode/"
    assert not is_in(client)
    assert "forkert" in client.post("/log-ind/kode/", {"code": "000000"}).content.decode()
    assert refusals() == [(f"account:{tove}", ("wrong_code",))]
    assert client.post("/log-ind/kode/", {"code": code_for(secret, steps=1)})["Location"] == "/log-ind/videre/"
    assert is_in(client)
    assert events(the_operator(), limit=1)[0].fields == ("two_factors",)


def test_a_code_works_once(client: Client, tove: UUID) -> None:
    gives(client)
    secret = adds_telephone(client)
    code = code_for(secret, steps=1)
    for expected in (302, 200):
        client.post("/log-ud/")
        gives(client)
        assert client.post("/log-ind/kode/", {"code": code}).status_code == expected


def test_the_codes_on_paper_are_shown_once_and_each_works_once(client: Client, tove: UUID) -> None:
    gives(client)
    adds_telephone(client)
    shown = re.findall(r"<li><code>([^<]+)</code>", client.get("/log-ind/faktorer/noedkoder/").content.decode())
    assert len(shown) == 10
    assert shown[0] not in client.get("/log-ind/faktorer/noedkoder/").content.decode()
    for expected in (302, 200):
        client.post("/log-ud/")
        gives(client)
        assert client.post("/log-ind/kode/", {"code": shown[0]}).status_code == expected


def test_the_secret_of_a_telephone_lies_encrypted(client: Client, tove: UUID) -> None:
    gives(client)
    secret = adds_telephone(client)
    stored = " ".join(str(one.data) for one in Authenticator.objects.all())
    assert secret not in stored
    assert "v1." in stored


def test_the_only_second_factor_cannot_be_taken_away(client: Client, tove: UUID) -> None:
    gives(client)
    adds_telephone(client)
    page = client.post("/log-ind/faktorer/telefon/fjern/")
    assert "mindst én anden faktor" in page.content.decode()
    assert Authenticator.objects.filter(user_id=tove, type="totp").exists()


def test_factors_are_changed_only_by_whoever_shows_again_who_they_are(client: Client, tove: UUID) -> None:
    gives(client)
    secret = adds_telephone(client)
    client.post("/log-ud/")
    gives(client)
    client.post("/log-ind/kode/", {"code": code_for(secret, steps=1)})
    assert "/log-ind/igen/" in client.get("/log-ind/faktorer/noegle/")["Location"]
    assert "/log-ind/igen/" in client.post("/log-ind/faktorer/noedkoder/nye/")["Location"]


@pytest.mark.parametrize(
    ("login", "password"), [("tove", "wrong"), ("nobody", PASSWORD), ("tove", ""), ("'--", "wrong")]
)
def test_what_is_wrong_is_not_said(client: Client, tove: UUID, login: str, password: str) -> None:
    page = gives(client, password, login=login)
    assert ("Brugernavn eller adgangskode er forkert." in page) is bool(password)
    assert password not in page or not password
    assert SESSION_KEY not in client.session


def test_a_wrong_password_is_noted_but_not_what_was_typed(client: Client, tove: UUID) -> None:
    gives(client, "wrong")
    gives(client, login="tove's secret")
    assert refusals() == [("account:unknown", ("wrong_password",)), (f"account:{tove}", ("wrong_password",))]


def test_a_closed_account_is_told_so_only_with_its_password(client: Client, tove: UUID) -> None:
    close_account(the_operator(), account=tove)
    assert "Din konto er lukket" not in gives(client, "wrong")
    assert "Din konto er lukket" in gives(client)
    assert SESSION_KEY not in client.session


def test_the_log_in_name_may_be_typed_in_any_way(client: Client, tove: UUID) -> None:
    assert gives(client, login="  TOVE ") == "/log-ind/videre/"


def test_after_five_wrong_guesses_the_right_one_does_not_work_either(client: Client, tove: UUID) -> None:
    for number in range(5):
        gives(client, f"guess {number}", at=AWAY)
    assert "forsøgt for mange gange" in gives(client, at=AWAY)
    assert SESSION_KEY not in client.session


def test_whoever_guesses_elsewhere_does_not_lock_the_owner_out(client: Client, tove: UUID) -> None:
    gives(client)
    client.post("/log-ud/")
    for number in range(7):
        gives(Client(), f"guess {number}", at=AWAY)
    assert "forsøgt for mange gange" in gives(Client(), at=AWAY)
    assert gives(client) == "/log-ind/videre/"


def test_guessing_from_many_places_is_counted_together(client: Client, tove: UUID) -> None:
    for number in range(5):
        gives(client, f"guess {number}", at=f"203.0.113.{number}")
    assert "forsøgt for mange gange" in gives(client, at="203.0.113.99")


def test_failures_are_counted_where_every_server_process_sees_them(
    client: Client, tove: UUID, settings: Settings
) -> None:
    shared = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "web_shared_cache"}
    settings.CACHES = {"default": shared, "pages": settings.CACHES["pages"]}
    call_command("createcachetable", verbosity=0)
    for number in range(5):
        gives(client, f"guess {number}", at=AWAY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM web_shared_cache")
        assert cursor.fetchone()[0] > 0
    assert "forsøgt for mange gange" in gives(client, at=AWAY)


def test_guessing_at_many_accounts_from_one_place_is_counted_together(client: Client, tove: UUID) -> None:
    for number in range(10):
        gives(client, "guess", login=f"somebody{number}", at=AWAY)
    assert "forsøgt for mange gange" in gives(client, login="somebody-else", at=AWAY)


def test_knocking_all_the_time_gets_a_page_that_asks_to_wait(client: Client, tove: UUID) -> None:
    for number in range(31):
        answer = client.post("/log-ind/adgangskode/", {"login": f"x{number}", "password": ""}, REMOTE_ADDR=AWAY)
    assert answer.status_code == 429
    assert "Vent lidt" in answer.content.decode()


@pytest.mark.parametrize("password", ["short", "password1234", "Vuggekommune2026!", "sommeroktober2026"])
def test_a_password_that_is_easy_to_guess_is_refused(client: Client, tove: UUID, password: str) -> None:
    gives(client)
    form = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    assert client.post("/log-ind/ny-adgangskode/", form).status_code == 200
    client.post("/log-ud/")
    assert gives(client) == "/log-ind/videre/"


def test_one_can_change_ones_password_and_stays_in(client: Client, tove: UUID) -> None:
    gives(client)
    adds_telephone(client)
    new = "en helt anden sætning"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/log-ind/ny-adgangskode/", form).status_code == 302
    assert is_in(client)
    client.post("/log-ud/")
    assert gives(client, new) == "/log-ind/kode/"


def test_a_password_that_was_given_opens_only_the_choice_of_ones_own(client: Client, tove: UUID) -> None:
    set_password(the_operator(), account=tove, password=PASSWORD)
    gives(client)
    for path in ("/log-ind/faktorer/", "/hvem/", "/"):
        assert client.get(path)["Location"] == "/log-ind/ny-adgangskode/"
    assert "kun til første gang" in client.get("/log-ind/ny-adgangskode/").content.decode()
    new = "en helt anden sætning"
    key = client.session.session_key
    client.post("/log-ind/ny-adgangskode/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert client.session.session_key != key
    assert client.get("/log-ind/faktorer/").status_code == 200
    client.post("/log-ud/")
    gives(client, new)
    assert client.get("/log-ind/faktorer/").status_code == 200


@pytest.mark.parametrize(("days", "is_let_in"), [(6, True), (8, False)])
def test_a_password_that_was_given_lasts_a_week(client: Client, tove: UUID, days: int, is_let_in: bool) -> None:
    set_password(the_operator(), account=tove, password=PASSWORD)
    given = timezone.now() - timedelta(days=days)
    Account.objects.filter(pk=tove).update(password_given_at=given)
    assert ("gælder ikke mere" in gives(client)) is not is_let_in
    assert (SESSION_KEY in client.session) is is_let_in


def test_a_new_password_ends_ones_other_sessions(client: Client, tove: UUID) -> None:
    gives(client)
    secret = adds_telephone(client)
    other = Client()
    gives(other)
    other.post("/log-ind/kode/", {"code": code_for(secret, steps=1)})
    assert is_in(other)
    new = "en helt anden sætning"
    client.post("/log-ind/ny-adgangskode/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert is_in(client)
    assert not is_in(other)


def test_one_can_log_out_everywhere_else(client: Client, tove: UUID) -> None:
    gives(client)
    secret = adds_telephone(client)
    other = Client()
    gives(other)
    other.post("/log-ind/kode/", {"code": code_for(secret, steps=1)})
    assert client.get("/log-ind/faktorer/alle-andre/").status_code == 405
    client.post("/log-ind/faktorer/alle-andre/")
    assert is_in(client)
    assert other.get("/hvem/")["Location"].endswith("hvorfor=ended")
    assert not is_in(other)


def test_whoever_runs_the_system_can_end_somebodys_sessions(client: Client, tove: UUID) -> None:
    gives(client)
    adds_telephone(client)
    end_sessions(the_operator(), account=tove)
    assert not is_in(client)


def test_there_is_no_way_to_make_oneself_an_account(client: Client) -> None:
    for path in ("/log-ind/opret/", "/accounts/signup/", "/signup/", "/oidc/staff/signup/"):
        assert client.get(path).status_code == 404
