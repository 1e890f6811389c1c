"""One child's way from pregnancy to school, clicked through by those around it, on the days on which it happens.

Each chapter is a test; whichever runs tells those before it first. The family, the places and those who work there are
the story's own, for it lasts six years: the clock stands on the day of the chapter.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Browser, expect
from pytest_django import DjangoDbBlocker
from tests.pages.browsing import unfold
from tests.pages.telling import AMAL, BORN, FIRST_DAY_OF_SCHOOL, PHONE, Story, begin, menu, on, said, station
from tests.pages.test_layout import too_wide
from tests.people.town import BOOKKEEPER, custody, leave

from vugge.access.actions.teams import assign
from vugge.audit.rules import Act
from vugge.people.rules.kinds import CustodyKind

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]  # PostgreSQL asks a clock of its own who has begun


@pytest.fixture(scope="module")
def beginning(browser: Browser, django_db_blocker: DjangoDbBlocker) -> Story:
    """The story before anything has happened."""
    with django_db_blocker.unblock():
        return begin(browser)


@pytest.fixture
def story(beginning: Story, home: str) -> Iterator[Story]:
    """The story as far as it is told; no window stays open."""
    beginning.home = home
    yield beginning
    beginning.close()


def a_mother_expects_a_child(story: Story) -> None:
    """The health visitor registers it in week 16, and sees at once where its journey begins."""
    with on(date(2024, 2, 5)):
        page = story.open("helle")
        page.get_by_role("link", name="Amal Haddad").first.click()
        page.get_by_text("Mere", exact=True).click()
        page.get_by_role("link", name="Registrer et barn, der ventes").click()
        page.get_by_label("Termin").fill("2024-07-22")
        page.get_by_role("button", name="Registrer").click()
        expect(said(page)).to_contain_text("Barnet er registreret som ventet")
        story.child = replace(story.child, id=UUID(page.url.partition("/borger/")[2].partition("/")[0]))
        page.get_by_role("link", name="Se rejsen").click()
        expect(station(page, "first_midwife")).to_contain_text("dage tilbage")
        expect(station(page, "daycare_start")).to_contain_text("Ikke endnu")


def the_child_is_born(story: Story) -> None:
    """The same page goes on, and the health visitor writes down her first visit."""
    with on(date(2024, 7, 25)):
        page = story.open("helle", f"/arbejde/borger/{story.child.id}/")
        page.get_by_role("link", name="Barnet er født").click()
        page.get_by_label("Fødselsdag").fill(BORN.isoformat())
        page.get_by_label("Fornavne").fill("Nour")
        page.get_by_label("Efternavn").fill("Haddad")
        page.get_by_role("button", name="Gem").click()
        expect(said(page)).to_contain_text("Fødslen er skrevet ind")
        custody(story.child, AMAL, CustodyKind.MOTHER, since=BORN)
        page.get_by_role("link", name="Se rejsen").click()
        station(page, "nurse_visit_1").get_by_role("link", name="Skriv ned").click()
        page.get_by_role("button", name="Gem").click()
        expect(station(page, "nurse_visit_1")).to_contain_text("Nået 25-07-2024")


def the_mother_says_yes(story: Story) -> None:
    """She is asked in Arabic whether the day-care may know how the child is; before her yes it knows of no child."""
    with on(date(2025, 6, 10)):
        page = story.person("helle")
        page.get_by_role("link", name="Spørg om samtykke").first.click()
        page.get_by_label("Dagligdag").check()
        page.get_by_label("Dagtilbud, skole og uddannelse", exact=True).check()
        for group in page.locator("details.vugge-group summary").all():
            group.click()
        page.get_by_label("Solstrålen").check()
        page.get_by_label("Hvorfor, med dine egne ord").fill("Så I kan få en plads, der passer.")
        page.get_by_label("Sprog, familien bliver spurgt på").select_option("ar")
        page.get_by_role("button", name="Læs, før du sender").click()
        page.get_by_role("button", name="Send spørgsmålet til familien").click()
        expect(said(page)).to_contain_text("Ingen ser noget, før der er svaret ja")
        expect(story.open("pernille").get_by_role("main")).to_contain_text("Du arbejder ikke med nogen endnu")
        own = story.open("amal", "/min/", size=PHONE)
        own.get_by_role("link", name="Svar på et spørgsmål om Nour").click()
        own.get_by_label("Ja, det må I godt").check()
        own.get_by_role("button", name="Send svar").click()
        expect(own.get_by_role("main")).to_contain_text("Du har sagt ja")
        expect(story.person("pernille").get_by_role("heading", level=1)).to_contain_text("Nour")


def the_bus_is_leaving(story: Story) -> None:
    """Fifteen days before the window closes no place is written down, and the health visitor sees it."""
    with on(date(2025, 9, 5)):
        page = story.open("helle")
        menu(page, "Busser")
        bus = page.get_by_role("listitem").filter(has_text="Barnet er begyndt i dagtilbud")
        expect(bus).to_contain_text("Inden 20-09-2025")
        expect(bus).to_contain_text("Intet er aftalt endnu")
        bus.get_by_role("link", name="Nour Haddad").click()
        expect(station(page, "daycare_signup")).to_contain_text("Skriv barnet op i dag")


def a_step_is_agreed(story: Story) -> None:
    """Who does what by when; and whoever looks for buses sees that somebody is on the way."""
    with on(date(2025, 9, 5), 11):
        page = story.journey("helle")
        station(page, "daycare_start").get_by_role("link", name="Aftal et skridt").click()
        page.get_by_label("Hvad skal gøres?").fill("Skriv Nour op til en plads")
        page.get_by_label("Hvem gør det?").select_option("family")
        page.get_by_label("Senest").fill("2025-09-10")
        page.get_by_label("forældrene").check()
        page.get_by_role("button", name="Gem skridtet").click()
        expect(said(page)).to_contain_text("Skridtet er aftalt")
        menu(page, "Busser")
        bus = page.get_by_role("listitem").filter(has_text="Barnet er begyndt i dagtilbud")
        expect(bus).to_contain_text("Skriv Nour op til en plads")


def it_is_seen_that_it_was_done(story: Story) -> None:
    """The family says that it is done, the health visitor writes it down: reached, later than the window."""
    with on(date(2025, 9, 9)):
        own = story.open("amal", f"/min/rejse/{story.child.id}/?sprog=da", size=PHONE)
        own.get_by_role("button", name="Skriv Nour op").click()
        expect(said(own)).to_contain_text("Vi har skrevet, at det er gjort")
        page = story.journey("helle")
        station(page, "daycare_signup").get_by_role("link", name="Skriv ned").click()
        page.get_by_label("Hvor ved du det fra?").fill("Amal har vist mig svaret.")
        page.get_by_role("button", name="Gem").click()
        expect(said(page)).to_contain_text("skal ikke spørge om det igen")
        expect(station(page, "daycare_signup")).to_contain_text("Nået senere")


def the_child_begins_in_day_care(story: Story) -> None:
    """Late, and reached all the same."""
    with on(date(2025, 10, 1)):
        page = story.person("helle")
        page.get_by_role("link", name="Skriv sted ind").click()
        page.get_by_role("link", name="Dagtilbud").click()
        page.get_by_label("Sted").select_option(label="Solstrålen")
        page.get_by_role("button", name="Gem").click()
        expect(said(page)).to_contain_text("Det er skrevet ind")
        page.get_by_role("link", name="Se rejsen").click()
        expect(station(page, "daycare_start")).to_contain_text("Nået senere")
        give = leave(Act.SHARE, story.child)
        assign(BOOKKEEPER, permit=give, account=story.accounts["pernille"])


def the_way_to_school_is_opened(story: Story) -> None:
    """Ten months before school the day-care is told to begin, makes ready, writes its note and asks the school."""
    with on(date(2029, 10, 8)):
        page = story.open("pernille")
        menu(page, "Overgange")
        page.get_by_role("region", name="Skal åbnes").get_by_role("link", name="Nour Haddad").click()
        page.get_by_role("button", name="Åbn overgangen").click()
        page.get_by_label("Hvornår begynder barnet?").fill(FIRST_DAY_OF_SCHOOL.isoformat())
        page.get_by_label("Det nye sted", exact=True).select_option(label="Søskolen")
        page.get_by_role("button", name="Gem sted og dag").click()
        page.get_by_label("Familien ved, at vi spørger").select_option(label="Ja")
        page.get_by_role("button", name="Gem listen").click()
        page.get_by_label("Hvad er barnet god til").fill("Nour bygger broer og forklarer, hvorfor de holder.")
        page.get_by_role("button", name="Gem noten").click()
        page.get_by_role("button", name="Spørg nu").click()
        expect(said(page)).to_contain_text("I har ansvaret, til det er bekræftet")


def the_school_says_yes_to_a_child(story: Story) -> None:
    """It is not told which. The mother reads the note and lets it pass."""
    with on(date(2029, 10, 10)):
        page = story.open("tove")
        menu(page, "Overgange")
        page.get_by_role("region", name="Svar her").get_by_role("link").click()
        expect(page.get_by_role("main")).not_to_contain_text("Nour")
        page.get_by_role("button", name="Sig ja").click()
        expect(said(page)).to_contain_text("I har sagt ja")
        own = story.open("amal", "/min/", size=PHONE)
        own.get_by_role("link", name="Overgange til nye steder").click()
        own.get_by_role("link", name="Læs mere og svar").click()
        expect(own.get_by_role("main")).to_contain_text("forklarer, hvorfor de holder")
        own.get_by_role("button", name="Ja, giv noten videre").click()
        expect(own.get_by_role("main")).to_contain_text("Du har sagt ja")


def a_mentor_is_chosen(story: Story) -> None:
    """Nour's brother is fifteen and leaves the same school: he chooses himself who follows him."""
    with on(date(2030, 2, 11)):
        page = story.open("tove")
        menu(page, "Overgange")
        page.get_by_role("region", name="Skal åbnes").get_by_role("link", name="Sami Haddad").click()
        page.get_by_role("button", name="Åbn overgangen").click()
        expect(said(page)).to_contain_text("Familien kan se det")
        own = story.open("sami", "/min/", size=PHONE)
        own.get_by_role("link", name="Overgange til nye steder").click()
        own.get_by_role("link", name="Læs mere og svar").click()
        own.get_by_label("Hvem skal følge med dig?").select_option(label="Tim Torp")
        own.get_by_role("button", name="Vælg").click()
        expect(own.get_by_role("region", name="En voksen, der følger med")).to_contain_text("Tim Torp følger med")
        mentor = story.open("tim")
        mentor.get_by_role("link", name="Sami Haddad").first.click()
        expect(mentor.get_by_role("main")).to_contain_text("Tove Thrane")


