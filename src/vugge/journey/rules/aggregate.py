"""Where in the chain children are lost: the fixed tables of how many stand how at each station, and counting for them.

Offers `By`, `Stand`, `stand_of`, `Institution`, the ways to divide (`areas`, `COHORTS`, `institutions`, `Rows`),
`stations_on`, `declared_tables` and `Tally` with `Members`. There is one table for each station and way to divide: a
child stands once at each station, so a figure is a number of children. What holds of a line is worked out from released
figures alone (`chain`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vugge.access.rules.statistics_tables import ELSEWHERE, Declared, Place
from vugge.journey.rules.route import Network, Station
from vugge.journey.rules.standing import Status
from vugge.kit.disclosure import Group, Grouping, Population, Table
from vugge.kit.text import Text
from vugge.people.rules.counting import Counts

SERIES: Final = "journey"
RULE: Final = "journey.station_stands/1"
"""What counts, in its version: a table counted otherwise is another table."""
OLDEST: Final = 29
"""Whoever is older has come to the end of the route."""
NO_UNIT: Final = "no_unit"
MOST_TOLD_APART: Final = 960
"""Kinds of children that the tables of a station tell apart together; with more the attack on them takes the night."""


class By(StrEnum):
    """A way to divide children; it stands in the keys of tables."""

    AREA = "area"
    COHORT = "cohort"
    INSTITUTION = "institution"


class Stand(StrEnum):
    """How a child stands at a station, as figures tell it.

    Who has it open still is told of together with who has it to come: few are in a window at a time, and with a column
    of their own every tenth table would have to be refused.
    """

    IN_TIME = "in_time"
    LATE = "late"
    MISSED = "missed"
    UNDECIDED = "undecided"


STANDS: Final = tuple(Stand)
STAND_NAMES: Final[Mapping[Stand, Text]] = {
    Stand.IN_TIME: Text(da="Nået til tiden", en="Reached in time"),
    Stand.LATE: Text(da="Nået for sent", en="Reached late"),
    Stand.MISSED: Text(da="Ikke nået", en="Missed"),
    Stand.UNDECIDED: Text(da="Ikke afgjort eller ikke relevant", en="Not decided or not relevant"),
}
_STAND_OF: Final[Mapping[Status, Stand]] = {
    Status.REACHED: Stand.IN_TIME,
    Status.REACHED_LATE: Stand.LATE,
    Status.MISSED: Stand.MISSED,
}


def stand_of(status: Status) -> Stand:
    """Return how a status counts: what is open, to come, not for this child or not known is no loss and no gain.

    >>> stand_of(Status.REACHED_LATE).value, stand_of(Status.CLOSING).value
    ('late', 'undecided')
    """
    return _STAND_OF.get(status, Stand.UNDECIDED)


@dataclass(frozen=True)
class Institution:
    """A day-care, school or youth education that children attend: `kind` as `organisations` names it."""

    key: str
    name: str
    kind: str
    children: int


_FIRST_BORN, _LAST_BORN, _COHORT_YEARS = 2000, 2029, 5


def _cohort(first: int, last: int, name: Text) -> Group:
    return Group(f"{first}_{last}", name, frozenset(str(year) for year in range(first, last + 1)))


COHORTS: Final = Grouping(
    By.COHORT,
    Text(da="fødselsår", en="year of birth"),
    (
        _cohort(1990, _FIRST_BORN - 1, Text(da="Før 2000", en="Before 2000")),
        *(
            _cohort(first, first + _COHORT_YEARS - 1, Text(da=f"{first}-{first + 4}", en=f"{first}-{first + 4}"))
            for first in range(_FIRST_BORN, _LAST_BORN, _COHORT_YEARS)
        ),
        _cohort(_LAST_BORN + 1, 2059, Text(da="2030 og senere", en="2030 and later")),
    ),
)
"""Years of birth, cut once for many years to come: a table that is cut anew is another table."""

_KINDS: Final = (
    ("daycare", Text(da="Dagtilbud", en="Day-care"), ("nursery", "kindergarten", "integrated_daycare", "childminding")),
    ("school", Text(da="Skole", en="School"), ("school",)),
    ("youth_education", Text(da="Ungdomsuddannelse", en="Youth education"), ("youth_education",)),
)
_INSTITUTION: Final = Text(da="institution", en="institution")
_NO_UNIT: Final = Text(da="Et andet sted, eller intet vi kender", en="Elsewhere, or none that we know")


def areas(places: Iterable[Place]) -> Grouping | None:
    """Return the areas as rows, with one for everywhere else; None without an area."""
    groups = [Group(one.key, Text(da=one.name, en=one.name), frozenset({one.key})) for one in places]
    if not groups:
        return None
    elsewhere = Group(ELSEWHERE, Text(da="Uden for områderne", en="Outside the areas"), frozenset({ELSEWHERE}))
    return Grouping(By.AREA, Text(da="område", en="area"), (*groups, elsewhere), is_place=True)


def institutions(found: Iterable[Institution], *, smallest: int, among: int) -> Grouping:
    """Return the institutions that enough children attend as rows, by name; by kind where they are too many or one.

    `among`: how many kinds of children the tables tell apart without them.
    """
    large = sorted((one for one in found if one.children >= smallest), key=lambda one: (one.name, one.key))
    is_named = len(large) > 1 and among * (len(large) + 1) <= MOST_TOLD_APART
    if is_named:
        groups = [Group(one.key, Text(da=one.name, en=one.name), frozenset({one.key})) for one in large]
    else:
        groups = [Group(key, name, frozenset(kinds)) for key, name, kinds in _KINDS]
    none = Group(NO_UNIT, _NO_UNIT, frozenset({NO_UNIT}))
    name = _INSTITUTION if is_named else Text(da="slags institution", en="kind of institution")
    return Grouping(By.INSTITUTION, name, (*groups, none), is_place=True, smallest=smallest)


@dataclass(frozen=True)
class Members:
    """What each child of a batch belongs to in one way to divide: the `names` that occur, and whose each is."""

    names: tuple[str, ...]
    places: NDArray[np.intp]

    @classmethod
    def of(cls, each: Sequence[str]) -> "Members":
        """Gather the name of each child's member."""
        found = {name: place for place, name in enumerate(sorted(set(each)))}
        return cls(tuple(found), np.fromiter((found[name] for name in each), np.intp, len(each)))


