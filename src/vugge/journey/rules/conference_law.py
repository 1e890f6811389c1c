"""The shape of `law/journey/conferences_*.toml`: when the young person is invited, and how a conference is called."""

from dataclasses import dataclass
from datetime import date

from vugge.kit.explained import Certainty, Source
from vugge.kit.law import STRICT_SHAPE, Mistake
from vugge.kit.text import Text, sentence


@dataclass(frozen=True)
class YoungPersonTerms:
    """From which age a young person is always invited, and from which one asks them first."""

    __pydantic_config__ = STRICT_SHAPE

    invited_from: int
    heard_from: int
    certainty: Certainty
    legal_basis: str = ""
    note: Text | None = None

    def __post_init__(self) -> None:
        if self.heard_from > self.invited_from:
            raise Mistake(sentence("heard_from skal ikke være større end invited_from"))


@dataclass(frozen=True)
class CallingTerms:
    """How many days ahead, for how many minutes, and with how many of the private network at most."""

    __pydantic_config__ = STRICT_SHAPE

    days_ahead: int
    minutes: int
    most_private: int
    certainty: Certainty
    legal_basis: str = ""
    note: Text | None = None


@dataclass(frozen=True)
class ConferenceLaw:
    """All that is said of conferences in one period."""

    __pydantic_config__ = STRICT_SHAPE

    id: str
    valid_from: date
    title: Text
    certainty: Certainty
    legal_basis: str
    young_person: YoungPersonTerms
    calling: CallingTerms
    sources: tuple[Source, ...] = ()
    note: Text | None = None
    valid_to: date | None = None
