"""What can be asked about municipalities and regions. They are catalogue data: no question here reads a table.

Offers `municipalities`, `regions`, `municipality`, `municipality_named`, `region`, `region_of`, `municipalities_of`,
and `reference`, what the register has of them.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from vugge.catalogue import reading
from vugge.catalogue.names import place_key
from vugge.catalogue.shapes import Municipality, Region
from vugge.kit.danish import sort_key
from vugge.kit.errors import NotFound
from vugge.kit.text import sentence
from vugge.organisations.rules.kinds import OrganisationKind

REFERENCE_SINCE: Final = date(2007, 1, 1)
"""The day from which the catalogue's municipalities and regions are: the order that came with the reform of 2007."""

REFERENCE_SOURCE: Final = "Danmarks Statistik: Regioner, landsdele og kommuner, v1:2007-"


@dataclass(frozen=True)
class Reference:
    """A municipality or region as the register has it: by official code, under its official name."""

    kind: OrganisationKind
    code: str
    name: str
    municipality: str


@cache
def municipalities() -> tuple[Municipality, ...]:
    """Return the 98 municipalities in Danish order of name: Aabenraa, Aalborg and Aarhus come last."""
    return tuple(sorted(reading.municipalities(), key=lambda one: sort_key(one.name)))


@cache
def regions() -> tuple[Region, ...]:
    """Return the five regions in Danish order of name."""
    return tuple(sorted(reading.regions(), key=lambda one: sort_key(one.name)))


def municipality(code: str) -> Municipality:
    """Return the municipality with an official four-digit code, or the demo's with its invented one.

    Raises `NotFound` for any other code, also for 0411: Christiansø is no municipality.
    """
    found = _by_code().get(code)
    if found is None:
        raise NotFound(sentence("Ingen kommune har koden {code}. Koden har fire cifre, f.eks. 0101.", code=code))
    return found


def municipality_named(text: str) -> Municipality | None:
    """Return the municipality somebody means by a name, or None if no municipality is called that.

    Takes "Københavns Kommune", "Copenhagen", "Århus", "Aarhus' Kommune" and "høje taastrup". A postal district
    such as "København K" is not a municipality, and nothing is guessed.
    """
    key = place_key(text)
    return _by_name().get(key) or _by_name().get(key.removesuffix("s"))


def region(code: str) -> Region:
    """Return the region with an official four-digit code.

    Raises `NotFound` for any other code.
    """
    found = next((one for one in regions() if one.code == code), None)
    if found is None:
        raise NotFound(sentence("Ingen region har koden {code}. Koden har fire cifre, f.eks. 1084.", code=code))
    return found


def region_of(municipality_code: str) -> Region:
    """Return the region a municipality lies in.

    Raises `NotFound` if no municipality has the code.
    """
    return region(municipality(municipality_code).region)


def municipalities_of(region_code: str) -> tuple[Municipality, ...]:
    """Return the municipalities of a region in Danish order of name."""
    return tuple(one for one in municipalities() if one.region == region_code)


def reference() -> tuple[Reference, ...]:
    """Return the municipalities and regions as the register has them. A region lies in no municipality."""
    return (
        *(
            Reference(OrganisationKind.MUNICIPALITY, one.code, one.official_name, one.code)
            for one in reading.municipalities()
        ),
        *(Reference(OrganisationKind.REGION, one.code, one.official_name, "") for one in reading.regions()),
    )


@cache
def _by_code() -> dict[str, Municipality]:
    return {one.code: one for one in (*reading.municipalities(), *reading.invented_municipalities())}


@cache
def _by_name() -> dict[str, Municipality]:
    return {place_key(spelling): one for one in reading.municipalities() for spelling in one.spellings()}
