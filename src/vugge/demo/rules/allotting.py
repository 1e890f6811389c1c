"""What is given out once in a town: dwellings, CPR numbers, places at units, and the staff that all this takes.

Offers `Allotment`, which remembers what it has given.
"""

from collections import defaultdict
from datetime import date
from typing import Final
from uuid import UUID

from vugge.demo.rules.chance import Chance
from vugge.demo.rules.town import Town
from vugge.demo.rules.values import Dwelling, HeldRole, Staff
from vugge.demo.rules.vocabulary import Names, Quarter
from vugge.kit.identifiers import Cpr
from vugge.organisations.rules.kinds import Role

_FLOORS: Final = ("st", "1", "2", "3")
_DOORS: Final = ("tv", "th")
_HOUSES: Final = 200  # numbers on a street
_HOMES_A_HOUSE: Final = len(_FLOORS) * len(_DOORS)

FULL_LOAD: Final = {
    Role.HEALTH_VISITOR: 15,
    Role.PEDAGOGUE: 12,
    Role.TEACHER: 20,
    Role.CASEWORKER: 8,
    Role.JOB_CONSULTANT: 12,
}
"""How many people one employee has at the most; our assumption."""

FIRST_LOGIN: Final = {
    Role.HEALTH_VISITOR: "demo-sundhedsplejerske",
    Role.PEDAGOGUE: "demo-paedagog",
    Role.TEACHER: "demo-laerer",
    Role.CASEWORKER: "demo-sagsbehandler",
    Role.JOB_CONSULTANT: "demo-jobkonsulent",
}
_LATER_LOGIN: Final = {role: name.removeprefix("demo-") for role, name in FIRST_LOGIN.items()}


class Allotment:
    """Gives out what is given out once. The same requests in the same order give the same."""

    def __init__(self, town: Town, names: Names, *, chance: Chance, today: date) -> None:
        self.town = town
        self._names = names
        self._chance = chance
        self._today = today
        self._numbers: defaultdict[date, int] = defaultdict(int)
        self._homes: defaultdict[str, int] = defaultdict(int)
        self._places: defaultdict[str, int] = defaultdict(int)
        self._loads: dict[tuple[Role, str], tuple[Staff, int]] = {}
        self._counts: defaultdict[Role, int] = defaultdict(int)
        self._taken_on: list[Staff] = []

    def number(self, born: date) -> Cpr:
        """Return a number that nobody in the town has; it can be nobody's outside it either (`Cpr.synthetic`)."""
        self._numbers[born] += 1
        return Cpr.synthetic(born, self._numbers[born] - 1)

    def dwelling(self, quarter: Quarter, *, key: UUID) -> Dwelling:
        """Return the next empty dwelling of a quarter; the houses of all its streets grow alike."""
        index = self._homes[quarter.key]
        self._homes[quarter.key] += 1
        house, home = divmod(index, _HOMES_A_HOUSE)
        floor, door = divmod(home, len(_DOORS))
        along, street = divmod(house, len(quarter.streets))
        number = str(along + 1) if along < _HOUSES else f"{along % _HOUSES + 1}{'ABCDEFGH'[along // _HOUSES]}"
        return Dwelling(
            key,
            quarter.streets[street],
            number,
            _FLOORS[floor],
            _DOORS[door],
            stairway=f"{quarter.streets[street]} {number}",
            area_key=quarter.key,
            unit=self.town.department_in(quarter.key),
        )

    def place(self, what: str) -> str:
        """Return the key of the unit of a sort whose turn it is to take somebody."""
        units = self.town.units(what)
        self._places[what] += 1
        return units[(self._places[what] - 1) % len(units)].key

    def employee(self, role: Role, unit: str) -> Staff:
        """Return who in a unit takes the next person on; somebody new is taken on when all have enough."""
        staff, load = self._loads.get((role, unit), (None, 0))
        if staff is None or load >= FULL_LOAD[role]:
            staff, load = self._new_employee(role, unit), 0
        self._loads[role, unit] = staff, load + 1
        return staff

    def taken_on(self) -> tuple[Staff, ...]:
        """Return who has been taken on since this was last asked."""
        found = tuple(self._taken_on)
        self._taken_on.clear()
        return found

    def _new_employee(self, role: Role, unit: str) -> Staff:
        number = self._counts[role]
        self._counts[role] += 1
        chance = self._chance.split("staff", role, number)
        login = f"{_LATER_LOGIN[role]}-{number + 1}" if number else FIRST_LOGIN[role]
        given = chance.one_of(self._names.women + self._names.men)
        begins = self._today.replace(year=self._today.year - chance.between(1, 9), day=1)
        staff = Staff(
            chance.key(), login, f"{given} {chance.one_of(self._names.surnames)}", (HeldRole(unit, role, begins),)
        )
        self._taken_on.append(staff)
        return staff
