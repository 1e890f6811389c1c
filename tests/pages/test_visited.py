"""Somebody goes to every address of ours in a real browser, or it is said why not: no new page is forgotten."""

from collections.abc import Iterable, Iterator

from django.urls import URLPattern, URLResolver, get_resolver, resolve
from tests.login.test_looks import VISITED
from tests.pages.browsing import PLACES
from tests.pages.places import NOT_VISITED, VISITS

BY_A_BUTTON = ("new_person",)  # in test_frontline


def pages(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[str]:
    """Return the names of all addresses."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from pages(one.url_patterns)
        else:
            yield str(one.name)


def all_pages() -> set[str]:
    return set(pages(get_resolver("vugge.web.urls").url_patterns))


def visited() -> set[str]:
    """Return the names of the addresses to which a browser test goes."""
    paths = (*(one.path for one in PLACES if one.status == 200), *(one.format(key=1) for one in VISITED))
    by_path = {str(resolve(path.partition("?")[0].removeprefix("/en")).url_name) for path in paths}
    return by_path | {one.page for one in VISITS} | set(BY_A_BUTTON)


def test_every_page_is_visited_or_it_is_said_why_not() -> None:
    assert sorted(all_pages() - visited() - NOT_VISITED.keys()) == []


def test_nothing_is_excused_that_is_visited_or_gone() -> None:
    assert sorted(NOT_VISITED.keys() & visited()) == []
    assert sorted(NOT_VISITED.keys() - all_pages()) == []


def test_a_page_that_nobody_visits_would_be_noticed() -> None:
    assert all_pages() - (visited() - {"my_log"}) - NOT_VISITED.keys() == {"my_log"}