def a_conference_is_called(story: Story) -> None:
    """The mother and the school are invited; the teacher joins the team, and sees no more than the outline."""
    with on(date(2030, 4, 8)):
        page = story.person("pernille")
        page.get_by_role("link", name="Ret teamet").click()
        page.get_by_label("Hvor arbejder kollegaen?").select_option(label="Søskolen")
        page.get_by_role("button", name="Vis kollegaer").click()
        page.get_by_label("Kollega", exact=True).select_option(label="Tove Thrane, lærer")
        page.get_by_label("Hvorfor er kollegaen med?").fill("Nour begynder i 0. klasse.")
        page.get_by_role("button", name="Føj til teamet").click()
        expect(said(page)).to_contain_text("Teamet er ændret")
        page = story.person("pernille")
        page.get_by_text("Mere", exact=True).click()
        page.get_by_role("link", name="Netværksmøder").click()
        page.get_by_role("link", name="Indkald til et møde").click()
        page.get_by_label("Hvad for et møde?").select_option(label="Overgangsrådslagning")
        page.get_by_label("Dag", exact=True).fill("2030-05-06")
        page.get_by_label("Klokken").fill("14:30")
        page.get_by_label("Amal Haddad").check()
        page.get_by_label("Tove Thrane").check()
        page.get_by_role("button", name="Indkald").click()
        expect(said(page)).to_contain_text("Mødet er indkaldt")
        own = story.open("amal", "/min/", size=PHONE)
        own.get_by_role("link", name="Møder", exact=True).click()
        own.get_by_role("link", name="Overgangsrådslagning").click()
        expect(own.get_by_role("main")).to_contain_text("Tove Thrane")


