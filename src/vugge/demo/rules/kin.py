"""The persons of a family: names and numbers for whom a plan describes.

Offers `Kin` and `kin_of`.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from vugge.demo.rules.chance import Chance
from vugge.demo.rules.making import Making
from vugge.demo.rules.plans import YEAR, AdultPlan, ChildPlan, FamilyPlan
from vugge.kit.identifiers import Cpr
from vugge.people.rules.kinds import ParentKind, PersonState
from vugge.people.rules.loading import LoadedPerson

_NUMBER_COMES_AFTER: Final = timedelta(days=7)  # a newborn has none yet


@dataclass(frozen=True)
class Kin:
    """Who is in a family: the adults of the first home, the parent away, the children, in the order of the plan."""

    adults: tuple[LoadedPerson, ...]
    away: LoadedPerson | None
    children: tuple[LoadedPerson, ...]

    @property
    def everybody(self) -> tuple[LoadedPerson, ...]:
        """All of them, adults first."""
        return (*self.adults, *((self.away,) if self.away else ()), *self.children)

    @property
    def away_and_living(self) -> LoadedPerson | None:
        """The parent away, unless dead."""
        return self.away if self.away and self.away.state is PersonState.LIVING else None


def kin_of(plan: FamilyPlan, making: Making, chance: Chance) -> Kin:
    """Return the persons of a family, with the first home's surname for the children."""
    surname = plan.surname or _surname(making, chance)
    adults = tuple(_adult(one, plan, making, chance, surname=surname) for one in plan.adults)
    away = None
    if plan.away:
        away = _adult(plan.away, plan, making, chance, surname=_surname(making, chance))
        away = replace(away, state=PersonState.DEAD) if plan.lone_dead else away
    children = tuple(_child(one, plan, making, chance, surname=surname) for one in plan.children)
    return Kin(adults, away, children)


def _surname(making: Making, chance: Chance) -> str:
    one, other = chance.one_of(making.names.surnames), chance.one_of(making.names.surnames)
    is_double = chance.happens(making.assumed.double_surname) and one != other
    return f"{one} {other}" if is_double else one


def _adult(one: AdultPlan, plan: FamilyPlan, making: Making, chance: Chance, *, surname: str) -> LoadedPerson:
    oldest = making.today - timedelta(days=int((one.age + 1) * YEAR) - 1)
    born = chance.day(oldest, making.today - timedelta(days=int(one.age * YEAR) + 1))
    given = making.names.men if one.part is ParentKind.FATHER else making.names.women
    return LoadedPerson(
        chance.key(),
        one.given_names or chance.one_of(given),
        surname,
        PersonState.LIVING,
        born=born,
        number=making.allotment.number(born),
        language=plan.language,
        needs_interpreter=plan.needs_interpreter,
    )


def _child(one: ChildPlan, plan: FamilyPlan, making: Making, chance: Chance, *, surname: str) -> LoadedPerson:
    given = chance.one_of(chance.one_of((making.names.women, making.names.men)))
    is_born = one.born is not None
    return LoadedPerson(
        chance.key(),
        (one.given_names or given) if is_born and one.has_name else "",
        surname,
        PersonState.LIVING if is_born else PersonState.EXPECTED,
        born=one.born,
        due=one.due,
        number=_childs_number(one.born, making),
        language=plan.language,
    )


def _childs_number(born: date | None, making: Making) -> Cpr | None:
    has_come = born is not None and born + _NUMBER_COMES_AFTER <= making.today
    return making.allotment.number(born) if born is not None and has_come else None
