"""The pages of log-in in a real browser, on a telephone: accessible, no wider than the screen, one heading each."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.cast import the_operator
from tests.login.conversation import provider_settings
from tests.login.test_passkey import plug_in
from tests.organisations.sample import a_unit, an_organisation
from tests.pages.browsing import PHONE, launch
from tests.pages.test_accessible import told, violations
from tests.pages.test_layout import small_targets
from tests.web.logging_in import a_member_of_staff, log_in

from vugge.audit.rules import Purpose, person
from vugge.organisations.actions.accounts import record_password_chosen, register_account, set_password
from vugge.organisations.rules.accounts import AccountKind
from vugge.organisations.rules.kinds import OrganisationKind, Role, UnitKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "en ganske lang sætning"
NOBODY_ANSWERS = "http://127.0.0.1:9"
ENTRANCES = ("/log-ind/?hvorfor=idle", "/borger/log-ind/", "/en/log-ind/", "/en/borger/log-ind/", "/demo/")
STEPS = ("/log-ind/adgangskode/", "/log-ind/rolle/", "/log-ud/", "/log-ind/kode/", "/log-ind/faktorer/")
SET_UP = ("/log-ind/faktorer/telefon/", "/log-ind/faktorer/noegle/", "/log-ind/ny-adgangskode/")
AGAIN = ("/log-ind/igen/adgangskode/", "/log-ind/igen/kode/", "/log-ind/igen/noegle/")
OF_FACTORS = (
    "/log-ind/faktorer/",
    "/log-ind/faktorer/telefon/fjern/",
    "/log-ind/faktorer/noegle/{key}/fjern/",
    "/log-ind/faktorer/noedkoder/nye/",
    "/log-ind/faktorer/noedkoder/",
)
VISITED = (*ENTRANCES, *STEPS, *SET_UP, *AGAIN, *OF_FACTORS)
"""Every page of log-in that the tests of this file go to."""


@pytest.fixture
def page(chromium: str, live_server: LiveServer, settings: Settings) -> Iterator[Page]:
    """A telephone, at an installation with both entrances, a demo, and Tove with a password."""
    apps = [provider_settings(NOBODY_ANSWERS, entrance=one) for one in ("staff", "citizen")]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps}}
    settings.MODE = "demo"
    owner = an_organisation("Skolefonden", OrganisationKind.INSTITUTION_OWNER)
    school, club = a_unit(owner, "Birkeskolen", UnitKind.SCHOOL), a_unit(owner, "Klubben", UnitKind.CLUB)
    a_member_of_staff("demo-bo", (Role.TEACHER, school), (Role.PEDAGOGUE, club))
    register_account(the_operator(), login_name="demo-mor", display_name="Mariam", kind=AccountKind.CITIZEN)
    tove = a_member_of_staff("tove", (Role.TEACHER, school))
    set_password(the_operator(), account=tove, password=PASSWORD)
    record_password_chosen(person(tove, Purpose.ADMINISTRATION), account=tove)
    with launch(chromium) as browser:
        size = {"width": PHONE[0], "height": PHONE[1]}
        context = browser.new_context(base_url=str(live_server), viewport=size, bypass_csp=True)  # type: ignore[arg-type]
        opened = context.new_page()
        opened.set_default_timeout(10_000)
        yield opened


def is_fine(page: Page) -> bool:
    """Fail with what is wrong with the page as it stands."""
    found = violations(page)
    assert not found, f"{page.url}: {told(found)}"
    assert small_targets(page, fewest=2) == [], page.url
    assert page.locator("h1").count() == 1, page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0], page.url
    return True


def test_the_entrances_are_fine(page: Page) -> None:
    for path in ENTRANCES:
        page.goto(path)
        assert is_fine(page)
    page.goto("/log-ind/")
    page.get_by_role("button", name="Solby").click()
    page.get_by_role("heading", name="Du kom ikke ind").wait_for()
    assert is_fine(page)


def test_the_choice_of_a_role_is_fine(page: Page) -> None:
    page.goto("/demo/")
    page.get_by_text("Demo-Bo").click()
    page.get_by_role("heading", name="Hvad er du på arbejde som nu?").wait_for()
    assert is_fine(page)
    page.goto("/log-ud/")
    assert is_fine(page)


def test_the_set_up_of_a_second_factor_is_fine(page: Page, settings: Settings) -> None:
    settings.MODE = "test"
    page.goto("/log-ind/adgangskode/")
    assert is_fine(page)
    for password in ("wrong", PASSWORD):
        page.get_by_label("Brugernavn").fill("tove")
        page.get_by_label("Adgangskode").fill(password)
        page.get_by_role("button", name="Log ind").click()
        page.wait_for_load_state()
        assert is_fine(page)
    for path in (*SET_UP, AGAIN[0]):
        page.goto(path)
        assert is_fine(page)


def test_the_pages_of_somebody_with_every_factor_are_fine(page: Page, settings: Settings) -> None:
    settings.MODE = "test"
    tove = get_user_model().objects.get(login_name="tove")
    TOTP.activate(tove, generate_totp_secret())
    RecoveryCodes.activate(tove)
    page.goto("/log-ind/adgangskode/")
    log_in_by_password(page)
    assert_at(page, "/log-ind/kode/")
    client = Client()
    log_in(client, tove.id)
    name = settings.SESSION_COOKIE_NAME
    page.context.clear_cookies()
    page.goto("/log-ind/")
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": page.url}])
    for path in (AGAIN[1], AGAIN[0]):
        page.goto(path)
        assert_at(page, path)
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_load_state()
    plug_in(page)
    page.goto("/log-ind/faktorer/noegle/")
    page.get_by_role("button", name="Tilføj nøglen").click()
    page.wait_for_url("**/log-ind/faktorer/")
    key = Authenticator.objects.get(user=tove, type=Authenticator.Type.WEBAUTHN)
    for path in (AGAIN[2], *(one.format(key=key.pk) for one in OF_FACTORS)):
        page.goto(path)
        assert_at(page, path)


def log_in_by_password(page: Page) -> None:
    """Take the first step."""
    page.get_by_label("Brugernavn").fill("tove")
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Log ind").click()
    page.wait_for_load_state()


def assert_at(page: Page, path: str) -> None:
    """Fail where this is another page, or where something is wrong with it."""
    assert urlsplit(page.url).path == path
    assert is_fine(page)
