"""A concern: from somebody who worries to a coordinator without authority, until it is closed.

Offers the kinds (`Sender`, `State`, `Outcome`, `Deed`), `after`, the one table of steps, `first_contact_due`,
`standing`, which explains a deadline, what is written (`NewConcern`) and answered (`ConcernLine`, `ConcernPage`), and
`checked_text`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from vugge.journey.rules.concern_law import ConcernLaw
from vugge.kit.errors import BadInput
from vugge.kit.explained import Because, Explained, Input
from vugge.kit.text import Sentence, sentence

RULE: Final = "journey.rules.concerns"
LONGEST_TEXT: Final = 4000
LONGEST_REACH: Final = 200
SATURDAY: Final = 5


class Sender(StrEnum):
    """From where somebody worries. Never more of who they are, unless they write it themselves."""

    PROFESSIONAL = "professional"
    CARETAKER = "caretaker"
    NEIGHBOUR = "neighbour"
    FAMILY = "family"
    OTHER = "other"


class State(StrEnum):
    """Where a concern stands."""

    RECEIVED = "received"
    CONTACTED = "contacted"
    FOLLOWED_UP = "followed_up"
    CLOSED = "closed"


class Outcome(StrEnum):
    """What came of it."""

    WANTED_HELP = "wanted_help"
    NO_NEED = "no_need"
    TO_AUTHORITY = "to_authority"
    UNFOUNDED = "unfounded"


class Deed(StrEnum):
    """What moves a concern on."""

    CONTACT = "contact"
    FOLLOW_UP = "follow_up"
    CLOSE = "close"


_AFTER: Final[Mapping[tuple[State, Deed], State]] = {
    (State.RECEIVED, Deed.CONTACT): State.CONTACTED,
    (State.CONTACTED, Deed.FOLLOW_UP): State.FOLLOWED_UP,
    (State.FOLLOWED_UP, Deed.FOLLOW_UP): State.FOLLOWED_UP,
    (State.RECEIVED, Deed.CLOSE): State.CLOSED,
    (State.CONTACTED, Deed.CLOSE): State.CLOSED,
    (State.FOLLOWED_UP, Deed.CLOSE): State.CLOSED,
}
WITHOUT_CONTACT: Final = frozenset({Outcome.TO_AUTHORITY, Outcome.UNFOUNDED})
"""What may come of a concern about which nobody has spoken with the family."""


@dataclass(frozen=True)
class NewConcern:
    """A concern as it is written. `about` says whom or where in words, empty where a person is linked.

    `reach` is how to reach whoever sends it, if they want to be reached.
    """

    text: str
    sender: Sender
    about: str = ""
    reach: str = ""


class Wait(StrEnum):
    """Whether a deadline is near."""

    NOTHING = "nothing"
    IN_TIME = "in_time"
    TODAY = "today"
    LATE = "late"


@dataclass(frozen=True)
class Due:
    """What is waited for, and until which day; None where nothing is."""

    wait: Wait
    day: date | None = None


@dataclass(frozen=True)
class ConcernFacts:
    """What a deadline follows from: the state, and the days of the concern and of the last contact."""

    state: State
    received_on: date
    last_on: date | None = None


@dataclass(frozen=True)
class ConcernLine:
    """One concern on the list of those who receive them: nothing of whom it is about, and nothing of what it says."""

    number: int
    sender: Sender
    state: State
    received_on: date
    due: Explained[Due]
    is_taken: bool
    is_mine: bool
    is_linked: bool
    is_anonymous: bool


@dataclass(frozen=True)
class ConcernEntry:
    """What was done about a concern on a day."""

    deed: Deed
    on: date
    text: str
    by: UUID | None = None


@dataclass(frozen=True)
class ConcernPage:
    """A concern as its handler sees it, with what was written and done."""

    line: ConcernLine
    text: str
    about: str
    reach: str
    person: UUID | None
    entries: tuple[ConcernEntry, ...]
    outcome: Outcome | None
    closed_on: date | None
    version: int


def after(state: State, deed: Deed, *, outcome: Outcome | None = None) -> State:
    """Return where a concern stands after a deed. Raises `BadInput` where the deed does not fit.

    >>> after(State.RECEIVED, Deed.CONTACT)
    <State.CONTACTED: 'contacted'>
    """
    found = _AFTER.get((state, deed))
    if found is None:
        raise BadInput(_does_not_fit(state))
    if deed is Deed.CLOSE and outcome is None:
        raise BadInput(sentence("Vælg, hvad der kom ud af det."))
    if deed is Deed.CLOSE and state is State.RECEIVED and outcome not in WITHOUT_CONTACT:
        raise BadInput(
            sentence("Skriv den første kontakt med familien ind først. Kun familien kan sige, om den vil have hjælp.")
        )
    return found


def first_contact_due(received: date, law: ConcernLaw) -> date:
    """Return the last day to contact the family: so many working days after the day on which the concern came.

    Public holidays are not left out; the deadline is then a little stricter.
    """
    day, left = received, law.first_contact.working_days
    while left:
        day += timedelta(days=1)
        if day.weekday() < SATURDAY:
            left -= 1
    return day


def standing(facts: ConcernFacts, *, law: ConcernLaw, today: date) -> Explained[Due]:
    """Say what is waited for about a concern, until when, and why."""
    if facts.state is State.CLOSED:
        return Explained(Due(Wait.NOTHING), _because(sentence("Bekymringen er afsluttet."), law))
    if facts.state is State.RECEIVED:
        day = first_contact_due(facts.received_on, law)
        why = sentence("Familien kontaktes senest {day}, {days} arbejdsdage efter at bekymringen kom.",
                       day=day, days=law.first_contact.working_days)  # fmt: skip
        return Explained(Due(_wait(day, today), day), _because(why, law, facts.received_on))
    last = facts.last_on or facts.received_on
    day = last + timedelta(days=law.follow_up.days)
    why = sentence("Spørg familien igen senest {day}, {days} dage efter sidste kontakt.",
                   day=day, days=law.follow_up.days)  # fmt: skip
    return Explained(Due(_wait(day, today), day), _because(why, law, last))


def checked_text(text: str) -> str:
    """Return what somebody worries about without space around it. Raises `BadInput` for nothing, and for too much."""
    found = text.strip()
    if not found:
        raise BadInput(sentence("Skriv, hvad du er bekymret for."))
    if len(found) > LONGEST_TEXT:
        raise BadInput(sentence("Teksten er for lang: {letters} tegn. Skriv højst {most}.",
                                letters=len(found), most=LONGEST_TEXT))  # fmt: skip
    return found


def _wait(day: date, today: date) -> Wait:
    if day == today:
        return Wait.TODAY
    return Wait.LATE if day < today else Wait.IN_TIME


def _because(said: Sentence, law: ConcernLaw, since: date | None = None) -> Because:
    inputs = () if since is None else (Input(sentence("Regnet fra"), since),)
    return Because(
        said,
        rule=RULE,
        package=law.id,
        legal_basis=law.first_contact.legal_basis or law.legal_basis,
        certainty=law.first_contact.certainty,
        inputs=inputs,
        sources=law.sources,
    )


def _does_not_fit(state: State) -> Sentence:
    if state is State.CLOSED:
        return sentence("Bekymringen er afsluttet. Skriv en ny, hvis der er grund til det.")
    if state is State.RECEIVED:
        return sentence("Skriv den første kontakt med familien ind først.")
    return sentence("Den første kontakt er skrevet ind. Skriv en opfølgning i stedet.")
