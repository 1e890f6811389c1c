"""Custodians' yes carries as long as they may speak for the child: to the day, and never longer."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vugge.access.queries.law import access_law
from vugge.access.rules.basis import CustodiansYes
from vugge.access.rules.standing import Stop, StopReason, said_of, stop_of, what_now
from vugge.kit.periods import Period

ASKED = date(2026, 3, 1)
AGES = access_law(ASKED).ages
SMALL = date(2018, 5, 5)
ALWAYS = (Period(date(2018, 5, 5)),)
DAYS = st.dates(date(2026, 3, 1), date(2027, 2, 28))


def yes(*held: tuple[Period, ...], born: date | None = SMALL, matter: str = "support") -> CustodiansYes:
    return CustodiansYes(matter, ASKED, born, held or (ALWAYS,))


def on(day: date, what: CustodiansYes) -> Stop | None:
    return stop_of(what, ages=AGES, day=day)


@given(day=DAYS)
def test_it_stands_as_long_as_all_have_custody_of_a_small_child(day: date) -> None:
    assert on(day, yes(ALWAYS, ALWAYS)) is None


@given(day=DAYS, turns=DAYS)
def test_it_stops_on_the_birthday_on_which_the_child_decides(day: date, turns: date) -> None:
    born = turns.replace(year=turns.year - 15)
    stop = on(day, yes(born=born))
    assert (stop is None) == (day < turns)
    assert stop is None or stop == Stop(StopReason.YOUNG_DECIDES, turns)


@given(day=DAYS, ends=DAYS)
def test_it_stops_when_one_of_them_loses_custody(day: date, ends: date) -> None:
    ended = (Period(date(2018, 5, 5), ends),)
    stop = on(day, yes(ALWAYS, ended))
    assert (stop is None) == (day < ends)
    assert stop is None or stop == Stop(StopReason.CUSTODY_ENDED, ends)


@given(day=DAYS, ends=DAYS, gap=st.integers(1, 60))
def test_custody_got_back_brings_no_consent_back(day: date, ends: date, gap: int) -> None:
    back = (Period(date(2018, 5, 5), ends), Period(ends + timedelta(days=gap)))
    assert (on(day, yes(back)) is None) == (day < ends)


def test_custody_written_anew_without_a_gap_goes_on() -> None:
    day = date(2026, 6, 1)
    assert on(date(2026, 9, 1), yes((Period(date(2018, 5, 5), day), Period(day)))) is None


def test_a_custody_that_was_never_there_carries_nothing() -> None:
    assert on(ASKED, yes(())) == Stop(StopReason.CUSTODY_ENDED, ASKED)


def test_a_child_whose_birthday_nobody_knows_stays_a_child() -> None:
    assert on(date(2027, 1, 1), yes(born=None)) is None


def test_the_first_reason_is_the_one_that_is_told() -> None:
    born = date(2011, 6, 1)
    lost = (Period(born, date(2026, 5, 1)),)
    assert on(date(2026, 7, 1), yes(lost, born=born)) == Stop(StopReason.CUSTODY_ENDED, date(2026, 5, 1))


def test_the_age_is_the_laws_on_the_day_of_the_question() -> None:
    later = replace(AGES, matters=tuple(replace(one, child_signs=8) for one in AGES.matters))
    day = date(2026, 5, 5)
    assert stop_of(yes(), ages=AGES, day=day) is None
    assert stop_of(yes(), ages=later, day=day) == Stop(StopReason.YOUNG_DECIDES, day)


def test_a_matter_that_the_law_no_longer_has_carries_nothing() -> None:
    stop = on(ASKED, yes(matter="gone"))
    assert stop is not None
    assert stop.why is StopReason.LAW_CHANGED


@pytest.mark.parametrize("why", StopReason)
def test_every_stop_says_why_and_what_now(why: StopReason) -> None:
    stop = Stop(why, ASKED)
    because = said_of(stop, ages=AGES, matter="support")
    assert because.legal_basis
    assert because.sentence.say()
    assert what_now(stop).say().startswith("Skal der stadig deles noget")
