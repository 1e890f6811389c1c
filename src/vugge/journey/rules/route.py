"""The route as data: stations with a window, conditions, what shows that they are reached, and what comes if not.

Offers the shapes of `law/journey/*.toml`: `RoutePackage`, `Station`, `Moment`, `Condition`, `Proof`, and `Network`,
the editions of a municipality's whole route in order of time. `Measure` and `MeasuresFile` say what can be observed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from vugge.audit.rules import Category
from vugge.kit.explained import Certainty, Source
from vugge.kit.law import STRICT_SHAPE
from vugge.kit.text import Text
from vugge.people.rules.kinds import SpellKind


class Line(StrEnum):
    """A line of the map, in the order in which they are drawn."""

    FAMILY = "family"
    HEALTH = "health"
    LANGUAGE = "language"
    SCHOOL = "school"
    LEISURE = "leisure"
    YOUTH = "youth"
    JOB = "job"


class Anchor(StrEnum):
    """What a moment is counted from."""

    PREGNANCY = "pregnancy"
    """The first day of the pregnancy: 280 days before the due date (40 weeks, Sundhedsstyrelsen)."""
    BIRTH = "birth"
    """The day of birth, or the due date until then."""
    CORRECTED_BIRTH = "corrected_birth"
    """The later of birth and due date: development of a child born early is counted from when it was due."""
    GRADE = "grade"
    """1 August of the school year in which the child is in the grade; -1 is the year before grade 0."""
    YEAR_TURNING = "year_turning"
    """1 January of the calendar year in which the child turns an age."""
    ARRIVAL = "arrival"
    """The day the child came to live in Denmark, or in the municipality; without one there is no such station."""


@dataclass(frozen=True)
class Moment:
    """A day in a life: so long after an anchor. `number` is the grade or the age where the anchor needs one.

    `month` and `day` name a day of the calendar in the year (or school year, from August) that the anchor begins.
    """

    __pydantic_config__ = STRICT_SHAPE

    anchor: Anchor
    number: int | None = None
    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0
    month: int | None = None
    day: int | None = None


class ConditionKind(StrEnum):
    """What must hold of a child for a station to be on its way."""

    LIVES_IN_LISTED_AREA = "lives_in_listed_area"
    """Lives in an area on the state's list of disadvantaged areas (udsat boligområde) while the window is open."""
    NOT_IN = "not_in"
    """Has no spell of any of `spells` on the day looked at (or on the last day of the window, once it is over)."""
    IN = "in"
    """Has a spell of one of `spells` then."""
    ARRIVED_LATER = "arrived_later"
    """Came to Denmark after the station's window had opened."""
    SCHOOL_FROM_LISTED_AREAS = "school_from_listed_areas"
    """Goes to a school where more than the law's share of pupils lives in listed areas."""
    EVIDENCE = "evidence"
    """The newest evidence of `measure` has one of `values`, or is at least `at_least`, at most `at_most`."""
    NO_EVIDENCE = "no_evidence"
    """There is no such evidence."""


@dataclass(frozen=True)
class Condition:
    """One thing that must hold; a station's conditions must all hold. What is not known makes the station unknown."""

    __pydantic_config__ = STRICT_SHAPE

    kind: ConditionKind
    spells: tuple[SpellKind, ...] = ()
    measure: str = ""
    values: tuple[str, ...] = ()
    at_least: Decimal | None = None
    at_most: Decimal | None = None


class ProofKind(StrEnum):
    """What can show that a station is reached."""

    EVIDENCE = "evidence"
    SPELL = "spell"


@dataclass(frozen=True)
class Proof:
    """One thing that shows a station is reached; one of a station's proofs is enough.

    Evidence of `measure` with a fitting value (none named: any), or a spell of one of `spells` that holds on a day of
    the window, or after it until `still_until` (`after_days`: has lasted so long; going from one such place straight to
    another breaks no stay). `counts_from`: first day that counts, if not the opening.
    `is_earlier_enough`: shown before the window opened counts too (a child that already reads is not asked again).
    """

    __pydantic_config__ = STRICT_SHAPE

    kind: ProofKind
    measure: str = ""
    values: tuple[str, ...] = ()
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    spells: tuple[SpellKind, ...] = ()
    after_days: int = 0
    counts_from: Moment | None = None
    is_earlier_enough: bool = False


