"""All law on area lists together: the packages, and the national limits, list days and words they need beside them.

Offers `AreaLaw` and the shapes of its other files: `NationalLimits`, `ListCalendar` and `SeriesNotes`.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from vugge.areas.rules.law import AreaList, CriteriaPackage, Criterion, Measure
from vugge.kit.explained import Certainty, Source
from vugge.kit.law import STRICT_SHAPE
from vugge.kit.text import Text


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
    """What people call a measure, its published decimals, and whom a distance in persons is about.

    Where `persons_fewer` and `persons_more` are absent, nothing that is said of the measure tells a number of persons.
    """

    measure: Measure
    name: Text
    short: Text
    decimals: int
    explanation: Text
    persons_fewer: Text | None = None
    persons_more: Text | None = None

    @property
    def may_tell_persons(self) -> bool:
        """Whether the persons behind a share may be told."""
        return self.persons_fewer is not None and self.persons_more is not None


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
