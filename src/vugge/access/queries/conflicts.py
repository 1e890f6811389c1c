"""Who is shut out from a person for a conflict of interest, for whoever can end it.

Offers `conflict_page` with `ConflictPage` and `Shut`.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from vugge.access.models import Conflict
from vugge.access.queries.actors import scope
from vugge.access.queries.persons import Head
from vugge.access.rules.basis import ConflictKind
from vugge.audit.actions import look
from vugge.audit.rules import Act, Category, Looked, Scope, Viewer
from vugge.kit.errors import Hidden
from vugge.kit.local_time import local_day
from vugge.organisations.queries.staff import colleagues
from vugge.organisations.rules.staff import Colleague
from vugge.people.queries.persons import lines


@dataclass(frozen=True)
class Shut:
    """One employee who may not look the person up, why, and since when."""

    conflict: int
    who: Colleague | None
    kind: ConflictKind
    since: date


@dataclass(frozen=True)
class ConflictPage:
    """Whom it is about, and who is shut out; `shut` None: the viewer may not see that, only shut themselves out."""

    head: Head
    shut: tuple[Shut, ...] | None


@look("access.conflicts_seen")
def conflict_page(viewer: Viewer, *, person: UUID) -> Looked[ConflictPage]:
    """Show whom a conflict of interest may be noted about, and to whoever can end it who is shut out already.

    A fixed number of statements. Raises `Hidden` for whom the viewer may not know of.
    """
    mine = scope(viewer, persons=(person,))
    found = lines(mine, (person,))
    if not found:
        raise Hidden(person)
    sees = mine.sight(person).may(Act.DECIDE, Category.IDENTITY)
    page = ConflictPage(Head(found[0], mine.sight(person)), _shut(mine, person) if sees else None)
    return Looked(page, seen=mine.seen((person,), Category.IDENTITY))


def _shut(mine: Scope, person: UUID) -> tuple[Shut, ...]:
    today = local_day(timezone.now())
    rows = Conflict.objects.within(mine).filter(Q(ends__isnull=True) | Q(ends__gt=today), person=person)
    found = list(rows.order_by("begins", "id").values_list("id", "account_id", "kind", "begins"))
    who = colleagues(mine.viewer, accounts=[row[1] for row in found], on=today)
    return tuple(Shut(number, who.get(account), ConflictKind(kind), begins) for number, account, kind, begins in found)
