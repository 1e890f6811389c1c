"""Every page does its work without JavaScript."""

import re

import pytest
from playwright.sync_api import expect
from tests.pages.browsing import PLACES, OpenPage, Words, address

pytestmark = pytest.mark.browser


def test_search_and_filters_work_by_a_button(open_page: OpenPage, words: Words) -> None:
    page = open_page(address("/omraader/", words.language), java_script_enabled=False)
    page.get_by_role("searchbox", name=words("Søg efter område")).fill("park")
    page.get_by_label(words("Kommune")).select_option(label="Odense")
    page.get_by_role("button", name=words("Vis")).click()
    expect(page).to_have_url(re.compile(r"q=park&kommune=0461"))
    expect(page.get_by_role("searchbox")).to_have_value("park")
    rows = page.locator("#results").get_by_role("row")
    assert 1 < rows.count() < 10
    page.get_by_role("link", name=words("Nulstil")).click()
    assert rows.count() > 60


def test_why_unfolds(open_page: OpenPage, words: Words) -> None:
    page = open_page(address("/omraader/gellerup/", words.language), java_script_enabled=False)
    why = page.get_by_role("group").filter(has_text=words("Hvorfor?")).first
    why.locator("summary").click()
    expect(why).to_have_attribute("open", "")


def test_what_if_answers(open_page: OpenPage, words: Words) -> None:
    page = open_page(address("/hvad-hvis/", words.language), java_script_enabled=False)
    page.get_by_label(words("Område"), exact=True).select_option("gellerup")
    page.get_by_label(words("Tallene fra listen")).select_option("2017-12-01")
    page.get_by_label(words("Loven, som den var ved listen")).select_option("2019-12-01")
    page.get_by_role("button", name=words("Sammenlign")).click()
    expect(page.get_by_role("heading", level=3, name=words("Tal for tal"))).to_be_visible()


def test_no_control_is_shown_that_needs_script(open_page: OpenPage, words: Words) -> None:
    page = open_page(address("/omraader/", words.language), java_script_enabled=False)
    expect(page.get_by_role("link", name=words("Excel (XLSX)"))).to_be_visible()
    expect(page.get_by_role("button", name=words("Udskriv"))).to_have_count(0)


def test_with_script_the_page_can_be_printed(open_page: OpenPage, words: Words) -> None:
    page = open_page(address("/omraader/", words.language))
    expect(page.get_by_role("button", name=words("Udskriv"))).to_be_visible()


def test_every_page_has_its_content(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    for place in PLACES:
        page.goto(place.path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
