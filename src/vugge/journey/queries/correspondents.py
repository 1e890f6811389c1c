"""Who may write and read messages about persons today, by custody, age, team, protections and homes.

Offers `me_of` (who the viewer is among them), `Roll` with `roll_of`, and `readers_mark`.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.utils import timezone

from vugge.access.queries.law import access_law
from vugge.access.queries.sharers import sharers
from vugge.access.rules.law import Ages
from vugge.access.rules.sharers import Sharer
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Kind, Viewer
from vugge.journey.rules.correspondents import Circle, Known, Part, ThreadKind, circle_of
from vugge.organisations.queries.staff import colleagues
from vugge.organisations.rules.staff import Colleague
from vugge.people.models.sealed import request_hash
from vugge.people.queries.facts import born, custodies, homes, own_person, protected

Me = UUID | Part
"""One who writes or reads: a citizen by the person, an employee in one part."""


@dataclass(frozen=True)
class Roll:
    """What is known on one day of those around some persons, and what the colleagues among them are called."""

    day: date
    ages: Ages
    known: Mapping[UUID, Known]
    colleagues: Mapping[UUID, Colleague]

    def circle(self, person: UUID, kind: ThreadKind) -> Circle:
        """Return who may write and read in threads of one kind about a person."""
        known = self.known.get(person)
        return circle_of(known, kind, ages=self.ages, day=self.day) if known else Circle(person, kind)

    def custodians(self, person: UUID) -> frozenset[UUID]:
        """Return who has custody of a person today, also where it opens nothing."""
        known = self.known.get(person)
        return frozenset(one.holder for one in known.custodies if one.holds_on(self.day)) if known else frozenset()


def me_of(viewer: Viewer) -> Me | None:
    """Return who the viewer is among those who write; None for the system and for who is not in the register."""
    if viewer.kind is not Kind.PERSON or viewer.identity is None:
        return None
    if not viewer.role:
        return own_person(viewer.identity)
    return Part(viewer.identity, viewer.role, int(viewer.unit)) if viewer.unit.isdecimal() else None


def roll_of(viewer: Viewer, persons: Collection[UUID], *, accounts: Iterable[UUID] = ()) -> Roll:
    """Return who is around these persons; `accounts` are others to know by name, such as those who wrote before.

    A colleague who no longer plays the part is not among them. Nine statements, three more where somebody from a
    private organisation is in a team.
    """
    day = timezone.localdate()
    with deciding():
        held, births, around = custodies(children=persons), born(persons), sharers(persons)
        everybody = {*persons, *(one.holder for one in held)}
        hidden, where = protected(everybody), homes(everybody)
    found = {one.account for those in around.values() for one in those}
    named = colleagues(viewer, accounts=found.union(accounts), on=day)
    known = {
        person: Known(
            person,
            born=births.get(person),
            custodies=tuple(one for one in held if one.child == person),
            sharers=tuple(one for one in around.get(person, ()) if _plays(one, named)),
            protected=frozenset(hidden),
            homes=where,
        )
        for person in persons
    }
    return Roll(day, access_law(day).ages, known, named)


def readers_mark(readers: Iterable[Me]) -> str:
    """Return what tells one set of readers from another, and says nothing of who they are."""
    return request_hash(" ".join(sorted(str(one) for one in readers)))


def part_of(account: UUID | None, role: str, unit: int | None) -> Part | None:
    """Return a stored part; None where the row is a citizen's."""
    return None if account is None or unit is None else Part(account, role, unit)


def in_part(roll: Roll, part: Part) -> Colleague:
    """Return a colleague as they are in one part; without a role where they play it no more."""
    found = roll.colleagues.get(part.account) or Colleague(part.account, "")
    return replace(found.in_part(part.role, part.unit), email="")


def _plays(one: Sharer, named: Mapping[UUID, Colleague]) -> bool:
    found = named.get(one.account)
    return found is not None and found.in_part(one.role, one.unit).role is not None
