"""Every question that somebody can put to the site, and the whole of its answer.

Offers `Question`, `questions_of` a viewer, `Looker` (who asks) and its `answer`.
"""

from dataclasses import dataclass
from uuid import UUID

from django.test import Client
from tests.promises.worlds.freezing import gone_afterwards, repeated
from tests.web.logging_in import log_in

from vugge.audit.rules import Viewer


@dataclass(frozen=True)
class Question:
    """One request: which page it is for, and what is sent. `about` are those whom it names."""

    page: str
    path: str
    sent: tuple[tuple[str, str], ...] | None = None
    about: tuple[UUID, ...] = ()

    def __str__(self) -> str:
        sent = "" if self.sent is None else f" sent {dict(self.sent)}"
        return f"{self.page} {self.path}{sent}"


Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Answer:
    """All of it that reaches the browser."""

    status: int
    headers: Headers
    body: bytes


@dataclass(frozen=True)
class Looker:
    """Somebody in a browser, who is known by the viewer of each purpose that the pages have."""

    account: UUID
    viewer: Viewer
    client: Client

    @classmethod
    def of(cls, viewer: Viewer) -> "Looker":
        """Open a browser for a viewer, logged in."""
        client = Client()  # a page that breaks is a mistake by itself, and raises
        assert viewer.identity is not None
        log_in(client, viewer.identity)
        return cls(viewer.identity, viewer, client)

    def answer(self, question: Question) -> Answer:
        """Ask, and undo what asking changed."""
        with gone_afterwards():
            return self.ask(question)

    def ask(self, question: Question) -> Answer:
        """Ask, and let what it changed stand."""
        with repeated(str(question)):
            if question.sent is None:
                response = self.client.get(question.path)
            else:
                response = self.client.post(question.path, dict(question.sent))
        body = b"".join(response) if response.streaming else response.content
        return Answer(response.status_code, tuple(sorted(response.items())), body)
