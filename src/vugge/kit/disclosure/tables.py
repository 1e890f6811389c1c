"""What a statistical table about people is, before anybody has counted: fixed, declared, with a name.

Offers `Table` and its parts (`Population`, `Selection`, `Grouping`, `Group`), `Method`, `Quarter`, `Policy`, and
`Box`: the people behind one figure, whichever table the figure stands in.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from vugge.kit.explained import Certainty, Source
from vugge.kit.text import Sentence, Text, sentence

Cell = tuple[str | None, str | None]  # the keys of a row and a column; None is the total

_QUARTERS = range(1, 5)


class Method(StrEnum):
    """How a table's figures are protected."""

    ROUNDED = "rounded"  # every figure to a multiple of the base, the same people always the same way
    WITHHELD = "withheld"  # exact figures; the small ones are left out, and as many others as that takes


@dataclass(frozen=True)
class Policy:
    """The limits, and where they come from: a package of law gives them, nothing here does.

    `threshold`: no smaller number may be known. `base`: figures are rounded to multiples of it. `narrowest`: how far
    apart the lowest and the highest number that anybody could deduce must stay: with 4, five numbers remain possible,
    and whoever has every table cannot tell 0, 1, 2, 3 and 4 apart. `smallest_place` is in residents; `most_lost`, in
    per cent of its figures, is how much of a table may go because of earlier ones before it is refused.
    """

    threshold: int
    base: int
    narrowest: int
    smallest_place: int
    most_lost: int
    package: str = ""
    legal_basis: str = ""
    certainty: Certainty = Certainty.CONFIRMED
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a year: the shortest time that a table covers."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if self.number not in _QUARTERS:
            message = f"a year has quarters 1 to 4, not {self.number}"
            raise ValueError(message)

    @property
    def name(self) -> Sentence:
        """The quarter as it is written: 2. kvartal 2026."""
        return sentence("{number}. kvartal {year}", number=self.number, year=str(self.year))


@dataclass(frozen=True)
class Group:
    """One line of a table: the values of the variable that it holds, such as the ages 3, 4 and 5."""

    key: str
    name: Text
    members: frozenset[str]


@dataclass(frozen=True)
class Grouping:
    """A variable cut into groups that hold everybody once. A place's groups need residents enough to be shown.

    `smallest`: how many that is, where it is another number than the policy's for places; an institution is no area.
    """

    variable: str
    name: Text
    groups: tuple[Group, ...]
    is_sensitive: bool = False
    is_place: bool = False
    smallest: int | None = None

    def __post_init__(self) -> None:
        empty = any(not group.members for group in self.groups)
        shared = any(one.members & other.members for one, other in combinations(self.groups, 2))
        if empty or shared or len({group.key for group in self.groups}) < max(len(self.groups), 2):
            message = f"{self.variable}: two groups or more, each with its own key and members"
            raise ValueError(message)

    @property
    def whole(self) -> frozenset[str]:
        """Everything that the variable can be."""
        return frozenset[str]().union(*(group.members for group in self.groups))


@dataclass(frozen=True)
class Selection:
    """A choice of people that a whole table is about: it counts as a variable, also when it is sensitive."""

    variable: str
    name: Text
    members: frozenset[str]
    is_sensitive: bool = False


@dataclass(frozen=True)
class Population:
    """Who is counted. `key` names everybody there is to count; part of them is a `Selection`, never a key of its own.

    Otherwise the register could not see that "children" less "children with support" is "children without".

    `drawn_as` joins populations that are the same people asked about one thing after another, such as one station of
    many. Each is attacked by itself, and all are rounded with the same draws: else the same children, standing alike at
    twenty stations, would be rounded in twenty ways, and those together tell how many they are.
    """

    key: str
    name: Text
    only: tuple[Selection, ...] = ()
    drawn_as: str = ""


@dataclass(frozen=True)
class Table:
    """A table that has been decided on: rows by columns with totals, about one population."""

    key: str
    name: Text
    population: Population
    rows: Grouping
    columns: Grouping
    method: Method = Method.ROUNDED

    def __post_init__(self) -> None:
        variables = [part.variable for part in self.parts]
        if len(set(variables)) < len(variables):
            message = f"{self.key}: each variable once, not {variables}"
            raise ValueError(message)

    @property
    def parts(self) -> tuple[Selection | Grouping, ...]:
        """Everything that sets people apart in it: the choice of people, the rows and the columns."""
        return (*self.population.only, self.rows, self.columns)

    @property
    def sensitive(self) -> tuple[Text, ...]:
        """The names of its sensitive variables; the choice of people counts among them."""
        return tuple(part.name for part in self.parts if part.is_sensitive)

    def divides_as(self, other: "Table") -> bool:
        """Say whether both tables divide the same people in the same way; what things are called is no part of it."""
        mine, theirs = (
            (one.method, one.boxes(), [(part.variable, part.is_sensitive) for part in one.parts])
            for one in (self, other)
        )
        return mine == theirs

    def boxes(self) -> Mapping[Cell, "Box"]:
        """Return the people behind each figure, totals included."""
        chosen = frozenset((part.variable, part.members) for part in self.population.only)
        return {
            (row, column): Box(self.population.key, chosen | down | across, self.population.drawn_as)
            for row, down in _sides(self.rows).items()
            for column, across in _sides(self.columns).items()
        }


@dataclass(frozen=True)
class Box:
    """The people behind a figure: those of a population who are among the members of every side."""

    population: str
    sides: frozenset[tuple[str, frozenset[str]]]
    drawn_as: str = ""

    def identity(self) -> str:
        """Return the same text for the same people, whichever table they stand in."""
        people = self.drawn_as or self.population
        return json.dumps([people, sorted([variable, sorted(members)] for variable, members in self.sides)])


def _sides(grouping: Grouping) -> dict[str | None, frozenset[tuple[str, frozenset[str]]]]:
    one: dict[str | None, frozenset[tuple[str, frozenset[str]]]] = {
        group.key: frozenset({(grouping.variable, group.members)}) for group in grouping.groups
    }
    return {**one, None: frozenset()}
