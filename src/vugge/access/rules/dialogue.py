"""The sharing dialogue: who will see what, why and until when, in the family's own language, before anybody answers.

Offers `Words` (one language of the catalogue), `Question`, `Told` (one recipient), `who_sees`, `check_told` and
`question_text`, which is what the family reads and what is kept of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from vugge.access.rules.basis import BasisKind
from vugge.access.rules.consent import Needed
from vugge.access.rules.law import Policy
from vugge.audit.rules import Category, Purpose
from vugge.kit.danish import date_text
from vugge.kit.errors import BadInput
from vugge.kit.law import STRICT_SHAPE
from vugge.kit.text import Text, sentence
from vugge.organisations.rules.kinds import Role, UnitKind, units_with

ISOLATED: Final = "\N{FIRST STRONG ISOLATE}{}\N{POP DIRECTIONAL ISOLATE}"
"""Danish names and numbers keep their own direction within a text that runs from right to left."""


@dataclass(frozen=True)
class Lines:
    """The sentences of the question, with places in braces."""

    __pydantic_config__ = STRICT_SHAPE

    question: str
    asker: str
    what: str
    who: str
    who_line: str
    nobody_else: str
    why: str
    until: str
    voluntary: str
    withdraw: str
    log: str
    answer_self: str
    answer_one: str
    answer_both: str
    child_heard: str


@dataclass(frozen=True)
class Answers:
    """What stands beside the places to answer in: whoever reads the question shall also read what they say."""

    __pydantic_config__ = STRICT_SHAPE

    answer: str
    allow: str
    refuse: str
    heard: str
    yes: str
    no: str


@dataclass(frozen=True)
class Words:
    """All that is said in one language; `checked`: a translator has read it."""

    __pydantic_config__ = STRICT_SHAPE

    language: str
    title: Text
    own_name: str
    direction: str
    version: str
    checked: bool
    unchecked_note: str
    comma: str
    semicolon: str
    lines: Lines
    answers: Answers
    categories: Mapping[Category, str]
    roles: Mapping[Role, str]

    @property
    def is_rtl(self) -> bool:
        """Say whether it is written from right to left."""
        return self.direction == "rtl"


@dataclass(frozen=True)
class Told:
    """One recipient: a unit, which roles in it will see something, and what each of them will see."""

    unit: str
    sees: Mapping[Role, frozenset[Category]]

    @property
    def categories(self) -> frozenset[Category]:
        """All that somebody in the unit will see."""
        return frozenset[Category]().union(*self.sees.values())


@dataclass(frozen=True)
class Question:
    """What a family is asked. `asker` and `unit` are who asks; `told` who will see what."""

    person: str
    asker: str
    unit: str
    categories: frozenset[Category]
    told: Sequence[Told]
    purpose_text: str
    begins: date
    until: date
    needed: Needed
    is_about_signer: bool


def who_sees(
    kind: UnitKind, categories: Iterable[Category], *, purpose: Purpose, policy: Policy
) -> Mapping[Role, frozenset[Category]]:
    """Return which roles in a unit of a kind will see which of the categories by a consent for a purpose.

    Nobody whose work is for another purpose, and nothing that the policy does not give the role by consent.
    """
    chosen = {*categories, Category.IDENTITY}
    found = {}
    for role in Role:
        rule = policy.rule(role, BasisKind.CONSENT)
        if kind in units_with(role) and rule is not None and purpose in rule.purposes:
            found[role] = frozenset(rule.categories & chosen)
    return found


def check_told(categories: Iterable[Category], told: Sequence[Told]) -> None:
    """Refuse to ask for what would reach nobody: a unit that can see nothing, data that none of them can see.

    Raises `BadInput`.
    """
    blind = [one.unit for one in told if not one.sees]
    if blind:
        raise BadInput(
            sentence(
                "Ingen i {unit} kan se noget til det formål. Vælg et andet formål, eller spørg for sig.", unit=blind[0]
            )
        )
    if set(categories) - frozenset[Category]().union(*(one.categories for one in told)):
        raise BadInput(
            sentence(
                "Der er valgt oplysninger, som ingen af modtagerne må se. Vælg dem fra, eller vælg en modtager mere."
            )
        )


def question_text(words: Words, question: Question) -> str:
    """Return the question as the family reads it: a paragraph a line, each recipient on a line of its own.

    The same question in the same words gives the same text, and it is kept with the answer.
    """
    lines, safe = words.lines, partial(_safe, words)
    paragraphs = [
        lines.question.format(person=safe(question.person)),
        lines.asker.format(asker=safe(question.asker), unit=safe(question.unit)),
        lines.what.format(categories=_named(words, question.categories)),
        "\n".join((lines.who, *(_told_line(words, one) for one in question.told), lines.nobody_else)),
        lines.why.format(purpose=safe(question.purpose_text)),
        lines.until.format(begins=safe(date_text(question.begins)), until=safe(date_text(question.until))),
        lines.voluntary,
        lines.withdraw,
        lines.log,
        _who_answers(lines, question),
    ]
    if question.needed.child_is_heard:
        paragraphs.append(lines.child_heard)
    if not words.checked:
        paragraphs.append(words.unchecked_note)
    return "\n\n".join(paragraphs)


def _told_line(words: Words, told: Told) -> str:
    roles = words.comma.join(words.roles[role] for role in told.sees)
    seen = _named(words, told.categories)
    return "– " + words.lines.who_line.format(unit=_safe(words, told.unit), roles=roles, categories=seen)


def _named(words: Words, categories: Iterable[Category]) -> str:
    chosen = set(categories)
    return words.semicolon.join(words.categories[one] for one in Category if one in chosen)


def _who_answers(lines: Lines, question: Question) -> str:
    if question.is_about_signer:
        return lines.answer_self
    return lines.answer_both if len(question.needed.signers) > 1 else lines.answer_one


def _safe(words: Words, text: str) -> str:
    """Return a name or a number that keeps its own direction."""
    return ISOLATED.format(text) if words.is_rtl else text
