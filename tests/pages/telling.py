"""What the story of one child stands on: the family, the places, who works there, and the clock.

Offers `begin`, `Story`, `on`, and what is read on a page: `said`, `station`, `menu`.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from unittest.mock import patch
from uuid import UUID

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Locator, Page
from tests.cast import Character, the_operator
from tests.journey.test_concerns import citizen
from tests.pages.browsing import DESKTOP, unfold
from tests.people.town import attend, custody, register
from tests.web.frontline.workplace import LONG_AGO, employ, give_task
from tests.web.logging_in import log_in

from vugge.kit.local_time import HERE
from vugge.organisations.actions.register import create_organisation
from vugge.organisations.actions.units import create_unit
from vugge.organisations.rules.kinds import OrganisationKind, Role, UnitKind
from vugge.organisations.rules.register import NewOrganisation, NewUnit
from vugge.people.rules.kinds import CustodyKind, SpellKind

PHONE = (320, 700)
AMAL = Character(UUID(int=0x301), "Amal", "Haddad", date(1996, 4, 2))
SAMI = Character(UUID(int=0x302), "Sami", "Haddad", date(2014, 9, 3))
"""Her eldest, in the last year of school when the little one begins."""
BORN = date(2024, 7, 20)
FIRST_DAY_OF_SCHOOL = date(2030, 8, 12)


@dataclass
class Story:
    """Who takes part, how far it is told, and the child, once it is registered."""

    browser: Browser
    home: str
    accounts: dict[str, UUID]
    units: dict[str, int]
    child: Character
    told: list[str] = field(default_factory=list)
    stopped_at: str = ""
    windows: list[BrowserContext] = field(default_factory=list)

    def open(self, who: str, path: str = "/arbejde/", *, size: tuple[int, int] = DESKTOP) -> Page:
        """Open a window of somebody who logs in today."""
        width, height = size
        window = self.browser.new_context(base_url=self.home, viewport={"width": width, "height": height})
        self.windows.append(window)
        client, name = Client(), settings.SESSION_COOKIE_NAME
        log_in(client, self.accounts[who])
        window.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.home}])
        page = window.new_page()
        page.set_default_timeout(30_000)
        page.goto(path)
        return page

    def journey(self, who: str) -> Page:
        """Go to the child's journey from the list of those whom somebody works with."""
        page = self.person(who)
        page.get_by_role("link", name="Se rejsen").click()
        return page

    def person(self, who: str) -> Page:
        """Go to the child's page, likewise."""
        page = self.open(who)
        page.get_by_role("region", name="Dem, jeg arbejder med").get_by_role("link", name="Nour Haddad").click()
        return page

    def close(self) -> None:
        """Close every window."""
        while self.windows:
            self.windows.pop().close()


@contextmanager
def on(day: date, hour: int = 10) -> Iterator[None]:
    """Let it be that day from that hour on, for whoever asks in this process: the server does."""
    then, began = datetime(day.year, day.month, day.day, hour, tzinfo=HERE), time.monotonic()
    with patch("django.utils.timezone.now", lambda: then + timedelta(seconds=time.monotonic() - began)):
        yield


def begin(browser: Browser) -> Story:
    """A family, four places, and those who work there, before anything has happened."""
    with on(date(2024, 1, 8)):
        new = NewOrganisation(OrganisationKind.MUNICIPALITY, "Fjordby Kommune", LONG_AGO, municipality="0173")
        owner = create_organisation(the_operator(), new=new)
        places = {
            "Sundhedsplejen Fjordby": UnitKind.HEALTH_VISITING,
            "Solstrålen": UnitKind.INTEGRATED_DAYCARE,
            "Søskolen": UnitKind.SCHOOL,
            "Fjordby Gymnasium": UnitKind.YOUTH_EDUCATION,
        }
        units = {
            name: create_unit(the_operator(), new=NewUnit(owner, kind, name, LONG_AGO)) for name, kind in places.items()
        }
        helle = employ("Helle Hald", Role.HEALTH_VISITOR, units["Sundhedsplejen Fjordby"])
        pernille = employ("Pernille Park", Role.PEDAGOGUE, units["Solstrålen"])
        tove, tim = (employ(name, Role.TEACHER, units["Søskolen"]) for name in ("Tove Thrane", "Tim Torp"))
        for one in (AMAL, SAMI):
            register(one)
        custody(SAMI, AMAL, CustodyKind.MOTHER)
        attend(SAMI, SpellKind.SCHOOL, unit=units["Søskolen"])
        give_task(helle, AMAL)
        give_task(tove, SAMI)
        accounts = {"helle": helle.account, "pernille": pernille.account, "tove": tove.account, "tim": tim.account}
        for name, one in {"amal": AMAL, "sami": SAMI}.items():
            known = citizen(one).identity
            assert known is not None
            accounts[name] = known
    return Story(browser, "", accounts, units, Character(UUID(int=0), "Nour", "Haddad", BORN))


def said(page: Page) -> Locator:
    """Return what a page says was done just before."""
    return page.get_by_role("status").first


def station(page: Page, name: str) -> Locator:
    """Return one station on the list of a journey, wherever it is folded away."""
    unfold(page)
    return page.locator(f"#{name}")


def menu(page: Page, section: str) -> None:
    """Follow a link of the main menu."""
    page.get_by_role("navigation", name="Hovedmenu").get_by_role("link", name=section, exact=True).click()
