"""A page speaks one language: no English left in the Danish pages, no Danish in the English."""

import re

import pytest
from playwright.sync_api import Page
from tests.pages.browsing import PLACES, OpenPage, Place, address, unfold

pytestmark = pytest.mark.browser

ENGLISH = re.compile(
    r"\b(the|and|of|with|which|this|that|was|were|not|from|show|search|sources|areas)\b", re.IGNORECASE
)
DANISH = re.compile(
    r"(?<![\w-])(og|ikke|på|af|til|fra|som|med|eller|hvor|hvorfor|hvis|ingen|området|områder|listen|lister|loven|tallene"
    r"|beboere|kriterier|kilde|kilder|vis|år)\b",
    re.IGNORECASE,
)
NAMES = ("The Copenhagen Post",)
SAID = """() => {
  const own = document.documentElement;
  const foreign = one => one.closest("[lang]") !== own;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const said = [document.title, document.querySelector("meta[name=description]")?.content ?? ""];
  while (walker.nextNode()) {
    const {parentElement: parent, data} = walker.currentNode;
    if (data.trim() && !foreign(parent) && !parent.closest("script, style, code")) said.push(data.trim());
  }
  for (const one of document.body.querySelectorAll("[aria-label], [title], [placeholder], [data-title]")) {
    if (foreign(one)) continue;
    for (const name of ["aria-label", "title", "placeholder", "data-title"]) {
      if (one.hasAttribute(name)) said.push(one.getAttribute(name));
    }
  }
  return [...new Set(said)];
}"""


def without_names(text: str) -> str:
    """Return the text without proper names, which are the same in every language."""
    return re.sub("|".join(map(re.escape, NAMES)), "", text)


def said_in(page: Page) -> list[str]:
    """Return every text of the page that claims to be in the page's own language."""
    unfold(page)
    return [str(text) for text in page.evaluate(SAID)]


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_a_danish_page_is_danish(place: Place, open_page: OpenPage) -> None:
    said = said_in(open_page(place.path))
    assert len(said) > 15
    assert [text for text in said if ENGLISH.search(without_names(text))] == []


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_an_english_page_is_english(place: Place, open_page: OpenPage) -> None:
    said = said_in(open_page(address(place.path, "en")))
    assert len(said) > 15
    assert [text for text in said if DANISH.search(text)] == []


def test_text_in_another_language_says_so(open_page: OpenPage) -> None:
    page = open_page("/")
    page.evaluate("document.querySelector('h1').textContent = 'The plan of the child'")
    assert [text for text in said_in(page) if ENGLISH.search(text)] == ["The plan of the child"]
    page.evaluate("document.querySelector('h1').lang = 'en'")
    assert [text for text in said_in(page) if ENGLISH.search(text)] == []
