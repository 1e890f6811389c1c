"""What a page must not do: break its policy, ask others, leave traces; `test_every_page` asks it everywhere."""

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

REPORT_REFUSALS = """addEventListener("securitypolicyviolation",
  one => console.error(`refused: ${one.violatedDirective} ${one.blockedURI}`))"""

FEWEST_ASKED = 3  # the page itself, its style, its script, its fonts
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

    def strangers(self, home: str) -> list[str]:
        """Return whom else than our own server the page asked, and say when it hardly asked for anything."""
        found = [f"asks {url[:120]}" for url in self.asked if not url.startswith((f"{home}/", "data:"))]
        return found if len(self.asked) > FEWEST_ASKED else [*found, f"asks too little: {self.asked}"]

    def refused(self, *, status: int = 200) -> list[str]:
        """Return what the page complains of, but not that it answers as it should."""
        return [f"complains: {one}" for one in self.complaints if status == 200 or str(status) not in one]


def traces(page: Page) -> list[str]:
    """Return what the page leaves in the browser; a public page leaves nothing."""
    cookies = [f"cookie {one['name']}" for one in page.context.cookies()]
    kept = [f"keeps {one}" for one in page.evaluate("Object.keys(localStorage)")]
    session = set(page.evaluate("Object.keys(sessionStorage)")) - WHERE_BACK_LEADS
    return [*cookies, *kept, *(f"keeps for now {one}" for one in sorted(session))]


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


def test_a_stranger_and_a_trace_would_be_noticed(browser: Browser, home: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        heard = Heard(page)
        page.goto(f"{home}/")
        page.evaluate("localStorage.setItem('x', '1'); sessionStorage.setItem('y', '1'); document.cookie = 'z=1'")
        heard.asked.append("https://elsewhere.example/x.js")
        assert heard.strangers(home) == ["asks https://elsewhere.example/x.js"]
        assert traces(page) == ["cookie z", "keeps x", "keeps for now y"]
