"""A page speaks one language, Danish or English; `test_every_page` asks it of all the public ones."""

import re

import pytest
from playwright.sync_api import Page
from tests.pages.browsing import OpenPage, unfold

pytestmark = pytest.mark.browser

ENGLISH = re.compile(
    r"\b(the|and|of|with|which|this|that|was|were|not|from|show|search|sources|areas)\b", re.IGNORECASE
)
DANISH = re.compile(
    r"(?<![\w-])(og|ikke|på|af|til|fra|som|med|eller|hvor|hvorfor|hvis|ingen|området|områder|listen|lister|loven|tallene"
    r"|beboere|kriterier|kilde|kilder|vis|år)\b",
    re.IGNORECASE,
)
LEAST_SAID = 15  # texts on any page of ours
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


def foreign(page: Page, language: str) -> list[str]:
    """Return the texts in another language than the page's own; what is folded away is looked at too."""
    said = said_in(page)
    if len(said) <= LEAST_SAID:
        return [f"says hardly anything: {said}"]
    if language == "da":
        return [f"not Danish: {text}" for text in said if ENGLISH.search(without_names(text))]
    return [f"not English: {text}" for text in said if DANISH.search(text)]


def test_text_in_another_language_says_so(open_page: OpenPage) -> None:
    page = open_page("/")
    page.evaluate("document.querySelector('h1').textContent = 'The plan of the child'")
    assert foreign(page, "da") == ["not Danish: The plan of the child"]
    assert len(foreign(page, "en")) > 1
    page.evaluate("document.querySelector('h1').lang = 'en'")
    assert foreign(page, "da") == []
