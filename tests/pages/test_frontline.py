"""What is done on the daily pages in a real browser: suggestions, questions without script, Arabic, paper."""

import pytest
from playwright.sync_api import expect
from tests.cast import LEA
from tests.pages.browsing import DESKTOP, PHONE
from tests.pages.conftest import Work
from tests.pages.test_every_page import Asked, on_a_desktop, on_a_phone
from tests.pages.test_layout import too_wide

pytestmark = pytest.mark.browser

SEARCH = "/arbejde/soeg/"


def test_paper_shows_who_took_it_out(work: Work) -> None:
    page = work(f"/arbejde/borger/{LEA.id}/?papir")
    page.emulate_media(media="print")
    expect(page.get_by_text("Taget ud")).to_be_visible()


def test_suggestions_come_while_one_writes(work: Work) -> None:
    page = work(SEARCH)
    page.get_by_role("searchbox").press_sequentially("øster", delay=10)
    expect(page.locator("#suggestions").get_by_role("link", name="Léa Østergaard")).to_be_visible()
    assert page.url.endswith("/arbejde/soeg/")


def test_a_family_is_asked_without_script(work: Work) -> None:
    page = work(SEARCH, scripts=False, size=PHONE)
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
    page = work(f"/arbejde/borger/{LEA.id}/samtykke/")
    page.get_by_label("Dagligdag").check()
    page.get_by_label("Dagtilbud, skole og uddannelse", exact=True).check()
    page.locator("summary", has_text="Skole").click()
    page.get_by_label("Birkeskolen").check()
    page.get_by_label("Hvorfor, med dine egne ord").fill("Så skolen kan tage godt imod Lea.")
    page.get_by_label("Sprog, familien bliver spurgt på").select_option("ar")
    page.get_by_role("button", name="Læs, før du sender").click()
    text = page.locator("blockquote[lang=ar]")
    assert text.evaluate("one => getComputedStyle(one).direction") == "rtl"
    asked = Asked()
    asked.note("desktop", too_wide(page))
    asked.axe("desktop", page)
    asked.must_be_nothing()


def test_nothing_is_wrong_with_the_page_of_a_new_person(work: Work) -> None:
    """It opens by a button alone, after a search."""
    asked, page = Asked(), work(SEARCH, size=PHONE)
    page.get_by_role("searchbox").fill("Aisha Noor")
    page.get_by_role("button", name="Søg").click()
    page.get_by_role("button", name="Registrer en ny borger").click()
    page.wait_for_url("**/arbejde/ny/")
    on_a_phone(asked, page, with_axe=True)
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    on_a_desktop(asked, page)
    asked.must_be_nothing()
