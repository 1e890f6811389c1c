"""The route on the public site: what a newcomer reads, by municipality, day and line."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from vugge.journey.queries.law import national_network, network_for
from vugge.web.page import KEPT
from vugge.web.public.journey import AN_HOUR

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def page(client: Client, query: str = "", *, language: str = "") -> str:
    """Return the page's HTML."""
    response = client.get(f"{language}/rejsen/{query}")
    assert response.status_code == 200
    return response.content.decode()


class _Anchors(HTMLParser):
    """Collects the ids on a page and the places its links lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if tag == "a" and name == "href" and value and value.startswith("#"):
                self.targets.add(value[1:])


def anchors(html: str) -> _Anchors:
    """Read the anchors of a page."""
    found = _Anchors()
    found.feed(html)
    return found


def test_every_station_of_the_newest_edition_has_an_anchor_and_a_why(client: Client) -> None:
    html = page(client, "?dag=2026-08-01")
    newest = national_network().editions[-1].stations
    assert set(newest) <= set(anchors(html).ids)
    assert html.count('<details class="details vugge-why">') == len(newest)


def test_every_link_within_the_page_leads_somewhere_and_no_anchor_is_there_twice(client: Client) -> None:
    for query in ("", "?kommune=9001", "?linje=job"):
        found = anchors(page(client, query))
        assert found.targets <= set(found.ids)
        assert len(found.ids) == len(set(found.ids))


def test_a_municipalitys_own_stations_are_marked_as_its_own(client: Client) -> None:
    html = page(client, "?kommune=9001&linje=family")
    assert "Babycafé i Tranehuset" in html
    assert html.count("Kommunens egen") == 1
    assert "Babycafé" not in page(client, "?linje=family")


def test_an_older_edition_tells_what_held_then(client: Client) -> None:
    assert "Er du parat? Svar i 8. klasse" in page(client, "?dag=2022-08-01&linje=youth")
    assert "Er du parat? Svar i 8. klasse" not in page(client, "?dag=2024-08-01&linje=youth")


def test_a_line_shows_only_its_stations(client: Client) -> None:
    newest = national_network().editions[-1].stations.values()
    html = page(client, "?dag=2026-08-01&linje=leisure")
    shown = {one.id for one in newest} & set(anchors(html).ids)
    assert shown == {one.id for one in newest if one.line.value == "leisure"}


@pytest.mark.parametrize("query", ["?kommune=0461", "?dag=2023-02-30", "?linje=tog", "?linje=%00"])
def test_a_wish_that_cannot_be_met_is_said_and_the_whole_route_is_shown(client: Client, query: str) -> None:
    html = page(client, query)
    assert "Vælg en på listen." in html
    assert "first_gp_contact" in html


def test_duties_and_connections_are_said_in_words(client: Client) -> None:
    html = page(client, "?dag=2026-08-01")
    newest = national_network().editions[-1].stations.values()
    assert html.count("Pligt efter loven") == sum(one.duty for one in newest)
    assert html.count("Skiftested") == sum(one.connection for one in newest)


def test_the_way_begins_before_birth_and_ends_at_thirty(client: Client) -> None:
    html = page(client)
    headings = re.findall(r'<h3 class="h2" id="([^"]+)">', html)
    assert headings[0] == "foer-foedslen"
    assert headings[-2:] == ["25-30-aar", "kommer-senere"]


def test_the_page_is_in_english_too(client: Client) -> None:
    html = page(client, language="/en")
    assert "First visit to the doctor" in html
    assert "Første besøg hos lægen" not in html


def test_the_front_page_and_the_menu_lead_to_the_route(client: Client) -> None:
    assert 'href="/rejsen/"' in client.get("/").content.decode()


def test_the_page_names_the_edition_it_shows(client: Client) -> None:
    assert network_for("9001").editions[1].valid_from.isoformat() == "2023-08-01"
    assert "som de gælder fra 01-08-2023" in page(client, "?kommune=9001&dag=2023-08-01")


def test_the_page_is_kept_no_longer_than_an_hour_since_the_day_decides_the_edition(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[object] = []
    monkeypatch.setattr(KEPT, "set", lambda *_, timeout: kept.append(timeout))
    page(client, "?linje=job&kommune=9001")
    assert kept == [AN_HOUR]


def test_what_stands_in_the_address_never_becomes_markup(client: Client) -> None:
    html = page(client, "?linje=%22%3E%3Cscript%3E")
    assert "<script>" not in html
