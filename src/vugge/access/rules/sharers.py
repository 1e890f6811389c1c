"""Which employees, each in a part, may share around a person today: what a task or a place in the team gives them.

Offers `Sharer` and `sharer_of`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from vugge.access.rules.basis import BasisKind
from vugge.access.rules.law import Policy
from vugge.audit.rules import Act, Category


@dataclass(frozen=True)
class Sharer:
    """An employee in one part who may share; `locates`: and who sees where a protected person is."""

    person: UUID
    account: UUID
    role: str
    unit: int
    is_lead: bool = False
    locates: bool = False


@dataclass(frozen=True)
class Held:
    """One task or place in a team as it is stored: of which kind, and whether it leads."""

    kind: BasisKind
    is_lead: bool = False


def sharer_of(
    person: UUID, account: UUID, part: tuple[str, int], held: Iterable[Held], *, policy: Policy
) -> Sharer | None:
    """Return what an employee may share in one part, by everything held in it; None where none of it lets them.

    The purpose is that of the role's daily work: nobody writes for another.
    """
    role, unit = part
    giving = [one for one in held if _gives(role, one.kind, policy)]
    if not giving:
        return None
    return Sharer(
        person,
        account,
        role,
        unit,
        is_lead=any(one.is_lead for one in giving),
        locates=any(policy.sees_protected(role, one.kind) for one in giving),
    )


def _gives(role: str, kind: BasisKind, policy: Policy) -> bool:
    rule = policy.rule(role, kind)
    return (
        rule is not None
        and Category.SHARING in rule.categories
        and {Act.READ, Act.SHARE} <= rule.acts
        and policy.purpose_of(role) in rule.purposes
    )
