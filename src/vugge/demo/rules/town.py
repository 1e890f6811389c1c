"""The town itself: its organisations and units, as many as so many people need.

Offers `Town` and `town_for`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from vugge.demo.rules.values import Organisation, Unit
from vugge.demo.rules.vocabulary import Places, Quarter
from vugge.kit.identifiers import Cvr
from vugge.organisations.rules.kinds import OrganisationKind, UnitKind

FOUNDED: Final = date(2007, 1, 1)
"""From when the town's organisations hold: the first day of the municipalities of today."""

_RESIDENTS_A_NURSERY: Final = 900
_RESIDENTS_A_KINDERGARTEN: Final = 1_100
_RESIDENTS_A_SCHOOL: Final = 4_000
_FIRST_CVR: Final = 99_990_000
_CVR_NUMBERS: Final = 10_000
_WEIGHTS: Final = (2, 7, 6, 5, 4, 3, 2, 1)  # of the digits of a CVR number; their sum is divisible by 11


@dataclass(frozen=True)
class Town:
    """A town with its organisations. A unit's key is its kind and number: `school:0`."""

    places: Places
    organisations: tuple[Organisation, ...]

    @cached_property
    def _units(self) -> dict[str, list[Unit]]:
        found: dict[str, list[Unit]] = {}
        for organisation in self.organisations:
            for unit in organisation.units:
                found.setdefault(unit.key.partition(":")[0], []).append(unit)
        return found

    def units(self, what: str) -> list[Unit]:
        """Return the units whose keys begin with a word, in order: `school`, `company`."""
        return self._units[what]

    def department_in(self, area_key: str) -> str:
        """Return the key of the housing department in an area; nothing where there is none."""
        return next((unit.key for unit in self._units["housing"] if area_key and unit.area_key == area_key), "")


def town_for(places: Places, *, residents: int) -> Town:
    """Return the town that so many people live in: never less than two kindergartens and two schools."""
    return Town(
        places,
        (
            _municipality(places, residents),
            Organisation(
                OrganisationKind.REGION,
                places.region,
                (Unit("region:0", UnitKind.DEPARTMENT, "Sundhed og forebyggelse"),),
                code=places.region_code,
                has_municipality=False,
            ),
            *_housing(places),
            Organisation(
                OrganisationKind.POLICE_DISTRICT,
                places.police,
                (Unit("police:0", UnitKind.POLICE, "Nærpolitiet i Vuggekøbing"),),
                has_municipality=False,
            ),
            *_voluntary(),
            *_companies(),
        ),
    )


def synthetic_cvr(number: int) -> str:
    """Return a CVR number that passes the check and is far above any that has been issued.

    >>> synthetic_cvr(0)
    '99990007'
    """
    passing = (
        str(one)
        for one in range(_FIRST_CVR, _FIRST_CVR + _CVR_NUMBERS)
        if sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, str(one), strict=True)) % 11 == 0
    )
    for _ in range(number):
        next(passing)
    return Cvr(next(passing)).digits


