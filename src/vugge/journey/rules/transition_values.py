"""What questions about transitions answer with: frozen values, without a word that the reader may not see.

Offers `TransitionLine` (one row of a list), `OfferLine` (a child that is offered, and not which), `TransitionPage` with
its parts, and `OwnTransition`, the family's.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from vugge.journey.rules.transition_days import Between, Coming
from vugge.journey.rules.transition_law import Item, Prompt, TransitionKind
from vugge.journey.rules.transitions import Deed, Part, State
from vugge.kit.explained import Explained
from vugge.kit.text import Text
from vugge.people.rules.kinds import SpellKind
from vugge.people.rules.values import PersonLine

PLACE_LENGTH: Final = 120
REASON_LENGTH: Final = 500
WORDS_LENGTH: Final = 300
NOTE_LENGTH: Final = 2000


class ItemAnswer(StrEnum):
    """What is answered to a point of the list of what is made ready."""

    YES = "yes"
    NOT_YET = "not_yet"
    NOT_NEEDED = "not_needed"


class ContactHow(StrEnum):
    """How a mentor and a young person were in touch."""

    MET = "met"
    CALLED = "called"
    WROTE = "wrote"
    MISSED = "missed"


@dataclass(frozen=True)
class TransitionLine:
    """A transition as one row. Places are empty where they would tell where a protected person is.

    `next_on` is the day that matters next: of the answer, of the beginning, or of the follow-up.
    """

    id: UUID
    child: PersonLine
    kind: Text
    state: Explained[State]
    part: Part
    from_name: str
    to_name: str
    planned_on: date | None
    next_on: date | None
    is_late: bool


@dataclass(frozen=True)
class OfferLine:
    """That a child is offered to one's own unit: which sort of way, and when. Not which child, nor from where.

    A place would tell a little of who it is, and that it is missing would tell that somebody is protected.
    """

    id: UUID
    kind: Text
    state: Explained[State]
    planned_on: date | None
    answer_by: date | None
    version: int
    is_late: bool


@dataclass(frozen=True)
class ComingLine:
    """A transition that nobody has opened yet."""

    child: PersonLine
    coming: Explained[Coming]


@dataclass(frozen=True)
class BetweenLine:
    """A child who left one place and came to none; `left_name` is empty where it would locate."""

    child: PersonLine
    between: Explained[Between]
    left_name: str


@dataclass(frozen=True)
class Board:
    """All transitions of one viewer's working day, by what is to be done with them."""

    to_open: tuple[ComingLine, ...] = ()
    to_prepare: tuple[TransitionLine, ...] = ()
    to_answer: tuple[OfferLine, ...] = ()
    awaiting: tuple[TransitionLine, ...] = ()
    arriving: tuple[TransitionLine, ...] = ()
    to_follow: tuple[TransitionLine, ...] = ()
    around: tuple[TransitionLine, ...] = ()
    between: tuple[BetweenLine, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all on it."""
        return not any(vars(self).values())


@dataclass(frozen=True)
class ItemLine:
    """A point of the list with its answer; None: nobody has answered."""

    item: Item
    answer: ItemAnswer | None


@dataclass(frozen=True)
class NoteLine:
    """A question of the note with what was written; empty where nothing was, or where it may not be read."""

    prompt: Prompt
    text: str


@dataclass(frozen=True)
class EventLine:
    """That a transition moved on."""

    state: State
    deed: str
    who: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class FollowUpLine:
    """What became of it after so many months."""

    months: int
    still_there: bool | None
    words: str
    answered_at: datetime


@dataclass(frozen=True)
class MentorLine:
    """The grown-up who follows along, and how often they were in touch, the last first."""

    id: UUID
    account: UUID
    name: str
    begins: date
    ends: date
    is_over: bool
    own_choice: bool
    contacts: tuple[tuple[date, ContactHow, str], ...] = ()


@dataclass(frozen=True)
class FollowUpDue:
    """The follow-up that comes next: after how many months, its day, and what the places on file say by themselves."""

    months: int
    on: date
    still_there: Explained[bool | None]


@dataclass(frozen=True)
class TransitionPage:
    """One transition, whole, as one viewer may see it.

    `may` are the deeds of the viewer's side that fit now; `may_write` list and note. `note` says whether its text is
    here, and why; `has_note` whether there is one. `writes` is the sort of place to write in when the child has begun.
    """

    line: TransitionLine
    kind: TransitionKind
    version: int
    answers: Explained[Part]
    to_unit: int | None
    to_place: str
    answer_by: date | None
    arrived_on: date | None
    may: frozenset[Deed]
    may_write: bool
    items: tuple[ItemLine, ...]
    note: Explained[bool]
    has_note: bool
    notes: tuple[NoteLine, ...]
    events: tuple[EventLine, ...]
    followups: tuple[FollowUpLine, ...]
    followup_due: FollowUpDue | None
    mentors: tuple[MentorLine, ...]
    may_have_mentor: bool
    is_mentor: bool
    writes: SpellKind | None

    @property
    def open_items(self) -> tuple[ItemLine, ...]:
        """The points that are not made ready."""
        return tuple(one for one in self.items if one.answer in (None, ItemAnswer.NOT_YET))

    @property
    def mentor(self) -> MentorLine | None:
        """The mentor who follows along now."""
        return next((one for one in self.mentors if not one.is_over), None)


@dataclass(frozen=True)
class OwnTransition:
    """A transition as the family reads it. `may_release`: the reader is one of those whose yes lets the note pass.

    `is_released` is what the reader has said; `passes` whether the note passes now, everybody's yes counted.
    `from_unit` is None where no place may be told.
    """

    line: TransitionLine
    kind: TransitionKind
    answers: Explained[Part]
    notes: tuple[NoteLine, ...]
    followups: tuple[FollowUpLine, ...]
    mentors: tuple[MentorLine, ...]
    from_unit: int | None
    may_release: bool
    is_released: bool
    passes: bool
    may_choose_mentor: bool
    may_end_mentor: bool