@dataclass
class Tally:
    """How many stand how at each station, by what they belong to; children are added a batch at a time."""

    _counts: defaultdict[tuple[By, str], Counter[tuple[str, str]]] = field(default_factory=lambda: defaultdict(Counter))
    _sizes: defaultdict[By, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def size(self, by: By) -> Mapping[str, int]:
        """Return how many children belong to what."""
        return self._sizes[by]

    def add_children(self, divided: Mapping[By, Members]) -> None:
        """Count the children of a batch, whatever they have reached."""
        for by, members in divided.items():
            found = np.bincount(members.places, minlength=len(members.names))
            self._sizes[by].update(dict(zip(members.names, found.tolist(), strict=True)))

    def add(self, station: str, stands: NDArray[np.intp], divided: Mapping[By, Members]) -> None:
        """Count how the children of a batch stand at a station: for each the place of its stand in `STANDS`."""
        for by, members in divided.items():
            cells = len(members.names) * len(STANDS)
            found = np.bincount(members.places * len(STANDS) + stands, minlength=cells).tolist()
            keys = ((name, stand.value) for name in members.names for stand in STANDS)
            self._counts[by, station].update({key: count for key, count in zip(keys, found, strict=True) if count})

    def counts(self, by: By, station: str, rows: "Rows") -> Counts:
        """Return what was counted for a table, in its own rows and columns."""
        found: Counter[tuple[str, str]] = Counter()
        for (member, stand), count in self._counts[by, station].items():
            found[rows.row(member), stand] += count
        return found

    def sizes(self, by: By, rows: "Rows") -> Mapping[str, int]:
        """Return how many children belong to each row."""
        found: Counter[str] = Counter()
        for member, count in self._sizes[by].items():
            found[rows.row(member)] += count
        return found


@dataclass(frozen=True)
class Rows:
    """The rows of a way to divide; who belongs to none of them is in the row `otherwise`.

    `kinds` are the kinds of members: an institution without a row of its own may have one for its kind.
    """

    grouping: Grouping
    otherwise: str
    kinds: Mapping[str, str] = field(default_factory=dict)

    def row(self, member: str) -> str:
        """Return the key of a member's row."""
        return self._keys.get(member) or self._keys.get(self.kinds.get(member, ""), self.otherwise)

    @cached_property
    def _keys(self) -> Mapping[str, str]:
        return {member: group.key for group in self.grouping.groups for member in group.members}


OTHERWISE: Final[Mapping[By, str]] = {By.AREA: ELSEWHERE, By.COHORT: COHORTS.groups[0].key, By.INSTITUTION: NO_UNIT}
"""The row of whoever belongs to no other. Nobody is born outside the years of the cohorts."""


_STANDS: Final = Grouping(
    "stand",
    Text(da="hvordan det går", en="how it goes"),
    tuple(Group(one.value, STAND_NAMES[one], frozenset({one.value})) for one in STANDS),
    is_sensitive=True,
)
_CHILDREN: Final = Text(
    da="børn og unge under 30 år, som Vugge har oplysninger om", en="children and young people under 30 known to Vugge"
)
_SOURCE: Final = Text(
    da="Vugges register: hjem, institutioner og hvad der er set af børnene til og med kvartalets sidste dag",
    en="Vugge's register: homes, institutions and what was observed of the children up to the quarter's last day",
)
_FORMULA: Final = Text(
    da="Hvert barn tælles én gang med det, dets plan sagde den dag. »Ikke nået« er, når fristen er gået, og intet på"
    " kortet viser, at det er sket. »Ikke afgjort« er, når stoppet er åbent, ikke er begyndt, ikke er for barnet eller"
    " mangler oplysninger. Den, der har beskyttet adresse, og den, der bor sammen med en, der har, er ikke"
    " talt med i nogen af tabellerne.",
    en="Each child counts once, by what its plan said on that day. »Missed« is when the time has passed and nothing on"
    " file shows that it was done. »Not decided« is when the station is open, to come, not for the child or not known."
    " Whoever has a protected address, and whoever lives with somebody who has, is counted"
    " in none of the tables.",
)


def stations_on(network: Network, day: date) -> Mapping[str, tuple[Station, tuple[str, ...]]]:
    """Return every station that a child may have on a day, as the newest edition has it, with its packages."""
    found: dict[str, tuple[Station, tuple[str, ...]]] = {}
    for edition in network.editions:
        if edition.valid_from <= day or edition is network.editions[0]:
            for name, station in edition.stations.items():
                found[name] = (station, (edition.packages.get(name, edition.id),))
    return found


def declared_tables(
    stations: Mapping[str, tuple[Station, tuple[str, ...]]], divided: Mapping[By, Grouping], *, code_version: str
) -> Iterator[Declared]:
    """Yield the tables: for each station one for each way to divide.

    The stations are counted as populations of their own, which are drawn alike: see `kit.disclosure.Population`.
    """
    for name, (station, packages) in stations.items():
        population = Population(f"{SERIES}-{name}", _CHILDREN, drawn_as=SERIES)
        for by, rows in divided.items():
            title = Text(da=f"{station.name.da}: børn efter {rows.name.da}", en=f"{station.name.en}: by {rows.name.en}")
            yield Declared(
                Table(table_key(by, name), title, population, rows, _STANDS),
                _SOURCE,
                _FORMULA,
                rule=RULE,
                packages=packages,
                legal_basis=station.legal_basis,
                sources=station.sources,
                certainty=station.certainty,
                code_version=code_version,
                heading=station.line.value,
            )


def table_key(by: By, station: str) -> str:
    """Return the key of a station's table, as it stands in the register and in addresses."""
    return f"{part_key(by)}{station}"


def part_key(by: By) -> str:
    """Return how the keys of all tables divided in one way begin.

    >>> part_key(By.AREA)
    'journey-area-'
    """
    return f"{SERIES}-{by.value}-"