def _municipality(places: Places, residents: int) -> Organisation:
    return Organisation(
        OrganisationKind.MUNICIPALITY,
        places.municipality,
        (
            *(Unit(f"office:{key}", UnitKind.DEPARTMENT, name, "Vuggegade 1") for key, name in _OFFICES),
            Unit("health_visiting:0", UnitKind.HEALTH_VISITING, "Sundhedsplejen", "Vuggegade 3"),
            *_called_after(places, "nursery", UnitKind.NURSERY, count=max(1, residents // _RESIDENTS_A_NURSERY)),
            *_called_after(
                places, "kindergarten", UnitKind.KINDERGARTEN, count=max(2, residents // _RESIDENTS_A_KINDERGARTEN)
            ),
            *_called_after(places, "school", UnitKind.SCHOOL, count=max(2, residents // _RESIDENTS_A_SCHOOL)),
            Unit("youth_education:0", UnitKind.YOUTH_EDUCATION, "Ungdomsuddannelserne i Vuggekøbing", "Torvestræde 8"),
            Unit("job_centre:0", UnitKind.JOB_CENTRE, "Jobcenter Vuggekøbing", "Vuggegade 5"),
            Unit("guidance:0", UnitKind.GUIDANCE, "Ungevejledningen", "Vuggegade 5"),
            Unit("club:0", UnitKind.CLUB, "Klub Nøddeknækkeren", "Nøddelunden 40", places.areas[0].key),
            Unit("family_centre:0", UnitKind.FAMILY_CENTRE, "Familiehuset Ålykke", "Ålykkestien 2"),
            Unit("supervision:0", UnitKind.SUPERVISION, "Tilsyn og databeskyttelse", "Vuggegade 1"),
        ),
        cvr=synthetic_cvr(0),
        code=places.code,
    )


_OFFICES: Final = (
    ("family", "Børn og familie"),
    ("schools", "Skole og dagtilbud"),
    ("work", "Beskæftigelse"),
    ("health", "Sundhed"),
    ("register", "Borgerservice og folkeregister"),
)

_TITLES: Final = {"nursery": "Vuggestuen", "kindergarten": "Børnehaven", "school": "Skolen"}


def _called_after(places: Places, key: str, kind: UnitKind, *, count: int) -> Iterator[Unit]:
    """Give so many institutions of a kind; the first lies in the first area, the next in the second."""
    first_word = list(_TITLES).index(key) * 7  # so that a nursery and a school are called after different things
    for number in range(count):
        area = places.areas[number] if number < len(places.areas) else Quarter(places.town.streets)
        street = area.streets[number % len(area.streets)]
        name = f"{_TITLES[key]} {places.words.name(first_word + number)}"
        yield Unit(f"{key}:{number}", kind, name, f"{street} {2 * (number % 20) + 100}", area.key)


def _housing(places: Places) -> Iterator[Organisation]:
    first, second = places.areas
    yield Organisation(
        OrganisationKind.HOUSING_ORGANISATION,
        "Boligforeningen Nøddebo",
        (
            Unit("housing:0", UnitKind.HOUSING_DEPARTMENT, f"Afdeling 1, {first.name}", f"{first.name} 2", first.key),
            Unit(
                "secretariat:0", UnitKind.SECRETARIAT, "Boligsocialt sekretariat", f"{first.name} 4", area_key=first.key
            ),
        ),
        cvr=synthetic_cvr(1),
    )
    yield Organisation(
        OrganisationKind.HOUSING_ORGANISATION,
        "Vuggekøbing Almene Boliger",
        (Unit("housing:1", UnitKind.HOUSING_DEPARTMENT, f"Afdeling 7, {second.name}", f"{second.name} 1", second.key),),
        cvr=synthetic_cvr(2),
    )


def _voluntary() -> Iterator[Organisation]:
    kind = OrganisationKind.ASSOCIATION
    yield Organisation(
        kind,
        "Vuggekøbing Boldklub af 9999",
        (Unit("club:1", UnitKind.CLUB, "Ungdomsafdelingen", "Åløbet 12"),),
        cvr=synthetic_cvr(3),
    )
    yield Organisation(
        kind, "Bydelsmødrene i Nøddelunden", (Unit("association:0", UnitKind.ASSOCIATION, "Bydelsmødrene"),)
    )
    yield Organisation(
        kind, "Frivillige Familievenner", (Unit("association:1", UnitKind.ASSOCIATION, "Familievennerne"),)
    )


def _companies() -> Iterator[Organisation]:
    for number, name in enumerate(("Vuggekøbing Byg", "Ålykke Bageri", "Nordre Dige Transport")):
        yield Organisation(
            OrganisationKind.COMPANY,
            name,
            (Unit(f"company:{number}", UnitKind.COMPANY, name, f"Nordre Dige {number + 11}"),),
            cvr=synthetic_cvr(4 + number),
        )
