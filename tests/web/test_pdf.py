"""The PDF of an area: our own files only, tagged for screen readers, with text that can be read and searched."""

from io import BytesIO

import pytest
from django.core.cache import cache
from django.test import Client
from pypdf import PdfReader

from vugge.areas.actions import load_catalogue
from vugge.audit.rules import Purpose, system
from vugge.documents.pdf import CAN_TYPESET, pdf_of
from vugge.kit.errors import NotPossibleHere
from vugge.web.pdf_files import read_static

pytestmark = pytest.mark.skipif(not CAN_TYPESET, reason="no Pango on this machine, so no PDF")

PAGE = "<html lang='da'><title>Prøve</title><body><h1>Prøve</h1><img alt='x' src='{address}'></body></html>"


@pytest.fixture(scope="module")
def made() -> list[bytes]:
    """The PDF once it is made: making it takes a while."""
    return []


@pytest.fixture
def reader(client: Client, db: None, made: list[bytes]) -> PdfReader:
    """The PDF of the page of Gellerup."""
    if not made:
        load_catalogue(system("test", Purpose.ADMINISTRATION))
        cache.clear()
        answer = client.get("/omraader/gellerup/omraade.pdf")
        assert answer["Content-Disposition"] == 'attachment; filename="gellerup.pdf"'
        made.append(answer.content)
    return PdfReader(BytesIO(made[0]))


def test_it_holds_what_the_page_says_in_the_readers_language(reader: PdfReader) -> None:
    text = "".join(page.extract_text() for page in reader.pages)
    for words in ("Gellerupparken/Toveshøj", "Aarhus Kommune", "Udsat boligområde", "Data opdateret:"):
        assert words in text
    assert str(reader.root_object["/Lang"]) == "da"
    assert reader.metadata is not None
    assert str(reader.metadata.title).startswith("Gellerupparken/Toveshøj")


def test_it_is_tagged_for_screen_readers(reader: PdfReader) -> None:
    root = reader.root_object
    assert str(root["/MarkInfo"].get_object()) == "{'/Marked': True}"
    assert reader.xmp_metadata is not None
    assert b"pdfuaid:part" in reader.xmp_metadata.stream.get_data()
    kinds = _kinds(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/Table", "/TH", "/Figure", "/P"} <= kinds


def _kinds(node: object) -> set[str]:
    """Return the kinds of tags in the tree of a document."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            found.add(str(one.get("/S")))
            waiting.append(one.get("/K"))
    return found


def test_it_is_short_enough_to_be_read_on_paper(reader: PdfReader) -> None:
    assert 1 <= len(reader.pages) <= 20


@pytest.mark.parametrize(
    "address",
    ["https://example.dk/x.png", "//example.dk/x.png", "/omraader/", "file:///etc/hostname", "/static/../settings.py"],
)
def test_a_page_that_names_another_address_makes_no_pdf(address: str) -> None:
    with pytest.raises(NotPossibleHere, match="en af sidens egne filer mangler"):
        pdf_of(PAGE.format(address=address), read=read_static, base_url="http://localhost/")


def test_a_page_that_names_our_own_file_does() -> None:
    html = PAGE.format(address="/static/vugge/favicon.svg")
    assert pdf_of(html, read=read_static, base_url="http://localhost/").startswith(b"%PDF")


@pytest.mark.parametrize("url", ["https://example.dk/a.css", "file:///a.css", "data:text/css,x", "/en/kilder/"])
def test_only_static_addresses_are_read(url: str) -> None:
    with pytest.raises(ValueError, match="a PDF may not read"):
        read_static(url)
