"""When something is wrong, the page says what, why where we know it, and where to go on."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from vugge.areas.actions import load_catalogue
from vugge.audit.rules import Purpose, system
from vugge.web.public import areas

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_page_made_yet() -> None:
    """Every page must be made anew."""
    cache.clear()


def heard(html: bytes) -> str:
    """Return the words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.decode()))


@pytest.mark.parametrize("suffix", ["", "omraade.xlsx", "omraade.pdf"])
def test_an_unknown_area_is_named_in_danish(suffix: str, client: Client) -> None:
    answer = client.get(f"/omraader/findes-ikke/{suffix}")
    assert answer.status_code == 404
    assert "Vi kender ikke et område med navnet »findes-ikke«." in heard(answer.content)


def test_an_unknown_area_is_named_in_english(client: Client) -> None:
    answer = client.get("/en/omraader/findes-ikke/")
    assert answer.status_code == 404
    assert "findes-ikke" in heard(answer.content)
    assert "Vi kender ikke" not in heard(answer.content)


def test_a_day_without_a_list_is_named(client: Client) -> None:
    answer = client.get("/lister/2017-12-02/")
    assert answer.status_code == 404
    assert "Der er ingen liste fra 02-12-2017." in heard(answer.content)


@pytest.mark.parametrize("path", ["/findes-ikke", "/lister/2017-13-40/", "/omraader/%00/", "/en/findes-ikke/"])
def test_any_other_address_says_that_it_does_not_exist(path: str, client: Client) -> None:
    answer = client.get(path, follow=True)
    assert answer.status_code == 404
    assert 'href="/' in answer.content.decode()


def test_a_name_that_would_be_markup_is_shown_as_text(client: Client) -> None:
    answer = client.get("/omraader/", {"q": "<script>alert(1)</script>"})
    assert b"<script>alert" not in answer.content


def test_a_mistake_of_ours_is_admitted_without_showing_the_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(viewer: object) -> None:
        message = "secret inside"
        raise ZeroDivisionError(message)

    monkeypatch.setattr(areas, "area_summaries", break_down)
    answer = Client(raise_request_exception=False).get("/omraader/")
    assert answer.status_code == 500
    assert "Fejlen er vores" in heard(answer.content)
    assert "secret inside" not in heard(answer.content)
    assert "ZeroDivision" not in heard(answer.content)


def test_what_this_machine_lacks_is_said_with_what_to_do(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    load_catalogue(system("test", Purpose.ADMINISTRATION))
    monkeypatch.setattr("vugge.documents.pdf.CAN_TYPESET", False)
    answer = client.get("/omraader/gellerup/omraade.pdf")
    assert answer.status_code == 503
    assert not answer.has_header("ETag")  # not kept: the machine may get it tomorrow
    assert "Pango mangler. Udskriv siden fra browseren i stedet." in heard(answer.content)