def what_is_decided_becomes_a_step(story: Story) -> None:
    """At the conference it is agreed who does what; the teacher finds it on the child's journey."""
    with on(date(2030, 5, 6), 15):
        page = story.person("pernille")
        page.get_by_text("Mere", exact=True).click()
        page.get_by_role("link", name="Netværksmøder").click()
        page.get_by_role("link", name="Overgangsrådslagning").click()
        page.get_by_label("Hvad blev aftalt?").fill("Nour besøger 0. klasse")
        page.get_by_label("Hvem gør det?").select_option(label="Tove Thrane")
        page.get_by_label("Senest").fill("2030-06-03")
        page.get_by_role("button", name="Gem aftale").click()
        expect(page.get_by_role("region", name="Aftaler")).to_contain_text("Nour besøger 0. klasse")
        teacher = story.journey("tove")
        expect(teacher.get_by_role("region", name="Aftalte skridt")).to_contain_text("Nour besøger 0. klasse")


def the_child_arrives_at_school(story: Story) -> None:
    """On the first day the school learns who it is, reads the note, and takes over when it has confirmed."""
    with on(FIRST_DAY_OF_SCHOOL):
        page = story.open("tove")
        menu(page, "Overgange")
        page.get_by_role("region", name="På vej til jer").get_by_role("link", name="Nour Haddad").click()
        expect(page.get_by_role("main")).to_contain_text("forklarer, hvorfor de holder")
        page.get_by_role("button", name="Bekræft, at barnet er begyndt").click()
        expect(said(page)).to_contain_text("Nu har det nye sted ansvaret")
        expect(station(story.journey("tove"), "school_start")).to_contain_text("Nået 12-08-2030")


