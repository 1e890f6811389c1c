"""What the deeds on persons share: adding a row once, changing one version of it, and what the log says.

Row-level security lets a viewer add rows about those only whom access has opened to them. A person who is new is
opened to nobody, and a suspicion names somebody hidden: these are stored inside `deciding`, after the permit's check.

Offers to the rest of the room `add_once`, `change_version`, `note_suspicions`, `logged` and `known`.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet

from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Category, Level, Logged, Permit, Scope, Seen, Viewer
from vugge.kit.errors import Hidden
from vugge.people import models
from vugge.people.models.sealed import request_hash, request_key
from vugge.people.rules.changes import Conflict, Plain, body, sent_before
from vugge.people.rules.duplicates import in_order
from vugge.people.rules.kinds import DuplicateReason, DuplicateState

T = TypeVar("T")
Requested = models.Person | models.Spell
R = TypeVar("R", models.Person, models.Spell)


def sent_earlier(kind: type[R], viewer: Viewer, *, key: str, given: Mapping[str, Plain]) -> UUID | None:
    """Return the row that the same request made before; None for a new one. Raises `Conflict` for another content."""
    with deciding():
        made = kind.objects.sent_as(request_key(viewer.name, key)).values_list("id", "request_hash").first()
    if made is None:
        return None
    if made[1] != request_hash(body(given)):
        raise sent_before()
    return made[0]


def add_once(row: R, viewer: Viewer, *, key: str, given: Mapping[str, Plain]) -> UUID:
    """Store a row that a request asks for and return its id; the same request at the same time gives the same row."""
    row.request_key = request_key(viewer.name, key)
    row.request_hash = request_hash(body(given))
    try:
        with transaction.atomic(), deciding():
            row.save(force_insert=True)
    except IntegrityError:
        made = sent_earlier(type(row), viewer, key=key, given=given)
        if made is None:
            raise
        return made
    return row.id


def change_version(rows: QuerySet[R], *, version: int, values: Mapping[str, object], otherwise: Conflict) -> None:
    """Change the one row if it still has this version; raises `otherwise` when somebody else was there first."""
    if not rows.filter(version=version).update(**values, version=F("version") + 1):
        raise otherwise


def note_suspicions(person: UUID, suspects: Mapping[UUID, DuplicateReason], *, at: datetime) -> int:
    """Note silently whom a person may be, for whoever keeps the register and may see both; return how many."""
    rows = [
        models.PossibleDuplicate(first_id=first, second_id=second, why=why, state=DuplicateState.OPEN, noted_at=at)
        for other, why in suspects.items()
        for first, second in [in_order(person, other)]
    ]
    with deciding():
        models.PossibleDuplicate.objects.adding().bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def known(scope: Scope, viewer: Viewer, person: UUID) -> Seen:
    """Return what the log says of another person whom a deed names.

    Raises `Hidden` when the viewer may not know of them: then it is the same as if nobody was there.
    """
    sight = scope.sight(person)
    if scope.viewer != viewer or sight.level is Level.UNKNOWN:
        raise Hidden(person)
    is_here = scope.is_whole or models.Person.objects.within(scope).filter(id=person).exists()
    if not is_here:
        raise Hidden(person)
    return Seen(person, sight.level, frozenset({Category.FAMILY}), sight.basis)


def logged(
    value: T,
    permit: Permit,
    category: Category,
    *,
    others: Iterable[Seen] = (),
    fields: Iterable[str] = (),
    numbers: Mapping[str, int] | None = None,
) -> Logged[T]:
    """Return what an action on the person of a permit gives back: who was touched, on which basis, in which fields."""
    person = permit.sight.person
    own = Seen(person, permit.sight.level, frozenset({category}), permit.sight.basis)
    return Logged(
        value,
        subject=f"person:{person}",
        basis=permit.sight.basis,
        persons=(own, *others),
        fields=tuple(fields),
        numbers=numbers or {},
    )
