"""Who asks: the part somebody plays today, and what they may see of whom.

Offers `actor_of`, `scope` (which rows, and of each row which fields), `sight` (of one person), and `received_by`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from vugge.access.models import Basis, Conflict
from vugge.access.queries.law import access_law
from vugge.access.queries.standing import AskedAbout, custodians_yes
from vugge.access.rules.basis import CITIZEN, Actor, BasisKind, Grant, PersonFacts
from vugge.access.rules.sighting import sight_of
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Category, Kind, Level, Purpose, Scope, Sight, Viewer
from vugge.kit.local_time import local_day, local_midnight
from vugge.organisations.queries.staff import plays
from vugge.people.queries.facts import custodies, homes, own_person, protected

Persons = Collection[UUID] | None
"""Whom a question is about; None: everybody."""


def scope(viewer: Viewer, *, persons: Persons = None) -> Scope:
    """Return everybody, or those of the persons given, of whom the viewer may know, and how much.

    A fixed number of statements: staff 4, and 2 more where something rests on a consent, citizens 4. Nothing is kept
    from one request to the next.
    """
    if viewer.kind is Kind.SYSTEM:
        return Scope.whole(viewer)
    now = timezone.now()
    with deciding():
        actor = actor_of(viewer, now)
        if actor.role is None:
            return Scope(viewer, {})
        grants = grants_of(actor, now, persons=persons)
        return Scope(viewer, _sights(actor, grants, now))


def sight(viewer: Viewer, person: UUID) -> Sight:
    """Return what the viewer may see of one person."""
    return scope(viewer, persons=(person,)).sight(person)


def actor_of(viewer: Viewer, now: datetime) -> Actor:
    """Return the part the viewer plays now: the role must be held today in the very unit acted for."""
    if viewer.kind is not Kind.PERSON or viewer.identity is None:
        return Actor(viewer, None)
    if not viewer.role:
        return Actor(viewer, CITIZEN, own_person(viewer.identity))
    is_held = plays(viewer.identity, role=viewer.role, unit=viewer.unit, on=local_day(now))
    return Actor(viewer, viewer.role if is_held else None)


def grants_of(actor: Actor, now: datetime, *, persons: Persons = None) -> list[Grant]:
    """Return the actor's bases that hold now, about everybody or about the persons given."""
    if actor.role == CITIZEN:
        return _own_and_custody(actor, now, persons)
    rows = Basis.objects.facts_of().filter(
        received_by(actor.viewer),
        Q(ends_at__isnull=True) | Q(ends_at__gt=now),
        Q(ended_at__isnull=True) | Q(ended_at__gt=now),
        begins_at__lte=now,
    )
    if persons is not None:
        rows = rows.filter(person__in=persons)
    return grants_from(list(rows.values(*GRANT_FIELDS)))


def received_by(viewer: Viewer) -> Q:
    """Return the condition that a basis was given to an employee in the part acted in, or to all of the unit."""
    unit = int(viewer.unit)
    return Q(account=viewer.identity, in_role=viewer.role, in_unit=unit) | Q(unit=unit)


GRANT_FIELDS = (
    "id", "kind", "person_id", "begins_at", "ends_at", "ended_at", "categories", "has_own_categories", "purpose",
    "consent_id",
)  # fmt: skip


def grants_from(rows: Collection[Mapping[str, Any]]) -> list[Grant]:  # Any: plain values of rows
    """Read stored bases as the values that rules decide on. Two statements where one is a consent, otherwise none."""
    asked = [AskedAbout(row["consent_id"], row["person_id"]) for row in rows if row["kind"] == BasisKind.CONSENT]
    carried = custodians_yes(asked)
    return [replace(grant_from(row), yes=carried.get((row["consent_id"], row["person_id"]))) for row in rows]


def grant_from(row: Mapping[str, object]) -> Grant:
    """Read a stored basis as a value, without what a consent by custodians rests on."""
    kind = BasisKind(str(row["kind"]))
    ends = [moment for moment in (row["ends_at"], row["ended_at"]) if isinstance(moment, datetime)]
    begins, person = row["begins_at"], row["person_id"]
    if not isinstance(begins, datetime) or not isinstance(person, UUID):
        raise TypeError(row)
    named = frozenset(Category(one) for one in str(row["categories"]).split(",") if one)
    return Grant(
        kind,
        code=code_of(row),
        person=person,
        begins=begins,
        ends=min(ends) if ends else None,
        categories=named if row["has_own_categories"] else None,
        purposes=frozenset({Purpose(str(row["purpose"]))}) if row["purpose"] else None,
    )


def code_of(row: Mapping[str, object]) -> str:
    """Return what a stored basis is called in a sight and in the log; a consent has its own number."""
    kind = BasisKind(str(row["kind"]))
    return f"{kind}:{row['consent_id'] if kind is BasisKind.CONSENT else row['id']}"


def _own_and_custody(actor: Actor, now: datetime, persons: Persons) -> list[Grant]:
    me = actor.person
    if me is None:
        return []
    grants = [Grant(BasisKind.OWN, code=f"own:{me}", person=me, begins=local_midnight(date(1900, 1, 1)))]
    grants += [
        Grant(
            BasisKind.CUSTODY,
            code=f"custody:{one.child}",
            person=one.child,
            begins=local_midnight(one.begins),
            ends=None if one.ends is None else local_midnight(one.ends),
            child_born=one.child_born,
        )
        for one in custodies(holders=(me,))
        if not one.needs_check
    ]
    wanted = grants if persons is None else [one for one in grants if one.person in persons]
    return [one for one in wanted if one.is_active(now)]


def _sights(actor: Actor, grants: Iterable[Grant], now: datetime) -> dict[UUID, Sight]:
    by_person: dict[UUID, list[Grant]] = defaultdict(list)
    for grant in grants:
        by_person[grant.person].append(grant)
    law = access_law(local_day(now))
    facts = facts_about(actor, by_person, now)
    sights = (sight_of(actor, facts[person], by_person[person], law=law, now=now) for person in by_person)
    return {one.person: one for one in sights if one.level > Level.UNKNOWN}


def facts_about(actor: Actor, persons: Collection[UUID], now: datetime) -> dict[UUID, PersonFacts]:
    """Return what takes away from the actor's access to each of these persons."""
    day = local_day(now)
    hidden = protected(persons)
    together = _living_with(actor.person, persons, day)
    conflicts = frozenset[UUID]() if actor.role == CITIZEN else _conflicts(actor, day)
    return {
        person: PersonFacts(
            person,
            is_protected=person in hidden,
            is_conflict=person in conflicts,
            lives_with_viewer=person in together,
        )
        for person in persons
    }


def _living_with(me: UUID | None, persons: Collection[UUID], day: date) -> frozenset[UUID]:
    """Return those who have the same home as the citizen today; nobody for staff."""
    if me is None:
        return frozenset()
    where = homes({me, *persons}, on=day)
    return frozenset(person for person, home in where.items() if home == where.get(me))


def _conflicts(actor: Actor, day: date) -> frozenset[UUID]:
    """Return whom the actor may not work with, few in all: those asked about are not named again."""
    rows = Conflict.objects.facts_of().filter(account=actor.viewer.identity, begins__lte=day)
    return frozenset(person for person, ends in rows.values_list("person_id", "ends") if ends is None or ends > day)
