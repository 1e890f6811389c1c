"""A whole town from a seed: the families with a story first, then as many drawn ones as are asked for.

Offers `Recipe`, and `demo_families` (families around children) and `town_families` (so many persons of every age).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import count

from vugge.demo.rules.allotting import Allotment
from vugge.demo.rules.building import build
from vugge.demo.rules.chance import Chance
from vugge.demo.rules.doubles import with_doubles
from vugge.demo.rules.making import Making
from vugge.demo.rules.plans import family_plan, household_plan
from vugge.demo.rules.stories import story_plans
from vugge.demo.rules.town import Town, town_for
from vugge.demo.rules.values import Family
from vugge.demo.rules.vocabulary import Vocabulary

RESIDENTS_A_FAMILY = 4


@dataclass(frozen=True)
class Recipe:
    """What a town is made from. The same recipe makes the same town, to the last key and number."""

    seed: int
    today: date
    vocabulary: Vocabulary
    residents: int

    @cached_property
    def town(self) -> Town:
        """The town's organisations, as many as its residents need."""
        return town_for(self.vocabulary.places, residents=self.residents)

    def chance(self, *labels: str | int) -> Chance:
        """Return a stream of draws of one thing's own."""
        return Chance("vugge.demo", self.seed, *labels)

    def making(self) -> Making:
        """Return what families are made with, with nothing given out yet."""
        allotment = Allotment(self.town, self.vocabulary.names, chance=self.chance("allotment"), today=self.today)
        return Making(self.vocabulary, allotment, self.today)


def demo_families(recipe: Recipe, *, families: int) -> Iterator[Family]:
    """Give so many families, one at a time; never fewer than those with a story."""
    making = recipe.making()
    stories = list(_stories(recipe, making))
    yield from stories
    for number in range(len(stories), families):
        chance = recipe.chance("family", number)
        plan = family_plan(chance.split("plan"), recipe.vocabulary.shares, today=recipe.today)
        yield build(plan, making, chance)


def town_families(recipe: Recipe, *, persons: int) -> Iterator[Family]:
    """Give households until so many persons live in them; the last one is cut short."""
    making = recipe.making()
    left = persons
    for family in _endless(recipe, making):
        if len(family.persons) >= left:
            yield _first(family, left)
            return
        left -= len(family.persons)
        yield family


def _endless(recipe: Recipe, making: Making) -> Iterator[Family]:
    yield from _stories(recipe, making)
    for number in count():
        chance = recipe.chance("household", number)
        plan = household_plan(chance.split("plan"), recipe.vocabulary.shares, today=recipe.today)
        yield build(plan, making, chance)


def _stories(recipe: Recipe, making: Making) -> Iterator[Family]:
    for number, plan in enumerate(story_plans(recipe.today)):
        chance = recipe.chance("story", number)
        family = build(plan, making, chance)
        labelled = replace(family, roles={f"{plan.label}.{who}": person for who, person in family.roles.items()})
        yield with_doubles(labelled, plan.label, making, chance.split("double"))


def _first(family: Family, persons: int) -> Family:
    """Return a family with its first persons only."""
    kept = {person.id for person in family.persons[:persons]}
    return replace(
        family,
        persons=family.persons[:persons],
        protections=tuple(one for one in family.protections if one.person in kept),
        contacts=tuple(one for one in family.contacts if one.person in kept),
        members=tuple(one for one in family.members if one.person in kept),
        custodies=tuple(one for one in family.custodies if {one.child, one.holder} <= kept),
        parents=tuple(one for one in family.parents if {one.child, one.parent} <= kept),
        spells=tuple(one for one in family.spells if one.person in kept),
        duplicates=tuple(one for one in family.duplicates if {one.first, one.second} <= kept),
        merges=tuple(one for one in family.merges if {one.kept, one.gone} <= kept),
        tasks=tuple(one for one in family.tasks if one.person in kept),
    )
