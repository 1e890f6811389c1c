"""Custody and places hold from local midnight to local midnight, half-open: no day twice, no day lost."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from vugge.kit.periods import Period
from vugge.people.rules.facts import CustodyFact
from vugge.people.rules.kinds import CustodyKind, Origin, SpellKind
from vugge.people.rules.values import SpellValue

DAYS = st.dates(date(2000, 1, 1), date(2040, 1, 1))
CHILD, HOLDER, ROW = UUID(int=1), UUID(int=2), UUID(int=3)


def custody(begins: date, ends: date | None) -> CustodyFact:
    return CustodyFact(CHILD, HOLDER, CustodyKind.MOTHER, begins, ends, needs_check=False, child_born=None)


def spell(begins: date, ends: date | None, *, corrected_by: UUID | None = None) -> SpellValue:
    return SpellValue(ROW, CHILD, SpellKind.SCHOOL, begins, ends, Origin.STAFF, corrected_by, 1)


@given(begins=DAYS, lasts=st.one_of(st.none(), st.integers(1, 9000)), day=DAYS)
def test_they_hold_on_the_days_of_their_period(begins: date, lasts: int | None, day: date) -> None:
    ends = None if lasts is None else begins + timedelta(days=lasts)
    holds = Period(begins, ends).contains(day)
    assert custody(begins, ends).holds_on(day) == spell(begins, ends).holds_on(day) == holds


@given(begins=DAYS, changes=DAYS, day=DAYS)
def test_when_one_takes_over_from_the_other_every_day_has_one(begins: date, changes: date, day: date) -> None:
    begins, changes = sorted((begins, changes))
    both = [custody(begins, changes), custody(changes, None)]
    assert sum(one.holds_on(day) for one in both) == (day >= begins)


@given(begins=DAYS, day=DAYS)
def test_what_was_wrong_never_holds(begins: date, day: date) -> None:
    assert not spell(begins, None, corrected_by=ROW).holds_on(day)