class Responsible(StrEnum):
    """Who sees to a station. Not all of them have a log-in."""

    PARENTS = "parents"
    YOUNG_PERSON = "young_person"
    DOCTOR = "doctor"
    MIDWIFE = "midwife"
    DENTIST = "dentist"
    HEALTH_VISITOR = "health_visitor"
    DAYCARE = "daycare"
    SCHOOL = "school"
    MUNICIPALITY = "municipality"
    GUIDANCE = "guidance"
    JOB_CENTRE = "job_centre"
    EMPLOYER = "employer"
    ASSOCIATION = "association"
    HOUSING_ORGANISATION = "housing_organisation"


@dataclass(frozen=True)
class Station:
    """One station: where a child should be between two days, why, who helps, and what to do if it is missed.

    `opens` is the first day and `closes` the first day after. `still_until`: until then it is worth reaching late.
    `after` are ids of stations to be reached first. A `connection` is one that later stations wait for.
    `duty` marks what the law demands, and not merely recommends or offers.
    """

    __pydantic_config__ = STRICT_SHAPE

    id: str
    line: Line
    name: Text
    purpose: Text
    opens: Moment
    closes: Moment
    reached_by: tuple[Proof, ...]
    if_missed: Text
    responsible: Responsible
    category: Category
    certainty: Certainty
    sources: tuple[Source, ...]
    legal_basis: str = ""
    applies: tuple[Condition, ...] = ()
    after: tuple[str, ...] = ()
    connection: bool = False
    duty: bool = False
    still_until: Moment | None = None
    note: Text | None = None


@dataclass(frozen=True)
class RoutePackage:
    """One file: the stations it brings from a day on. `based_on` names the package it changes: a station with the same
    id takes the other's place, `without` are ids that end. `municipality` is empty for the national route. `measures`
    are what only that municipality observes, each with its code in front: `k9001_baby_cafe`.
    """

    __pydantic_config__ = STRICT_SHAPE

    id: str
    valid_from: date
    title: Text
    certainty: Certainty
    sources: tuple[Source, ...]
    stations: tuple[Station, ...]
    valid_to: date | None = None
    based_on: str = ""
    without: tuple[str, ...] = ()
    municipality: str = ""
    note: Text | None = None
    measures: tuple["Measure", ...] = ()


@dataclass(frozen=True)
class Edition:
    """The whole route as it holds from one day up to another: national and municipal stations by id, in order.

    `packages` names the package that each station comes from. `municipal` are the ids of those that only the
    municipality has; the state's in a municipality's own form are not among them.
    """

    id: str
    valid_from: date
    valid_to: date | None
    stations: Mapping[str, Station]
    packages: Mapping[str, str] = field(default_factory=dict)
    municipal: frozenset[str] = frozenset()

    def holds_on(self, day: date) -> bool:
        """Say whether it is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True)
class Network:
    """Every edition of a route, the oldest first; the first also stands for the time before it."""

    editions: tuple[Edition, ...]
    measures: Mapping[str, "Measure"] = field(default_factory=dict)
    municipality: str = ""


class MeasureKind(StrEnum):
    """How a measure is written."""

    DONE = "done"
    CHOICE = "choice"
    NUMBER = "number"


@dataclass(frozen=True)
class Measure:
    """Something that can be observed of a child: its words, its values and who may see it.

    `values` are the choices by id, in order; `least` and `most` bound a number in `unit`. `retention_months` after the
    last spell in the municipality, see `law/access/retention`.
    """

    __pydantic_config__ = STRICT_SHAPE

    id: str
    name: Text
    kind: MeasureKind
    category: Category
    sources: tuple[Source, ...]
    values: Mapping[str, Text] = field(default_factory=dict)
    least: Decimal | None = None
    most: Decimal | None = None
    unit: Text | None = None
    note: Text | None = None


@dataclass(frozen=True)
class MeasuresFile:
    """Every measure on file."""

    __pydantic_config__ = STRICT_SHAPE

    measures: tuple[Measure, ...]
