"""Access in an emergency: one person, one employee, a few hours, a reason, and somebody else who reviews it.

Offers `open_emergency` and `review_emergency`.
"""

from uuid import UUID

from django.utils import timezone

from vugge.access.actions.giving import logged, new_basis, to_myself
from vugge.access.models import Basis, EmergencyReview
from vugge.access.queries.actors import actor_of, facts_about
from vugge.access.queries.law import access_law
from vugge.access.queries.oversight import must_be_outside
from vugge.access.rules.basis import BasisKind
from vugge.access.rules.granting import check_emergency_reason, emergency_until, review_due
from vugge.audit.actions import action
from vugge.audit.actions.deciding import deciding
from vugge.audit.queries import must_be_sealed
from vugge.audit.rules import Category, Level, Logged, Purpose, Seen, Viewer
from vugge.kit.errors import BadInput, Hidden, NotAllowed, NotFound
from vugge.kit.local_time import local_day
from vugge.kit.text import sentence
from vugge.people.queries.facts import lives


@action("access.emergency_opened")
def open_emergency(viewer: Viewer, *, person: UUID, reason: str) -> Logged[int]:
    """Open one person for some hours, for reading only. Returns the basis' number.

    Raises `BadInput` for too short a reason, `NotAllowed` for a role that has no emergencies, for one's own family and
    neighbours, or while the log waits for its seal, and `Hidden` where nobody is here.
    """
    now = timezone.now()
    must_be_sealed(now, person=person)
    law = access_law(local_day(now))
    actor = actor_of(viewer, now)
    rule = law.policy.rule(actor.role, BasisKind.EMERGENCY) if actor.role else None
    if rule is None or viewer.purpose is not Purpose.EMERGENCY:
        raise NotAllowed(
            sentence("Din opgave har ikke akut adgang. Ring til børne- og familieafdelingens vagt."), person=person
        )
    with deciding():
        facts = facts_about(actor, (person,), now)[person]
        is_here = person in lives((person,))
    if facts.is_conflict:
        raise NotAllowed(sentence("Du er udelukket fra at slå denne person op. Ring til en kollega."), person=person)
    check_emergency_reason(reason, law.terms.emergency)
    if not is_here:
        raise Hidden(person)
    basis = new_basis(
        viewer,
        BasisKind.EMERGENCY,
        person=person,
        now=now,
        **to_myself(viewer),
        ends_at=emergency_until(now, law.terms.emergency),
        reason=reason,
    )
    with deciding():  # nothing opens the person until this row is there
        basis.save()
    EmergencyReview.objects.create(basis=basis, due=review_due(local_day(now), law.terms.emergency))
    seen = Seen(person, Level.EXISTS, frozenset[Category](), f"emergency:{basis.pk}")
    return logged(basis.pk, seen, f"basis:{basis.pk}")


@action("access.emergency_reviewed")
def review_emergency(viewer: Viewer, *, basis: int, was_right: bool, finding: str) -> Logged[None]:
    """Write down whether an emergency access was right, as a supervisor outside the unit it happened in."""
    row = EmergencyReview.objects.select_for_update().filter(basis_id=basis).first()
    if row is None:
        raise NotFound(sentence("Den akutte adgang findes ikke."))
    with deciding():
        opened = Basis.objects.facts_of().get(pk=basis)
    must_be_outside(viewer, opened)
    if row.reviewed_at is not None:
        raise BadInput(sentence("Den akutte adgang er allerede gennemgået."))
    if not was_right and not finding.strip():
        raise BadInput(sentence("Skriv, hvad der var galt, og hvad der skal ske."))
    row.reviewer_id, row.reviewed_at = viewer.identity, timezone.now()
    row.was_right, row.finding = was_right, finding
    row.save()
    seen = Seen(opened.person_id, Level.EXISTS, frozenset[Category](), f"emergency:{basis}")
    return Logged(None, subject=f"basis:{basis}", basis="supervision", persons=(seen,))
