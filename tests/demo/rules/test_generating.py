"""A town from a seed: the same each time, with everything in it that the demo is to show."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from tests.demo.conftest import FAMILIES, TODAY, recipe

from vugge.demo.queries.vocabulary import vocabulary
from vugge.demo.rules.generating import demo_families, town_families
from vugge.demo.rules.values import Family, Spell
from vugge.kit.periods import age_on
from vugge.people.rules.kinds import CustodyKind, ParentKind, PersonState, SpellKind
from vugge.people.rules.loading import LoadedPerson

PERSONS = 12_000

DIGEST = """
from datetime import date
from hashlib import sha256
from vugge.demo.queries.vocabulary import vocabulary
from vugge.demo.rules.generating import Recipe, demo_families
recipe = Recipe(1, date(2026, 11, 22), vocabulary(), residents=200)
print(sha256(repr([(one, [p.number and p.number.digits for p in one.persons])
                   for one in demo_families(recipe, families=50)]).encode()).hexdigest())
"""


def people(families: Iterable[Family]) -> list[LoadedPerson]:
    return [person for family in families for person in family.persons]


@pytest.fixture(scope="module")
def town() -> tuple[Family, ...]:
    return tuple(town_families(recipe(residents=PERSONS), persons=PERSONS))


def test_the_same_recipe_makes_the_same_families(families: tuple[Family, ...]) -> None:
    assert tuple(demo_families(recipe(), families=FAMILIES)) == families


def test_another_process_with_another_order_of_hashes_makes_the_same() -> None:
    made = {
        subprocess.run(
            [sys.executable, "-c", DIGEST],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1


@pytest.mark.parametrize("other", [recipe(2), recipe(today=TODAY - timedelta(days=1))])
def test_another_seed_or_day_makes_others(other: object, families: tuple[Family, ...]) -> None:
    assert tuple(demo_families(other, families=FAMILIES)) != families  # type: ignore[arg-type]


def test_more_families_leave_the_first_as_they_are(families: tuple[Family, ...]) -> None:
    assert tuple(demo_families(recipe(), families=FAMILIES + 10))[:FAMILIES] == families


def test_so_many_persons_are_made_as_asked_for(town: tuple[Family, ...]) -> None:
    assert len(people(town)) == PERSONS
    assert len({person.id for person in people(town)}) == PERSONS


def test_the_share_of_children_is_as_published(town: tuple[Family, ...]) -> None:
    children = [one for one in people(town) if one.born and age_on(one.born, TODAY) < 18]
    published = float(vocabulary().shares.published.under_18.share)
    assert abs(len(children) / PERSONS - published) < 0.015


def test_households_are_of_the_kinds_that_are_published(town: tuple[Family, ...]) -> None:
    drawn = [family for family in town if "resident" in family.roles]
    kinds = Counter(_kind(family) for family in drawn)
    for one in vocabulary().shares.published.households:
        assert abs(kinds[one.kind] / len(drawn) - float(one.share)) < 0.02, one.kind


def _kind(family: Family) -> str:
    children = {person for label, person in family.roles.items() if label.startswith("child")}
    adults = len(family.persons) - len(children)
    names = vocabulary().names
    if adults > 2:
        return "others"
    if adults == 2:
        return "couple"
    return "one_man" if family.persons[0].given_names in names.men else "one_woman"


def test_about_one_in_twenty_five_is_protected(town: tuple[Family, ...]) -> None:
    protected = sum(len(family.protections) for family in town)
    assert 0.025 < protected / PERSONS < 0.055


def test_nobody_has_two_homes_at_once_and_nothing_is_of_the_future(town: tuple[Family, ...]) -> None:
    for family in town:
        assert all(spell.begins <= TODAY for spell in family.spells)
        assert all(spell.ends is None or spell.begins < spell.ends for spell in family.spells)
        for person in family.persons:
            homes = sorted(_homes(family.spells, person), key=lambda one: one.begins)
            assert all(one.ends is not None and one.ends <= other.begins for one, other in pairwise(homes))


def _homes(spells: Iterable[Spell], person: LoadedPerson) -> list[Spell]:
    return [one for one in spells if one.person == person.id and one.kind is SpellKind.HOME]


def test_nobody_is_anywhere_before_birth(town: tuple[Family, ...]) -> None:
    born = {person.id: person.born for person in people(town)}
    early = [one for family in town for one in family.spells if one.begins < (born[one.person] or date.max)]
    assert early == []


def test_every_living_child_lives_somewhere_and_somebody_has_custody(families: tuple[Family, ...]) -> None:
    for family in families:
        housed = {one.person for one in family.spells if one.kind is SpellKind.HOME and one.ends is None}
        held = {one.child for one in family.custodies if one.ends is None}
        children = {person for label, person in family.roles.items() if "child:" in label}
        born = {one.id for one in family.persons if one.born and one.id in children}
        assert born <= housed
        assert born <= held


def test_the_stories_show_what_the_demo_is_to_show(families: tuple[Family, ...]) -> None:
    persons = people(families)
    custodies = [one for family in families for one in family.custodies]
    ages = {age_on(one.born, TODAY) for one in persons if one.born}
    shown = {
        "an expected child": any(one.state is PersonState.EXPECTED for one in persons),
        "a dead parent": any(one.state is PersonState.DEAD for one in persons),
        "a child of 10, 14, 15 and 17": {10, 14, 15, 17} <= ages,
        "a leap day": any(one.born and (one.born.month, one.born.day) == (2, 29) for one in persons),
        "a newborn without name and number": any(
            one.born and not one.given_names and one.number is None for one in persons
        ),
        "custody of somebody else": any(one.kind is CustodyKind.OTHER for one in custodies),
        "custody that ended": any(one.ends for one in custodies),
        "custody to be checked": any(one.needs_check for one in custodies),
        "two mothers": any(one.kind is ParentKind.CO_MOTHER for family in families for one in family.parents),
        "an interpreter": any(one.needs_interpreter for one in persons),
        "protected families": sum(bool(family.protections) for family in families) >= 2,
        "possible duplicates": sum(len(family.duplicates) for family in families) == 2,
        "a merge": sum(len(family.merges) for family in families) == 1,
        "a parent without custody": any(_parents_without_custody(family) for family in families),
        "a child of two households": any(_of_two_households(family) for family in families),
        "a child that moved": any(
            one.kind is SpellKind.HOME and one.ends and one.person in _children(family)
            for family in families
            for one in family.spells
        ),
        "twins": any(_twins(family) for family in families),
        "a double surname": any(" " in one.surname for one in persons),
    }
    assert [what for what, is_there in shown.items() if not is_there] == []


def _children(family: Family) -> set[object]:
    return {person for label, person in family.roles.items() if "child:" in label}


def _parents_without_custody(family: Family) -> bool:
    holding = {(one.child, one.holder) for one in family.custodies if one.ends is None}
    return any((one.child, one.parent) not in holding for one in family.parents)


def _of_two_households(family: Family) -> bool:
    return any(count > 1 for count in Counter(one.person for one in family.members if one.ends is None).values())


def _twins(family: Family) -> bool:
    births = Counter(one.born for one in family.persons if one.id in _children(family) and one.born)
    return any(count == 2 for count in births.values())


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2027, 1, 1), date(2026, 7, 31), date(2032, 12, 31)])
def test_a_town_can_be_made_on_any_day(day: date) -> None:
    made = tuple(demo_families(recipe(today=day), families=20))
    young = next(family for family in made if "young.child:0" in family.roles)
    born = next(one.born for one in young.persons if one.id == young.roles["young.child:0"])
    assert born is not None
    assert age_on(born, day) == 15
