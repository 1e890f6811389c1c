"""Conflicts of interest: an employee shuts themselves out from their own family, and somebody else opens again.

Offers `note_conflict` and `end_conflict`.
"""

from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from vugge.access.actions.giving import logged
from vugge.access.models import Conflict
from vugge.audit.actions import action
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Act, Category, Kind, Level, Logged, Permit, Seen, Viewer
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.kit.local_time import local_day
from vugge.kit.text import sentence
from vugge.people.queries.facts import lives

BASIS = "conflict_of_interest"


@action("access.conflict_noted")
def note_conflict(viewer: Viewer, *, account: UUID, person: UUID, kind: str) -> Logged[None]:
    """Shut one employee out from a person: own family, a neighbour. Everybody may do it for themselves.

    The entry names the person whether anybody is here or not, so that writing it tells the employee nothing.
    """
    if viewer.kind is not Kind.SYSTEM and viewer.identity != account:
        raise NotAllowed(sentence("Du kan kun udelukke dig selv. Spørg registerføreren om andre."))
    today = local_day(timezone.now())
    with deciding():  # whoever shuts themselves out need not know of the person, nor learn whether anybody is here
        running = Conflict.objects.facts_of().filter(Q(ends__isnull=True) | Q(ends__gt=today), account=account)
        if person in lives((person,)) and not running.filter(person=person).exists():
            Conflict.objects.adding().create(account_id=account, person_id=person, kind=kind, begins=today)
    seen = Seen(person, Level.UNKNOWN, frozenset[Category](), BASIS)
    return Logged(None, subject=f"account:{account}", basis=BASIS, persons=(seen,), numbers={"conflicts": 1})


@action("access.conflict_ended")
def end_conflict(viewer: Viewer, *, permit: Permit, conflict: int, reason: str) -> Logged[None]:
    """Let an employee look a person up again, from now on, as whoever keeps the register and is somebody else.

    Ending it gives no basis: it only takes away what shut out. Raises `NotAllowed` for the employee themselves,
    `BadInput` without a reason, and `NotFound` where it is ended already.
    """
    permit.must_cover(viewer, Act.DECIDE, permit.sight.person, Category.IDENTITY)
    today = local_day(timezone.now())
    running = Conflict.objects.covered_by(permit).filter(Q(ends__isnull=True) | Q(ends__gt=today))
    row = running.select_for_update(of=("self",)).filter(pk=conflict).first()
    if row is None:
        raise NotFound(sentence("Udelukkelsen findes ikke mere. Den kan være ophævet af en anden."))
    if row.account_id == viewer.identity:
        raise NotAllowed(sentence("Du kan ikke selv ophæve din egen udelukkelse. Bed en anden om det."))
    if not reason.strip():
        raise BadInput(sentence("Skriv, hvorfor medarbejderen igen må slå borgeren op."))
    row.ends, row.ended_by, row.end_reason = today, viewer.name, reason.strip()
    row.save(update_fields=["ends", "ended_by", "end_reason"])
    return logged(None, permit.seen(Category.IDENTITY), f"conflict:{conflict}")
