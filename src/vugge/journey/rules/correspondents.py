"""Who may write and read messages about a person today: the family on one side, named colleagues on the other.

Offers `ThreadKind`, `Part` (a colleague in one part), `Known` (the facts), `Circle` with `circle_of`, and `own_age`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from vugge.access.rules.law import Ages
from vugge.access.rules.sharers import Sharer
from vugge.kit.periods import birthday  # turns an age at local midnight
from vugge.people.rules.facts import CustodyFact


class ThreadKind(StrEnum):
    """Who stands on the family's side: whoever has custody, or the person themselves and nobody else."""

    FAMILY = "family"
    OWN = "own"


@dataclass(frozen=True)
class Part:
    """An employee in one part; what is written to them in one they do not read in another."""

    account: UUID
    role: str
    unit: int


@dataclass(frozen=True)
class Known:
    """What decides who writes about a person: birth, custody, colleagues who may share, protections and homes."""

    person: UUID
    born: date | None = None
    custodies: tuple[CustodyFact, ...] = ()
    sharers: tuple[Sharer, ...] = ()
    protected: frozenset[UUID] = frozenset()
    homes: Mapping[UUID, UUID] | None = None


@dataclass(frozen=True)
class Circle:
    """Who may read and write today in threads of one kind about one person. A thread's colleagues are some of these."""

    person: UUID
    kind: ThreadKind
    citizens: frozenset[UUID] = frozenset()
    staff: frozenset[Part] = frozenset()

    def holds(self, one: "UUID | Part") -> bool:
        """Say whether somebody is among them."""
        return one in self.staff if isinstance(one, Part) else one in self.citizens

    @property
    def is_open(self) -> bool:
        """Say whether there is somebody on both sides."""
        return bool(self.citizens and self.staff)


def own_age(ages: Ages) -> int | None:
    """Return the age from which something is a young person's own, and no longer the custodians'."""
    return min((one.from_age for one in ages.custody.own_from), default=None)


def circle_of(known: Known, kind: ThreadKind, *, ages: Ages, day: date) -> Circle:
    """Say who may write and read in threads of one kind about a person on a local day.

    Around a protected person what somebody writes may tell where they are. So only those are left who may know that: of
    the family whoever shares the home with everybody of it who is protected, and the few colleagues who see it. Of a
    custodian who is protected and lives elsewhere the colleagues are told nothing by this; what they write they choose.
    """
    holders = _custodians(known, ages=ages, day=day)
    citizens = holders if kind is ThreadKind.FAMILY else _themselves(known, ages=ages, day=day)
    hidden = known.protected & {known.person, *holders}
    near = frozenset(one for one in citizens if all(_is_near(one, hid, known.homes or {}) for hid in hidden))
    staff = frozenset(_parts(one for one in known.sharers if one.locates or known.person not in hidden))
    return Circle(known.person, kind, near, staff)


def _custodians(known: Known, *, ages: Ages, day: date) -> frozenset[UUID]:
    """Return who has custody today; a custody that nobody has checked opens nothing, nor one of somebody of age."""
    if known.born is not None and day >= birthday(known.born, ages.custody.until_age):
        return frozenset()
    return frozenset(one.holder for one in known.custodies if one.holds_on(day) and not one.needs_check)


def _themselves(known: Known, *, ages: Ages, day: date) -> frozenset[UUID]:
    age = own_age(ages)
    is_old_enough = age is not None and known.born is not None and day >= birthday(known.born, age)
    return frozenset({known.person}) if is_old_enough else frozenset()


def _is_near(one: UUID, hidden: UUID, homes: Mapping[UUID, UUID]) -> bool:
    return one == hidden or (hidden in homes and homes.get(one) == homes[hidden])


def _parts(sharers: Iterable[Sharer]) -> Iterable[Part]:
    return (Part(one.account, one.role, one.unit) for one in sharers)
