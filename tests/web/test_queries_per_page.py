"""A page asks the database a fixed number of questions, however much there is to show; a kept page asks one."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker
from tests.once import built_once

from vugge.areas.actions import load_catalogue
from vugge.audit.rules import Purpose, system

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

WHAT_IF = "/hvad-hvis/?omraade={area}&liste=2017-12-01&lov=2019-12-01"
STATEMENTS = {
    "/": 2,
    "/omraader/": 9,
    "/omraader/?q=park&kommune=0461&liste=parallel&aar=2018&orden=times": 9,
    "/omraader/omraader.csv": 14,
    "/omraader/omraader.xlsx": 14,
    "/omraader/gellerup/": 12,
    "/omraader/gellerup/omraade.xlsx": 12,
    "/lister/": 2,
    "/lister/2017-12-01/": 8,
    "/hvad-hvis/": 7,
    WHAT_IF.format(area="gellerup"): 23,
    "/rejsen/": 1,
    "/rejsen/?kommune=9001&dag=2024-08-01&linje=school": 1,
    "/kilder/": 1,
}
AREAS = {"many years": "gellerup", "few years": "arendalsvej", "no years": "ringparken_esbjerg"}


@pytest.fixture(scope="module")
def catalogue(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """All the published data."""
    with built_once(django_db_blocker, lambda: load_catalogue(system("test", Purpose.ADMINISTRATION))):
        yield


@pytest.fixture(autouse=True)
def published(catalogue: None, db: None) -> None:
    """All the published data, and no page made yet."""
    cache.clear()


def asked(client: Client, path: str) -> int:
    """Return how many statements an answer takes."""
    with CaptureQueriesContext(connection) as statements:
        assert client.get(path).status_code == 200, path
    return len(statements)


def test_a_page_is_made_with_a_fixed_number_of_statements(client: Client) -> None:
    assert {path: asked(client, path) for path in STATEMENTS} == STATEMENTS


def test_a_kept_page_asks_only_for_the_version_of_the_data(client: Client) -> None:
    kept = [path for path in STATEMENTS if "q=" not in path]
    for path in kept:
        client.get(path)
    assert {path: asked(client, path) for path in kept} == dict.fromkeys(kept, 1)


def test_what_somebody_searched_for_is_not_kept(client: Client) -> None:
    searched = "/omraader/?q=park"
    assert asked(client, searched) == asked(client, searched) == STATEMENTS["/omraader/"]


def test_an_area_costs_the_same_however_many_years_it_has(client: Client) -> None:
    numbers = {years: asked(client, f"/omraader/{area}/") for years, area in AREAS.items()}
    assert numbers == dict.fromkeys(AREAS, STATEMENTS["/omraader/gellerup/"])


def test_what_if_costs_the_same_however_many_years_there_are(client: Client) -> None:
    numbers = {area: asked(client, WHAT_IF.format(area=area)) for area in ("gellerup", "lindholm")}
    assert numbers == dict.fromkeys(numbers, STATEMENTS[WHAT_IF.format(area="gellerup")])


def test_a_list_costs_the_same_however_many_areas_it_names(client: Client) -> None:
    most = STATEMENTS["/lister/2017-12-01/"]
    numbers = {day: asked(client, f"/lister/{day}/") for day in ("2012-10-01", "2013-10-01", "2023-12-01")}
    assert all(number <= most for number in numbers.values()), numbers


def test_an_address_that_does_not_exist_asks_little(client: Client) -> None:
    with CaptureQueriesContext(connection) as statements:
        assert client.get("/omraader/findes-ikke/").status_code == 404
    assert len(statements) <= 2
