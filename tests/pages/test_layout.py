"""What does not fit on a phone, at 200 %, on paper, or laid out for Arabic; `test_every_page` asks it everywhere."""

import pytest
from playwright.sync_api import Browser, Page
from tests.pages.browsing import PHONE, OpenPage

pytestmark = pytest.mark.browser

SMALLEST_TARGET = 24  # CSS pixels; WCAG 2.2, 2.5.8
FEWEST_TARGETS = 7  # on any public page: the menu alone has so many

ROOM = "() => { const one = document.scrollingElement; return [one.scrollWidth, one.clientWidth]; }"
TOO_WIDE = """() => {
  const room = document.scrollingElement.clientWidth;
  const scrolls = one => one.closest(".vugge-scroll, [role=region][tabindex]");
  return [...document.body.querySelectorAll("*")]
    .filter(one => !scrolls(one) && one.getBoundingClientRect().right > room + 1 && one.checkVisibility())
    .map(one => one.outerHTML.slice(0, 120)).slice(0, 5);
}"""
BESIDE = """() => {
  const room = document.scrollingElement.clientWidth;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const beside = [], range = document.createRange();
  while (walker.nextNode()) {
    const {parentElement: parent, data} = walker.currentNode;
    const elsewhere = ".vugge-scroll, [role=region][tabindex], .sr-only, .skipnav, svg, option";
    if (!data.trim() || parent.closest(elsewhere) || !parent.checkVisibility()) continue;
    range.selectNodeContents(walker.currentNode);
    const box = range.getBoundingClientRect();
    if (box.width > 0 && (box.left < -1 || box.right > room + 1)) beside.push(data.trim().slice(0, 60));
  }
  return beside.slice(0, 5);
}"""
CUT_OFF = """() => [...document.body.querySelectorAll("*")].filter(one => {
  const style = getComputedStyle(one);
  const hides = ["hidden", "clip"].includes(style.overflowX) || ["hidden", "clip"].includes(style.overflowY);
  if (!hides || one.closest("svg, .sr-only, select") || !one.textContent.trim() || !one.checkVisibility()) return false;
  return one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
}).map(one => one.outerHTML.slice(0, 120))"""
OUTSIDE_DRAWING = """() => [...document.querySelectorAll("svg text")].filter(one => {
  if (!one.checkVisibility()) return false;
  const [text, drawing] = [one.getBoundingClientRect(), one.ownerSVGElement.getBoundingClientRect()];
  return text.width > 0 && (text.left < drawing.left - 1 || text.right > drawing.right + 1
    || text.top < drawing.top - 1 || text.bottom > drawing.bottom + 1);
}).map(one => one.textContent)"""
TARGETS = """() => [...document.querySelectorAll(
  "header a, nav a, form a, form button, form input, form select, summary, footer li a, button")]
  .filter(one => one.checkVisibility() && !one.matches(".skipnav"))
  .map(one => [one.textContent.trim().slice(0, 40) || one.name, one.getBoundingClientRect()])
  .map(([name, box]) => ({name, width: box.width, height: box.height}))"""


def too_wide(page: Page) -> list[str]:
    """Say what makes the page wider than its window."""
    scroll, client = page.evaluate(ROOM)
    return [] if scroll <= client else [f"{scroll} > {client}: {page.evaluate(TOO_WIDE)}"]


def too_wide_mirrored(page: Page) -> list[str]:
    """Say what makes the page wider than its window when it is laid out for readers of Arabic."""
    page.evaluate("document.documentElement.dir = 'rtl'")
    beside = [f"beside the window: {text}" for text in page.evaluate(BESIDE)]  # there one cannot scroll
    found = [*too_wide(page), *beside]
    page.evaluate("document.documentElement.removeAttribute('dir')")
    return found


def cut_off(page: Page) -> list[str]:
    """Return what shows only a part of its text."""
    return [f"cut off: {one}" for one in page.evaluate(CUT_OFF)]


def outside_drawing(page: Page) -> list[str]:
    """Return the words of drawings that reach past the edge of the drawing."""
    return [f"outside its drawing: {one}" for one in page.evaluate(OUTSIDE_DRAWING)]


def small_targets(page: Page, *, fewest: int = FEWEST_TARGETS) -> list[str]:
    """Return what is tapped and has too little room for a thumb; a page has at least so many."""
    targets = page.evaluate(TARGETS)
    found = [f"too small to tap: {one}" for one in targets if min(one["width"], one["height"]) < SMALLEST_TARGET]
    return found if len(targets) >= fewest else [*found, f"too little to tap: {targets}"]


def left_on_paper(page: Page) -> list[str]:
    """Return what only a screen can do and paper shows all the same; and say when paper lacks the heading."""
    page.emulate_media(media="print")
    found = [
        f"on paper: {role}"
        for role in ("navigation", "search", "button", "combobox")
        if page.locator(f"[role={role}]").or_(page.get_by_role(role)).filter(visible=True).count()
    ]
    has_heading = page.get_by_role("heading", level=1).is_visible()
    page.emulate_media(media="null")
    return found if has_heading else [*found, "no heading on paper"]


def test_a_page_that_is_too_wide_would_be_noticed(open_page: OpenPage) -> None:
    page = open_page("/", size=PHONE)
    page.evaluate("document.querySelector('h1').textContent = 'x'.repeat(200)")
    page.evaluate("document.querySelector('h1').setAttribute('class', 'wide')")
    page.evaluate("document.querySelector('h1').style.whiteSpace = 'nowrap'")
    page.evaluate("document.querySelector('h1').style.overflowWrap = 'normal'")
    assert too_wide(page)
    assert too_wide_mirrored(page)


def test_what_is_cut_off_too_small_or_left_on_paper_would_be_noticed(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(
        "<header><a href='#' style='font-size: 4px'>x</a></header><h2>x</h2><button>x</button>"
        "<p style='width: 20px; overflow: hidden; white-space: nowrap'>much too long</p>"
        "<svg width='20' height='20'><text x='0' y='10'>much too long</text></svg>"
    )
    found = [*cut_off(page), *outside_drawing(page), *small_targets(page), *left_on_paper(page)]
    page.close()
    told = ["cut off", "outside its drawing", "too small to tap", "too little to tap", "on paper: button", "no heading"]
    assert [one for one in told if not any(line.startswith(one) for line in found)] == []
