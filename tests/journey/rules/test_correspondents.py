"""Who may write and read about a person: by custody, age, team, protection and home."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from vugge.access.queries.law import access_law
from vugge.access.rules.sharers import Sharer
from vugge.journey.rules.correspondents import Circle, Known, Part, ThreadKind, circle_of, own_age
from vugge.people.rules.facts import CustodyFact
from vugge.people.rules.kinds import CustodyKind

DAY = date(2026, 11, 23)
AGES = access_law(DAY).ages
CHILD, MOTHER, FATHER = (UUID(int=number) for number in (1, 2, 3))
TEACHER, CASEWORKER = UUID(int=11), UUID(int=12)
HOME, AWAY = UUID(int=21), UUID(int=22)


def held(by: UUID, *, needs_check: bool = False, ends: date | None = None) -> CustodyFact:
    return CustodyFact(CHILD, by, CustodyKind.MOTHER, date(2016, 1, 1), ends, needs_check, None)


KNOWN = Known(
    CHILD,
    born=date(2016, 1, 1),
    custodies=(held(MOTHER), held(FATHER)),
    sharers=(Sharer(CHILD, TEACHER, "teacher", 7), Sharer(CHILD, CASEWORKER, "caseworker", 8, locates=True)),
    homes={CHILD: HOME, MOTHER: HOME, FATHER: AWAY},
)


def circle(known: Known, kind: ThreadKind = ThreadKind.FAMILY, *, day: date = DAY) -> Circle:
    return circle_of(known, kind, ages=AGES, day=day)


def test_the_family_is_those_who_have_custody_and_those_around_it() -> None:
    found = circle(KNOWN)
    assert found.citizens == {MOTHER, FATHER}
    assert found.staff == {Part(TEACHER, "teacher", 7), Part(CASEWORKER, "caseworker", 8)}
    assert found.is_open


@pytest.mark.parametrize("broken", [held(FATHER, needs_check=True), held(FATHER, ends=DAY)])
def test_a_custody_that_is_unchecked_or_over_opens_nothing(broken: CustodyFact) -> None:
    assert circle(replace(KNOWN, custodies=(held(MOTHER), broken))).citizens == {MOTHER}


def test_one_own_thread_begins_on_the_birthday_of_fifteen() -> None:
    assert own_age(AGES) == 15
    assert circle(KNOWN, ThreadKind.OWN, day=date(2030, 12, 31)).citizens == frozenset()
    assert circle(KNOWN, ThreadKind.OWN, day=date(2031, 1, 1)).citizens == {CHILD}


def test_the_familys_thread_ends_on_the_birthday_of_eighteen() -> None:
    assert circle(KNOWN, day=date(2033, 12, 31)).citizens == {MOTHER, FATHER}
    assert circle(KNOWN, day=date(2034, 1, 1)).citizens == frozenset()


def test_nobody_knows_how_old_somebody_without_a_day_of_birth_is() -> None:
    unborn = replace(KNOWN, born=None)
    assert circle(unborn, ThreadKind.OWN).citizens == frozenset()
    assert circle(unborn).citizens == {MOTHER, FATHER}


def test_around_a_protected_child_are_those_who_may_know_where_it_is() -> None:
    found = circle(replace(KNOWN, protected=frozenset({CHILD, MOTHER})))
    assert found.citizens == {MOTHER}
    assert found.staff == {Part(CASEWORKER, "caseworker", 8)}


def test_a_protected_parent_elsewhere_is_not_read_by_the_other() -> None:
    found = circle(replace(KNOWN, protected=frozenset({FATHER})))
    assert found.citizens == {FATHER}
    assert Part(TEACHER, "teacher", 7) in found.staff


def test_two_homes_that_nobody_knows_are_not_the_same() -> None:
    assert circle(replace(KNOWN, protected=frozenset({CHILD}), homes={})).citizens == frozenset()


def test_a_part_is_not_another_part() -> None:
    found = circle(KNOWN)
    assert found.holds(Part(TEACHER, "teacher", 7))
    assert not found.holds(Part(TEACHER, "teacher", 9))
    assert not found.holds(Part(TEACHER, "coordinator", 7))
    assert not found.holds(CHILD)
