"""The mother's own journey on a phone and in Arabic: mirrored, nothing to the side, and no words on top of others."""

import pytest
from playwright.sync_api import Page, expect
from tests.cast import LEA
from tests.pages.conftest import Work
from tests.pages.test_every_page import Asked
from tests.pages.test_layout import outside_drawing, small_targets, too_wide

pytestmark = pytest.mark.browser

OWN_PHONE = (320, 700)
"""A window that no other test has: what is chosen in it stays in it."""
OWN = f"/min/rejse/{LEA.id}/"
OVERLAPPING = """() => {
  const drawings = [...document.querySelectorAll(".vugge-map-drawing svg")].filter(one => one.checkVisibility());
  const words = drawings.flatMap(one => [...one.querySelectorAll("tspan")]);
  const boxes = words.map(one => [one.textContent, one.getBoundingClientRect()]);
  const found = [];
  for (const [index, [text, box]] of boxes.entries()) {
    for (const [others, other] of boxes.slice(index + 1)) {
      const apart = box.right <= other.left + 1 || other.right <= box.left + 1
        || box.bottom <= other.top + 5 || other.bottom <= box.top + 5;
      if (!apart) found.push(`${text} / ${others}`);
    }
  }
  return found;
}"""
BESIDE_ITS_LINE = """() => {
  const drawing = [...document.querySelectorAll(".vugge-map-drawing svg")].find(one => one.checkVisibility());
  const frame = drawing.getBoundingClientRect(), track = drawing.querySelector(".vugge-map-mark");
  return track.getBoundingClientRect().left - frame.left > frame.width / 2;
}"""


def in_arabic(work: Work) -> Page:
    page = work(OWN, who="mariam", size=OWN_PHONE)
    page.get_by_role("link", name="العربية").click()
    return page


def test_a_mother_reads_her_childs_journey_in_arabic_on_a_phone(work: Work) -> None:
    page = in_arabic(work)
    expect(page.get_by_role("heading", level=1)).to_contain_text("رحلة")
    assert page.locator(".vugge-own").evaluate("one => getComputedStyle(one).direction") == "rtl"
    asked = Asked()
    asked.note("phone", too_wide(page), outside_drawing(page), small_targets(page, fewest=7))
    asked.note("phone, words", page.evaluate(OVERLAPPING))
    asked.axe("phone", page)
    asked.must_be_nothing()
    assert page.evaluate(BESIDE_ITS_LINE)


def test_she_writes_a_goal_in_arabic_and_says_that_something_is_done(work: Work) -> None:
    page = in_arabic(work)
    page.get_by_role("link", name="اكتب هدفًا").click()
    page.get_by_label("بماذا تحلمون؟").fill("أن تتعلم السباحة")
    page.get_by_role("button", name="احفظ").click()
    expect(page.get_by_text("أن تتعلم السباحة")).to_be_visible()
    expect(page.get_by_role("status").first).to_contain_text("تم حفظ الهدف")
    page.get_by_role("button", name="تم ذلك").click()
    expect(page.get_by_role("status").first).to_contain_text("كتبنا أن ذلك تم")


@pytest.mark.parametrize("size", [(1280, 900), (760, 900), OWN_PHONE])
def test_no_words_of_the_map_stand_on_others_in_any_window(work: Work, size: tuple[int, int]) -> None:
    page = work(f"{OWN}?hele&sprog=da", who="mariam", size=size)
    assert page.evaluate(OVERLAPPING) == []
