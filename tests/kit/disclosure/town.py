"""A made-up town to count: its declared tables, and numbers of children drawn with a seed.

Offers the tables `AREA_AGE`, `AREA_SCHOOL` and `AGE_SCHOOL`, `DECLARED` (all three), `SUPPORT` (about a sensitive
choice of children), `counted`, `published` and the parts they are made of. Nobody in it exists.
"""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from vugge.kit.disclosure import (
    Counted,
    Group,
    Grouping,
    Method,
    Policy,
    Population,
    Quarter,
    Register,
    Release,
    Selection,
    Table,
    release,
)
from vugge.kit.text import Text

KEY = b"a key for the tests of disclosure control"
SPRING = Quarter(2026, 2)
POLICY = Policy(threshold=5, base=5, narrowest=4, smallest_place=100, most_lost=10)

Children = NDArray[np.int64]  # by area, age and school


def named(word: str) -> Text:
    return Text(da=word, en=word)


def grouping(variable: str, *groups: Iterable[int]) -> Grouping:
    """Return a harmless variable whose groups hold the given numbers."""
    made = [frozenset(f"{variable} {number}" for number in group) for group in groups]
    return Grouping(
        variable,
        named(variable),
        tuple(Group(f"{variable}{place}", named(f"{variable} {place}"), members) for place, members in enumerate(made)),
    )


def places(variable: str, count: int) -> Grouping:
    return replace(grouping(variable, *([number] for number in range(count))), is_place=True)


AREAS = places("area", 8)
AGES = grouping("age", range(3), range(3, 6), range(6, 10), range(10, 14), range(14, 18))
SCHOOLS = grouping("school", [0], [1], [2], [3])
CHILDREN = Population("children", named("børn"))
SUPPORTED = Selection("support", named("støtte"), frozenset({"yes"}), is_sensitive=True)

AREA_AGE = Table("area_age", named("Børn efter område og alder"), CHILDREN, AREAS, AGES)
AREA_SCHOOL = Table("area_school", named("Børn efter område og skole"), CHILDREN, AREAS, SCHOOLS)
AGE_SCHOOL = Table("age_school", named("Børn efter alder og skole"), CHILDREN, AGES, SCHOOLS)
DECLARED = (AREA_AGE, AREA_SCHOOL, AGE_SCHOOL)
SUPPORT = Table(
    "support_age", named("Børn med støtte"), Population("children", named("børn med støtte"), (SUPPORTED,)), AREAS, AGES
)
EXACT = replace(AREA_AGE, key="exact", name=named("Nøjagtige tal"), method=Method.WITHHELD)


def drawn(generator: np.random.Generator, *, scale: float = 1.0) -> Children:
    """Return numbers of children by area, age and school: many small cells, some large."""
    return generator.poisson(generator.gamma(0.7, scale, size=(8, 5, 4)))


def a_month_later(generator: np.random.Generator, children: Children) -> Children:
    """Return the town after some have come and some have gone: most cells stay as they were."""
    came = generator.poisson(0.012, size=children.shape)
    left = generator.binomial(children, 0.02)
    later: Children = children + came - left
    return later


def counted(table: Table, numbers: Children, *, quarter: Quarter = SPRING, residents: int = 500) -> Counted:
    """Return what was counted, from numbers by row and column."""
    people = {
        (row.key, column.key): int(numbers[down, across])
        for down, row in enumerate(table.rows.groups)
        for across, column in enumerate(table.columns.groups)
    }
    return Counted(table, quarter, people, {place.key: residents for place in AREAS.groups})


def three_tables(children: Children, *, quarter: Quarter = SPRING) -> list[Counted]:
    """Return the town in each of its declared tables."""
    return [
        counted(table, children.sum(axis=axis), quarter=quarter)
        for table, axis in ((AREA_AGE, 2), (AREA_SCHOOL, 1), (AGE_SCHOOL, 0))
    ]


def published(made: Counted, register: Register | None = None) -> Release:
    """Return the table as it is let out; fails if it is refused."""
    answer = release(made, register or Register((made.table,)), key=KEY, policy=POLICY)
    assert isinstance(answer.value, Release), answer.because.sentence.say()
    return answer.value
