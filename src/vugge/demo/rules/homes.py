"""Where a family lives and lived: dwellings, households, and who was in which of them when.

Offers `Home`, `Homes` and `homes_of`.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from vugge.demo.rules.chance import Chance
from vugge.demo.rules.kin import Kin
from vugge.demo.rules.making import Making
from vugge.demo.rules.plans import YEAR, ChildPlan, FamilyPlan
from vugge.demo.rules.values import Dwelling, Spell
from vugge.demo.rules.vocabulary import Quarter
from vugge.people.rules.kinds import SpellKind
from vugge.people.rules.loading import LoadedMember, LoadedPerson

_LONGEST_STAY: Final = int(12 * YEAR)


@dataclass(frozen=True)
class Home:
    """That a person lives somewhere, from a day up to another."""

    key: UUID
    person: UUID
    dwelling: UUID
    begins: date
    ends: date | None = None

    def spell(self) -> Spell:
        """Return the spell that says so."""
        return Spell(self.key, self.person, SpellKind.HOME, self.begins, self.ends, dwelling=self.dwelling)


@dataclass(frozen=True)
class Homes:
    """All homes of one family."""

    dwellings: tuple[Dwelling, ...]
    members: tuple[LoadedMember, ...]
    homes: tuple[Home, ...]


def homes_of(plan: FamilyPlan, kin: Kin, making: Making, chance: Chance) -> Homes:
    """House a family: the first home, the other parent's, and for some the one they moved from."""
    first = making.allotment.dwelling(_quarter(plan, making), key=chance.key())
    moved_in = making.today - timedelta(days=chance.between(40, _LONGEST_STAY))
    household = chance.key()
    at_home = (*kin.adults, *kin.children)
    homes = [_home(chance, one, first, moved_in) for one in at_home if one.born]
    members = [LoadedMember(chance.key(), household, one.id, max(moved_in, one.born or moved_in)) for one in at_home]
    found = Homes((first,), tuple(members), tuple(homes))
    if chance.happens(making.assumed.moved_before):
        found = _with_earlier(found, kin, making, chance, moved_in=moved_in)
    if kin.away_and_living:
        found = _with_away(found, plan, kin, making, chance)
    return found


def _quarter(plan: FamilyPlan, making: Making) -> Quarter:
    places = making.places
    return places.town if plan.quarter is None else places.areas[plan.quarter]


def _home(chance: Chance, person: LoadedPerson, dwelling: Dwelling, moved_in: date) -> Home:
    return Home(chance.key(), person.id, dwelling.id, max(moved_in, person.born or moved_in))


def _with_earlier(homes: Homes, kin: Kin, making: Making, chance: Chance, *, moved_in: date) -> Homes:
    """Add a home elsewhere in the town that the adults moved from."""
    earlier = making.allotment.dwelling(making.places.town, key=chance.key())
    began = moved_in - timedelta(days=chance.between(200, 2_000))
    moved = [
        Home(chance.key(), adult.id, earlier.id, max(began, adult.born or began), moved_in)
        for adult in kin.adults
        if max(began, adult.born or began) < moved_in
    ]
    return Homes((*homes.dwellings, earlier), homes.members, (*moved, *homes.homes))


def _with_away(homes: Homes, plan: FamilyPlan, kin: Kin, making: Making, chance: Chance) -> Homes:
    """Add the other parent's home; children with two homes belong to both households, and some have moved there."""
    away = kin.away_and_living
    if away is None:
        return homes
    second = making.allotment.dwelling(making.places.town, key=chance.key())
    since = making.today - timedelta(days=chance.between(30, 1_500))
    first_household, household = homes.members[0].household, chance.key()
    members = [*homes.members, LoadedMember(chance.key(), household, away.id, since)]
    found = [*homes.homes, Home(chance.key(), away.id, second.id, since)]
    for child, one in zip(kin.children, plan.children, strict=True):
        if one.has_two_homes or one.moved_on:
            begins = one.moved_on or max(since, child.born or since)
            members.append(LoadedMember(chance.key(), household, child.id, begins))
        if one.moved_on:
            found = _moved(found, chance, child=child, to=second, on=one.moved_on)
            members = [_left(member, child, one, first_household) for member in members]
    return Homes((*homes.dwellings, second), tuple(members), tuple(found))


def _left(member: LoadedMember, child: LoadedPerson, plan: ChildPlan, household: UUID) -> LoadedMember:
    if (member.person, member.household) != (child.id, household) or plan.moved_on is None:
        return member
    begins = min(member.begins, plan.moved_on - timedelta(days=1))
    return LoadedMember(member.id, household, child.id, begins, plan.moved_on)


def _moved(homes: list[Home], chance: Chance, *, child: LoadedPerson, to: Dwelling, on: date) -> list[Home]:
    kept = [
        Home(home.key, home.person, home.dwelling, min(home.begins, on - timedelta(days=1)), on)
        if home.person == child.id and home.ends is None
        else home
        for home in homes
    ]
    return [*kept, Home(chance.key(), child.id, to.id, on)]
