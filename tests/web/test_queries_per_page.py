"""A page asks the database a fixed number of questions, however much there is to show; a kept page asks one."""

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from vugge.areas.actions import load_catalogue
from vugge.audit.rules import Purpose, system

pytestmark = pytest.mark.django_db

WHAT_IF = "/hvad-hvis/?omraade={area}&liste=2017-12-01&lov=2019-12-01"
STATEMENTS = {
    "/": 2,
    "/omraader/": 9,
    "/omraader/?q=park&kommune=0461&liste=parallel&aar=2018&orden=times": 9,
    "/omraader/omraader.csv": 14,
    "/omraader/omraader.xlsx": 14,
    "/omraader/gellerup/": 11,
    "/omraader/gellerup/omraade.xlsx": 11,
    "/lister/": 2,
    "/lister/2017-12-01/": 8,
    "/hvad-hvis/": 7,
    WHAT_IF.format(area="gellerup"): 23,
    "/kilder/": 1,
}
AREAS = {"many years": "gellerup", "few years": "arendalsvej", "no years": "ringparken_esbjerg"}


@pytest.fixture(autouse=True)
def published() -> None:
    """All the published data, and no page made yet."""
    load_catalogue(system("test", Purpose.ADMINISTRATION))
    cache.clear()


@pytest.mark.parametrize("path", STATEMENTS)
def test_a_page_is_made_with_a_fixed_number_of_statements(
    path: str, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(STATEMENTS[path]):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", STATEMENTS)
def test_a_kept_page_asks_only_for_the_version_of_the_data(
    path: str, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = client.get(path)
    with django_assert_num_queries(1):
        assert client.get(path).content == first.content


@pytest.mark.parametrize("area", AREAS.values(), ids=AREAS.keys())
def test_an_area_costs_the_same_however_many_years_it_has(
    area: str, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(STATEMENTS["/omraader/gellerup/"]):
        assert client.get(f"/omraader/{area}/").status_code == 200


@pytest.mark.parametrize("day", ["2010-10-01", "2012-10-01", "2023-12-01", "2024-12-01"])
def test_a_list_costs_the_same_however_many_areas_it_names(
    day: str, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(STATEMENTS["/lister/2017-12-01/"]):
        assert client.get(f"/lister/{day}/").status_code == 200


def test_an_address_that_does_not_exist_asks_little(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(2):
        assert client.get("/omraader/findes-ikke/").status_code == 404
