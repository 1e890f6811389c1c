"""Which area a published name means: own keys over time, names with years, spellings; never the name alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from vugge.catalogue.names import fold, slug


def within(year: int, *, first_year: int | None, last_year: int | None) -> bool:
    """Say whether a year lies between two others, both included; None where no end is known.

    >>> within(2018, first_year=None, last_year=2018), within(2018, first_year=2019, last_year=None)
    (True, False)
    """
    return (first_year or year) <= year <= (last_year or year)


@dataclass(frozen=True)
class KnownName:
    """A name or spelling of an area in a municipality, in some years (both included, None = no end)."""

    area: str
    municipality: str
    name: str
    first_year: int | None = None
    last_year: int | None = None

    def holds_in(self, year: int) -> bool:
        """Say whether the name was in use on the lists of a year."""
        return within(year, first_year=self.first_year, last_year=self.last_year)


@dataclass(frozen=True)
class Identities:
    """Every known name, by municipality code and folded name."""

    names: Mapping[tuple[str, str], tuple[KnownName, ...]] = field(default_factory=dict)

    def find(self, name: str, municipality: str, year: int) -> str | None:
        """Return the key of the area a name means in a municipality; the name in use that year goes first."""
        known = self.names.get((municipality, fold(name)), ())
        in_use = [one for one in known if one.holds_in(year)]
        return next((one.area for one in (*in_use, *known)), None)

    def keys(self) -> frozenset[str]:
        """Return the key of every area that has a name."""
        return frozenset(one.area for known in self.names.values() for one in known)


def identities(names: Iterable[KnownName]) -> Identities:
    """Gather known names for look-up; "Ringparken" in two municipalities are two areas."""
    gathered: dict[tuple[str, str], tuple[KnownName, ...]] = {}
    for one in names:
        place = (one.municipality, fold(one.name))
        gathered[place] = (*gathered.get(place, ()), one)
    return Identities(gathered)


def new_key(name: str, municipality_name: str) -> str:
    """Make a key for an area that nobody has named before.

    >>> new_key("Søndervang", "Aarhus")
    'soendervang_aarhus'
    """
    return slug(name, municipality_name)
