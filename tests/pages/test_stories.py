"""What people come for, clicked through in Danish and in English."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.pages.browsing import OpenPage, Words, address

pytestmark = pytest.mark.browser


def results(page: Page) -> Locator:
    """Return the names in the list of areas, in their order."""
    return page.locator("#results").get_by_role("rowheader").get_by_role("link")


def count_heading(words: Words, shown: int, total: int = 66) -> str:
    """Return the heading over so many areas."""
    values = {"shown": str(shown), "all": str(total)}
    return words.counted("%(shown)s område af %(all)s", "%(shown)s områder af %(all)s", shown, **values)


def residents(page: Page, words: Words) -> list[str]:
    """Return what the column of residents says, row by row."""
    heads = page.locator("#results").get_by_role("columnheader").all_inner_texts()
    column = heads.index(words("Beboere"))  # the first column is of row headings, not cells
    return page.locator(f"#results tbody td:nth-child({column + 1})").all_inner_texts()


def go(page: Page, words: Words, section: str) -> None:
    """Follow a link of the main menu."""
    menu = page.get_by_role("navigation", name=words("Hovedmenu"))
    menu.get_by_role("link", name=words(section), exact=True).click()


def wait_for_names(page: Page, pattern: str) -> None:
    """Wait until the list shows just areas whose name or municipality fits the pattern."""
    expect(page.locator("#results").get_by_role("row").filter(has=page.get_by_role("rowheader")).first).to_have_text(
        re.compile(pattern, re.IGNORECASE)
    )


def test_from_the_front_page_to_an_area_and_why_it_was_on_the_list(open_page: OpenPage, words: Words) -> None:
    page = open_page(address("/", words.language))
    page.get_by_role("main").get_by_role("link", name=re.compile(rf"^{words('Områder')}")).click()
    page.get_by_role("searchbox", name=words("Søg efter område")).fill("gellerup")
    expect(page.get_by_role("heading", level=2, name=count_heading(words, 1))).to_be_visible()
    results(page).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gellerupparken/Toveshøj")
    why = page.get_by_role("group").filter(has_text=words("Hvorfor?")).first
    why.locator("summary").click()
    expect(why).to_have_attribute("open", "")
    expect(why).to_contain_text("§ 61")


def test_from_an_area_to_what_if_and_another_law(open_page: OpenPage, words: Words) -> None:
    page = open_page(address("/omraader/gellerup/", words.language))
    page.get_by_role("link", name=words("Prøv områdets tal under et andet års lov")).click()
    area = page.get_by_label(words("Område"), exact=True)
    expect(area).to_have_value("gellerup")
    heading = page.get_by_role("heading", level=2).first
    before = heading.inner_text()
    page.get_by_label(words("Loven, som den var ved listen")).select_option("2013-10-01")
    page.get_by_role("button", name=words("Sammenlign")).click()
    expect(page).to_have_url(re.compile(r"lov=2013-10-01"))
    expect(heading).not_to_have_text(before)
    page.get_by_role("link", name=words("Se hele området")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gellerupparken/Toveshøj")
    go(page, words, "Kilder")
    expect(page.get_by_role("heading", level=2, name=words("Loven gennem tiden"))).to_be_visible()


def test_the_examples_of_what_if_lead_to_answers(open_page: OpenPage, words: Words) -> None:
    page = open_page(address("/hvad-hvis/", words.language))
    page.get_by_role("main").get_by_role("listitem").get_by_role("link").last.click()
    expect(page.get_by_role("heading", level=3, name=words("Ville området stå på listen?"))).to_be_visible()


def test_filters_narrow_the_list_one_by_one(open_page: OpenPage, words: Words) -> None:
    page = open_page(address("/omraader/", words.language))
    page.get_by_label(words("Kommune")).select_option(label="Aarhus")
    expect(page).to_have_url(re.compile(r"\?kommune=0751&"))
    expect(page.get_by_role("heading", level=2, name=count_heading(words, 66))).to_have_count(0)
    in_aarhus = results(page).count()
    page.get_by_label(words("Har stået på")).select_option("parallel")
    expect(page).to_have_url(re.compile(r"liste=parallel"))
    expect(page.get_by_role("heading", level=2, name=count_heading(words, in_aarhus), exact=True)).to_have_count(0)
    page.get_by_label(words("Listeår")).select_option("2018")
    expect(page).to_have_url(re.compile(r"aar=2018"))
    expect(page.get_by_role("heading", level=2, name=count_heading(words, results(page).count()))).to_be_visible()
    assert 0 < results(page).count() < in_aarhus
    page.get_by_role("link", name=words("Nulstil")).click()
    expect(page.get_by_role("heading", level=2, name=count_heading(words, 66))).to_be_visible()


def test_ringparken_in_two_municipalities_are_two_areas(open_page: OpenPage, words: Words) -> None:
    page = open_page(address("/omraader/", words.language))
    page.get_by_role("searchbox", name=words("Søg efter område")).fill("ring")
    expect(page).to_have_url(re.compile(r"q=ring"))
    results(page).filter(has_text=re.compile(r"^Ringparken$")).click()
    expect(page.get_by_role("main")).to_contain_text("Slagelse Kommune")
    page.goto(address("/omraader/ringparken_esbjerg/", words.language))
    expect(page.get_by_role("heading", level=1)).to_have_text("Ringparken")
    expect(page.get_by_role("main")).to_contain_text("Esbjerg Kommune")


def test_leaving_the_search_field_does_not_ask_again(open_page: OpenPage) -> None:
    """Else the list is replaced under the finger of who taps a result straight after searching."""
    page = open_page("/omraader/")
    search = page.get_by_role("searchbox")
    search.press_sequentially("gellerup")
    expect(results(page)).to_have_count(1)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    search.blur()
    page.evaluate("() => new Promise(requestAnimationFrame)")
    assert [url for url in asked if "/static/" not in url] == []  # the tab's small picture may come late


def test_the_print_button_is_still_there_after_filtering(open_page: OpenPage) -> None:
    page = open_page("/omraader/")
    page.get_by_label("Kommune").select_option("0461")
    wait_for_names(page, "Odense")
    expect(page.get_by_role("button", name="Udskriv")).to_be_visible()


def test_the_list_can_be_sorted_by_residents(open_page: OpenPage, words: Words) -> None:
    page = open_page(address("/omraader/", words.language))
    expect(results(page).first).to_have_text("Akacieparken")
    page.get_by_label(words("Sortér efter")).select_option("residents")
    expect(results(page).first).not_to_have_text("Akacieparken")
    shown = [re.sub(r"\D", "", text.split()[0]) for text in residents(page, words)]
    numbers = [int(number) for number in shown if number]
    assert len(numbers) > 50
    assert numbers == sorted(numbers, reverse=True)


def test_back_from_an_area_keeps_the_filters(open_page: OpenPage, words: Words) -> None:
    page = open_page(address("/omraader/", words.language))
    page.get_by_label(words("Kommune")).select_option(label="Odense")
    expect(page).to_have_url(re.compile(r"\?kommune=0461&"))
    wait_for_names(page, "Odense")
    names = results(page).all_inner_texts()
    results(page).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(names[0])
    page.go_back()
    expect(page.get_by_label(words("Kommune"))).to_have_value("0461")
    assert results(page).all_inner_texts() == names


def test_a_filtered_address_can_be_shared(open_page: OpenPage, words: Words) -> None:
    page = open_page(address("/omraader/?kommune=0461&orden=times", words.language))
    expect(page.get_by_label(words("Kommune"))).to_have_value("0461")
    expect(page.get_by_label(words("Sortér efter"))).to_have_value("times")
    wait_for_names(page, "Odense")


def test_a_search_that_finds_nothing_says_what_would_be_here(open_page: OpenPage, words: Words) -> None:
    page = open_page(address("/omraader/", words.language))
    page.get_by_role("searchbox", name=words("Søg efter område")).fill("xyz")
    expect(page.get_by_text(words("Ingen områder passer på det, du søger"))).to_be_visible()
    page.get_by_role("link", name=words("Vis alle områder")).click()
    expect(page.get_by_role("heading", level=2, name=count_heading(words, 66))).to_be_visible()


def test_the_new_result_is_told_to_who_cannot_see_it(open_page: OpenPage, words: Words) -> None:
    page = open_page(address("/omraader/", words.language))
    page.get_by_label(words("Kommune")).select_option(label="Odense")
    announcer = page.locator("[role=status]")
    expect(announcer).not_to_be_empty()
    assert str(results(page).count()) in announcer.inner_text()


def test_from_the_lists_to_a_year_and_to_an_area_that_left(open_page: OpenPage, words: Words) -> None:
    page = open_page(address("/lister/", words.language))
    page.get_by_role("rowheader").get_by_role("link", name=re.compile("01-10-2011|2011")).first.click()
    expect(page.get_by_role("heading", level=2).filter(has_text=re.compile("2011"))).to_be_visible()
    left = page.get_by_role("paragraph").filter(has_text=words("Forlod listen:")).get_by_role("link")
    name = left.first.inner_text()
    left.first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_lists_lead_to_the_one_before_and_the_one_after(open_page: OpenPage, words: Words) -> None:
    page = open_page(address("/lister/2017-12-01/", words.language))
    others = page.get_by_role("navigation", name=words("Andre lister")).get_by_role("link")
    others.last.click()
    expect(page).to_have_url(re.compile(r"/lister/2018-12-01/$"))
    others.first.click()
    expect(page).to_have_url(re.compile(r"/lister/2017-12-01/$"))


@pytest.mark.parametrize("path", ["/omraader/?kommune=0461", "/omraader/gellerup/", "/lister/2017-12-01/"])
def test_switching_language_stays_on_the_page(path: str, open_page: OpenPage) -> None:
    page = open_page(path)
    page.get_by_role("banner").get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(re.escape(address(path, "en")) + "$"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("banner").get_by_role("link", name="Dansk").click()
    expect(page).to_have_url(re.compile(r"\d" + re.escape(path) + "$"))
    expect(page.locator("html")).to_have_attribute("lang", "da")


def test_switching_language_after_filtering_keeps_the_filters(open_page: OpenPage) -> None:
    page = open_page("/omraader/")
    page.get_by_label("Kommune").select_option("0461")
    expect(page).to_have_url(re.compile("kommune=0461"))
    wait_for_names(page, "Odense")
    page.get_by_role("banner").get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(r"/en/omraader/\?kommune=0461&"))


def test_an_address_that_does_not_exist_shows_the_way_on(open_page: OpenPage, words: Words) -> None:
    page = open_page(address("/omraader/xyz/", words.language))
    expect(page.get_by_role("heading", level=1)).to_have_text(words("Siden findes ikke"))
    expect(page.get_by_role("main")).to_contain_text("xyz")
    page.get_by_role("link", name=words("Find et område")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words("Områder"))
