"""Public pages are kept ready, packed and marked, and are made anew as soon as the data change."""

import gzip
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker
from tests.once import built_once

from vugge.areas.actions import import_lists, load_catalogue
from vugge.audit.rules import Purpose, Viewer, system

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

PAGES = ["/", "/omraader/", "/omraader/gellerup/", "/lister/", "/lister/2017-12-01/", "/hvad-hvis/", "/kilder/"]


@pytest.fixture
def importer() -> Viewer:
    """Who loads data."""
    return system("test", Purpose.ADMINISTRATION)


@pytest.fixture(scope="module")
def catalogue(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """All the published data."""
    with built_once(django_db_blocker, lambda: load_catalogue(system("test", Purpose.ADMINISTRATION))):
        yield


@pytest.fixture(autouse=True)
def published(catalogue: None, db: None) -> None:
    """All the published data, and no page made yet."""
    cache.clear()


def test_a_page_that_has_not_changed_is_not_sent_again(client: Client) -> None:
    for path in PAGES:
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b""), path
        assert client.get(path, headers={"If-None-Match": '"another"'}).status_code == 200, path


def test_a_page_is_sent_packed_to_who_can_unpack_it(client: Client) -> None:
    for path in PAGES:
        plain = client.get(path)
        packed = client.get(path, headers={"Accept-Encoding": "gzip, br"})
        assert packed["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.content) == plain.content
        assert len(packed.content) < len(plain.content) / 2
        assert not plain.has_header("Content-Encoding")
        assert "Accept-Encoding" in plain["Vary"]


def test_a_page_may_be_kept_by_anybody_and_sets_no_cookie(client: Client) -> None:
    answer = client.get("/omraader/")
    assert answer["Cache-Control"].startswith("public, max-age=")
    assert not answer.cookies
    assert "Cookie" not in answer["Vary"]


def test_each_language_and_each_question_is_kept_on_its_own(client: Client) -> None:
    answers = [client.get(path).content for path in ("/omraader/", "/en/omraader/", "/omraader/?q=ring")]
    assert len(set(answers)) == 3
    assert [client.get(path).content for path in ("/omraader/", "/en/omraader/", "/omraader/?q=ring")] == answers


def test_a_kept_page_is_made_anew_when_data_are_imported(client: Client, importer: Viewer, tmp_path: Path) -> None:
    before = client.get("/omraader/")
    assert "Testparken" not in before.content.decode()
    file = tmp_path / "lists.csv"
    file.write_text(exported_row(client).replace("Gellerupparken/Toveshøj", "Testparken"), encoding="utf-8")
    import_lists(importer, file=file, today=date(2026, 11, 22))
    after = client.get("/omraader/", headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert "Testparken" in after.content.decode()


def exported_row(client: Client) -> str:
    """Return the header and one row of the list as this system writes it."""
    lines = client.get("/omraader/omraader.csv?q=gellerup").content.decode("utf-8-sig").splitlines()
    return "\n".join([lines[0], next(line for line in lines if "2017" in line)]) + "\n"


def test_asking_for_the_head_alone_sends_no_page(client: Client) -> None:
    for path in PAGES:
        answer = client.head(path)
        assert (answer.status_code, answer.content) == (200, b""), path
        assert answer["ETag"] == client.get(path)["ETag"]


def test_a_public_page_only_answers_questions(client: Client) -> None:
    for path in (*PAGES, "/omraader/omraader.csv"):
        for send in (client.post, client.put, client.delete, client.patch):
            assert send(path).status_code == 405, path


def test_a_file_is_offered_under_a_name_that_holds_nothing_personal(client: Client) -> None:
    answer = client.get("/omraader/omraader.csv?q=anna+jensen")
    assert answer["Content-Disposition"] == 'attachment; filename="omraader.csv"'


WORDS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["gellerup", "0461", "parallel", "2018", "2017-12-01", "times", "9" * 400, "1e9", "-1", "\x00", "²"]
    ),
)
NAMES = st.one_of(st.sampled_from(["q", "kommune", "liste", "aar", "orden", "omraade", "lov"]), st.text(max_size=8))
QUERIES = st.lists(st.tuples(NAMES, WORDS), max_size=6)


@pytest.mark.parametrize("path", ["/omraader/", "/hvad-hvis/", "/omraader/omraader.csv"])
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=QUERIES)
def test_no_question_is_so_strange_that_a_page_breaks(path: str, client: Client, query: list[tuple[str, str]]) -> None:
    assert client.get(f"{path}?{urlencode(query)}").status_code == 200


def test_a_broken_question_is_no_error_of_ours(client: Client) -> None:
    for query in ("%", "%zz", "q=%ff%fe", "q=%00", "&&==&", "q[]=1", "aar=²", "orden=__class__"):
        for path in ("/omraader/", "/hvad-hvis/"):
            assert client.get(f"{path}?{query}").status_code == 200, query


def test_a_form_that_is_wrong_says_so_and_is_not_an_error(client: Client) -> None:
    answer = client.get("/hvad-hvis/?omraade=findes-ikke&liste=2017-12-01&lov=2019-12-01")
    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
