"""Pages fit: on a phone, at 200 %, on paper, and laid out for readers of Arabic."""

import pytest
from playwright.sync_api import Page, expect
from tests.pages.browsing import DESKTOP, PHONE, PLACES, ZOOMED, OpenPage, Place, address, unfold

pytestmark = pytest.mark.browser

SMALLEST_TARGET = 24  # CSS pixels; WCAG 2.2, 2.5.8

ROOM = "() => { const one = document.scrollingElement; return [one.scrollWidth, one.clientWidth]; }"
TOO_WIDE = """() => {
  const room = document.scrollingElement.clientWidth;
  const scrolls = one => one.closest(".vugge-scroll, [role=region][tabindex]");
  return [...document.body.querySelectorAll("*")]
    .filter(one => !scrolls(one) && one.getBoundingClientRect().right > room + 1 && one.checkVisibility())
    .map(one => one.outerHTML.slice(0, 120)).slice(0, 5);
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


def assert_fits(page: Page) -> None:
    """Fail where the page is wider than its window."""
    scroll, client = page.evaluate(ROOM)
    assert scroll <= client, f"{scroll} > {client}: {page.evaluate(TOO_WIDE)}"


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("place", PLACES, ids=str)
def test_a_phone_shows_the_whole_width_and_cuts_no_text(place: Place, language: str, open_page: OpenPage) -> None:
    page = open_page(address(place.path, language), size=PHONE)
    assert page.evaluate(OUTSIDE_DRAWING) == []
    unfold(page)
    assert_fits(page)
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_nothing_is_lost_at_200_percent(place: Place, open_page: OpenPage) -> None:
    page = open_page(place.path, size=ZOOMED, device_scale_factor=2)
    assert page.evaluate(OUTSIDE_DRAWING) == []
    unfold(page)
    assert_fits(page)
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_what_is_tapped_is_large_enough(place: Place, open_page: OpenPage) -> None:
    page = open_page(place.path, size=PHONE)
    targets = page.evaluate(TARGETS)
    assert len(targets) > 6
    assert [one for one in targets if min(one["width"], one["height"]) < SMALLEST_TARGET] == []


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_right_to_left_fits_too(place: Place, open_page: OpenPage) -> None:
    page = open_page(place.path, size=PHONE)
    page.evaluate("document.documentElement.dir = 'rtl'")
    unfold(page)
    assert_fits(page)
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    assert_fits(page)


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_paper_shows_the_content_without_what_only_a_screen_can_do(place: Place, open_page: OpenPage) -> None:
    page = open_page(place.path)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for role in ("navigation", "search", "button", "combobox"):
        for one in page.locator(f"[role={role}]").or_(page.get_by_role(role)).all():
            expect(one).to_be_hidden()


def test_a_page_that_is_too_wide_would_be_noticed(open_page: OpenPage) -> None:
    page = open_page("/", size=PHONE)
    page.evaluate("document.querySelector('h1').textContent = 'x'.repeat(200)")
    page.evaluate("document.querySelector('h1').setAttribute('class', 'wide')")
    page.evaluate("document.querySelector('h1').style.whiteSpace = 'nowrap'")
    page.evaluate("document.querySelector('h1').style.overflowWrap = 'normal'")
    scroll, client = page.evaluate(ROOM)
    assert scroll > client
