"""The people of the tests, as viewers: whoever reads a test knows who acts and why.

Offers the viewers `a_secretary`, `an_analyst`, `a_passer_by`, `the_operator`, `a_registrar`, `a_second_registrar` and
`a_teacher`; the made-up persons (`MARIAM` and her family, `SOFIE` who is protected, `BIRGIT` the neighbour); and
`seeing`, `everything_of` and `may`, proof of access as the room access would give it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vugge.audit.rules import (
    Act,
    Category,
    Level,
    Permit,
    Purpose,
    Scope,
    Sight,
    Viewer,
    anonymous,
    person,
    system,
)
from vugge.kit.identifiers import Cpr


def a_secretary() -> Viewer:
    """Return the secretary of a plan, who keeps the official lists up to date."""
    return person("secretary", Purpose.OFFICIAL_STATISTICS)


def an_analyst() -> Viewer:
    """Return the municipality's economist, who reads figures and compares."""
    return person("analyst", Purpose.OFFICIAL_STATISTICS)


def a_passer_by() -> Viewer:
    """Return somebody nobody knows, who may read what is public and change nothing."""
    return anonymous()


def the_operator() -> Viewer:
    """Return the system itself, in the hands of whoever runs it: may read the log."""
    return system("operator", Purpose.ADMINISTRATION)


def a_registrar() -> Viewer:
    """Return the one who keeps the register of persons."""
    return person(UUID(int=0xA1), Purpose.REGISTRATION, role="registrar", unit="1")


def a_second_registrar() -> Viewer:
    """Return a colleague of the registrar, for what takes two."""
    return person(UUID(int=0xA2), Purpose.REGISTRATION, role="registrar", unit="1")


def a_teacher() -> Viewer:
    """Return a teacher, who knows some of the children and little of their families."""
    return person(UUID(int=0xA3), Purpose.CARE, role="teacher", unit="2")


@dataclass(frozen=True)
class Character:
    """A made-up person of the tests, with a number that the CPR register never issues."""

    id: UUID
    given_names: str
    surname: str
    born: date
    serial: int = 357

    @property
    def number(self) -> Cpr:
        """Return the synthetic number."""
        return Cpr.synthetic(self.born, self.serial)


MARIAM = Character(UUID(int=0x101), "Mariam", "Østergaard Yılmaz", date(1994, 3, 9))
"""A mother of two who expects a third; sole custody of Lea, shared custody of Yusuf."""
YUSUF = Character(UUID(int=0x102), "Yusuf", "Østergaard Yılmaz", date(2011, 5, 30))
"""Her boy of fifteen, who has two homes."""
LEA = Character(UUID(int=0x103), "Léa", "Østergaard", date(2022, 2, 1))
"""Her girl of four, in kindergarten."""
JONAS = Character(UUID(int=0x104), "Jonas", "Aagaard", date(1990, 12, 24))
"""Yusuf's father, with shared custody; father of Lea without custody."""
SOFIE = Character(UUID(int=0x105), "Sofie", "Ærø", date(1988, 7, 7))
"""A mother whose address is protected."""
EMIL = Character(UUID(int=0x106), "Emil", "Ærø", date(2019, 8, 15))
"""Sofie's boy, who lives with her and goes to school."""
BIRGIT = Character(UUID(int=0x107), "Birgit", "Nielsen", date(1951, 1, 2))
"""The neighbour who must see nothing."""
EVERYBODY = (MARIAM, YUSUF, LEA, JONAS, SOFIE, EMIL, BIRGIT)


def sight(
    identity: UUID,
    *categories: Category,
    level: Level = Level.FULL,
    acts: Iterable[Act] = tuple(Act),
    basis: str = "assigned:4",
) -> Sight:
    """Return what somebody sees of a person: all acts on these categories."""
    rights = frozenset((category, act) for category in categories for act in acts)
    return Sight(identity, level, rights, (basis,))


def seeing(viewer: Viewer, seen: Mapping[UUID, Iterable[Category]], *, level: Level = Level.FULL) -> Scope:
    """Return a scope that shows these categories of these persons, and nobody else."""
    return Scope(viewer, {one: sight(one, *categories, level=level) for one, categories in seen.items()})


def everything_of(*persons: Character) -> dict[UUID, tuple[Category, ...]]:
    """Return all categories for each of these, for `seeing`."""
    return {one.id: tuple(Category) for one in persons}


def may(viewer: Viewer, act: Act, identity: UUID, *categories: Category) -> Permit:
    """Return leave for one act on one person, in these categories or in all of them."""
    return Permit(viewer, act, sight(identity, *(categories or tuple(Category))))
