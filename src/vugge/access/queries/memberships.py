"""Who has a task or a place in the team around persons, now: rows, without those whose place gives nothing any more.

Offers `tasks_around` and `has_place`. Asked inside looks and actions, whose scope or permit covers the persons.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from django.db.models import Q, QuerySet

from vugge.access.models import Basis
from vugge.access.queries.actors import GRANT_FIELDS, grants_from
from vugge.access.queries.law import access_law
from vugge.access.rules.basis import BasisKind, Grant
from vugge.access.rules.sighting import Member, has_place_in_team
from vugge.audit.actions.deciding import deciding
from vugge.kit.local_time import local_day

Row = Mapping[str, Any]  # Any: plain values of a row

_FIELDS: Final = (
    "id", "kind", "person_id", "account_id", "unit_id", "in_role", "in_unit_id", "begins_at", "ends_at", "reason",
    "is_lead", "granted_by",
)  # fmt: skip


def tasks_around(bases: QuerySet[Basis], now: datetime) -> list[Row]:
    """Return the tasks and places in teams among these bases that hold now, the lead first.

    One statement, and three more where somebody from a private organisation is in a team: that place rests on the
    family's consent, and without it they are around the family no longer.
    """
    kinds = (BasisKind.ASSIGNED, BasisKind.TEAM)
    found = running(bases, now).filter(kind__in=kinds).order_by("-is_lead", "-kind", "begins_at", "id")
    rows = list(found.values(*_FIELDS))
    lapsed = _lapsed(bases, [row for row in rows if row["kind"] == BasisKind.TEAM], now)
    return [row for row in rows if row["id"] not in lapsed]


def running(bases: QuerySet[Basis], now: datetime) -> QuerySet[Basis]:
    """Return those of the bases that hold now."""
    return bases.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=now), Q(ended_at__isnull=True) | Q(ended_at__gt=now), begins_at__lte=now
    )


def has_place(bases: QuerySet[Basis], member: Member, now: datetime) -> bool:
    """Say whether a place in the team gives an employee anything, by the consents among these bases.

    Three statements at most.
    """
    law = access_law(local_day(now))
    if member.role not in law.policy.private_roles:
        return True
    return _has_place(member, _consented(bases, now), now)


def _lapsed(bases: QuerySet[Basis], rows: Iterable[Row], now: datetime) -> frozenset[int]:
    """Return the places that give nothing."""
    policy = access_law(local_day(now)).policy
    private = [row for row in rows if row["in_role"] in policy.private_roles]
    if not private:
        return frozenset()
    consented = _consented(bases, now)
    return frozenset(row["id"] for row in private if not _has_place(_member(row), consented, now))


def _member(row: Row) -> Member:
    return Member(row["person_id"], row["account_id"], row["in_role"], row["in_unit_id"])


def _consented(bases: QuerySet[Basis], now: datetime) -> list[tuple[Row, Grant]]:
    rows = running(bases, now).filter(kind=BasisKind.CONSENT)
    found = list(rows.values("account_id", "unit_id", "in_role", "in_unit_id", *GRANT_FIELDS))
    with deciding():
        return list(zip(found, grants_from(found), strict=True))


def _has_place(member: Member, consented: Iterable[tuple[Row, Grant]], now: datetime) -> bool:
    grants = [grant for row, grant in consented if grant.person == member.person and _is_to(row, member)]
    return has_place_in_team(member, grants, law=access_law(local_day(now)), now=now)


def _is_to(row: Row, member: Member) -> bool:
    if row["account_id"] is None:
        return bool(row["unit_id"] == member.unit)
    return (row["account_id"], row["in_role"], row["in_unit_id"]) == (member.account, member.role, member.unit)
