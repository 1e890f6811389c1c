"""What the register says of organisations and units, as values, and what must be true of their days and places.

Offers `OrganisationFacts`, `UnitFacts`, `FormerName`, what is asked for (`Wish`) and answered (`Found`,
`OrganisationPage`), what is to be written (`NewOrganisation`, `NewUnit`, `Whereabouts`), and the refusals.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vugge.catalogue.names import fold
from vugge.kit.text import Sentence, sentence
from vugge.organisations.rules.kinds import OrganisationKind, UnitKind
from vugge.organisations.rules.staff import Place

LONGEST_NAME = 200


@dataclass(frozen=True)
class OrganisationFacts:
    """An organisation in the register. `valid_to` is the first day on which it no longer is; `units` are counted."""

    id: int
    kind: OrganisationKind
    name: str
    municipality: str
    cvr: str
    code: str
    valid_from: date
    valid_to: date | None
    source: str
    version: int
    units: int = 0

    @property
    def place(self) -> Place:
        """What the rules on who may keep it need to know."""
        return Place(self.kind, self.municipality, self.id)


@dataclass(frozen=True)
class UnitFacts:
    """A unit in the register. `area_key` is the key of the housing area it lies in; empty when in none."""

    id: int
    organisation: int
    kind: UnitKind
    name: str
    parent: int | None
    parent_name: str
    area_key: str
    municipality: str
    address: str
    valid_from: date
    valid_to: date | None
    source: str
    version: int


@dataclass(frozen=True)
class FormerName:
    """What an organisation (`unit` None) or one of its units was called up to, but not including, a day."""

    name: str
    until: date
    unit: int | None = None


@dataclass(frozen=True)
class Wish:
    """What somebody looks for in the register: words or a CVR number, a kind, a municipality, a page from 1."""

    words: str = ""
    kind: OrganisationKind | None = None
    municipality: str = ""
    includes_closed: bool = False
    page: int = 1


@dataclass(frozen=True)
class Found:
    """One page of what was found; `total` counts all of it. `matching` are units whose name was looked for."""

    total: int
    page: int
    pages: int
    organisations: tuple[OrganisationFacts, ...]
    matching: Mapping[int, tuple[str, ...]]


@dataclass(frozen=True)
class OrganisationPage:
    """Everything the register says of one organisation."""

    organisation: OrganisationFacts
    units: tuple[UnitFacts, ...]
    former_names: tuple[FormerName, ...]


@dataclass(frozen=True)
class NewOrganisation:
    """An organisation to be registered."""

    kind: OrganisationKind
    name: str
    valid_from: date
    municipality: str = ""
    cvr: str = ""
    source: str = ""


@dataclass(frozen=True)
class Whereabouts:
    """Where a unit stands: under which other unit, in which municipality and housing area, at which address."""

    parent: int | None = None
    municipality: str = ""
    area_key: str = ""
    address: str = ""


@dataclass(frozen=True)
class NewUnit:
    """A unit to be registered."""

    organisation: int
    kind: UnitKind
    name: str
    valid_from: date
    whereabouts: Whereabouts = Whereabouts()
    source: str = ""


def folded(name: str) -> str:
    """Return a name as it is searched for: folded, and as it is where it has no Latin letter.

    >>> folded("Børnehaven Åløkke"), folded("سلام")
    ('boernehaven aaloekke', 'سلام')
    """
    return fold(name) or name.strip().casefold()


def holds_on(valid_from: date, valid_to: date | None, day: date) -> bool:
    """Say whether something holds on a day; `valid_to` is the first day on which it does not.

    >>> holds_on(date(2026, 1, 1), date(2026, 2, 1), date(2026, 2, 1))
    False
    """
    return valid_from <= day and (valid_to is None or day < valid_to)


def days_refusal(valid_from: date, valid_to: date | None) -> Sentence | None:
    """Say why days cannot be those of an organisation, a unit or a role; None when they can."""
    if valid_to is None or valid_to > valid_from:
        return None
    return sentence("Den begynder {start}, men er slut allerede {end}. Ret dagene.", start=valid_from, end=valid_to)


def within_refusal(inner: tuple[date, date | None], outer: tuple[date, date | None]) -> Sentence | None:
    """Say why a unit, or a role in it, cannot hold when that which it is part of does not; None when it can."""
    if inner[0] < outer[0]:
        return sentence("Den kan ikke gælde fra {start}: det, den hører under, gælder først fra {outer}.",
                        start=inner[0], outer=outer[0])  # fmt: skip
    if outer[1] is not None and (inner[1] is None or inner[1] > outer[1]):
        return sentence("Det, den hører under, gælder kun til {end}. Giv den samme slutdag eller en før.", end=outer[1])
    return None


def parent_refusal(unit: int | None, parent: int, parents: Mapping[int, int | None]) -> Sentence | None:
    """Say why a unit cannot lie under another; `parents` says of the organisation's every unit what it lies under.

    `unit` is None for one that is not registered yet.
    """
    if parent not in parents:
        return sentence("Den overordnede enhed findes ikke i samme organisation. Vælg en anden.")
    above: int | None = parent
    passed: set[int] = set()
    while above is not None and above not in passed:
        if above == unit:
            return sentence("En enhed kan ikke ligge under sig selv eller under en af sine egne enheder.")
        passed.add(above)
        above = parents.get(above)
    return None


def municipality_refusal(kind: OrganisationKind, municipality: str) -> Sentence | None:
    """Say why an organisation of a kind must lie in a municipality; only the region and the police lie in none."""
    if municipality or kind in {OrganisationKind.REGION, OrganisationKind.POLICE_DISTRICT}:
        return None
    return sentence("Organisationen skal ligge i en kommune. Vælg kommunen.")
