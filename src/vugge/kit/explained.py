"""Results that explain themselves: a value and the reasons for it.

Offers `Explained`, `Because`, `Input`, `Source` and `Certainty`. Pages show them behind "Hvorfor?".
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from vugge.kit.text import Sentence, Text

T = TypeVar("T")


class Certainty(StrEnum):
    """How sure a rule or a figure is; shown with it wherever it is used."""

    CONFIRMED = "confirmed"
    ONE_SOURCE = "one_source"
    DERIVED = "derived"
    UNCERTAIN = "uncertain"
    NOT_FOUND = "not_found"


@dataclass(frozen=True)
class Source:
    """Where a rule or a figure comes from."""

    title: str
    url: str = ""


@dataclass(frozen=True)
class Input:
    """One value that went into a result, as `vugge.kit.text.shown` can show it."""

    name: Text | Sentence
    value: object
    source: Source | None = None


@dataclass(frozen=True)
class Because:
    """Why a result is what it is: a sentence a citizen understands, the rule, its law and its inputs."""

    sentence: Sentence
    rule: str
    package: str = ""
    legal_basis: str = ""
    certainty: Certainty = Certainty.CONFIRMED
    inputs: tuple[Input, ...] = ()
    sources: tuple[Source, ...] = ()
    parts: tuple["Because", ...] = ()


@dataclass(frozen=True)
class Explained(Generic[T]):
    """A value together with why it is so."""

    value: T
    because: Because
