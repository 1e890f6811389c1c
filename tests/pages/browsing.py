"""What every browser test shares: the browser, the places to visit, and the words that stand there.

Offers `PLACES`, `LANGUAGES`, `address`, `Words`, `launch` and what a test asks of a whole page.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol, TypedDict, Unpack

from django.utils.translation import gettext, ngettext, override
from playwright.sync_api import Browser, Page, sync_playwright

LANGUAGES = ("da", "en")
DESKTOP = (1280, 900)
ZOOMED = (640, 450)  # what a window of 1280 × 900 has room for at 200 %
PHONE = (320, 640)

QUIET = (
    "--no-sandbox",  # refused to root, as which continuous integration runs
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
)


@dataclass(frozen=True)
class Place:
    """A page to visit: its short name, its Danish address, and the status it answers with."""

    name: str
    path: str
    status: int = 200

    def __str__(self) -> str:
        return self.name


WHAT_IF_ASKED = "/hvad-hvis/?omraade=gellerup&liste=2017-12-01&lov=2019-12-01"
PLACES = (
    Place("forside", "/"),
    Place("omraader", "/omraader/"),
    Place("omraader-ingen", "/omraader/?q=xyz"),
    Place("omraade", "/omraader/gellerup/"),
    Place("omraade-uden-tal", "/omraader/ringparken_esbjerg/"),
    Place("lister", "/lister/"),
    Place("liste", "/lister/2017-12-01/"),
    Place("liste-uden-tal", "/lister/2012-10-01/"),
    Place("hvad-hvis", "/hvad-hvis/"),
    Place("hvad-hvis-svar", WHAT_IF_ASKED),
    Place("hvad-hvis-fejl", "/hvad-hvis/?omraade=xyz"),
    Place("rejsen", "/rejsen/"),
    Place("rejsen-egen", "/rejsen/?kommune=9001&dag=2024-08-01&linje=school"),
    Place("rejsen-fejl", "/rejsen/?linje=xyz"),
    Place("kilder", "/kilder/"),
    Place("bekymring", "/bekymring/"),
    Place("bekymring-tak", "/bekymring/tak/"),
    Place("findes-ikke", "/omraader/xyz/", 404),
)


class Window(TypedDict, total=False):
    """How a browser's profile may differ from the ordinary."""

    java_script_enabled: bool
    bypass_csp: bool
    device_scale_factor: float
    accept_downloads: bool


class OpenPage(Protocol):
    """Opens a window of a size on an address of ours."""

    def __call__(self, path: str = "/", *, size: tuple[int, int] = DESKTOP, **options: Unpack[Window]) -> Page:
        """Return the page when it is loaded."""


def address(path: str, language: str) -> str:
    """Return the address of a page in a language.

    >>> address("/kilder/", "da"), address("/kilder/", "en")
    ('/kilder/', '/en/kilder/')
    """
    return path if language == "da" else f"/{language}{path}"


@dataclass(frozen=True)
class Words:
    """Says in one language what the page says in Danish."""

    language: str

    def __call__(self, danish: str, /, **values: object) -> str:
        """Return a text of the pages in this language."""
        with override(self.language):
            return gettext(danish) % values if values else gettext(danish)

    def counted(self, one: str, many: str, number: int, **values: object) -> str:
        """Return a text that depends on a number in this language."""
        with override(self.language):
            return ngettext(one, many, number) % values


@contextmanager
def launch(program: str) -> Iterator[Browser]:
    """Start the machine's own Chromium, which looks nothing up anywhere."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield browser
        browser.close()


def unfold(page: Page) -> None:
    """Open everything that is folded away, so that what it holds is looked at too."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
