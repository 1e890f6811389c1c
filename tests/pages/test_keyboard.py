"""Everything can be reached and done from the keyboard."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.pages.browsing import OpenPage, Words, address

pytestmark = pytest.mark.browser

FOCUSED = """() => {
  const one = document.activeElement;
  const box = one.getBoundingClientRect();
  const name = (one.labels?.[0] ?? one).textContent.trim();
  return {name, tag: one.tagName, visible: box.width > 0 && box.height > 0};
}"""
OUTLINE = "() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle + s.boxShadow; }"


def tabbed(page: Page, *, until: str, at_most: int) -> list[str]:
    """Press Tab until something is reached; return the names on the way."""
    names: list[str] = []
    while not (names and names[-1].startswith(until)):
        assert len(names) < at_most, f"{until} is not reached: {names}"
        page.keyboard.press("Tab")
        names.append(page.evaluate(FOCUSED)["name"])
    return names


def test_the_first_stop_leads_to_the_content(open_page: OpenPage, words: Words) -> None:
    page = open_page(address("/omraader/", words.language))
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name=words("Gå til sidens indhold"))
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_tab_goes_through_menu_and_filters_in_reading_order(open_page: OpenPage, words: Words) -> None:
    page = open_page(address("/omraader/", words.language))
    names = tabbed(page, until=words("Vis"), at_most=25)
    wanted = ["Forside", "Lister", "Kilder", "Søg efter område", "Kommune", "Har stået på", "Listeår", "Sortér efter"]
    places = [names.index(words(one)) for one in wanted]
    assert places == sorted(places)


def test_search_is_sent_by_enter(open_page: OpenPage, words: Words) -> None:
    page = open_page(address("/omraader/", words.language))
    page.get_by_role("searchbox").focus()
    page.keyboard.type("gellerup")
    page.keyboard.press("Enter")
    expect(page.locator("#results").get_by_role("rowheader")).to_have_count(1)
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_why_is_reached_and_unfolded(open_page: OpenPage, words: Words) -> None:
    page = open_page(address("/omraader/gellerup/", words.language))
    tabbed(page, until=words("Hvorfor?"), at_most=40)
    page.keyboard.press("Enter")
    expect(page.locator("details:has(:focus)")).to_have_attribute("open", "")


def unseen_focus(page: Page) -> list[str]:
    """Press Tab some times from the top of a page, and return where nobody could see the focus."""
    found = []
    for _ in range(12):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["tag"] == "BODY":
            break  # the page has no more stops
        if not focused["visible"] or re.fullmatch(r"none(none)?", page.evaluate(OUTLINE)):
            found.append(f"focus is not seen: {focused}")
    return found


def test_a_focus_that_is_not_seen_would_be_noticed(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<a href='#' style='outline: none'>here</a>")
    found = unseen_focus(page)
    page.close()
    assert found
