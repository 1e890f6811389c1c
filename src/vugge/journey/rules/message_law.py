"""The shape of `law/journey/messages_*.toml`, and what a page says of answers and of what is urgent.

Offers `MessageLaw` and `Expectation`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from vugge.kit.explained import Certainty
from vugge.kit.law import STRICT_SHAPE
from vugge.kit.text import Text


@dataclass(frozen=True)
class AnswerTerm:
    """Within how many working days an answer can be expected."""

    __pydantic_config__ = STRICT_SHAPE

    working_days: int
    certainty: Certainty
    legal_basis: str
    note: Text | None = None


@dataclass(frozen=True)
class Urgent:
    """Whom to call when it cannot wait: the emergency number, and the duty officers of municipalities by code."""

    __pydantic_config__ = STRICT_SHAPE

    emergency: str
    certainty: Certainty
    legal_basis: str
    duty_phones: Mapping[str, str] = field(default_factory=dict)
    note: Text | None = None


@dataclass(frozen=True)
class MessageLaw:
    """What messages promise."""

    __pydantic_config__ = STRICT_SHAPE

    id: str
    valid_from: date
    title: Text
    certainty: Certainty
    legal_basis: str
    answer: AnswerTerm
    urgent: Urgent
    valid_to: date | None = None
    note: Text | None = None


@dataclass(frozen=True)
class Expectation:
    """When one can expect an answer, and whom to call when it is urgent; `duty_phone` is empty where nobody told us."""

    working_days: int
    emergency: str
    duty_phone: str = ""


def expectation(law: MessageLaw, *, municipalities: Iterable[str]) -> Expectation:
    """Return what a page promises where the colleagues work in these municipalities: a number only where it is one."""
    found = {law.urgent.duty_phones.get(code, "") for code in municipalities if code}
    phone = found.pop() if len(found) == 1 else ""
    return Expectation(law.answer.working_days, law.urgent.emergency, phone)