def the_mother_sees_it_on_her_phone_in_arabic(story: Story) -> None:
    """Where they are now, who helps, and what is agreed, from right to left and nothing outside the screen."""
    with on(FIRST_DAY_OF_SCHOOL + timedelta(days=1)):
        page = story.open("amal", "/min/rejse/", size=PHONE)
        page.get_by_role("link", name="العربية").click()
        page.get_by_role("link", name="Nour").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("رحلة")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Nour")
        assert page.locator(".vugge-own").evaluate("one => getComputedStyle(one).direction") == "rtl"
        expect(page.get_by_role("region", name="من يساعدكم")).to_contain_text("Tove Thrane")
        unfold(page)
        expect(page.get_by_role("region", name="خريطة الرحلة")).to_contain_text("أول يوم في الصف 0")
        assert too_wide(page) == []


CHAPTERS: tuple[Callable[[Story], None], ...] = (
    a_mother_expects_a_child,
    the_child_is_born,
    the_mother_says_yes,
    the_bus_is_leaving,
    a_step_is_agreed,
    it_is_seen_that_it_was_done,
    the_child_begins_in_day_care,
    the_way_to_school_is_opened,
    the_school_says_yes_to_a_child,
    a_mentor_is_chosen,
    a_conference_is_called,
    what_is_decided_becomes_a_step,
    the_child_arrives_at_school,
    the_mother_sees_it_on_her_phone_in_arabic,
)


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda one: one.__name__)
def test_the_journey_goes_on(story: Story, chapter: Callable[[Story], None]) -> None:
    for one in CHAPTERS[: CHAPTERS.index(chapter) + 1]:
        if one.__name__ in story.told:
            continue
        assert not story.stopped_at, f"the story stopped at {story.stopped_at}"
        story.stopped_at = one.__name__
        one(story)
        story.close()
        story.stopped_at = ""
        story.told.append(one.__name__)
