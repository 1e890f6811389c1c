"""The shape of `law/journey/reminders_*.toml`: when a reminder is sent, how often, and all that it may say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from vugge.kit.explained import Certainty, Source
from vugge.kit.law import STRICT_SHAPE, Mistake
from vugge.kit.text import Text, sentence

HOURS = 24
PLACE = "{address}"


@dataclass(frozen=True)
class QuietTerms:
    """From which hour until which, local time, nothing is sent; the night may lie across midnight."""

    __pydantic_config__ = STRICT_SHAPE

    begins: int
    ends: int
    certainty: Certainty
    legal_basis: str = ""
    note: Text | None = None

    def __post_init__(self) -> None:
        if not (0 <= self.begins < HOURS and 0 <= self.ends < HOURS and self.begins != self.ends):
            raise Mistake(sentence("quiet: begins og ends er to forskellige timer fra 0 til 23"))


@dataclass(frozen=True)
class BeforeTerms:
    """How many days before its day something is reminded of."""

    __pydantic_config__ = STRICT_SHAPE

    step_days: int
    conference_days: int
    certainty: Certainty
    legal_basis: str = ""
    note: Text | None = None


@dataclass(frozen=True)
class OftenTerms:
    """At most how many a person and day."""

    __pydantic_config__ = STRICT_SHAPE

    a_day: int
    certainty: Certainty
    legal_basis: str = ""
    note: Text | None = None

    def __post_init__(self) -> None:
        if self.a_day != 1:
            raise Mistake(sentence("a_day er 1: flere om dagen kan Vugge ikke sende"))


@dataclass(frozen=True)
class RetryTerms:
    """After how many minutes a reminder is tried again, each time it failed."""

    __pydantic_config__ = STRICT_SHAPE

    minutes: tuple[int, ...]
    certainty: Certainty
    legal_basis: str = ""
    note: Text | None = None


@dataclass(frozen=True)
class KeepingTerms:
    """For how many days it is kept that somebody was reminded."""

    __pydantic_config__ = STRICT_SHAPE

    days: int
    certainty: Certainty
    legal_basis: str = ""
    note: Text | None = None


@dataclass(frozen=True)
class ReminderTexts:
    """All that a reminder says. The one place in it is where to log in; nothing else is filled in."""

    __pydantic_config__ = STRICT_SHAPE

    subject: Text
    body: Text
    other_languages: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for text in (self.body.da, self.body.en, *self.other_languages.values()):
            if text.count("{") != 1 or PLACE not in text:
                raise Mistake(sentence("en påmindelse har netop ét sted, der fyldes ud: {place}", place="{address}"))
        for text in (self.subject.da, self.subject.en):
            if "{" in text:
                raise Mistake(sentence("emnet på en påmindelse har intet, der fyldes ud"))


@dataclass(frozen=True)
class ReminderLaw:
    """All that is said of reminders in one period."""

    __pydantic_config__ = STRICT_SHAPE

    id: str
    valid_from: date
    title: Text
    certainty: Certainty
    legal_basis: str
    quiet: QuietTerms
    before: BeforeTerms
    often: OftenTerms
    retry: RetryTerms
    keeping: KeepingTerms
    text: ReminderTexts
    sources: tuple[Source, ...] = ()
    note: Text | None = None
    valid_to: date | None = None
