"""What the actions share: rows of bases, and who the receiver is. Not actions themselves."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from vugge.access.models import Basis
from vugge.access.rules.basis import BasisKind
from vugge.access.rules.granting import Part, Receiver
from vugge.audit.rules import Category, Logged, Seen, Viewer
from vugge.kit.errors import NotAllowed
from vugge.kit.local_time import local_day
from vugge.kit.text import sentence
from vugge.organisations.queries.staff import current_roles

T = TypeVar("T")


def receiver_of(account: UUID, now: datetime) -> Receiver:
    """Return the parts an account plays today."""
    held = current_roles(account, on=local_day(now))
    return Receiver(account, tuple(Part(one.role.value, one.unit) for one in held))


def to_part(account: UUID, part: Part) -> dict[str, object]:
    """Return what a basis says of the employee who gets it: the account, and the part in which it counts."""
    return {"account_id": account, "in_role": part.role, "in_unit_id": part.unit}


def to_myself(viewer: Viewer) -> dict[str, object]:
    """Return the same of whoever acts, in the part acted in."""
    return to_part(employee(viewer), Part(viewer.role, int(viewer.unit)))


def as_text(categories: Iterable[Category]) -> str:
    """Write categories as they are stored: in a fixed order, with commas between."""
    chosen = set(categories)
    return ",".join(one.value for one in Category if one in chosen)


def from_text(text: str) -> frozenset[Category]:
    """Read stored categories.

    >>> sorted(from_text("identity,education"))
    [<Category.EDUCATION: 'education'>, <Category.IDENTITY: 'identity'>]
    """
    return frozenset(Category(one) for one in text.split(",") if one)


def new_basis(viewer: Viewer, kind: BasisKind, *, person: UUID, now: datetime, **values: object) -> Basis:
    """Return a basis that begins now, not stored yet. Its receiver is a unit, or `to_part` or `to_myself`."""
    return Basis(
        kind=kind,
        person_id=person,
        granted_by=viewer.name,
        granted_at=now,
        **{"begins_at": now, **values},
    )


def end(bases: Collection[Basis], now: datetime, *, reason: str) -> None:
    """End bases at a moment. What was lawfully seen before stays lawful; what comes after is refused."""
    for basis in bases:
        basis.ended_at = now
        basis.end_reason = reason
        basis.save(update_fields=["ended_at", "end_reason"])


def logged(value: T, seen: Seen, subject: str) -> Logged[T]:
    """Return what an action on one person gives back, with that person for the log."""
    return Logged(value, subject=subject, basis=seen.basis, persons=(seen,))


def employee(viewer: Viewer) -> UUID:
    """Return the account of whoever acts. Raises `NotAllowed` for the system, which asks no family anything."""
    if viewer.identity is None:
        raise NotAllowed(sentence("Det kan kun en medarbejder gøre. Log ind og prøv igen."))
    return viewer.identity
