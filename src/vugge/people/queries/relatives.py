"""A person's family by name: who has custody, and who lives in the same households.

That somebody has custody of a child belongs to the child's own data. So it is told to whoever may see the child's
family, by name and kind and nothing more, also where the custodian is no concern of the viewer's otherwise.

Offers `kin_of` (ids alone, for access to decide by), `relatives_of`, and `family_record` for whoever changes it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Category, Scope
from vugge.people import models
from vugge.people.queries.facts import custodies, household_members, households, protected
from vugge.people.rules.kinds import CustodyKind, ParentKind, PersonState
from vugge.people.rules.names import full_name


@dataclass(frozen=True)
class Kin:
    """The ids of a person's family today: who has custody, who lives there, and of whom the person has custody.

    A custodian stands with what they are to the child, and whether a human has yet to look at the custody.
    """

    person: UUID
    custodians: tuple[tuple[UUID, CustodyKind, bool], ...]
    household: frozenset[UUID]
    children: frozenset[UUID]

    @property
    def named(self) -> frozenset[UUID]:
        """Those whom the person's own data name: custodians and household."""
        return (self.household | {holder for holder, _, _ in self.custodians}) - {self.person}


@dataclass(frozen=True)
class Relative:
    """Somebody of a person's family; `custody` is what they are to the person if they have custody."""

    person: UUID
    name: str
    custody: CustodyKind | None
    needs_check: bool
    shares_home: bool
    is_protected: bool


@dataclass(frozen=True)
class CustodyLine:
    """That somebody has, or will have, custody of the child, by name; `id` is the custody's own."""

    id: UUID
    holder: UUID
    name: str
    kind: CustodyKind
    begins: date
    ends: date | None
    needs_check: bool


@dataclass(frozen=True)
class MemberLine:
    """That somebody belongs to a household with the person, by name."""

    household: UUID
    person: UUID
    name: str
    begins: date


@dataclass(frozen=True)
class ParentLine:
    """Who is a parent of the child, by name, with or without custody."""

    parent: UUID
    name: str
    kind: ParentKind


@dataclass(frozen=True)
class FamilyRecord:
    """What is written of a person's family and can be changed: custody, households, parents. Nothing that is over."""

    custody: tuple[CustodyLine, ...]
    members: tuple[MemberLine, ...]
    parents: tuple[ParentLine, ...]

    def named(self) -> frozenset[UUID]:
        """Return everybody whom it names."""
        return frozenset(
            (*(one.holder for one in self.custody), *(one.person for one in self.members),
             *(one.parent for one in self.parents))
        )  # fmt: skip


def kin_of(identity: UUID) -> Kin:
    """Return the ids of a person's family today; it shows nobody. Four statements."""
    today = timezone.localdate()
    with deciding():
        held = tuple(
            (one.holder, one.kind, one.needs_check) for one in custodies(children=(identity,)) if one.holds_on(today)
        )
        homes = households((identity,)).get(identity, frozenset())
        members = household_members(homes)
        children = frozenset(one.child for one in custodies(holders=(identity,)) if one.holds_on(today))
    return Kin(identity, held, frozenset[UUID]().union(*members.values()), children)


def relatives_of(scope: Scope, kin: Kin) -> tuple[Relative, ...]:
    """Return a person's family by name, custodians first; nobody unless the scope shows the family. Two statements."""
    if not scope.shows(kin.person, Category.FAMILY):
        return ()
    with deciding():
        rows = models.Person.objects.facts_of().filter(id__in=kin.named).exclude(state=PersonState.MERGED)
        named = {row[0]: full_name(row[1], row[2]) for row in rows.order_by("order_key").values_list(*_NAME)}
        hidden = protected(tuple(named))
    custody = {holder: (kind, unsure) for holder, kind, unsure in kin.custodians}
    found = (
        Relative(
            person,
            name,
            custody=custody[person][0] if person in custody else None,
            needs_check=person in custody and custody[person][1],
            shares_home=person in kin.household,
            is_protected=person in hidden,
        )
        for person, name in named.items()
    )
    return tuple(_custodians_first(found))


def family_record(scope: Scope, identity: UUID) -> FamilyRecord:
    """Return what is written of a person's family, by name, for whoever may see it. Four statements.

    It is the person's own data who has custody of them, who their parents are and with whom they live: so it names
    also those of whom the viewer knows nothing else, as `relatives_of` does.
    """
    if not scope.shows(identity, Category.FAMILY):
        return FamilyRecord((), (), ())
    goes_on = Q(ends__isnull=True) | Q(ends__gt=timezone.localdate())
    with deciding():
        custody = models.Custody.objects.facts_of().filter(goes_on, child=identity).order_by("begins", "id")
        homes = models.HouseholdMember.objects.facts_of().filter(goes_on, person=identity).values("household_id")
        members = models.HouseholdMember.objects.facts_of().filter(goes_on, household__in=homes)
        parents = models.Parenthood.objects.facts_of().filter(child=identity).order_by("kind", "id")
        held = list(custody.values_list("id", *_named("holder"), "kind", "begins", "ends", "needs_check"))
        near = list(
            members.order_by("household_id", "begins", "id").values_list("household_id", *_named("person"), "begins")
        )
        of = list(parents.values_list(*_named("parent"), "kind"))
    return FamilyRecord(
        tuple(CustodyLine(row[0], row[1], full_name(*row[2:4]), CustodyKind(row[4]), *row[5:]) for row in held),
        tuple(MemberLine(row[0], row[1], full_name(*row[2:4]), row[4]) for row in near),
        tuple(ParentLine(row[0], full_name(*row[1:3]), ParentKind(row[3])) for row in of),
    )


def _named(column: str) -> tuple[str, str, str]:
    return (f"{column}_id", f"{column}__given_names", f"{column}__surname")


_NAME = ("id", "given_names", "surname")


def _custodians_first(relatives: Iterable[Relative]) -> list[Relative]:
    return sorted(relatives, key=lambda one: one.custody is None)
