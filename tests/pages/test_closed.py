"""A page runs nothing that its policy forbids, asks nobody but our own server, and leaves no trace."""

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.pages.browsing import LANGUAGES, PLACES, Place, address, unfold

pytestmark = pytest.mark.browser

REPORT_REFUSALS = """addEventListener("securitypolicyviolation",
  one => console.error(`refused: ${one.violatedDirective} ${one.blockedURI}`))"""

WHERE_BACK_LEADS = {"htmx-current-path-for-history"}  # gone with the window


class Heard:
    """What a page complains of, and whom it asks."""

    def __init__(self, page: Page) -> None:
        self.complaints: list[str] = []
        self.asked: list[str] = []
        page.add_init_script(REPORT_REFUSALS)
        page.on(
            "console", lambda said: self.complaints.append(said.text) if said.type in {"error", "warning"} else None
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_nothing_is_refused_nobody_else_is_asked_no_cookie_is_left(place: Place, browser: Browser, home: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        heard = Heard(page)
        for language in LANGUAGES:
            page.goto(home + address(place.path, language))
            unfold(page)
        page.emulate_media(media="print")
        not_found = [] if place.status == 200 else ["404"]
        assert [said for said in heard.complaints if not any(known in said for known in not_found)] == []
        assert {url for url in heard.asked if not url.startswith((f"{home}/", "data:"))} == set()
        assert len(heard.asked) > 3
        assert context.cookies() == []
        assert page.evaluate("Object.keys(localStorage)") == []
        assert set(page.evaluate("Object.keys(sessionStorage)")) <= WHERE_BACK_LEADS


def test_filtering_without_a_new_page_is_just_as_closed(browser: Browser, home: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        heard = Heard(page)
        page.goto(f"{home}/omraader/")
        page.get_by_label("Kommune").select_option("0461")
        expect(page.locator("[role=status]")).not_to_be_empty()
        assert heard.complaints == []
        assert {url for url in heard.asked if not url.startswith(f"{home}/")} == set()
        assert context.cookies() == []


def test_a_script_in_the_page_itself_would_be_refused(browser: Browser, home: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        heard = Heard(page)
        page.goto(f"{home}/")
        page.evaluate("""() => {
          const one = document.createElement("script");
          one.textContent = "document.title = 'taken'";
          document.head.append(one);
        }""")
        assert page.title() != "taken"
        assert any("refused: script-src-elem" in said for said in heard.complaints)
