"""How much one viewer sees of one person: grants, policy and protections in, a `Sight` out.

This is the one place that decides. `sight_of` answers for a row and for its fields at once, so that a list and a
page cannot disagree. Default closed; bases only add; protections only remove, and they come last.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from vugge.access.rules.basis import STRENGTH, Actor, BasisKind, Grant, PersonFacts
from vugge.access.rules.law import AccessLaw, PolicyRule
from vugge.access.rules.standing import stop_of
from vugge.audit.rules import Act, Category, Level, Sight, person
from vugge.kit.local_time import local_day
from vugge.kit.periods import birthday  # turns an age at local midnight

Right = tuple[Category, Act]


@dataclass(frozen=True)
class Member:
    """An employee who has, or is to have, a place in the team around a person, in one part."""

    person: UUID
    account: UUID
    role: str
    unit: int


@dataclass(frozen=True)
class Given:
    """What one active grant gives: how much, and which rights."""

    grant: Grant
    level: Level
    rights: frozenset[Right]


def sight_of(actor: Actor, facts: PersonFacts, grants: Iterable[Grant], *, law: AccessLaw, now: datetime) -> Sight:
    """Say how much an actor sees of a person at a moment (UTC), and what may be done with it.

    Grants about other persons are left aside. A person of whom nothing may be known gives a sight of level UNKNOWN,
    the same as somebody who does not exist.
    """
    if facts.is_conflict:
        return unknown(facts)
    given = _given(actor, facts, grants, law=law, now=now)
    if not given:
        return unknown(facts)
    rights = frozenset[Right]().union(*(one.rights for one in given))
    return Sight(
        facts.person,
        level=max(one.level for one in given),
        rights=rights,
        bases=tuple(one.grant.code for one in given),
    )


def has_place_in_team(member: Member, grants: Iterable[Grant], *, law: AccessLaw, now: datetime) -> bool:
    """Say whether a place in the team around a person gives an employee anything: `grants` are those of that employee.

    A private organisation's place rests on the family's consent; once it holds no longer, the place is none.
    """
    purpose = law.policy.purpose_of(member.role)
    if member.role not in law.policy.private_roles:
        return True
    if purpose is None:
        return False
    viewer = person(member.account, purpose, role=member.role, unit=str(member.unit))
    given = _given(Actor(viewer, member.role), PersonFacts(member.person), grants, law=law, now=now)
    return any(one.grant.kind is BasisKind.CONSENT for one in given)


def unknown(facts: PersonFacts) -> Sight:
    """Return the sight of somebody of whom nothing may be known."""
    return Sight(facts.person, level=Level.UNKNOWN, rights=frozenset(), bases=())


def _given(actor: Actor, facts: PersonFacts, grants: Iterable[Grant], *, law: AccessLaw, now: datetime) -> list[Given]:
    """Return what each grant that holds gives, the strongest basis first."""
    found = []
    for grant in sorted(grants, key=lambda one: (STRENGTH.index(one.kind), one.code)):
        rule = _rule(actor, grant, law=law)
        if rule is None or grant.person != facts.person or not grant.is_active(now):
            continue
        if grant.categories is not None and not grant.categories:
            continue  # a basis that names nothing gives nothing, not even that somebody exists
        if _is_grown(grant, law=law, day=local_day(now)) or _has_stopped(grant, law=law, day=local_day(now)):
            continue
        found.append(Given(grant, rule.sees, _rights(actor, facts, grant, rule=rule, law=law, now=now)))
    return _with_the_familys_yes(actor, found, law=law)


def _with_the_familys_yes(actor: Actor, found: list[Given], *, law: AccessLaw) -> list[Given]:
    """Leave out a private organisation's place in a team once the consent that it rests on holds no longer."""
    if actor.role not in law.policy.private_roles or any(one.grant.kind is BasisKind.CONSENT for one in found):
        return found
    return [one for one in found if one.grant.kind is not BasisKind.TEAM]


def _rule(actor: Actor, grant: Grant, *, law: AccessLaw) -> PolicyRule | None:
    """Return the policy's line for the part played, if the purpose is one that line and basis are for."""
    rule = law.policy.rule(actor.role, grant.kind) if actor.role else None
    purpose = actor.viewer.purpose
    if rule is None or purpose not in rule.purposes:
        return None
    if grant.purposes is not None and purpose not in grant.purposes:
        return None
    return rule


def _rights(
    actor: Actor, facts: PersonFacts, grant: Grant, *, rule: PolicyRule, law: AccessLaw, now: datetime
) -> frozenset[Right]:
    categories = rule.categories if grant.categories is None else rule.categories & _with_identity(grant.categories)
    categories -= _young_persons_own(grant, law=law, day=local_day(now))
    if facts.is_protected and not _may_locate(actor, facts, grant, law=law):
        categories -= {Category.LOCATION}
    return frozenset((category, act) for category in categories for act in rule.acts)


def _with_identity(categories: frozenset[Category]) -> frozenset[Category]:
    """Whoever may know something of a person must be able to see who it is about."""
    return categories | {Category.IDENTITY}


def _may_locate(actor: Actor, facts: PersonFacts, grant: Grant, *, law: AccessLaw) -> bool:
    if grant.kind is BasisKind.CUSTODY:
        return facts.lives_with_viewer
    return actor.role is not None and law.policy.sees_protected(actor.role, grant.kind)


def _is_grown(grant: Grant, *, law: AccessLaw, day: date) -> bool:
    """Say whether custody has ended because the child has come of age; without a birth date nobody can tell."""
    if grant.kind is not BasisKind.CUSTODY or grant.child_born is None:
        return False
    return day >= birthday(grant.child_born, law.ages.custody.until_age)


def _has_stopped(grant: Grant, *, law: AccessLaw, day: date) -> bool:
    """Say whether those who said yes for somebody else may speak for them no longer."""
    return grant.yes is not None and stop_of(grant.yes, ages=law.ages, day=day) is not None


def _young_persons_own(grant: Grant, *, law: AccessLaw, day: date) -> frozenset[Category]:
    if grant.kind is not BasisKind.CUSTODY or grant.child_born is None:
        return frozenset()
    own = (one for one in law.ages.custody.own_from if day >= birthday(grant.child_born, one.from_age))
    return frozenset[Category]().union(*(one.categories for one in own))
