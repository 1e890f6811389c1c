"""Messages between a family and those around it: what is written and its checks, and what is answered.

Offers `NewMessage`, `checked_text`, `checked_language`, `direction_of`, `isolated`, and the values `Correspondent`,
`MessageValue`, `ThreadLine`.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from vugge.journey.rules.correspondents import Part, ThreadKind
from vugge.kit.errors import BadInput
from vugge.kit.text import sentence
from vugge.organisations.rules.staff import Colleague

LONGEST_TEXT: Final = 4000
LONGEST_LANGUAGE: Final = 10
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_FROM_RIGHT: Final = frozenset({"ar", "fa", "he", "ps", "ur"})
_EITHER_WAY: Final = frozenset({"ku", "pa", "az"})
"""Languages written in several scripts: the first letter decides."""


@dataclass(frozen=True)
class NewMessage:
    """What somebody writes, in which language, and a mark of whom the page named as readers before it was sent."""

    text: str
    language: str = "da"
    readers: str = ""


@dataclass(frozen=True)
class NewThread:
    """The first message of a thread: on whose side of the family, and to which colleagues."""

    kind: ThreadKind
    to: frozenset[Part]
    message: NewMessage


@dataclass(frozen=True)
class Correspondent:
    """Somebody who writes or reads: of the family (`person`), or a colleague in a part. An empty name is not shown."""

    name: str
    person: UUID | None = None
    part: Part | None = None
    colleague: Colleague | None = None
    is_me: bool = False

    @property
    def is_staff(self) -> bool:
        """Say whether it is a colleague."""
        return self.part is not None


@dataclass(frozen=True)
class ReadMark:
    """Who has read a message, and when (UTC); None: not yet."""

    who: Correspondent
    read_at: datetime | None


@dataclass(frozen=True)
class MessageValue:
    """A message as one of its readers sees it; a withdrawn one has no text. `marks` only on one's own."""

    id: UUID
    writer: Correspondent
    text: str
    language: str
    written_at: datetime
    withdrawn_at: datetime | None = None
    marks: tuple[ReadMark, ...] = ()
    is_new: bool = False

    @property
    def is_withdrawn(self) -> bool:
        """Say whether its writer took it back."""
        return self.withdrawn_at is not None

    @property
    def direction(self) -> str:
        """Return how its text runs, as HTML says it."""
        return direction_of(self.language)


@dataclass(frozen=True)
class ThreadLine:
    """A thread in a list: with whom, and of what the viewer may read: how many, how many new, and when the newest."""

    id: UUID
    person: UUID
    kind: ThreadKind
    colleagues: tuple[Correspondent, ...]
    opened_at: datetime
    newest_at: datetime | None = None
    messages: int = 0
    unread: int = 0


@dataclass(frozen=True)
class Piece:
    """A piece of a text; `is_name`: a name that keeps its own direction."""

    text: str
    is_name: bool = False


def checked_text(text: str) -> str:
    """Return a message without space around it; raises `BadInput` for nothing, and for too much."""
    found = text.strip().replace("\r\n", "\n")
    if not found:
        raise BadInput(sentence("Skriv beskeden. Feltet er tomt."))
    if len(found) > LONGEST_TEXT:
        raise BadInput(
            sentence(
                "Beskeden er for lang: {letters} tegn. Skriv højst {most}, eller del den i to.",
                letters=len(found),
                most=LONGEST_TEXT,
            )
        )
    return found


def checked_language(language: str) -> str:
    """Return the code of a language; raises `BadInput` for what is none.

    >>> checked_language("ar")
    'ar'
    """
    if not _LANGUAGE.fullmatch(language):
        raise BadInput(sentence("Vælg det sprog, du skriver på."))
    return language


def direction_of(language: str) -> str:
    """Return how a text in a language runs, as HTML says it.

    >>> direction_of("ar"), direction_of("da"), direction_of("ku")
    ('rtl', 'ltr', 'auto')
    """
    if language in _EITHER_WAY:
        return "auto"
    return "rtl" if language in _FROM_RIGHT else "ltr"


def isolated(text: str, names: Collection[str]) -> tuple[Piece, ...]:
    """Cut a text where names stand, so that each can keep its own direction within a text that runs the other way.

    >>> [(one.text, one.is_name) for one in isolated("Hej Hanne Holm.", {"Hanne", "Hanne Holm"})]
    [('Hej ', False), ('Hanne Holm', True), ('.', False)]
    """
    wanted = sorted({one for one in names if one}, key=len, reverse=True)
    if not wanted:
        return (Piece(text),)
    found = re.split(rf"(?<!\w)({'|'.join(re.escape(one) for one in wanted)})(?!\w)", text)
    return tuple(Piece(one, is_name=number % 2 == 1) for number, one in enumerate(found) if one)


def named_in(threads: Iterable[ThreadLine]) -> frozenset[Part]:
    """Return the colleagues of these threads."""
    return frozenset(one.part for thread in threads for one in thread.colleagues if one.part is not None)
