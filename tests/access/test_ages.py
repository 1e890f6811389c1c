"""10, 15 and 18 years turn at local midnight: on days when the clocks change, and for those born on 29 February."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

import pytest

from vugge.access.queries.law import access_law
from vugge.access.rules.basis import CITIZEN, Actor, BasisKind, Grant, PersonFacts
from vugge.access.rules.consent import Needed, who_signs
from vugge.access.rules.law import AccessLaw, Matter
from vugge.access.rules.sighting import sight_of
from vugge.audit.rules import Category, Level, Purpose, Sight, person

CHILDREN = 1_000
CHILD, MOTHER, FATHER = UUID(int=1), UUID(int=2), UUID(int=3)
TICK = timedelta(microseconds=1)
YOUNG_PERSONS_OWN = {Category.SUPPORT, Category.LOG}
MATTERS = ("everyday", "support", "health")


def birthdays() -> Iterator[date]:
    """Yield days of birth: leap days, turns of the year, days when the clocks change later on, and any other."""
    chance = Random(1)
    for year in range(2004, 2020):
        yield date(year, 12, 31)
        yield date(year, 1, 1)
        for age in (10, 15, 18):
            yield from (day.replace(year=year) for day in clocks_change(year + age))
    yield from (date(year, 2, 29) for year in (2004, 2008, 2012, 2016))
    while True:
        yield date(2003, 1, 1) + timedelta(days=chance.randrange(7_000))


def clocks_change(year: int) -> tuple[date, date]:
    """Return the last Sundays of March and October, on which clocks change in Denmark."""
    last_sundays = []
    for month in (3, 10):
        day = date(year, month, 31)
        last_sundays.append(day - timedelta(days=(day.weekday() + 1) % 7))
    return last_sundays[0], last_sundays[1]


def midnight(day: date) -> datetime:
    """Return when a day begins in Denmark, by the rule for summer time: both changes come later than midnight."""
    spring, autumn = clocks_change(day.year)
    ahead = timedelta(hours=2 if spring < day <= autumn else 1)
    return datetime(day.year, day.month, day.day, tzinfo=UTC) - ahead


def turns(born: date, age: int) -> date:
    """Return the day on which somebody turns an age; on 1 March where the year lacks a 29 February."""
    is_leap = (born.year + age) % 4 == 0
    if (born.month, born.day) == (2, 29) and not is_leap:
        return date(born.year + age, 3, 1)
    return date(born.year + age, born.month, born.day)


def a_thousand_children() -> list[date]:
    """Return their days of birth."""
    generated = birthdays()
    return [next(generated) for _ in range(CHILDREN)]


def seen_by_mother(born: date | None, now: datetime) -> Sight:
    """Return what a mother with custody sees at a moment."""
    law = access_law(date(2026, 11, 22))
    actor = Actor(person(UUID(int=9), Purpose.OWN_INSIGHT), CITIZEN, MOTHER)
    custody = Grant(BasisKind.CUSTODY, f"custody:{CHILD}", CHILD, datetime(2003, 1, 1, tzinfo=UTC), child_born=born)
    return sight_of(actor, PersonFacts(CHILD), [custody], law=law, now=now)


def test_at_eighteen_the_parents_lose_access_at_local_midnight() -> None:
    for born in a_thousand_children():
        midnight_of = midnight(turns(born, 18))
        assert seen_by_mother(born, midnight_of - TICK).level is Level.FULL, born
        assert seen_by_mother(born, midnight_of).level is Level.UNKNOWN, born


def test_at_fifteen_support_and_log_become_the_young_persons_own_at_local_midnight() -> None:
    for born in a_thousand_children():
        midnight_of = midnight(turns(born, 15))
        assert seen_by_mother(born, midnight_of - TICK).categories == set(Category), born
        assert seen_by_mother(born, midnight_of).categories == set(Category) - YOUNG_PERSONS_OWN, born


def test_a_child_whose_birthday_nobody_knows_stays_a_child() -> None:
    assert seen_by_mother(None, datetime(2026, 11, 22, tzinfo=UTC)).categories == set(Category)


def asked(born: date | None, matter: Matter, day: date) -> Needed:
    """Return who is asked for consent."""
    return who_signs(CHILD, born=born, custodians=(MOTHER, FATHER), matter=matter, day=day).value


@pytest.fixture
def law() -> AccessLaw:
    """The law of today."""
    return access_law(date(2026, 11, 22))


@pytest.mark.parametrize("name", MATTERS)
def test_from_ten_a_child_is_heard_and_from_fifteen_it_answers_itself(law: AccessLaw, name: str) -> None:
    matter = law.ages.matter(name)
    assert matter is not None
    parents = (MOTHER, FATHER) if matter.both_custodians else (MOTHER,)
    for born in a_thousand_children():
        ten, fifteen = turns(born, 10), turns(born, 15)
        yesterday = timedelta(days=1)
        assert asked(born, matter, ten - yesterday) == Needed(parents, child_is_heard=False), born
        assert asked(born, matter, ten) == Needed(parents, child_is_heard=True), born
        assert asked(born, matter, fifteen - yesterday) == Needed(parents, child_is_heard=True), born
        assert asked(born, matter, fifteen) == Needed((CHILD,), child_is_heard=False), born


def test_the_children_are_those_at_whom_mistakes_show() -> None:
    """The control: a rule that counts in UTC, or from 28 February, is wrong for some of these."""
    children = a_thousand_children()
    assert {midnight(turns(born, 18)).hour for born in children} == {22, 23}
    assert sum(born.month == 2 and born.day == 29 for born in children) >= 4
    changing = {day for year in range(2010, 2040) for day in clocks_change(year)}
    assert len({turns(born, age) for born in children for age in (10, 15, 18)} & changing) > 20
