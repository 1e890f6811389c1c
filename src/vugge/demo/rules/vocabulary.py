"""The words and shares that a town is made from, as the catalogue gives them.

Offers `Names`, `Places`, `Marginals` and what they hold, and `Vocabulary`, which holds one of each.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from vugge.kit.explained import Source
from vugge.kit.law import STRICT_SHAPE


@dataclass(frozen=True)
class Names:
    """`catalogue/demo/names.toml`: what people are called."""

    __pydantic_config__ = STRICT_SHAPE

    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]


@dataclass(frozen=True)
class Quarter:
    """A part of the town: an invented housing area with its residents, or with an empty key all the rest."""

    __pydantic_config__ = STRICT_SHAPE

    streets: tuple[str, ...]
    key: str = ""
    name: str = ""
    residents: int | None = None


@dataclass(frozen=True)
class Words:
    """What institutions are called after."""

    __pydantic_config__ = STRICT_SHAPE

    names: tuple[str, ...]
    sides: tuple[str, ...]

    def name(self, number: int) -> str:
        """Return the name with a number from 0; a number beyond the words takes one with a side of the town.

        >>> Words(("Kløveren", "Bikuben"), ("", " Nord")).name(2)
        'Kløveren Nord'
        """
        side, word = divmod(number, len(self.names))
        return f"{self.names[word]}{self.sides[side % len(self.sides)]}"


@dataclass(frozen=True)
class Work:
    """What jobs, educations and support are called."""

    __pydantic_config__ = STRICT_SHAPE

    titles: tuple[str, ...]
    leisure: tuple[str, ...]
    education: tuple[str, ...]
    childs_support: tuple[str, ...]
    adults_support: tuple[str, ...]


@dataclass(frozen=True)
class Places:
    """`catalogue/demo/places.toml`: the invented municipality and what is in it."""

    __pydantic_config__ = STRICT_SHAPE

    municipality: str
    code: str
    region: str
    region_code: str
    city: str
    postcode: str
    police: str
    areas: tuple[Quarter, ...]
    town: Quarter
    words: Words
    work: Work


@dataclass(frozen=True)
class HouseholdShare:
    """How large a part of the households is of a kind."""

    __pydantic_config__ = STRICT_SHAPE

    kind: str
    share: Decimal


@dataclass(frozen=True)
class PublishedShare:
    """A share that somebody has published."""

    __pydantic_config__ = STRICT_SHAPE

    share: Decimal
    source: Source


@dataclass(frozen=True)
class Published:
    """The shares that are others'."""

    __pydantic_config__ = STRICT_SHAPE

    households: tuple[HouseholdShare, ...]
    households_source: Source
    under_18: PublishedShare


@dataclass(frozen=True)
class Assumed:
    """The shares that are ours. `children` are the weights of one, two, three and four children."""

    __pydantic_config__ = STRICT_SHAPE

    with_children: Mapping[str, float]
    children: tuple[int, ...]
    family_with_two_parents: float
    parent_has_two_homes: float
    custody_with_one: float
    custody_with_other: float
    protected: float
    needs_interpreter: float
    other_language: float
    languages: tuple[str, ...]
    double_surname: float
    twins: float
    expecting: float
    in_daycare: float
    in_youth_education: float
    adult_in_work: float
    leisure_job: float
    in_support: float
    moved_before: float
    in_areas: float


@dataclass(frozen=True)
class Marginals:
    """`catalogue/demo/marginals.toml`."""

    __pydantic_config__ = STRICT_SHAPE

    published: Published
    assumed: Assumed


@dataclass(frozen=True)
class Vocabulary:
    """Everything that a town is made from but the seed, the day and the size."""

    names: Names
    places: Places
    shares: Marginals
