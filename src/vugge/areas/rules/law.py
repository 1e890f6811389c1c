"""The shape of the law packages in `law/areas/`: what a list demands, on which figures, with which limits.

Offers the enums `AreaList`, `Measure`, `Operator`, and the frozen shapes `CriteriaPackage`, `ListRule` and
`Criterion`; what the packages need beside them is in `area_law`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from vugge.kit.explained import Certainty, Source
from vugge.kit.law import STRICT_SHAPE, Mistake
from vugge.kit.text import Text, sentence


class AreaList(StrEnum):
    """The state's lists. The first four are independent flags; the last is a test of its own, § 51 b."""

    EXPOSED = "exposed"
    PARALLEL = "parallel"
    TRANSFORMATION = "transformation"
    PREVENTION = "prevention"
    COMBINED_LETTING = "combined_letting"


THE_FOUR_LISTS = (AreaList.EXPOSED, AreaList.PARALLEL, AreaList.TRANSFORMATION, AreaList.PREVENTION)


class Measure(StrEnum):
    """What is measured of an area. Shares are percent; residents are persons."""

    RESIDENTS = "residents"
    UNATTACHED = "unattached"
    NONWESTERN = "nonwestern"
    CONVICTED = "convicted"
    BASIC_EDUCATION = "basic_education"
    INCOME = "income"
    OUTSIDE_LABOUR_MARKET = "outside_labour_market"


class Operator(StrEnum):
    """How a figure is compared to its limit, in the words of the text: over, at least, under, at most."""

    OVER = ">"
    AT_LEAST = ">="
    UNDER = "<"
    AT_MOST = "<="


class Unit(StrEnum):
    """The unit in which a law states a limit. Figures are always held in percent or persons."""

    PERCENT = "percent"
    PER_10000 = "per_10000"
    PERSONS = "persons"


@dataclass(frozen=True)
class LargeAreaLimit:
    """Another limit for areas with at least so many residents."""

    residents_at_least: int
    limit: Decimal


@dataclass(frozen=True)
class Criterion:
    """One demand on one figure. Exactly one of `limit` and `times_national` is given."""

    __pydantic_config__ = STRICT_SHAPE

    measure: Measure
    operator: Operator
    limit: Decimal | None = None
    times_national: Decimal | None = None
    unit: Unit = Unit.PERCENT
    large_areas: LargeAreaLimit | None = None
    age_from: int | None = None
    age_to: int | None = None
    window_years: int = 1
    denominator: Text | None = None
    note: Text | None = None
    certainty: Certainty = Certainty.CONFIRMED

    def __post_init__(self) -> None:
        if (self.limit is None) == (self.times_national is None):
            raise Mistake(sentence("{measure}: giv enten limit eller times_national", measure=self.measure))


@dataclass(frozen=True)
class InARow:
    """A demand to have been on a list so many times in a row, this time included."""

    kind: AreaList
    lists: int
    note: Text | None = None
    certainty: Certainty = Certainty.CONFIRMED


@dataclass(frozen=True)
class ListRule:
    """What one list demands: every gate, and at least `at_least` of the counted criteria.

    `name_then` is what the law called the list at the time, where that name is out of use. `unsettled` says what
    nobody has settled about an area that is also on the list `unsettled_on`: then yes is not known to be yes.
    """

    __pydantic_config__ = STRICT_SHAPE

    kind: AreaList
    name: Text
    name_then: Text | None = None
    at_least: int = 0
    gates: tuple[Criterion, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    requires_list: AreaList | None = None
    in_a_row: InARow | None = None
    unsettled_on: AreaList | None = None
    unsettled: Text | None = None
    counts_as: tuple[AreaList, ...] = ()

    def __post_init__(self) -> None:
        counted = len(self.criteria)
        if self.criteria and self.at_least < 1:
            raise Mistake(
                sentence(
                    "{list}: skriv i at_least, hvor mange af de {of} kriterier loven kræver",
                    list=self.kind,
                    of=counted,
                )
            )
        if self.at_least > counted:
            raise Mistake(
                sentence(
                    "{list}: {needed} af {of} kriterier kan aldrig opfyldes",
                    list=self.kind,
                    needed=self.at_least,
                    of=counted,
                )
            )

    def measures(self) -> tuple[Measure, ...]:
        """Return the measures this list looks at, gates first."""
        return tuple(criterion.measure for criterion in (*self.gates, *self.criteria))


@dataclass(frozen=True)
class CriteriaPackage:
    """One version of the law's criteria, in force from a day up to, not including, another."""

    __pydantic_config__ = STRICT_SHAPE

    id: str
    title: Text
    series: str
    valid_from: date
    legal_basis: str
    sources: tuple[Source, ...]
    lists: tuple[ListRule, ...]
    certainty: Certainty
    valid_to: date | None = None
    notes: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        if self.valid_to is not None and self.valid_to <= self.valid_from:
            raise Mistake(
                sentence("valid_to {end} skal ligge efter valid_from {start}", end=self.valid_to, start=self.valid_from)
            )
        seen: set[AreaList] = set()
        for rule in self.lists:
            if rule.kind in seen:
                raise Mistake(sentence("{list} står to gange", list=rule.kind))
            for other in (rule.requires_list, rule.unsettled_on):
                if other is not None and other not in seen:
                    raise Mistake(
                        sentence("{list} bygger på {other}, som skal stå før den i filen", list=rule.kind, other=other)
                    )
            seen.add(rule.kind)

    def rule_for(self, kind: AreaList) -> ListRule | None:
        """Return what this version demands for a list, or None if it knows no such list."""
        return next((rule for rule in self.lists if rule.kind is kind), None)
