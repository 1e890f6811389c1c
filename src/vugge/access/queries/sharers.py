"""Which employees may share around persons today, each in the part in which they have the task or their place.

Offers `sharers`: ids and parts, never a name. Asked to decide who reads what a family writes.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from vugge.access.models import Basis, Conflict
from vugge.access.queries.law import access_law
from vugge.access.queries.memberships import tasks_around
from vugge.access.rules.basis import BasisKind
from vugge.access.rules.sharers import Held, Sharer, sharer_of
from vugge.audit.actions.deciding import deciding
from vugge.kit.local_time import local_day

Key = tuple[UUID, UUID, str, int]


def sharers(persons: Collection[UUID]) -> Mapping[UUID, tuple[Sharer, ...]]:
    """Return who may share around each of these persons, the lead first; who may not is left out.

    Somebody shut out from a person is not among them. Whether an employee still plays the part is for whoever asks to
    see to (`organisations.queries.staff.colleagues`). Two statements, and three more where somebody from a private
    organisation is in a team.
    """
    now = timezone.now()
    with deciding():
        rows = tasks_around(Basis.objects.facts_of().filter(person__in=persons, account__isnull=False), now)
        shut_out = _shut_out(persons)
    policy = access_law(local_day(now)).policy
    held: defaultdict[Key, list[Held]] = defaultdict(list)
    for row in rows:
        key = (row["person_id"], row["account_id"], row["in_role"], row["in_unit_id"])
        if key[:2] not in shut_out:
            held[key].append(Held(BasisKind(row["kind"]), row["is_lead"]))
    found: defaultdict[UUID, list[Sharer]] = defaultdict(list)
    for (person, account, role, unit), those in held.items():
        if one := sharer_of(person, account, (role, unit), those, policy=policy):
            found[person].append(one)
    return {person: tuple(those) for person, those in found.items()}


def _shut_out(persons: Collection[UUID]) -> frozenset[tuple[UUID, UUID]]:
    today = timezone.localdate()
    rows = Conflict.objects.facts_of().filter(Q(ends__isnull=True) | Q(ends__gt=today), begins__lte=today)
    return frozenset(rows.filter(person__in=persons).values_list("person_id", "account_id"))
