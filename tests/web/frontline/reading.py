"""Reading an answer: its words, its forms, what the log says of it.

Offers `words_of`, `title_of`, `key_in`, `statements`, `comparable` and `newest`.
"""

import re
from html import unescape
from typing import Protocol

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from vugge.audit.models import Event, EventPerson


class Answer(Protocol):
    """What a browser of the tests gets back."""

    @property
    def content(self) -> bytes:
        """The page."""


def words_of(answer: Answer) -> str:
    """Return the text of a page as somebody reads it."""
    body = answer.content.decode().partition("<main")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def title_of(answer: Answer) -> str:
    """Return the title of a page."""
    return str(re.findall(r"<title>(.*?)</title>", answer.content.decode(), re.DOTALL)[0])


def key_in(answer: Answer, name: str = "key") -> str:
    """Return the value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())
    assert found, answer.content.decode()
    return found.group(1)


def comparable(answer: Answer) -> str:
    """Return a page without the form's own random values."""
    return re.sub(r'name="(csrfmiddlewaretoken|key)" value="[^"]*"', "", answer.content.decode())


def statements(client: Client, path: str) -> int:
    """Return how many statements a page asks the database."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200, path
    return len(asked)


def newest() -> tuple[Event, set[str]]:
    """Return the newest entry of the log, and the ids of the persons it names."""
    event = Event.objects.order_by("-sequence")[0]
    return event, {str(one.person) for one in EventPerson.objects.filter(event=event)}


def search_statements(client: Client, text: str) -> int:
    """Return how many statements a search asks the database."""
    with CaptureQueriesContext(connection) as asked:
        assert client.post("/arbejde/soeg/", {"text": text}).status_code == 200
    return len(asked)
