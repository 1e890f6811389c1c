"""Where a person is by day through life: day-care, school, education, job and support, and who has the task of it.

Offers `Days` and `days_of`. The ages are the usual ones: nursery from 11 months, kindergarten from three years,
school from August of the year one turns six, and ten years of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from vugge.demo.rules.chance import Chance
from vugge.demo.rules.making import Making
from vugge.demo.rules.plans import YEAR
from vugge.demo.rules.values import Spell, Task
from vugge.kit.periods import age_on, birthday
from vugge.organisations.rules.kinds import Role
from vugge.people.rules.kinds import SpellKind
from vugge.people.rules.loading import LoadedPerson

_NURSERY_FROM: Final = timedelta(days=335)
_KINDERGARTEN_AGE: Final = 3
_SCHOOL_YEAR: Final = 6  # the age one reaches in the year of starting
_SCHOOL_YEARS: Final = 10
_EDUCATION_YEARS: Final = 3
_LEISURE_JOB_AGE: Final = 13
_ADULT: Final = 18
_PENSION: Final = 67

TASK: Final = {
    SpellKind.DAYCARE: (Role.PEDAGOGUE, "Barnet går i min stue"),
    SpellKind.SCHOOL: (Role.TEACHER, "Eleven går i min klasse"),
}
"""Whose task somebody is as long as a spell goes on, and why."""


@dataclass(frozen=True)
class Days:
    """A person's days, and the tasks that follow from them."""

    spells: tuple[Spell, ...]
    tasks: tuple[Task, ...]


def days_of(person: LoadedPerson, making: Making, chance: Chance, *, support: str = "") -> Days:
    """Return where somebody is and was by day, up to the day of the town; `support` is a course that a child is in."""
    spells = tuple(_spells(person, making, chance, support=support))
    return Days(spells, (*_tasks(person, spells, making), *_health_visits(person, making)))


def _spells(person: LoadedPerson, making: Making, chance: Chance, *, support: str) -> Iterator[Spell]:
    if person.born is None:
        return
    age = age_on(person.born, making.today)
    if age < _ADULT:
        yield from _childhood(person, person.born, making, chance)
        if support or chance.happens(making.assumed.in_support):
            title = support or chance.one_of(making.places.work.childs_support)
            yield _support(person, making, chance, unit="family_centre:0", title=title)
    elif age < _PENSION:
        yield from _work(person, person.born, making, chance)


def _childhood(person: LoadedPerson, born: date, making: Making, chance: Chance) -> Iterator[Spell]:
    third = birthday(born, _KINDERGARTEN_AGE)
    school = date(born.year + _SCHOOL_YEAR, 8, 1)
    leaving = date(school.year + _SCHOOL_YEARS, 6, 26)
    stages = [
        (SpellKind.DAYCARE, "nursery", born + _NURSERY_FROM, third, making.assumed.in_daycare),
        (SpellKind.DAYCARE, "kindergarten", third, school, 1.0),
        (SpellKind.SCHOOL, "school", school, leaving, 1.0),
        (
            SpellKind.EDUCATION,
            "youth_education",
            leaving + timedelta(days=45),
            date(leaving.year + _EDUCATION_YEARS, 6, 26),
            making.assumed.in_youth_education,
        ),
    ]
    for kind, what, begins, ends, share in stages:
        if begins <= making.today and chance.happens(share):
            title = chance.one_of(making.places.work.education) if kind is SpellKind.EDUCATION else ""
            over = ends if ends <= making.today else None
            yield Spell(chance.key(), person.id, kind, begins, over, unit=making.allotment.place(what), title=title)
    if age_on(born, making.today) >= _LEISURE_JOB_AGE and chance.happens(making.assumed.leisure_job):
        begins = making.today - timedelta(days=chance.between(20, 250))
        title = chance.one_of(making.places.work.leisure)
        yield Spell(chance.key(), person.id, SpellKind.JOB, begins, unit=_company(making, chance), title=title)


def _work(person: LoadedPerson, born: date, making: Making, chance: Chance) -> Iterator[Spell]:
    """Give an adult a job that has ended, and one that goes on or the job centre's help."""
    grown = birthday(born, _ADULT + 1)
    changed = making.today - timedelta(days=chance.between(60, int(6 * YEAR)))
    began = changed - timedelta(days=chance.between(150, int(5 * YEAR)))
    title = chance.one_of(making.places.work.titles)
    if began > grown and chance.happens(making.assumed.adult_in_work):
        yield Spell(chance.key(), person.id, SpellKind.JOB, began, changed, title=title)
    if chance.happens(making.assumed.adult_in_work):
        begins = max(changed + timedelta(days=30), grown)
        if begins < making.today:
            title = chance.one_of(making.places.work.titles)
            yield Spell(chance.key(), person.id, SpellKind.JOB, begins, unit=_company(making, chance), title=title)
    elif chance.happens(0.6):
        title = chance.one_of(making.places.work.adults_support)
        yield _support(person, making, chance, unit="job_centre:0", title=title)


def _support(person: LoadedPerson, making: Making, chance: Chance, *, unit: str, title: str) -> Spell:
    earliest = max(person.born or making.today, making.today - timedelta(days=500))
    begins = chance.day(earliest, making.today - timedelta(days=10))
    return Spell(chance.key(), person.id, SpellKind.SUPPORT, begins, unit=unit, title=title)


def _company(making: Making, chance: Chance) -> str:
    """Return one of the town's companies for a third of the jobs; the others are elsewhere and have a title only."""
    return making.allotment.place("company") if chance.happens(1 / 3) else ""


def _tasks(person: LoadedPerson, spells: tuple[Spell, ...], making: Making) -> Iterator[Task]:
    for spell in spells:
        if spell.ends is not None or not spell.unit:
            continue
        if spell.kind in TASK:
            role, reason = TASK[spell.kind]
            employee = making.allotment.employee(role, spell.unit)
            yield Task(person.id, employee.account, role, spell.unit, spell.begins, reason)
        elif spell.kind is SpellKind.SUPPORT:
            is_adult = spell.unit.startswith("job_centre")
            role = Role.JOB_CONSULTANT if is_adult else Role.CASEWORKER
            unit = "job_centre:0" if is_adult else "office:family"
            employee = making.allotment.employee(role, unit)
            yield Task(person.id, employee.account, role, unit, spell.begins, f"Min sag: {spell.title.lower()}")


def _health_visits(person: LoadedPerson, making: Making) -> Iterator[Task]:
    """Give children that are expected or too young for school their health visitor."""
    born = person.born
    is_small = born is not None and making.today < date(born.year + _SCHOOL_YEAR, 8, 1)
    if person.due is None and not is_small:
        return
    begins = born or making.today - timedelta(days=60)
    employee = making.allotment.employee(Role.HEALTH_VISITOR, "health_visiting:0")
    reason = "Jeg følger barnet fra graviditet til skolestart"
    yield Task(person.id, employee.account, Role.HEALTH_VISITOR, "health_visiting:0", begins, reason)
