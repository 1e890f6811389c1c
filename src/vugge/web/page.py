"""What every public page shares: who looks, the frame around it, and keeping the finished page ready.

Offers `public_page`, `render_page` and `file_answer`.
"""

import gzip
import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import translate_url
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from vugge.areas.queries.pages import DataVersion, data_version
from vugge.audit.actions import declared
from vugge.audit.rules import Purpose, Viewer, anonymous
from vugge.kit.errors import NotFound

P = ParamSpec("P")

BROWSER_SECONDS = 60
KEPT = caches["pages"]


@dataclass(frozen=True)
class Asked:
    """A request for a public page: the request, whoever looks, the version of the data shown, and what was asked.

    `query` holds only the page's own parameters; whatever else stands in an address changes nothing.
    """

    request: HttpRequest
    viewer: Viewer
    version: DataVersion
    query: QueryDict

    def address(self) -> str:
        """Return the page's address with its own parameters only."""
        behind = self.query.urlencode()
        return f"{self.request.path}?{behind}" if behind else self.request.path


@dataclass(frozen=True)
class Kept:
    """A finished page as it is kept ready: texts packed by gzip, files that are packed already as they are."""

    content: bytes
    is_packed: bool
    headers: tuple[tuple[str, str], ...]
    etag: str


PageView = Callable[Concatenate[Asked, P], HttpResponse]


def public_page(
    action: str,
    *,
    parameters: Collection[str] = (),
    free_text: Collection[str] = (),
    kept_seconds: int | None = None,
) -> Callable[[PageView[P]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]]:
    """Make a page that anybody may read: declared, read-only, and kept ready until the data change.

    `parameters` are all that the page takes from its address. A page with any `free_text` among them set is not
    kept: there is no end of what people search for, and it would push out the pages that many read.
    `kept_seconds` is for a page that also changes with the day; None keeps it until the data change.
    A kept page costs one statement, the version of the data; the first reader after an import pays the rest.
    """

    def make(view: PageView[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            query = _only(request.GET, parameters)
            asked = Asked(request, anonymous(), data_version(anonymous()), query)
            key = _key(asked)
            is_worth_keeping = not any(name in query for name in free_text)
            kept = KEPT.get(key) if is_worth_keeping else None
            if kept is None:
                response = _made(view, asked, *args, **kwargs)
                if response.status_code != HTTP_OK:
                    return response
                kept = _keep(response)
                if is_worth_keeping:
                    KEPT.set(key, kept, timeout=kept_seconds)  # a new version of the data asks under another key
            return _answer(request, kept)

        return require_safe(declared(action, purpose=Purpose.PUBLIC_INFORMATION)(page))

    return make


HTTP_OK = 200


def render_page(
    asked: Asked, template: str, context: Mapping[str, Any], *, section: str, status: int = HTTP_OK
) -> HttpResponse:
    """Fill a template with its values and those of the frame."""
    other = "da" if get_language() == "en" else "en"
    frame = {
        "section": section,
        "data_as_of": asked.version.day,
        "other_language_url": translate_url(asked.address(), other),
    }
    return render(asked.request, template, {**frame, **context}, status=status)


def file_answer(content: bytes, *, name: str, content_type: str) -> HttpResponse:
    """Answer with a file to keep; the name must hold nothing personal."""
    return HttpResponse(
        content, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _made(view: PageView[P], asked: Asked, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
    try:
        return view(asked, *args, **kwargs)
    except NotFound as missing:
        raise Http404(missing.sentence) from missing


def _key(asked: Asked) -> str:
    """Name the page by address, language and data; hashed, since an address may hold anything."""
    address = f"{asked.version.number} {get_language()} {asked.address()}"
    return f"page:{hashlib.sha256(address.encode()).hexdigest()}"


def _only(given: QueryDict, parameters: Collection[str]) -> QueryDict:
    """Return the last value given of each parameter, in the page's own order."""
    query = QueryDict(mutable=True)
    for name in parameters:
        value = given.get(name)
        if isinstance(value, str) and value:
            query[name] = value
    return query


def _keep(response: HttpResponse) -> Kept:
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    headers = tuple((name, value) for name, value in response.items())
    is_text = response["Content-Type"].startswith("text/")
    content = gzip.compress(response.content, mtime=0) if is_text else response.content
    return Kept(content, is_text, headers, etag)


def _answer(request: HttpRequest, kept: Kept) -> HttpResponseBase:
    takes_packed = "gzip" in request.headers.get("Accept-Encoding", "")
    unpack = kept.is_packed and not takes_packed  # few ask so; keeping both would cost every reader
    response = HttpResponse(gzip.decompress(kept.content) if unpack else kept.content, headers=dict(kept.headers))
    if kept.is_packed and takes_packed:
        response["Content-Encoding"] = "gzip"
    response["ETag"] = f"W/{kept.etag}"
    response["Cache-Control"] = f"public, max-age={BROWSER_SECONDS}"
    patch_vary_headers(response, ("Accept-Encoding",))
    return get_conditional_response(request, etag=f"W/{kept.etag}", response=response) or response
