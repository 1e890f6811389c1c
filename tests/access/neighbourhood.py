"""A small neighbourhood to count: two housing areas and the rest of a town, filled family by family.

Offers `Neighbourhood`, and `a_town` drawn with a seed. Everybody in it is made up; their days of birth make them just
as old as said on `DAY`.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from random import Random
from typing import Final
from uuid import UUID, uuid4

from tests.access import rows

from vugge.access.rules.statistics_tables import Place
from vugge.organisations.models import Organisation, Unit
from vugge.organisations.rules.kinds import OrganisationKind, UnitKind
from vugge.people.models import Dwelling, Household, HouseholdMember, Person, Spell
from vugge.people.rules.counting import years_before
from vugge.people.rules.kinds import Origin, SpellKind

DAY: Final = date(2026, 9, 30)
"""The last day of the quarter that is counted."""
ENTERED: Final = datetime(2026, 1, 1, tzinfo=UTC)
PLACES: Final = (Place("birkely", "Birkely", 1200), Place("elmely", "Elmely", 1100))
AREAS: Final = ("birkely", "elmely", "")


@dataclass
class Neighbourhood:
    """What has been brought in so far."""

    units: dict[UnitKind, Unit] = field(default_factory=dict)
    persons: list[Person] = field(default_factory=list)
    spells: list[Spell] = field(default_factory=list)
    members: list[HouseholdMember] = field(default_factory=list)

    def family(self, area: str, *ages: int, since: date = rows.LONG_AGO) -> list[UUID]:
        """Let people of these ages live together in an area since a day; with an empty one, outside the areas."""
        home = Dwelling.objects.create(
            street=f"Prøvevej {uuid4().hex}",
            number="1",
            postcode="9999",
            city="Prøveby",
            municipality="0999",
            area_key=area,
        )
        household = Household.objects.create()
        new = [uuid4() for _ in ages]
        self.persons += [rows.new_person(one, years_before(DAY, age)) for one, age in zip(new, ages, strict=True)]
        for one in new:
            self._spell(one, SpellKind.HOME, dwelling=home, begins=since)
            self.members.append(
                HouseholdMember(person_id=one, household=household, begins=since, origin=Origin.SYNTHETIC)
            )
        return new

    def goes_to(self, person: UUID, kind: SpellKind, unit: UnitKind) -> None:
        """Give somebody a place somewhere."""
        if unit not in self.units:
            mark = f"prøve {uuid4().hex}"
            owner = Organisation.objects.create(
                kind=OrganisationKind.MUNICIPALITY, name=mark, folded=mark, valid_from=rows.LONG_AGO
            )
            self.units[unit] = Unit.objects.create(
                organisation=owner, kind=unit, name=unit, folded=unit, valid_from=rows.LONG_AGO
            )
        self._spell(person, kind, unit=self.units[unit])

    def store(self) -> None:
        """Put everybody on file."""
        Person.objects.adding().bulk_create(self.persons)
        Spell.objects.adding().bulk_create(self.spells)
        HouseholdMember.objects.adding().bulk_create(self.members)
        self.persons, self.spells, self.members = [], [], []

    def _spell(self, person: UUID, kind: SpellKind, **where: object) -> None:
        self.spells.append(
            Spell(
                person_id=person,
                kind=kind,
                origin=Origin.SYNTHETIC,
                entered_at=ENTERED,
                **{"begins": rows.LONG_AGO, **where},
            )
        )


def a_town(seed: int, *, families: int = 40) -> Neighbourhood:
    """Return a town drawn with a seed, on file: many small cells, some large, and a fifth moved in this year."""
    chance, town = Random(seed), Neighbourhood()
    for _ in range(families):
        ages = [chance.randint(19, 60) for _ in range(chance.choice([1, 2, 2]))]
        ages += [chance.randint(0, 17) for _ in range(chance.randint(0, 4))]
        since = date(2026, chance.randint(1, 9), 15) if chance.random() < 0.2 else rows.LONG_AGO
        people = town.family(chance.choice(AREAS), *ages, since=since)
        for one, age in zip(people, ages, strict=True):
            if age <= 5 and chance.random() < 0.7:
                town.goes_to(one, SpellKind.DAYCARE, UnitKind.NURSERY if age < 3 else UnitKind.KINDERGARTEN)
            elif age <= 17 and age >= 6:
                town.goes_to(one, SpellKind.SCHOOL, UnitKind.SCHOOL)
            if age >= 15 and chance.random() < 0.4:
                town.goes_to(one, SpellKind.JOB, UnitKind.COMPANY)
    town.store()
    return town
