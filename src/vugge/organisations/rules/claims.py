"""Which roles a municipality's own log-in gives: its groups, translated by the municipality's own table.

Offers `RoleTable` (made by `role_table` from a TOML file's content), `ClaimedRole` and `claimed_roles`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from vugge.kit.errors import BadInput
from vugge.kit.text import sentence
from vugge.organisations.rules.kinds import Role

_ROLES: Final = {role.value: role for role in Role}


@dataclass(frozen=True, order=True)
class ClaimedRole:
    """A role in a unit, by the unit's own id here, that a log-in says somebody has."""

    role: Role
    unit: int


@dataclass(frozen=True)
class RoleTable:
    """What the municipality has decided: `claim` holds its groups, and each group gives some roles here."""

    claim: str
    gives: Mapping[str, frozenset[ClaimedRole]]


def role_table(content: Mapping[str, Any]) -> RoleTable:  # Any: whatever a TOML file may hold
    """Read a table of roles from a TOML file's content; raises `BadInput` that names the wrong entry.

    >>> table = role_table({"claim": "groups", "role": [{"group": "VUGGE-SKOLE", "role": "teacher", "unit": 7}]})
    >>> sorted(table.gives["VUGGE-SKOLE"])
    [ClaimedRole(role=<Role.TEACHER: 'teacher'>, unit=7)]
    """
    claim, entries = content.get("claim"), content.get("role", [])
    if not isinstance(claim, str) or not claim or not isinstance(entries, list):
        raise BadInput(sentence('Rolletabellen skal sige, hvor grupperne står: claim = "groups".'))
    gives: dict[str, set[ClaimedRole]] = {}
    for number, entry in enumerate(entries, start=1):
        group, role = _entry(entry, number)
        gives.setdefault(group, set()).add(role)
    return RoleTable(claim, {group: frozenset(roles) for group, roles in gives.items()})


def claimed_roles(claims: Mapping[str, Any], table: RoleTable) -> frozenset[ClaimedRole]:  # Any: whatever JSON holds
    """Return the roles that a log-in's claims give; a group that the table does not name gives none.

    >>> table = role_table({"claim": "groups", "role": [{"group": "A", "role": "teacher", "unit": 7}]})
    >>> sorted(one.unit for one in claimed_roles({"groups": ["A", "B"]}, table)), claimed_roles({}, table)
    ([7], frozenset())
    """
    groups = _found(claims, table.claim)
    named = [groups] if isinstance(groups, str) else groups if isinstance(groups, list) else []
    return frozenset(role for group in named if isinstance(group, str) for role in table.gives.get(group, ()))


def _entry(entry: object, number: int) -> tuple[str, ClaimedRole]:
    given = entry if isinstance(entry, dict) else {}
    group, role, unit = given.get("group"), given.get("role"), given.get("unit")
    if isinstance(group, str) and group and role in _ROLES and type(unit) is int:
        return group, ClaimedRole(_ROLES[role], unit)
    raise BadInput(
        sentence(
            "Række {number} i rolletabellen kan ikke bruges. Den skal have group, unit (et tal) og role, en af: "
            "{roles}.",
            number=number,
            roles=tuple(_ROLES),
        )
    )


def _found(claims: Mapping[str, Any], path: str) -> object:
    """Return a claim by its name, or by the way to it with dots between: `realm_access.roles`."""
    if path in claims:
        return claims[path]
    first, dot, rest = path.partition(".")
    below = claims.get(first)
    return _found(below, rest) if dot and isinstance(below, dict) else None
