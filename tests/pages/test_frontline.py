"""The daily pages in a real browser: fit for a thumb and for a screen reader, on paper, and without script."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django import DjangoDbBlocker
from tests.cast import LEA
from tests.pages.browsing import DESKTOP, PHONE, unfold
from tests.pages.test_accessible import told, violations
from tests.pages.test_layout import CUT_OFF, SMALLEST_TARGET, TARGETS, assert_fits
from tests.web.frontline.workplace import Workplace, ask_family, workplace
from tests.web.logging_in import log_in

pytestmark = pytest.mark.browser

OF_LEA = f"/arbejde/borger/{LEA.id}/"
PLACES = {
    "mine": "/arbejde/",
    "soeg": "/arbejde/soeg/",
    "akut": "/arbejde/akut/",
    "moeder": "/arbejde/moeder/",
    "borger": OF_LEA,
    "papir": f"{OF_LEA}?papir",
    "husstand": f"{OF_LEA}husstand/",
    "ret": f"{OF_LEA}ret/",
    "beskyttelse": f"{OF_LEA}beskyttelse/",
    "sted": f"{OF_LEA}sted/",
    "dagtilbud": f"{OF_LEA}sted/?art=daycare",
    "team": f"{OF_LEA}team/?enhed=1",
    "opgave": f"{OF_LEA}opgave/",
    "samtykker": f"{OF_LEA}samtykker/",
    "samtykke": f"{OF_LEA}samtykke/",
    "kvittering": f"{OF_LEA}samtykke/1/",
    "moede": f"{OF_LEA}moede/",
}

Work = Callable[..., Page]


@pytest.fixture(scope="session")
def at_work(loaded: None, django_db_blocker: DjangoDbBlocker) -> Workplace:
    """The workplace, built once."""
    with django_db_blocker.unblock():
        here = workplace()
        ask_family(here.visitor, LEA, here.school)
        return here


@pytest.fixture
def work(at_work: Workplace, home: str, browser: Browser) -> Iterator[Work]:
    """Open a page as the health visitor."""
    client = Client()
    log_in(client, at_work.visitor.account)
    name = settings.SESSION_COOKIE_NAME
    opened = []

    def open_one(path: str, *, size: tuple[int, int] = DESKTOP, scripts: bool = True) -> Page:
        context = browser.new_context(
            base_url=home,
            viewport={"width": size[0], "height": size[1]},
            locale="da-DK",
            java_script_enabled=scripts,
            bypass_csp=True,
        )
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": home}])
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(path)
        return page

    yield open_one
    for context in opened:
        context.close()


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_wrong_folded_or_unfolded_wide_or_narrow(work: Work, place: str) -> None:
    page = work(PLACES[place], size=PHONE)
    found = violations(page)
    unfold(page)
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    found += violations(page)
    assert not found, told(found)


@pytest.mark.parametrize("place", PLACES)
def test_a_phone_shows_it_all_with_room_for_a_thumb(work: Work, place: str) -> None:
    page = work(PLACES[place], size=PHONE)
    small = [one for one in page.evaluate(TARGETS) if min(one["width"], one["height"]) < SMALLEST_TARGET]
    assert small == []
    unfold(page)
    assert_fits(page)
    assert page.evaluate(CUT_OFF) == []
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert_fits(page)


def test_paper_shows_who_took_it_out_and_nothing_to_press(work: Work) -> None:
    page = work(PLACES["papir"])
    page.emulate_media(media="print")
    expect(page.get_by_text("Taget ud")).to_be_visible()
    for role in ("navigation", "button", "combobox"):
        for one in page.get_by_role(role).all():
            expect(one).to_be_hidden()


def test_suggestions_come_while_one_writes(work: Work) -> None:
    page = work(PLACES["soeg"])
    page.get_by_role("searchbox").press_sequentially("øster", delay=10)
    expect(page.locator("#suggestions").get_by_role("link", name="Léa Østergaard")).to_be_visible()
    assert page.url.endswith("/arbejde/soeg/")


def test_a_family_is_asked_without_script(work: Work) -> None:
    page = work(PLACES["soeg"], scripts=False, size=PHONE)
    page.get_by_role("searchbox").fill("Léa")
    page.get_by_role("button", name="Søg").click()
    page.get_by_role("link", name="Léa Østergaard").click()
    page.get_by_role("link", name="Spørg om samtykke").first.click()
    page.get_by_label("Dagligdag").check()
    page.get_by_label("Dagtilbud, skole og uddannelse", exact=True).check()
    page.locator("summary", has_text="Skole").click()
    page.get_by_label("Birkeskolen").check()
    page.get_by_label("Hvorfor, med dine egne ord").fill("Så skolen kan tage godt imod Lea.")
    page.get_by_role("button", name="Læs, før du sender").click()
    expect(page.get_by_text("Intet er sendt endnu")).to_be_visible()
    page.get_by_role("button", name="Send spørgsmålet til familien").click()
    expect(page.get_by_role("status").first).to_contain_text("Familien er spurgt")


def test_the_text_in_arabic_runs_from_right_to_left(work: Work) -> None:
    page = work(PLACES["samtykke"])
    page.get_by_label("Dagligdag").check()
    page.get_by_label("Dagtilbud, skole og uddannelse", exact=True).check()
    page.locator("summary", has_text="Skole").click()
    page.get_by_label("Birkeskolen").check()
    page.get_by_label("Hvorfor, med dine egne ord").fill("Så skolen kan tage godt imod Lea.")
    page.get_by_label("Sprog, familien bliver spurgt på").select_option("ar")
    page.get_by_role("button", name="Læs, før du sender").click()
    text = page.locator("blockquote[lang=ar]")
    assert text.evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert_fits(page)
    found = violations(page)
    assert not found, told(found)
