"""The number that identifies somebody: given, and changed when CPR changes it. The old one still finds the person."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from vugge.audit.actions import action
from vugge.audit.rules import Act, Category, Logged, Permit, Viewer
from vugge.kit.errors import BadInput
from vugge.kit.identifiers import Cpr
from vugge.kit.text import sentence
from vugge.people import models
from vugge.people.actions.storing import logged, note_suspicions
from vugge.people.models.sealed import hash_of, seal
from vugge.people.queries import facts
from vugge.people.rules.duplicates import suspicions
from vugge.people.rules.kinds import IdentifierKind
from vugge.people.rules.registering import kind_of_number


@action("people.number_changed")
def change_number(
    viewer: Viewer, *, permit: Permit, number: Cpr, begins: date, kind: IdentifierKind | None = None
) -> Logged[UUID]:
    """Give a person a number, in place of the one in force, which stays as a former one; return its row's id.

    `kind` is read from the number when it is not given. That somebody else has the number is noted, and says nothing
    to the viewer. Raises `BadInput` when it is the number in force already.
    """
    person = permit.sight.person
    permit.must_cover(viewer, Act.CHANGE, person, Category.IDENTITY)
    rows = models.Identifier.objects.covered_by(permit)
    if rows.filter(hash=hash_of(number), ends__isnull=True).exists():
        raise BadInput(sentence("Personen har allerede dette nummer."))
    make_former(rows, begins)
    identity = _put_in_force(permit, number, begins=begins, kind=kind or kind_of_number(number))
    note_suspicions(person, suspicions(person, same_number=facts.with_number(hash_of(number))), at=timezone.now())
    return logged(identity, permit, Category.IDENTITY, fields=("number",))


def make_former(rows: QuerySet[models.Identifier], day: date) -> None:
    """Let the number in force hold no longer than to a day, and at least one day."""
    for identity, begins in rows.filter(ends__isnull=True).values_list("id", "begins"):
        rows.filter(id=identity).update(kind=IdentifierKind.FORMER, ends=max(day, begins + timedelta(days=1)))


def _put_in_force(permit: Permit, number: Cpr, *, begins: date, kind: IdentifierKind) -> UUID:
    """Store a number, or let one that the person had before hold again."""
    person = permit.sight.person
    had = models.Identifier.objects.covered_by(permit).filter(hash=hash_of(number))
    earlier = had.values_list("id", flat=True).first()
    if earlier is not None:
        had.update(kind=kind, ends=None)
        return earlier
    row = models.Identifier(
        person_id=person, kind=kind, sealed=seal(number, person=person), hash=hash_of(number), begins=begins
    )
    row.save(force_insert=True)
    return row.id
