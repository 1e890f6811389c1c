"""What stands in the log of the last weeks: who has looked at whom, and what was refused.

Offers `LookTold` and `looks_of`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from vugge.audit.rules import Category, Level, Purpose, Result
from vugge.demo.rules.chance import Chance
from vugge.demo.rules.known import Known
from vugge.demo.rules.sharing import CASEWORKER, CONSULTANT, COORDINATOR, PEDAGOGUE, TEACHER, VISITOR, own_pupil

SEEN: Final = "access.person_seen"
IN_EMERGENCY: Final = "access.emergency_person_seen"
_WEEKS_BACK: Final = 45  # days: so that last month has some whatever the day is
_OFFICE_HOURS: Final = (7, 14)  # by the clock of UTC
_CARED_FOR: Final = frozenset({Category.IDENTITY, Category.FAMILY, Category.EDUCATION, Category.SHARING})
_OF_WORK: Final = frozenset({Category.IDENTITY, Category.LOCATION, Category.WORK, Category.SHARING})


@dataclass(frozen=True)
class LookTold:
    """One look-up. `basis` is its kind: `assigned`, `consent`, `emergency`; which one, the loading finds out."""

    at: datetime
    login: str
    person: UUID
    purpose: Purpose
    categories: frozenset[Category]
    basis: str
    verb: str = SEEN
    level: Level = Level.FULL
    result: Result = Result.SHOWN


_PURPOSES: Final = {
    VISITOR: (Purpose.CARE, _CARED_FOR | {Category.SUPPORT, Category.LOCATION}),
    PEDAGOGUE: (Purpose.CARE, _CARED_FOR),
    TEACHER: (Purpose.CARE, _CARED_FOR),
    CASEWORKER: (Purpose.CASEWORK, _CARED_FOR | {Category.SUPPORT, Category.LOCATION, Category.WORK}),
    CONSULTANT: (Purpose.EMPLOYMENT, _OF_WORK),
}


def looks_of(known: Known, chance: Chance) -> tuple[LookTold, ...]:
    """Return the look-ups of the last weeks in order: of everybody's own tasks, and those that a story tells of."""
    told = [*_own_tasks(known, chance), *_remarkable(known)]
    return tuple(sorted(told, key=lambda one: (one.at, one.login, one.person)))


def _own_tasks(known: Known, chance: Chance) -> Iterator[LookTold]:
    for login, (purpose, categories) in _PURPOSES.items():
        kept_out = own_pupil(known) if login == TEACHER else None
        for task in known.tasks_of(login):
            if task.person == kept_out:
                continue
            for _ in range(chance.between(1, 3)):
                at = known.at(chance.between(1, _WEEKS_BACK), chance.between(*_OFFICE_HOURS), chance.between(0, 59))
                yield LookTold(at, login, task.person, purpose, categories, "assigned")


def _remarkable(known: Known) -> Iterator[LookTold]:
    person = known.persons
    shared = frozenset({Category.IDENTITY, Category.EDUCATION})
    yield LookTold(known.at(30, 10, 5), COORDINATOR, person["moved.child:0"], Purpose.CARE, shared, "consent")
    yield LookTold(known.at(12, 9, 40), COORDINATOR, person["large.child:3"], Purpose.CARE, shared, "consent")
    work = frozenset({Category.IDENTITY, Category.WORK, Category.EDUCATION})
    yield LookTold(known.at(20, 12, 15), CONSULTANT, person["young.child:0"], Purpose.EMPLOYMENT, work, "consent")
    yield _of_support(known, days_ago=28, hour=9)
    yield _of_support(known, days_ago=6, hour=21)  # late in the evening: the sample weighs it more
    yield LookTold(
        known.at(1, 15, 42),
        PEDAGOGUE,
        person["large.child:1"],
        Purpose.EMERGENCY,
        _CARED_FOR | {Category.LOCATION, Category.SUPPORT},
        "emergency",
        verb=IN_EMERGENCY,
    )
    yield _refused(COORDINATOR, person["moved.child:0"], at=known.at(1, 20, 10))
    yield _refused(TEACHER, own_pupil(known), at=known.at(9, 13, 31))


def _of_support(known: Known, *, days_ago: int, hour: int) -> LookTold:
    purpose, categories = _PURPOSES[CASEWORKER]
    return LookTold(
        known.at(days_ago, hour, 12), CASEWORKER, known.persons["young.child:0"], purpose, categories, "assigned"
    )


def _refused(login: str, person: UUID, *, at: datetime) -> LookTold:
    return LookTold(
        at,
        login,
        person,
        Purpose.CARE,
        frozenset(),
        "no_basis",
        level=Level.UNKNOWN,
        result=Result.DENIED,
    )
