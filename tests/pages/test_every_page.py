"""Every page in a real browser, opened once in each size: whatever is asked of a page is asked while it is open.

What is wrong is gathered and told together. Each question has its own file and, there, the page on which it must fail.
"""

from collections.abc import Iterable

import pytest
from django.urls import resolve
from playwright.sync_api import Page
from tests.pages.browsing import DESKTOP, LANGUAGES, PHONE, PLACES, ZOOMED, OpenPage, Place, address, unfold
from tests.pages.conftest import Work
from tests.pages.places import VISITS, Visit
from tests.pages.test_accessible import told, violations
from tests.pages.test_closed import Heard, traces
from tests.pages.test_keyboard import unseen_focus
from tests.pages.test_language import foreign
from tests.pages.test_layout import (
    FEWEST_TARGETS,
    cut_off,
    left_on_paper,
    outside_drawing,
    small_targets,
    too_wide,
    too_wide_mirrored,
)
from tests.pages.town import Town

pytestmark = pytest.mark.browser


class Asked:
    """What has been found wrong with a page so far."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def note(self, when: str, *answers: Iterable[str]) -> None:
        """Keep what was found, with the state in which the page was."""
        self.found += [f"{when}: {one}" for answer in answers for one in answer]

    def axe(self, when: str, page: Page) -> None:
        """Let axe look at the page as it stands."""
        found = violations(page)
        self.note(when, [told(found)] if found else [])

    def must_be_nothing(self) -> None:
        """Fail with all that was found."""
        assert not self.found, "\n".join(self.found)


FEWEST_BEHIND_LOG_IN = 5  # to tap: home, out, the other language, and a menu of two


def on_a_phone(asked: Asked, page: Page, *, with_axe: bool, fewest: int = FEWEST_TARGETS) -> None:
    """Ask a page in a narrow window, first as it is and then with everything unfolded."""
    asked.note("phone", outside_drawing(page), small_targets(page, fewest=fewest))
    if with_axe:
        asked.axe("phone", page)
    unfold(page)
    asked.note("phone, unfolded", too_wide(page), cut_off(page))
    asked.note("phone, mirrored", too_wide_mirrored(page))


def on_a_desktop(asked: Asked, page: Page) -> None:
    """Ask a page in a wide window, with everything unfolded."""
    unfold(page)
    asked.axe("desktop", page)
    asked.note("desktop, mirrored", too_wide_mirrored(page))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", PLACES, ids=str)
def test_a_public_page_on_a_desktop_and_on_paper(place: Place, language: str, open_page: OpenPage, home: str) -> None:
    asked, page = Asked(), open_page("about:blank", size=DESKTOP)
    heard = Heard(page)
    page.goto(address(place.path, language))
    asked.note("keyboard", unseen_focus(page))
    asked.note("language", foreign(page, language))
    asked.note("paper", left_on_paper(page))
    asked.note("closed", heard.refused(status=place.status), heard.strangers(home), traces(page))
    on_a_desktop(asked, page)
    asked.must_be_nothing()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", PLACES, ids=str)
def test_a_public_page_on_a_phone(place: Place, language: str, open_page: OpenPage) -> None:
    asked, page = Asked(), open_page(address(place.path, language), size=PHONE)
    on_a_phone(asked, page, with_axe=language == "da")
    asked.must_be_nothing()


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_a_public_page_at_200_percent(place: Place, open_page: OpenPage) -> None:
    asked, page = Asked(), open_page(place.path, size=ZOOMED, device_scale_factor=2)
    asked.note("folded", outside_drawing(page))
    unfold(page)
    asked.note("unfolded", too_wide(page), cut_off(page))
    asked.must_be_nothing()


@pytest.mark.parametrize("visit", VISITS, ids=str)
def test_a_page_behind_log_in(visit: Visit, town: Town, work: Work, home: str) -> None:
    asked, page = Asked(), work("about:blank", who=visit.who, size=PHONE)
    heard = Heard(page)
    answer = page.goto(visit.path(town.ids))
    assert answer is not None
    assert (answer.status, resolve(page.url.removeprefix(home).partition("?")[0]).url_name) == (200, visit.page)
    asked.note("closed", heard.refused(), heard.strangers(home))
    asked.note("keyboard", unseen_focus(page))
    on_a_phone(asked, page, with_axe=True, fewest=FEWEST_BEHIND_LOG_IN)
    page.set_viewport_size({"width": ZOOMED[0], "height": ZOOMED[1]})
    asked.note("200 %", too_wide(page), cut_off(page))
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    on_a_desktop(asked, page)
    if page.locator("[data-print]").count() or "papir" in visit.query:
        asked.note("paper", left_on_paper(page))
    asked.must_be_nothing()
