"""A passkey, in a real browser with a made-up key: set up, then alone enough to come in."""

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from tests.cast import the_operator
from tests.organisations.sample import a_unit, an_organisation
from tests.pages.browsing import PHONE, launch
from tests.web.logging_in import a_member_of_staff

from vugge.audit.queries import events
from vugge.audit.rules import Purpose, person
from vugge.organisations.actions.accounts import record_password_chosen, set_password
from vugge.organisations.rules.kinds import OrganisationKind, Role, UnitKind

PASSWORD = "en ganske lang sætning"
KEY = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def plug_in(page: Page) -> None:
    """Give the browser a key that says yes."""
    inside = page.context.new_cdp_session(page)
    inside.send("WebAuthn.enable")
    inside.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})


def newest_way() -> tuple[str, ...]:
    return next(one.fields for one in events(the_operator(), limit=5) if one.verb == "organisations.logged_in")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_passkey_is_the_second_factor_and_then_enough_alone(chromium: str, live_server: LiveServer) -> None:
    owner = an_organisation("Skolefonden", OrganisationKind.INSTITUTION_OWNER)
    tove = a_member_of_staff("tove", (Role.TEACHER, a_unit(owner, "Birkeskolen", UnitKind.SCHOOL)))
    set_password(the_operator(), account=tove, password=PASSWORD)
    record_password_chosen(person(tove, Purpose.ADMINISTRATION), account=tove)
    with launch(chromium) as browser:
        page = browser.new_page(base_url=str(live_server), viewport={"width": PHONE[0], "height": PHONE[1]})
        page.set_default_timeout(10_000)
        plug_in(page)
        page.goto("/log-ind/adgangskode/")
        page.get_by_label("Brugernavn").fill("tove")
        page.get_by_label("Adgangskode").fill(PASSWORD)
        page.get_by_role("button", name="Log ind").click()
        page.get_by_role("link", name="Tilføj en adgangsnøgle").click()
        page.get_by_role("button", name="Tilføj nøglen").click()
        page.get_by_role("heading", name="Nødkoder").wait_for()
        page.get_by_role("link", name="Jeg har gemt dem").click()
        page.get_by_role("button", name="Log ud", exact=True).click()
        page.get_by_role("button", name="Log ind med adgangsnøgle").click()
        page.wait_for_url("**/arbejde/")
    assert newest_way() == ("two_factors",)
