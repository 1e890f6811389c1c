"""The shape of the law packages in `law/areas/`: what a list demands, on which figures, with which limits.

Offers the enums `AreaList`, `Measure`, `Operator`, and the frozen shapes `CriteriaPackage`, `ListRule`,
`Criterion`, `NationalLimit`, `ListDay`, `Break`.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from vugge.kit.explained import Certainty, Source
from vugge.kit.law import STRICT_SHAPE
from vugge.kit.text import Text


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
            message = f"{self.measure}: give either limit or times_national"
            raise ValueError(message)


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
        if self.at_least > len(self.criteria):
            message = f"{self.kind}: {self.at_least} of {len(self.criteria)} criteria can never be met"
            raise ValueError(message)

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

    def rule_for(self, kind: AreaList) -> ListRule | None:
        """Return what this version demands for a list, or None if it knows no such list."""
        return next((rule for rule in self.lists if rule.kind is kind), None)


@dataclass(frozen=True)
class NationalLimit:
    """The published limit that follows from a national figure on one list day, in percent.

    `limit` is None where nobody has found it: then whatever needs it is undetermined.
    """

    measure: Measure
    list_day: date
    times_national: Decimal
    certainty: Certainty
    limit: Decimal | None = None
    note: Text | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class NationalLimits:
    """Every national limit on file."""

    __pydantic_config__ = STRICT_SHAPE

    limits: tuple[NationalLimit, ...]

    def find(self, criterion: Criterion, list_day: date) -> NationalLimit | None:
        """Return the limit for one criterion on one list day, or None if it is not known."""
        for one in self.limits:
            if (one.measure, one.times_national, one.list_day) == (
                criterion.measure,
                criterion.times_national,
                list_day,
            ):
                return one if one.limit is not None else None
        return None


@dataclass(frozen=True)
class ListDay:
    """One day on which the state published a list, with the counts it published.

    `main` marks the list that a table means when it gives only the year.
    """

    __pydantic_config__ = STRICT_SHAPE

    day: date
    main: bool
    certainty: Certainty
    day_is_exact: bool = True
    counts: dict[AreaList, int] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    note: Text | None = None


@dataclass(frozen=True)
class NotAList:
    """Something that circulates as "the list" and never was one."""

    day: date
    title: Text
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class ListCalendar:
    """Every list day on file, and the day of the year on which lists come since."""

    __pydantic_config__ = STRICT_SHAPE

    first_year_by_rule: int
    month: int
    day_of_month: int
    legal_basis: str
    lists: tuple[ListDay, ...]
    not_lists: tuple[NotAList, ...] = ()

    def day_for(self, year: int) -> date | None:
        """Return the day of the list that a table means by a year, or None if there was none."""
        for one in self.lists:
            if one.main and one.day.year == year:
                return one.day
        return date(year, self.month, self.day_of_month) if year >= self.first_year_by_rule else None

    def days_before(self, day: date) -> tuple[date, ...]:
        """Return every list day before a day, latest first, also those that came by rule and are not on file."""
        by_rule = (self.day_for(year) for year in range(self.first_year_by_rule, day.year + 1))
        days = {*(one.day for one in self.lists), *(one for one in by_rule if one)}
        return tuple(sorted((one for one in days if one < day), reverse=True))

    def list_on(self, day: date) -> ListDay:
        """Return what is known of the list of one day, or that it came by rule and nothing more is known."""
        return self.find(day) or ListDay(day, main=True, certainty=Certainty.DERIVED)

    def find(self, day: date) -> ListDay | None:
        """Return what is on file of the list of one day, or None."""
        return next((one for one in self.lists if one.day == day), None)


@dataclass(frozen=True)
class Break:
    """A list day from which a figure is made in another way, so that it cannot be compared with those before."""

    measure: Measure
    list_day: date
    why: Text
    certainty: Certainty
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class MeasureWords:
    """What people call a measure, its published decimals, and whom a distance in persons is about."""

    measure: Measure
    name: Text
    short: Text
    decimals: int
    explanation: Text
    persons_fewer: Text | None = None
    persons_more: Text | None = None


@dataclass(frozen=True)
class SeriesNotes:
    """Words for the measures and the breaks in their series."""

    __pydantic_config__ = STRICT_SHAPE

    measures: tuple[MeasureWords, ...]
    breaks: tuple[Break, ...] = ()

    def words(self, measure: Measure) -> MeasureWords:
        """Return what people call a measure."""
        return next(words for words in self.measures if words.measure is measure)


@dataclass(frozen=True)
class AreaLaw:
    """All law on area lists: the packages and what they need beside them."""

    packages: tuple[CriteriaPackage, ...]
    national: NationalLimits
    calendar: ListCalendar
    series: SeriesNotes

    def of_series(self, series: str) -> tuple[CriteriaPackage, ...]:
        """Return the versions of one kind of test, oldest first."""
        return tuple(sorted((one for one in self.packages if one.series == series), key=lambda one: one.valid_from))
