"""What is agreed about a child: goals in the family's own words, and steps that somebody takes by a day.

Offers the kinds (`Whose`, `Lifecycle`, `Achievement`, `StepState`, `With`, `View`), `act_for`, what is written
(`NewGoal`, `NewStep`, `Doer`, `Answer`) and its checks, and what is answered (`GoalValue` and `StepValue`).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from vugge.audit.rules import Act, Category, Viewer
from vugge.kit.errors import BadInput
from vugge.kit.text import sentence
from vugge.people.rules.kinds import CustodyKind

LONGEST_WORDS: Final = 500
LONGEST_STEP: Final = 300
LATEST_DUE: Final = timedelta(days=5 * 366)


class Whose(StrEnum):
    """Whose goal it is."""

    CHILD = "child"
    FAMILY = "family"


class Lifecycle(StrEnum):
    """Whether a goal is worked on."""

    ACTIVE = "active"
    ON_HOLD = "on_hold"
    CLOSED = "closed"


class Achievement(StrEnum):
    """How far a goal is reached; apart from whether it is worked on."""

    NOT_YET = "not_yet"
    PARTLY = "partly"
    REACHED = "reached"


class StepState(StrEnum):
    """Where a step is."""

    AGREED = "agreed"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"


OPEN_STEPS: Final = (StepState.AGREED, StepState.DOING)


class With(StrEnum):
    """With whom something was agreed."""

    CHILD = "child"
    PARENTS = "parents"
    TEAM = "team"


class View(StrEnum):
    """What a participant says of a goal."""

    ACCEPTS = "accepts"
    OTHER = "other"


def act_for(category: Category, act: Act) -> Act:
    """Return the act that is asked for where something is agreed.

    What stands under sharing is common to the family and everybody in the team, who share and do not add.

    >>> act_for(Category.EDUCATION, Act.ADD).value, act_for(Category.SHARING, Act.ADD).value
    ('add', 'share')
    """
    return Act.SHARE if category is Category.SHARING else act


@dataclass(frozen=True)
class NewGoal:
    """A goal as it is written: `language` is that of the words, `station` the one that it leads to, if any."""

    words: str
    whose: Whose
    category: Category = Category.SHARING
    language: str = "da"
    station: str = ""


@dataclass(frozen=True)
class Doer:
    """Who takes a step: an employee, all of a unit, or, where both are None, the family."""

    account: UUID | None = None
    unit: int | None = None

    @property
    def is_family(self) -> bool:
        """Say whether the family takes it."""
        return self.account is None and self.unit is None

    def is_taken_by(self, viewer: Viewer) -> bool:
        """Say whether it is the viewer's own to do: an employee's, or for the family any citizen's."""
        if self.is_family:
            return viewer.identity is not None and not viewer.role
        return self.account is not None and self.account == viewer.identity


@dataclass(frozen=True)
class NewStep:
    """A step as it is agreed: what, by whom, by when, with whom, and for which goal or station."""

    what: str
    doer: Doer
    due: date
    agreed_with: frozenset[With]
    category: Category = Category.SHARING
    goal: UUID | None = None
    station: str = ""
    reminds: bool = True


@dataclass(frozen=True)
class Answer:
    """What one participant says of a goal: an account that answers, or a person of the family whom somebody asked."""

    view: View
    words: str = ""
    participant: UUID | None = None


@dataclass(frozen=True)
class AnswerLine:
    """What one participant says of a goal, and on which day. `is_staff`: somebody of the team, else of the family.

    `name` is empty for somebody of the family whom the viewer does not know of; `relation` says who they are to the
    child, to whoever sees the family.
    """

    who: UUID
    is_staff: bool
    name: str
    view: View
    words: str
    on: date
    relation: CustodyKind | None = None


@dataclass(frozen=True)
class ChangeLine:
    """What was changed of a goal: which field, both values, why, when and by whom (an id as the log writes it)."""

    field: str
    old: str
    new: str
    reason: str
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True)
class GoalValue:
    """A goal as whoever may see it sees it. Each participant's newest answer, and every change, the newest first.

    `is_veiled`: its words are withheld, since free text may tell where a protected person is. `may_change`: the viewer
    may.
    """

    id: UUID
    person: UUID
    words: str
    language: str
    whose: Whose
    category: Category
    station: str
    lifecycle: Lifecycle
    achievement: Achievement
    agreed_on: date
    version: int
    ended_on: date | None = None
    is_veiled: bool = False
    may_change: bool = False
    answers: tuple[AnswerLine, ...] = ()
    changes: tuple[ChangeLine, ...] = ()

    @property
    def is_open(self) -> bool:
        """Say whether it is not closed."""
        return self.lifecycle is not Lifecycle.CLOSED


@dataclass(frozen=True)
class StepValue:
    """A step as whoever may see it sees it. `doer_name` is empty for the family, and where it would tell a place.

    `is_veiled`: what it says is withheld, since free text may tell where a protected person is. `is_mine`: the viewer,
    or all of the unit acted in, is to do it. `may_change`: the viewer may.
    """

    id: UUID
    person: UUID
    what: str
    category: Category
    state: StepState
    doer: Doer
    doer_name: str
    due: date
    first_due: date
    agreed_with: tuple[With, ...]
    agreed_on: date
    goal: UUID | None
    station: str
    reminds: bool
    version: int
    is_veiled: bool = False
    is_mine: bool = False
    may_change: bool = False
    ended_on: date | None = None
    dropped_because: str = ""

    @property
    def is_open(self) -> bool:
        """Say whether it waits to be done."""
        return self.state in OPEN_STEPS

    def is_late(self, today: date) -> bool:
        """Say whether its day has passed and it waits still."""
        return self.is_open and self.due < today


def checked_words(words: str, *, longest: int = LONGEST_WORDS) -> str:
    """Return what somebody wrote without space around it; raises `BadInput` for nothing, and for too much."""
    text = words.strip()
    if not text:
        raise BadInput(sentence("Skriv noget. Feltet er tomt."))
    if len(text) > longest:
        raise BadInput(
            sentence("Teksten er for lang: {letters} tegn. Skriv højst {most}.", letters=len(text), most=longest)
        )
    return text


def checked_due(due: date, *, today: date) -> date:
    """Return the day by which a step is taken; raises `BadInput` for one that has passed or is years away.

    >>> checked_due(date(2026, 12, 1), today=date(2026, 11, 22))
    datetime.date(2026, 12, 1)
    """
    if not today <= due <= today + LATEST_DUE:
        raise BadInput(
            sentence("Vælg en dag fra i dag, {today}, og højst fem år frem. Der står {due}.", today=today, due=due)
        )
    return due


def checked_with(agreed_with: Collection[With]) -> str:
    """Return with whom something is agreed as it is stored; raises `BadInput` for nobody."""
    if not agreed_with:
        raise BadInput(sentence("Vælg, hvem det er aftalt med. Et skridt, ingen har sagt ja til, er ikke aftalt."))
    return ",".join(one.value for one in With if one in agreed_with)


def checked_answer(answer: Answer) -> Answer:
    """Return a participant's answer; raises `BadInput` for another view without words."""
    if answer.view is View.OTHER:
        checked_words(answer.words)
    return answer
