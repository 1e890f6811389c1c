"""Where the moments of a route fall in many lives at once: `anchors.py` on columns.

Offers `DayColumns`, which works out each moment once for all the children of a part.
"""

from datetime import date

import numpy as np

from vugge.journey.rules.anchors import AUGUST, PREGNANCY_DAYS, SCHOOL_AGE
from vugge.journey.rules.columns_facts import NOT_KNOWN, Codes, Days, LifeColumns, Marks, RepeatColumns, day_number
from vugge.journey.rules.route import Anchor, Moment

FIRST_YEAR, LAST_YEAR = 1800, 2300
"""The years that the calendar below has: enough for every life and what it can be counted from."""
_PLACES = range(FIRST_YEAR * 12, LAST_YEAR * 12)
_FIRSTS: Days = np.array([day_number(date(place // 12, place % 12 + 1, 1)) for place in _PLACES], np.int32)
"""The first day of each month of the calendar."""
_JANUARY_1970 = (1970 - FIRST_YEAR) * 12
_EARLIEST, _LATEST = day_number(date(1850, 1, 1)), day_number(date(2200, 1, 1))


class DayColumns:
    """The days of moments in the lives of a part. Months are counted from January of `FIRST_YEAR`.

    `birth` is the due date until then; `is_known` says where there is either.
    """

    def __init__(self, lives: LifeColumns) -> None:
        birth = np.where(lives.born == NOT_KNOWN, lives.due, lives.born)
        self.is_known = birth != NOT_KNOWN
        birth = np.where(self.is_known, birth, np.int32(0))
        due = np.where(lives.due == NOT_KNOWN, birth, lives.due)
        _must_be_in_calendar(birth, due)
        self._arrivals = {False: lives.arrived, True: np.maximum(lives.arrived, lives.moved_in)}
        self._bases = {
            Anchor.PREGNANCY: due - np.int32(PREGNANCY_DAYS),
            Anchor.BIRTH: birth,
            Anchor.CORRECTED_BIRTH: np.maximum(birth, due),
        }
        self._split: dict[Anchor, tuple[Codes, Codes]] = {}
        self._birth_year = _months(birth) // 12
        has_start = lives.school_start != NOT_KNOWN
        self._first_year = np.where(
            has_start, _school_years(lives.school_start, has_start), self._birth_year + SCHOOL_AGE
        )
        self._repeats = _repeats_in_turn(lives.repeats, lives.size)
        self._found: dict[tuple[Moment, bool], Days] = {}

    def arrival(self, *, is_municipal: bool) -> Days:
        """Return the day each child came within reach of a national or a municipal station, or `NOT_KNOWN`."""
        return self._arrivals[is_municipal]

    def of(self, moment: Moment, *, is_municipal: bool) -> Days:
        """Return the day of a moment in each life, or `NOT_KNOWN`."""
        key = moment, is_municipal and moment.anchor is Anchor.ARRIVAL
        if key not in self._found:
            self._found[key] = self._worked_out(*key)
        return self._found[key]

    def _worked_out(self, moment: Moment, is_municipal: bool) -> Days:
        offset = np.int32(moment.weeks * 7 + moment.days)
        if moment.anchor is Anchor.ARRIVAL:
            return self._after_arrival(moment, self._arrivals[is_municipal], offset)
        if moment.month is not None or moment.anchor in (Anchor.GRADE, Anchor.YEAR_TURNING):
            return self._by_calendar(moment) + offset
        base, months = self._bases[moment.anchor], moment.years * 12 + moment.months
        if not months:
            return base + offset
        if moment.anchor not in self._split:
            self._split[moment.anchor] = _split(base)
        return _months_after(*self._split[moment.anchor], months) + offset

    def _after_arrival(self, moment: Moment, arrived: Days, offset: np.int32) -> Days:
        is_there = arrived != NOT_KNOWN
        base = np.where(is_there, arrived, np.int32(0))
        _must_be_in_calendar(base)
        if moment.month is not None:
            base = _named(_months(base) // 12, moment, begins=1)
        if months := moment.years * 12 + moment.months:
            base = _months_after(*_split(base), months)
        return np.where(is_there, base + offset, np.int32(NOT_KNOWN))

    def _by_calendar(self, moment: Moment) -> Days:
        """Return a day of the year or school year that the anchor begins, and so many months later."""
        years, begins = self._years(moment)
        months = moment.years * 12 + moment.months
        if moment.month is None:
            return _FIRSTS[years * 12 + (begins - 1 + months)]
        named = _named(years, moment, begins=begins)
        return _months_after(*_split(named), months) if months else named

    def _years(self, moment: Moment) -> tuple[Codes, int]:
        """Return the year that the anchor begins, and in which month."""
        number = moment.number or 0
        if moment.anchor is Anchor.YEAR_TURNING:
            return self._birth_year + number, 1
        if moment.anchor is not Anchor.GRADE:
            return _months(self._bases[moment.anchor]) // 12, 1
        years = self._first_year + number
        for again in self._repeats:
            years = years + ((self._first_year < again) & (again <= years))
        return years, AUGUST


def _must_be_in_calendar(*columns: Days) -> None:
    for days in columns:
        if days.size and (int(days.min()) < _EARLIEST or int(days.max()) >= _LATEST):
            message = "a life lies outside the calendar of the columns"
            raise ValueError(message)


def _months(days: Days) -> Codes:
    """Return the month of each day, counted from January of `FIRST_YEAR`."""
    months: Codes = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int32)
    return months + np.int32(_JANUARY_1970)


def _split(days: Days) -> tuple[Codes, Codes]:
    """Return the month of each day and how many days of it have passed."""
    months = _months(days)
    return months, days - _FIRSTS[months]


def _months_after(months: Codes, passed: Codes, later: int) -> Days:
    """Return the same day some months later, or the first of the month after where there is no such day."""
    places = months + np.int32(later)
    later_day: Days = np.minimum(_FIRSTS[places] + passed, _FIRSTS[places + 1])
    return later_day


def _named(years: Codes, moment: Moment, *, begins: int) -> Days:
    month, day = moment.month or 1, moment.day or 1
    places = (years + (month < begins)) * 12 + (month - 1)
    return _FIRSTS[places] + np.int32(day - 1)


def _school_years(days: Days, is_known: Marks) -> Codes:
    """Return the year in whose August the school year of each day began, counted from `FIRST_YEAR`."""
    months = _months(np.where(is_known, days, np.int32(0)))
    return (months - (AUGUST - 1)) // 12


def _repeats_in_turn(repeats: RepeatColumns, size: int) -> list[Codes]:
    """Return each child's repeated school years, the first of all, then the second, as far as anybody has one."""
    if not repeats.child.size:
        return []
    years = _school_years(repeats.on, np.ones(repeats.on.shape, np.bool_))
    rows = np.unique(np.stack([repeats.child, years]), axis=1)
    child, year = rows[0], rows[1]
    turn = np.arange(child.size) - np.searchsorted(child, child)
    found = []
    for number in range(int(turn.max()) + 1):
        again = np.full(size, np.iinfo(np.int32).max, np.int32)
        again[child[turn == number]] = year[turn == number]
        found.append(again)
    return found
