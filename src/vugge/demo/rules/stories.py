"""The families that the demo tells of: between them they show every sort of custody, age and home.

Offers `STORIES`, the labels in order, and `story_plans`.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from vugge.demo.rules.plans import YEAR, AdultPlan, ChildPlan, Custodians, FamilyPlan
from vugge.people.rules.kinds import ParentKind

MOTHER, FATHER, CO_MOTHER = ParentKind.MOTHER, ParentKind.FATHER, ParentKind.CO_MOTHER
NOT_YET_AT_SCHOOL: Final = 2  # years: young enough for a nursery, whatever the month


def story_plans(today: date) -> tuple[FamilyPlan, ...]:
    """Return the families with a story as they are on a day; their ages stay the same whatever the day is."""
    return (*_with_entrances(today), *_of_two_homes(today), *_small_children(today), *_others(today))


def _aged(today: date, years: float, *, name: str = "", **more: str | bool | date) -> ChildPlan:
    """Return a child of so many years; 45 days short of the next birthday at the most."""
    return ChildPlan(today - timedelta(days=int(years * YEAR)), given_names=name, **more)  # type: ignore[arg-type]


def _with_entrances(today: date) -> Iterator[FamilyPlan]:
    yield FamilyPlan(
        (AdultPlan(MOTHER, 34, "Leila"),),
        (_aged(today, 2.3, name="Ida", has_two_homes=True), _aged(today, 7.4, name="Noah", has_two_homes=True)),
        away=AdultPlan(FATHER, 37, "Jonas"),
        quarter=0,
        surname="Østergaard",
        label="parent",
    )
    yield FamilyPlan(
        (AdultPlan(MOTHER, 44, "Hanne"),),
        (_aged(today, 15.3, name="Yusuf", support="Kontaktperson"),),
        away=AdultPlan(FATHER, 46, "Selim"),
        custodians=Custodians.FORMER_BOTH,
        quarter=0,
        surname="Bech",
        label="young",
    )
    yield FamilyPlan(
        (AdultPlan(MOTHER, 31),),
        (_aged(today, 4.6, support="Familievejledning"), _aged(today, 8.2, support="Kontaktperson")),
        away=AdultPlan(FATHER, 39),
        custodians=Custodians.RESIDENT,
        quarter=1,
        is_protected=True,
        needs_interpreter=True,
        language="tr",
        label="protected",
    )


def _of_two_homes(today: date) -> Iterator[FamilyPlan]:
    yield FamilyPlan(
        (AdultPlan(MOTHER, 38),),
        (_aged(today, 10.02, moved_on=today - timedelta(days=40)), _aged(today, 14.1, has_two_homes=True)),
        away=AdultPlan(FATHER, 41),
        quarter=1,
        label="moved",
    )
    yield FamilyPlan(
        (AdultPlan(MOTHER, 67, "Inger"),),
        (_aged(today, 9.1, support="Familievejledning"),),
        away=AdultPlan(MOTHER, 36),
        custodians=Custodians.OTHER,
        quarter=0,
        lone_dead=True,
        label="grandmother",
    )
    yield FamilyPlan(
        (AdultPlan(MOTHER, 29),),
        (_aged(today, 3.4),),
        away=AdultPlan(FATHER, 30),
        quarter=1,
        is_protected=True,
        label="to_be_checked",
    )


def _small_children(today: date) -> Iterator[FamilyPlan]:
    yield FamilyPlan(
        (AdultPlan(MOTHER, 23), AdultPlan(FATHER, 25)),
        (ChildPlan(None, due=today + timedelta(days=63)),),
        quarter=0,
        language="so",
        label="expecting",
    )
    yield FamilyPlan(
        (AdultPlan(MOTHER, 33), AdultPlan(FATHER, 33)),
        (_aged(today, 1.1), _aged(today, 1.1), _aged(today, 4.3)),
        quarter=1,
        label="twins",
    )
    yield FamilyPlan(
        (AdultPlan(MOTHER, 35), AdultPlan(FATHER, 38)),
        (ChildPlan(_leap_day(today), given_names="Skud Lærke"),),
        quarter=0,
        label="leap_day",
    )
    yield FamilyPlan(
        (AdultPlan(MOTHER, 30), AdultPlan(CO_MOTHER, 32)),
        (ChildPlan(today - timedelta(days=4), has_name=False),),
        quarter=0,
        label="newborn",
    )
    yield FamilyPlan(
        (AdultPlan(MOTHER, 27), AdultPlan(FATHER, 29)),
        (ChildPlan(today - timedelta(days=12), given_names="Liva"),),
        quarter=1,
        label="awaited",
    )


def _others(today: date) -> Iterator[FamilyPlan]:
    yield FamilyPlan(
        (AdultPlan(FATHER, 47),), (_aged(today, 17.9),), custodians=Custodians.RESIDENT, quarter=1, label="nearly_grown"
    )
    yield FamilyPlan(
        (AdultPlan(MOTHER, 36), AdultPlan(FATHER, 43)),
        tuple(_aged(today, years) for years in (1.2, 3.2, 6.9, 11.5, 13.8)),
        quarter=0,
        needs_interpreter=True,
        language="ar",
        label="large",
    )
    yield FamilyPlan(
        (AdultPlan(MOTHER, 40, "Mariam"), AdultPlan(FATHER, 42, "Åge")),
        (_aged(today, 12.4, support="Fritidspas"),),
        quarter=0,
        surname="Holm Warsame",
        label="twice",
    )


def _leap_day(today: date) -> date:
    """Return the latest leap day by which a child is out of the nursery's first years."""
    years = range(today.year - NOT_YET_AT_SCHOOL - 1, 0, -1)
    return next(date(year, 2, 29) for year in years if year % 4 == 0 and (year % 100 or year % 400 == 0))
