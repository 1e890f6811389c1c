"""The shape of `law/access/statistics_*.toml`: what figures about people must keep to, and who sees them.

Offers `StatisticsLaw` and its parts; `policy` gives the limits as disclosure control wants them.
"""

from dataclasses import dataclass
from datetime import date

from vugge.kit.disclosure import Policy
from vugge.kit.explained import Certainty, Source
from vugge.kit.law import STRICT_SHAPE, Mistake
from vugge.kit.text import Text, sentence

MONTHS_A_QUARTER = 3
ALL = 100  # per cent


@dataclass(frozen=True)
class Limit:
    """No smaller number of people may be known."""

    __pydantic_config__ = STRICT_SHAPE

    persons: int
    certainty: Certainty
    legal_basis: str


@dataclass(frozen=True)
class Rounding:
    """Figures are multiples of `base`."""

    __pydantic_config__ = STRICT_SHAPE

    base: int
    certainty: Certainty
    legal_basis: str


@dataclass(frozen=True)
class SmallestPlace:
    """A place with fewer residents is not shown."""

    __pydantic_config__ = STRICT_SHAPE

    residents: int
    certainty: Certainty
    legal_basis: str


@dataclass(frozen=True)
class SmallestInstitution:
    """An institution that fewer children attend is not shown by itself."""

    __pydantic_config__ = STRICT_SHAPE

    children: int
    certainty: Certainty
    legal_basis: str


@dataclass(frozen=True)
class Attack:
    """What must be left to somebody who lays everything released over each other; see `kit.disclosure.Policy`."""

    __pydantic_config__ = STRICT_SHAPE

    narrowest: int
    most_lost: int
    certainty: Certainty
    legal_basis: str


@dataclass(frozen=True)
class ShortestTime:
    """The shortest time that a table covers, in months."""

    __pydantic_config__ = STRICT_SHAPE

    months: int
    certainty: Certainty
    legal_basis: str

    def __post_init__(self) -> None:
        if self.months != MONTHS_A_QUARTER:
            raise Mistake(sentence("months er {months}; tabellerne udgives for kvartaler, skriv 3", months=self.months))


@dataclass(frozen=True)
class StatisticsAudience:
    """The roles that see what is released, and those that see the register of releases."""

    __pydantic_config__ = STRICT_SHAPE

    readers: frozenset[str]
    register: frozenset[str]
    certainty: Certainty
    legal_basis: str

    def __post_init__(self) -> None:
        if self.register - self.readers:
            raise Mistake(sentence("den, der ser registeret, skal også kunne se tabellerne: føj rollen til readers"))


@dataclass(frozen=True)
class StatisticsLaw:
    """What figures about people must keep to before anybody but case staff sees them."""

    __pydantic_config__ = STRICT_SHAPE

    id: str
    valid_from: date
    title: Text
    certainty: Certainty
    legal_basis: str
    limit: Limit
    rounding: Rounding
    place: SmallestPlace
    institution: SmallestInstitution
    attack: Attack
    time: ShortestTime
    audience: StatisticsAudience
    valid_to: date | None = None
    note: Text | None = None
    sources: tuple[Source, ...] = ()

    def __post_init__(self) -> None:
        if self.limit.persons < 1 or self.rounding.base < self.limit.persons:
            raise Mistake(sentence("base skal være mindst persons, ellers kan tal under grænsen skelnes"))
        if not self.limit.persons - 1 <= self.attack.narrowest < self.rounding.base:
            raise Mistake(sentence("narrowest skal være mindst persons minus 1 og mindre end base"))
        if self.institution.children < self.rounding.base:
            raise Mistake(sentence("children skal være mindst base, ellers kan en institution kendes i sit tal"))
        if not 0 <= self.attack.most_lost <= ALL:
            raise Mistake(sentence("most_lost er procent: 0 til 100"))

    @property
    def policy(self) -> Policy:
        """The limits, with the law they come from."""
        return Policy(
            threshold=self.limit.persons,
            base=self.rounding.base,
            narrowest=self.attack.narrowest,
            smallest_place=self.place.residents,
            most_lost=self.attack.most_lost,
            package=self.id,
            legal_basis=self.legal_basis,
            certainty=self.certainty,
            sources=self.sources,
        )
