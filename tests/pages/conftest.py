"""A browser, and the pages with all the published data to visit in it."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Unpack

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer
from tests.pages.browsing import DESKTOP, LANGUAGES, OpenPage, Window, Words, launch
from tests.pages.town import Town, build

from vugge.areas.actions import load_catalogue
from vugge.audit.rules import Purpose, system

HERE = Path(__file__).parent

Profiles = dict[object, BrowserContext]
Work = Callable[..., Page]


@pytest.fixture(scope="session")
def browser(chromium: str, loaded: None, live_server: LiveServer) -> Iterator[Browser]:
    """One browser for all tests; each page it opens is in a profile of its own.

    It is gone before the server is, and the server's threads end with its connections, while they share a database.
    """
    with launch(chromium) as started:
        yield started
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=5)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests of pages last, so that no other test meets the data they load."""
    items.sort(key=lambda item: HERE in item.path.parents)


@pytest.fixture(autouse=True)
def _live_server_helper() -> None:
    """Do without pytest-django's own, which empties the tables after each test with a server: pages only read."""


@pytest.fixture(scope="session")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Load the published data once."""
    with django_db_blocker.unblock():
        load_catalogue(system("pages", Purpose.ADMINISTRATION))


@pytest.fixture
def home(live_server: LiveServer, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of the front page without its slash; while a test has it, the server may read."""
    with django_db_blocker.unblock():
        yield str(live_server)


@pytest.fixture(scope="session")
def profiles(browser: Browser) -> Profiles:
    """The profiles in use: one for each way of looking, for a new one would fetch every file again."""
    return {}


@pytest.fixture
def open_page(home: str, browser: Browser, profiles: Profiles) -> Iterator[OpenPage]:
    """Open a window on an address of ours; options are those of a browser's profile."""
    opened = []

    def open_one(path: str = "/", *, size: tuple[int, int] = DESKTOP, **options: Unpack[Window]) -> Page:
        key = (size, tuple(sorted(options.items())))
        if key not in profiles:
            width, height = size
            profiles[key] = browser.new_context(
                base_url=home, viewport={"width": width, "height": height}, locale="da-DK", **options
            )
        page = profiles[key].new_page()
        opened.append(page)
        page.set_default_timeout(10_000)
        page.goto(path)
        return page

    yield open_one
    for page in opened:
        page.close()


@pytest.fixture(params=LANGUAGES)
def words(request: pytest.FixtureRequest) -> Words:
    """The words of a language; a test that asks for them runs in each."""
    return Words(request.param)


@pytest.fixture(scope="session")
def town(loaded: None, django_db_blocker: DjangoDbBlocker) -> Town:
    """The town behind log-in, built once."""
    with django_db_blocker.unblock():
        return build()


@pytest.fixture
def work(town: Town, home: str, browser: Browser, profiles: Profiles) -> Iterator[Work]:
    """Open a page as somebody who has logged in; the health visitor when nothing is said."""
    opened = []

    def open_one(path: str, *, who: str = "hanne", size: tuple[int, int] = DESKTOP, scripts: bool = True) -> Page:
        key = (who, size, scripts)
        if key not in profiles:
            width, height = size
            profiles[key] = browser.new_context(
                base_url=home,
                viewport={"width": width, "height": height},
                locale="da-DK",
                java_script_enabled=scripts,
            )
            name = settings.SESSION_COOKIE_NAME
            session = town.browser(who).cookies[name].value
            profiles[key].add_cookies([{"name": name, "value": session, "url": home}])
        page = profiles[key].new_page()
        opened.append(page)
        page.set_default_timeout(10_000)
        page.goto(path)
        return page

    yield open_one
    for page in opened:
        page.close()
