"""The shape of `law/journey/transitions_*.toml`: which transitions there are, and what belongs to each.

Offers `TransitionLaw` with `TransitionKind`, `Expected`, `Item` and `Prompt`, and the terms.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vugge.audit.rules import Category
from vugge.kit.explained import Certainty, Source
from vugge.kit.law import STRICT_SHAPE, Mistake
from vugge.kit.text import Text, sentence
from vugge.organisations.rules.kinds import UnitKind
from vugge.people.rules.kinds import SpellKind

FOLLOWUPS = 2


class ExpectedAfter(StrEnum):
    """What the day of a transition is reckoned from, before anybody has said a day."""

    DUE = "due"
    BIRTH = "birth"
    SCHOOL_YEAR = "school_year"
    """1 August of the calendar year in which the child turns `turning`."""
    SPELL_END = "spell_end"
    """The day on which the place where the child is now ends, when that is known."""


@dataclass(frozen=True)
class Expected:
    """When a transition is to be expected: after what, and while the child is in, or without, a place of these kinds.

    `until_months` after birth it is expected no more.
    """

    __pydantic_config__ = STRICT_SHAPE

    after: ExpectedAfter
    months: int = 0
    turning: int = 0
    while_in: tuple[SpellKind, ...] = ()
    without: tuple[SpellKind, ...] = ()
    until_months: int | None = None


@dataclass(frozen=True)
class TransitionKind:
    """One kind of transition: from which sorts of unit to which, and how long before it opens.

    `leaves`: it may go to a place that has no log-in here, another municipality or an employer. `category` is the sort
    of data it belongs to; without `expected` nobody can reckon it, and somebody opens it when they know.
    """

    __pydantic_config__ = STRICT_SHAPE

    id: str
    title: Text
    from_units: tuple[UnitKind, ...]
    to_units: tuple[UnitKind, ...]
    category: Category
    opens_months: int
    certainty: Certainty
    sources: tuple[Source, ...]
    legal_basis: str = ""
    expected: Expected | None = None
    leaves: bool = False
    mentor: bool = False
    note: Text | None = None

    def __post_init__(self) -> None:
        if not (self.to_units or self.leaves):
            raise Mistake(sentence("{id} fører ingen steder hen: skriv to_units, eller sæt leaves", id=self.id))


@dataclass(frozen=True)
class Item:
    """Something to have made ready; without `kinds` it belongs to every kind."""

    __pydantic_config__ = STRICT_SHAPE

    id: str
    title: Text
    kinds: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True)
class Prompt:
    """A question that a part of the note answers."""

    __pydantic_config__ = STRICT_SHAPE

    id: str
    title: Text
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class AnswerTerms:
    """Within how many days the receiver answers."""

    __pydantic_config__ = STRICT_SHAPE

    days: int
    certainty: Certainty
    legal_basis: str = ""
    note: Text | None = None


@dataclass(frozen=True)
class FollowUpTerms:
    """How many months after the arrival one asks what became of it: two times, the first before the second."""

    __pydantic_config__ = STRICT_SHAPE

    months: tuple[int, int]
    certainty: Certainty
    legal_basis: str = ""
    note: Text | None = None

    def __post_init__(self) -> None:
        if not 0 < self.months[0] < self.months[1]:
            raise Mistake(sentence("months skal være to tal, det mindste først, for eksempel 3 og 12"))


@dataclass(frozen=True)
class BetweenTerms:
    """When somebody who left a place and came to none is on the list, and until which age and for how long."""

    __pydantic_config__ = STRICT_SHAPE

    after_days: int
    for_months: int
    until_age: int
    certainty: Certainty
    legal_basis: str = ""
    note: Text | None = None


@dataclass(frozen=True)
class PassingTerms:
    """Who must say yes before the note passes on: those who answer in this kind of matter, see `law/access/ages`."""

    __pydantic_config__ = STRICT_SHAPE

    matter: str
    certainty: Certainty
    legal_basis: str = ""
    note: Text | None = None


@dataclass(frozen=True)
class MentorTerms:
    """From which age a young person has a mentor, chooses one on their own page, and for how many months."""

    __pydantic_config__ = STRICT_SHAPE

    from_age: int
    own_choice_from_age: int
    months: int
    certainty: Certainty
    legal_basis: str = ""
    note: Text | None = None


@dataclass(frozen=True)
class TransitionLaw:
    """All that is said of transitions in one period."""

    __pydantic_config__ = STRICT_SHAPE

    id: str
    valid_from: date
    title: Text
    certainty: Certainty
    legal_basis: str
    sources: tuple[Source, ...]
    answer: AnswerTerms
    followup: FollowUpTerms
    between: BetweenTerms
    passing: PassingTerms
    mentor: MentorTerms
    kinds: tuple[TransitionKind, ...]
    items: tuple[Item, ...]
    prompts: tuple[Prompt, ...]
    valid_to: date | None = None
    note: Text | None = None

    def __post_init__(self) -> None:
        known = _once("kinds", (one.id for one in self.kinds))
        _once("items", (one.id for one in self.items))
        _once("prompts", (one.id for one in self.prompts))
        parts: tuple[Item | Prompt, ...] = (*self.items, *self.prompts)
        for part in parts:
            if strange := set(part.kinds) - known:
                raise Mistake(
                    sentence("{id} nævner en overgang, der ikke er her: {kind}", id=part.id, kind=min(strange))
                )
        if not self.prompts:
            raise Mistake(sentence("noten har ingen spørgsmål"))

    def kind(self, kind: str) -> TransitionKind | None:
        """Return one kind; None for one that is not in this package."""
        return next((one for one in self.kinds if one.id == kind), None)

    def items_of(self, kind: str) -> tuple[Item, ...]:
        """Return what is made ready before a transition of a kind."""
        return tuple(one for one in self.items if not one.kinds or kind in one.kinds)

    def prompts_of(self, kind: str) -> tuple[Prompt, ...]:
        """Return what the note of a transition of a kind answers, in order."""
        return tuple(one for one in self.prompts if not one.kinds or kind in one.kinds)


def _once(what: str, ids: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for one in ids:
        if one in found:
            raise Mistake(sentence("{id} står to gange i {what}", id=one, what=what))
        found.add(one)
    return found
