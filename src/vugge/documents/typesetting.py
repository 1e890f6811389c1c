"""WeasyPrint, allowed to reach only what we hand it. Importing this needs the system's Pango."""

from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from vugge.documents.files import Read
from vugge.kit.errors import NotPossibleHere
from vugge.kit.text import sentence


class OwnFiles(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Fetches through `read` alone: no network, no other file; a file that is missing stops the work."""

    def __init__(self, read: Read) -> None:
        super().__init__(fail_on_errors=True)
        self._read = read

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002  WeasyPrint's signature
        """Return what an address holds."""
        content, kind = self._read(url)
        return URLFetcherResponse(url, content, {"Content-Type": kind})


def typeset(html: str, *, read: Read, base_url: str) -> bytes:
    """Return the page as a PDF tagged for screen readers (PDF/UA-1).

    Raises `NotPossibleHere` if a file the page names cannot be read.
    """
    try:
        page = HTML(string=html, base_url=base_url, url_fetcher=OwnFiles(read), media_type="print")
        return bytes(page.write_pdf(pdf_variant="pdf/ua-1"))
    except FatalURLFetchingError as missing:  # a BaseException, which no handler of ours would see
        raise NotPossibleHere(sentence("PDF kan ikke laves, fordi en af sidens egne filer mangler.")) from missing
