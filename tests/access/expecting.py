"""What a viewer should see of a random world, decided person by person.

Every basis that was ever stored goes to the rule, unfiltered; what takes away is worked out from the rows of the world
in plain Python. Not one question goes to the database. Offers `expected_sights` and `within_reach`.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from tests.access.rows import COPENHAGEN
from tests.access.worlds import World, midnight

from vugge.access.models import Basis
from vugge.access.queries.law import access_law
from vugge.access.rules.basis import Actor, BasisKind, CustodiansYes, Grant, PersonFacts
from vugge.access.rules.sighting import sight_of
from vugge.audit.rules import Category, Level, Purpose, Sight, Viewer
from vugge.kit.periods import Period
from vugge.organisations.models import StaffRole
from vugge.people.models import Spell

LONG_AGO = midnight(date(1900, 1, 1))


def expected_sights(world: World, viewer: Viewer, now: datetime) -> dict[UUID, Sight]:
    """Return what the viewer should see of everybody in the world, those left out of whom nothing may be known."""
    today = now.astimezone(COPENHAGEN).date()
    actor = _actor(world, viewer, today)
    grants = list(_grants(world, actor)) if actor.role else []
    law = access_law(today)
    sights = (sight_of(actor, _facts(world, actor, one.id, today), grants, law=law, now=now) for one in world.persons)
    return {one.person: one for one in sights if one.level > Level.UNKNOWN}


def within_reach(world: World, viewer: Viewer, now: datetime) -> set[UUID]:
    """Return whom the database may show a viewer: coarser than a sight, for purpose, scope and age are left out.

    Time, role and part, conflict, and that somebody has checked the custody still count.
    """
    today = now.astimezone(COPENHAGEN).date()
    actor = _actor(world, viewer, today)
    if actor.role is None:
        return set()
    near = {one.person for one in _grants(world, actor) if one.is_active(now)}
    return {one for one in near if not _facts(world, actor, one, today).is_conflict}


def _actor(world: World, viewer: Viewer, today: date) -> Actor:
    if not viewer.role:
        own = [link.person_id for link in world.links if link.account.id == viewer.identity]
        return Actor(viewer, "citizen", own[0] if own else None)
    mine = [one for one in world.roles if one.account.id == viewer.identity and one.role == viewer.role]
    is_held = any(_is_held(one, today) for one in mine if str(one.unit.id) == viewer.unit)
    return Actor(viewer, viewer.role if is_held else None)


def _is_held(one: StaffRole, today: date) -> bool:
    taken_away = one.ended_at is not None and one.ended_at.astimezone(COPENHAGEN).date() <= today
    rows = (one, one.unit, one.unit.organisation)
    holds = all(row.valid_from <= today and (row.valid_to is None or today < row.valid_to) for row in rows)
    return holds and one.account.is_active and not taken_away


def _grants(world: World, actor: Actor) -> Iterator[Grant]:
    """Yield every basis the actor ever had, whether it holds or not."""
    if actor.role != "citizen":
        for basis in world.bases:
            part = (basis.account_id, basis.in_role, str(basis.in_unit_id))
            mine = part == (actor.viewer.identity, actor.viewer.role, actor.viewer.unit)
            ours = basis.unit_id is not None and str(basis.unit_id) == actor.viewer.unit
            if mine or ours:
                yield replace(_grant(basis), yes=_custodians_yes(world, basis))
        return
    if actor.person is not None:
        yield Grant(BasisKind.OWN, f"own:{actor.person}", actor.person, LONG_AGO)
    born = {one.id: one.born for one in world.persons}
    for one in world.custodies:
        if one.holder_id == actor.person and not one.needs_check:
            ends = midnight(one.ends) if one.ends else None
            code = f"custody:{one.child_id}"
            yield Grant(
                BasisKind.CUSTODY, code, one.child_id, midnight(one.begins), ends, child_born=born[one.child_id]
            )


def _grant(basis: Basis) -> Grant:
    number = basis.consent_id if basis.kind == BasisKind.CONSENT else basis.pk
    ends = [moment for moment in (basis.ends_at, basis.ended_at) if moment]
    named = frozenset(Category(one) for one in basis.categories.split(",") if one)
    return Grant(
        BasisKind(basis.kind),
        f"{basis.kind}:{number}",
        basis.person_id,
        basis.begins_at,
        min(ends, default=None),
        categories=named if basis.has_own_categories else None,
        purposes=frozenset({Purpose(basis.purpose)}) if basis.purpose else None,
    )


def _custodians_yes(world: World, basis: Basis) -> CustodiansYes | None:
    """Return what a consent rests on that others gave for the person; None where the person gave it alone."""
    if basis.consent is None:
        return None
    signed = [one for one in world.signatures if one.consent is basis.consent and one.signed_as == "custodian"]
    if not signed:
        return None
    child = next(one for one in world.persons if one.id == basis.person_id)
    held = {
        one.signer_id: [
            Period(row.begins, row.ends)
            for row in world.custodies
            if (row.child_id, row.holder_id) == (child.id, one.signer_id) and not row.needs_check
        ]
        for one in signed
    }
    asked_on = basis.consent.requested_at.astimezone(COPENHAGEN).date()
    return CustodiansYes(basis.consent.matter, asked_on, child.born, tuple(map(tuple, held.values())))


def _facts(world: World, actor: Actor, one: UUID, today: date) -> PersonFacts:
    shut = [
        row
        for row in world.conflicts
        if (row.account.id, row.person_id) == (actor.viewer.identity, one) and _on(row.begins, row.ends, today)
    ]
    return PersonFacts(
        one,
        is_protected=_is_protected(world, one, today),
        is_conflict=bool(shut) and actor.role != "citizen",
        lives_with_viewer=_home(world, one, today) is not None
        and actor.person is not None
        and _home(world, one, today) == _home(world, actor.person, today),
    )


def _is_protected(world: World, one: UUID, today: date) -> bool:
    """Say whether somebody is protected, or shares a home or household, now or to come, with somebody who is."""
    hidden = {row.person_id for row in world.protections if row.lifted_at is None}
    places = [(row.person_id, row.dwelling_id) for row in _not_over(world.spells, today)]
    places += [(row.person_id, row.household_id) for row in world.members if row.ends is None or row.ends > today]
    mine = {place for person, place in places if person == one}
    return one in hidden or any(person in hidden for person, place in places if place in mine)


def _not_over(spells: list[Spell], today: date) -> Iterator[Spell]:
    return (row for row in spells if row.ends is None or row.ends > today)


def _home(world: World, one: UUID, today: date) -> UUID | None:
    now = [row for row in world.spells if row.person_id == one and _on(row.begins, row.ends, today)]
    return now[-1].dwelling_id if now else None


def _on(begins: date, ends: date | None, day: date) -> bool:
    return begins <= day and (ends is None or day < ends)
