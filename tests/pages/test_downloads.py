"""What can be taken home opens where it is meant to, and holds what the page showed."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page
from pypdf import PdfReader
from tests.pages.browsing import OpenPage, Words, address

from vugge.documents.pdf import CAN_TYPESET

pytestmark = pytest.mark.browser

DANGEROUS = ("=", "+", "-", "@")


def taken_home(page: Page, link: str) -> bytes:
    """Return the file behind a link."""
    with page.expect_download() as download:
        page.get_by_role("link", name=link).click()
    return Path(download.value.path()).read_bytes()


def test_the_filtered_list_as_a_spreadsheet(open_page: OpenPage, words: Words) -> None:
    page = open_page(address("/omraader/?kommune=0461", words.language))
    book = openpyxl.load_workbook(io.BytesIO(taken_home(page, words("Excel (XLSX)"))))
    rows = list(book.worksheets[0].iter_rows())
    assert {row[2].value for row in rows[1:]} == {"Odense"}
    assert "Vollsmose" in {row[1].value for row in rows[1:]}
    assert all(cell.data_type != "f" for row in rows for cell in row)


def test_the_filtered_list_after_filtering_without_a_new_page(open_page: OpenPage, words: Words) -> None:
    page = open_page(address("/omraader/", words.language))
    with page.expect_response(lambda answer: "kommune=0461" in answer.url):
        page.get_by_label(words("Kommune")).select_option("0461")
    page.wait_for_url("**kommune=0461**")
    text = taken_home(page, words("Tekst (CSV)")).decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text), delimiter=";")
    assert {row[header.index("municipality")] for row in rows} == {"Odense"}


def test_the_whole_list_as_text_holds_no_formulas(open_page: OpenPage, words: Words) -> None:
    page = open_page(address("/omraader/", words.language))
    text = taken_home(page, words("Tekst (CSV)")).decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text), delimiter=";")
    assert len(rows) > 300
    assert {len(row) for row in rows} == {len(header)}
    assert not [cell for row in rows for cell in row if cell.startswith(DANGEROUS)]


def test_an_area_as_a_spreadsheet(open_page: OpenPage, words: Words) -> None:
    page = open_page(address("/omraader/gellerup/", words.language))
    book = openpyxl.load_workbook(io.BytesIO(taken_home(page, words("Excel (XLSX)"))))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert len(rows) > 10
    assert "Aarhus" in rows[1]


@pytest.mark.skipif(not CAN_TYPESET, reason="no Pango on this machine, so no PDF")
def test_an_area_as_a_pdf(open_page: OpenPage, words: Words) -> None:
    page = open_page(address("/omraader/gellerup/", words.language))
    page.set_default_timeout(60_000)  # typesetting is heavy the first time
    reader = PdfReader(io.BytesIO(taken_home(page, words("PDF"))))
    assert "Gellerupparken" in reader.pages[0].extract_text()
    assert reader.metadata is not None
    assert "Gellerupparken" in str(reader.metadata.title)
