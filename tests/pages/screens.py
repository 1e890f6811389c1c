"""Takes the pictures in docs/screens: every page as it looks on a desktop and on a phone.

    python -m tests.pages.screens

The pictures are full pages, cut where they grow too tall, and have few colours so that they stay small.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright runs an event loop in this thread
django.setup()

from django.test.runner import DiscoverRunner  # noqa: E402  Django must be set up first
from PIL import Image  # noqa: E402
from playwright.sync_api import Browser, Page  # noqa: E402
from pytest_django.live_server_helper import LiveServer  # noqa: E402
from tests.conftest import CHROMIUM  # noqa: E402
from tests.pages.browsing import DESKTOP, PHONE, PLACES, Place, address, launch  # noqa: E402
from tests.pages.screens_personal import Save, take_personal  # noqa: E402

from vugge.areas.actions import load_catalogue  # noqa: E402
from vugge.audit.rules import Purpose, system  # noqa: E402
from vugge.cli.prepare import prepare_files  # noqa: E402

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screens"
TALLEST = {"desktop": 2400, "telefon": 3200}  # pixels
WINDOWS = {"desktop": DESKTOP, "telefon": PHONE}
COLOURS = 96


def main() -> None:
    """Take every picture anew."""
    prepare_files()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    with _site() as home, launch(_chromium()) as browser:
        for place in PLACES:
            for window in WINDOWS:
                _take(browser, home + place.path, name=f"{place}-{window}", window=window)
        english = next(one for one in PLACES if one.name == "omraade")
        _take(browser, home + address(english.path, "en"), name="area-english", window="desktop")
        _take_mirrored(browser, home, english)
        for window, size in WINDOWS.items():
            take_personal(browser, window=size, save=_saving(window))


def _chromium() -> str:
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    return found or sys.exit("Chromium mangler. På Debian: sudo apt-get install chromium")


@contextmanager
def _site() -> Iterator[str]:
    """Serve the published data from a database of our own, and give the address."""
    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    load_catalogue(system("screens", Purpose.ADMINISTRATION))
    with patch("django.contrib.staticfiles.handlers.StaticFilesHandler", lambda application: application):
        server = LiveServer("localhost")  # WhiteNoise serves the static files, as in production
    yield str(server)
    server.stop()
    runner.teardown_databases(databases)


def _saving(window: str) -> Save:
    def save(page: Page, name: str) -> None:
        _save(page, name=f"{name}-{window}", tallest=TALLEST[window])

    return save


def _take(browser: Browser, url: str, *, name: str, window: str) -> None:
    with _page(browser, window) as page:
        page.goto(url)
        _save(page, name=name, tallest=TALLEST[window])


def _take_mirrored(browser: Browser, home: str, place: Place) -> None:
    """Take a page as a reader of Arabic would have it laid out."""
    with _page(browser, "desktop") as page:
        page.goto(home + place.path)
        page.evaluate("document.documentElement.dir = 'rtl'")
        _save(page, name=f"{place}-hoejre-mod-venstre", tallest=TALLEST["desktop"])


@contextmanager
def _page(browser: Browser, window: str) -> Iterator[Page]:
    width, height = WINDOWS[window]
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def _save(page: Page, *, name: str, tallest: int) -> None:
    page.evaluate("document.fonts.ready")
    picture = Image.open(BytesIO(page.screenshot(full_page=True))).convert("RGB")
    cut = picture.crop((0, 0, picture.width, min(picture.height, tallest)))
    cut.quantize(COLOURS, kmeans=2, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
