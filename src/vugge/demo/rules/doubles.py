"""Records that are, or may be, one person twice: what the registrar of the demo looks at.

Offers `with_doubles`.
"""

from dataclasses import replace
from datetime import timedelta

from vugge.demo.rules.chance import Chance
from vugge.demo.rules.making import Making
from vugge.demo.rules.values import Family, Merged
from vugge.people.rules.kinds import DuplicateReason, ParentKind, PersonState
from vugge.people.rules.loading import LoadedDuplicate, LoadedParent, LoadedPerson


def with_doubles(family: Family, label: str, making: Making, chance: Chance) -> Family:
    """Add the second records that a story tells of: a child awaited and born, an adult written twice, one merged."""
    if label == "awaited":
        return _child_awaited_and_born(family, making, chance)
    if label == "twice":
        mother, father = family.persons[:2]
        again = replace(mother, id=chance.key(), number=None)
        misspelt = replace(father, id=chance.key(), given_names="Aage", number=None)
        merged = Merged(father.id, misspelt.id, "Samme person, skrevet med aa. Familien har bekræftet det.")
        doubted = _with(family, again, mother, why=DuplicateReason.SAME_NAME_AND_BIRTH, chance=chance)
        return replace(doubted, persons=(*doubted.persons, misspelt), merges=(merged,))
    return family


def _child_awaited_and_born(family: Family, making: Making, chance: Chance) -> Family:
    mother, child = family.persons[0], family.persons[-1]
    awaited = replace(
        child,
        id=chance.key(),
        given_names="",
        state=PersonState.EXPECTED,
        born=None,
        due=making.today - timedelta(days=7),
        number=None,
    )
    parent = LoadedParent(chance.key(), awaited.id, mother.id, ParentKind.MOTHER)
    doubted = _with(family, awaited, child, why=DuplicateReason.EXPECTED_AND_BORN, chance=chance)
    return replace(doubted, parents=(*doubted.parents, parent))


def _with(family: Family, second: LoadedPerson, first: LoadedPerson, *, why: DuplicateReason, chance: Chance) -> Family:
    pair = LoadedDuplicate(chance.key(), first.id, second.id, why)
    return replace(family, persons=(*family.persons, second), duplicates=(*family.duplicates, pair))
