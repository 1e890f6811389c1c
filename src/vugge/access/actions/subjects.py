"""What a citizen asks about their own data, and the answer. What was written stays, also what was wrong.

Offers `ask_correction`, `ask_deletion` and `answer_request`.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from vugge.access.actions.giving import employee, logged
from vugge.access.models import SubjectRequest
from vugge.access.queries.law import access_law
from vugge.access.rules.requests import CORRECTABLE, RequestKind
from vugge.audit.actions import action
from vugge.audit.rules import Act, Category, Logged, Permit, Viewer
from vugge.kit.errors import BadInput, NotFound
from vugge.kit.local_time import local_day
from vugge.kit.text import sentence


@dataclass(frozen=True)
class Wish:
    """What is wrong, what should stand instead, and why. `key` is the form's own: sent twice, it asks once."""

    about: str
    wanted: str
    reason: str
    key: UUID


@action("access.correction_asked")
def ask_correction(viewer: Viewer, *, permit: Permit, wish: Wish) -> Logged[date]:
    """Ask to have something about oneself or one's child put right. Returns the day by which it is answered."""
    permit.must_cover(viewer, Act.READ, permit.sight.person, Category.IDENTITY)
    if wish.about not in CORRECTABLE:
        raise BadInput(sentence("Vælg, hvad der er forkert."))
    if not wish.wanted.strip():
        raise BadInput(sentence("Skriv, hvad der skal stå."))
    return _asked(viewer, permit, RequestKind.CORRECTION, wish)


@action("access.deletion_asked")
def ask_deletion(viewer: Viewer, *, permit: Permit, reason: str, key: UUID) -> Logged[date]:
    """Ask to have what is kept deleted. Returns the day by which it is answered; nothing is deleted by asking."""
    permit.must_cover(viewer, Act.READ, permit.sight.person, Category.IDENTITY)
    return _asked(viewer, permit, RequestKind.DELETION, Wish("", "", reason, key))


@action("access.request_answered")
def answer_request(viewer: Viewer, *, permit: Permit, request: int, was_followed: bool, answer: str) -> Logged[None]:
    """Answer a citizen's wish, as whoever may change what it is about; what is put right is put right beside it."""
    permit.must_cover(viewer, Act.CHANGE, permit.sight.person, Category.IDENTITY)
    row = SubjectRequest.objects.covered_by(permit).select_for_update(of=("self",)).filter(pk=request).first()
    if row is None:
        raise NotFound(sentence("Ønsket findes ikke."))
    if row.answered_at is not None:
        raise BadInput(sentence("Ønsket er allerede besvaret."))
    if not answer.strip():
        raise BadInput(sentence("Skriv et svar, som borgeren kan forstå."))
    row.was_followed, row.answer = was_followed, answer.strip()
    row.answered_by_id, row.answered_at = employee(viewer), timezone.now()
    row.save()
    return logged(None, permit.seen(Category.IDENTITY), f"request:{request}")


def _asked(viewer: Viewer, permit: Permit, kind: RequestKind, wish: Wish) -> Logged[date]:
    now = timezone.now()
    days = access_law(local_day(now)).terms.supervision.answer_question_days
    values = {
        "person_id": permit.sight.person,
        "asked_by": viewer.name,
        "kind": kind,
        "about": wish.about,
        "wanted": wish.wanted.strip(),
        "reason": wish.reason.strip(),
        "asked_at": now,
        "due": local_day(now) + timedelta(days=days),
    }
    before = SubjectRequest.objects.covered_by(permit).filter(key=wish.key, asked_by=viewer.name).first()
    row = before or SubjectRequest.objects.adding().create(key=wish.key, **values)
    return logged(row.due, permit.seen(Category.IDENTITY), f"request:{row.pk}")
