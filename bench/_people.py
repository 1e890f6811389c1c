"""What `people.py` measures, in a process of its own with the settings of one municipality: prints JSON."""

import json
import re
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from statistics import median
from unittest import mock
from uuid import UUID

import django
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

django.setup()  # before anything of Vugge that holds tables

from vugge.access.queries.actors import scope  # noqa: E402
from vugge.audit.rules import Scope, Viewer  # noqa: E402
from vugge.cli.prepare import prepare_files  # noqa: E402

ROUNDS = 15
REQUESTS = 10
ENTRANCE = "demo-sundhedsplejerske"
HTTP_OK = 200
Figures = dict[str, dict[str, float]]


def measure() -> Figures:
    """Measure both pages, guarded and open, in the municipality of this process's settings."""
    prepare_files()
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.post("/demo/", {"entrance": ENTRANCE})
    links = re.findall(r'href="(/arbejde/borger/[0-9a-f-]{36}/)"', client.get("/arbejde/").content.decode())
    name = re.findall(r'href="/arbejde/borger/[^"]+">\s*(\w+)', client.get("/arbejde/").content.decode())[0]
    pages = {"personsiden": ("GET", links[0], {}), "søgningen": ("POST", "/arbejde/soeg/", {"text": name})}
    return {title: compared(client, *asked) for title, asked in pages.items()}


def compared(client: Client, method: str, path: str, form: Mapping[str, str]) -> dict[str, float]:
    """Ask for one page guarded and open in turns; return milliseconds of CPU, their ratio, and SQL statements."""

    def ask() -> float:
        began = time.process_time()
        for _ in range(REQUESTS):
            answer = client.generic(method, path) if method == "GET" else client.post(path, form)
            if answer.status_code != HTTP_OK:
                raise RuntimeError(path, answer.status_code)
        return (time.process_time() - began) * 1000 / REQUESTS

    ask()
    with CaptureQueriesContext(connection) as captured:
        client.get(path) if method == "GET" else client.post(path, form)
    statements = len(captured)  # now: the next request empties Django's own list
    guarded, without = [], []
    for _ in range(ROUNDS):
        guarded.append(ask())
        with wide_open():
            without.append(ask())
    ratio = median(one / other for one, other in zip(guarded, without, strict=True))
    return {"guarded": median(guarded), "open": median(without), "ratio": ratio, "statements": statements}


_REMEMBERED: dict[frozenset[UUID] | None, Scope] = {}


@contextmanager
def wide_open() -> Iterator[None]:
    """Take away access control, protection and the log: what the same page would cost without them.

    The scope is remembered from before instead of asked for, so that both sides show the very same.
    """

    def remembered(viewer: Viewer, *, persons: Collection[UUID] | None = None) -> Scope:
        key = None if persons is None else frozenset(persons)
        if key not in _REMEMBERED:
            _REMEMBERED[key] = scope(viewer, persons=persons)
        return _REMEMBERED[key]

    with ExitStack() as stack:
        for module in ("persons", "lists"):
            stack.enter_context(mock.patch(f"vugge.access.queries.{module}.scope", remembered))
        for module in ("persons", "spells"):
            stack.enter_context(mock.patch(f"vugge.people.queries.{module}.protected", return_value={}))
        stack.enter_context(mock.patch("vugge.audit.actions.deeds.write_look", return_value=None))
        yield


if __name__ == "__main__":
    print(json.dumps(measure()))
