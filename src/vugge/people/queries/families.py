"""Who belongs together: households, custody, parents and children, between persons whom the viewer may all know of.

A relation is shown when the viewer may see the family of one of the two, and may know of the other. Past ones are
shown to whoever sees the person in full.
"""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from vugge.audit.rules import Category, Level, Scope
from vugge.people import models
from vugge.people.queries.facts import households
from vugge.people.rules.kinds import CustodyKind, ParentKind
from vugge.people.rules.values import CustodyValue, MemberValue, ParentValue


def household_of(scope: Scope, identity: UUID) -> tuple[MemberValue, ...]:
    """Return who lives in a person's households now, the person included. Two statements."""
    if not scope.shows(identity, Category.FAMILY):
        return ()
    homes = households((identity,)).get(identity, frozenset())
    day = timezone.localdate()
    rows = models.HouseholdMember.objects.within(scope).filter(
        Q(ends__isnull=True) | Q(ends__gt=day), household__in=homes, begins__lte=day
    )
    found = rows.order_by("household_id", "begins", "person_id")
    return tuple(
        MemberValue(household, person, begins, ends)
        for household, person, begins, ends in found.values_list("household_id", "person_id", "begins", "ends")
    )


def custody_of(scope: Scope, children: Collection[UUID]) -> tuple[CustodyValue, ...]:
    """Return who has, had and will have custody of these children. One statement."""
    rows = models.Custody.objects.within(scope, only=children).filter(_wanted(scope, "child", children))
    return _custodies(rows)


def custody_by(scope: Scope, holders: Collection[UUID]) -> tuple[CustodyValue, ...]:
    """Return of whom these persons have, had and will have custody. One statement."""
    rows = models.Custody.objects.within(scope).filter(_wanted(scope, "holder", holders))
    return _custodies(rows)


def parents_of(scope: Scope, children: Collection[UUID]) -> tuple[ParentValue, ...]:
    """Return the parents of these children, with and without custody. One statement."""
    return _parents(models.Parenthood.objects.within(scope, only=_with_family(scope, children)))


def children_of(scope: Scope, parents: Collection[UUID]) -> tuple[ParentValue, ...]:
    """Return the children of these persons. One statement."""
    return _parents(models.Parenthood.objects.within(scope).filter(parent__in=_with_family(scope, parents)))


def _wanted(scope: Scope, side: str, persons: Collection[UUID]) -> Q:
    """Return the relations in force and to come, and those that are over for whom the viewer sees in full."""
    in_full = [one for one in persons if scope.sight(one).level >= Level.FULL]
    goes_on = Q(ends__isnull=True) | Q(ends__gt=timezone.localdate())
    return Q(**{f"{side}__in": _with_family(scope, persons)}) & (goes_on | Q(**{f"{side}__in": in_full}))


def _with_family(scope: Scope, persons: Collection[UUID]) -> list[UUID]:
    return [one for one in persons if scope.shows(one, Category.FAMILY)]


def _custodies(rows: QuerySet[models.Custody]) -> tuple[CustodyValue, ...]:
    fields = ("id", "child_id", "holder_id", "kind", "begins", "ends", "needs_check")
    return tuple(
        CustodyValue(identity, child, holder, CustodyKind(kind), begins, ends, needs_check=unsure)
        for identity, child, holder, kind, begins, ends, unsure in rows.order_by("begins", "id").values_list(*fields)
    )


def _parents(rows: QuerySet[models.Parenthood]) -> tuple[ParentValue, ...]:
    found = rows.order_by("child_id", "kind", "parent_id").values_list("child_id", "parent_id", "kind")
    return tuple(ParentValue(child, parent, ParentKind(kind)) for child, parent, kind in found)
