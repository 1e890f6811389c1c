"""What the deeds of a journey share: adding a row once, changing one version of it, and finding the one meant.

Offers to the rest of the room `add_once`, `sent_earlier`, `change_version`, `the_one` and `acting_unit`.
"""

from collections.abc import Mapping
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet

from vugge.audit.rules import Permit, Viewer
from vugge.journey.models import Evidence, Goal, Step
from vugge.kit.errors import NotFound
from vugge.kit.text import sentence
from vugge.people.models.sealed import request_hash, request_key
from vugge.people.rules.changes import Conflict, Plain, body, sent_before

R = TypeVar("R", Evidence, Goal, Step)
V = TypeVar("V", Goal, Step)


def sent_earlier(kind: type[R], viewer: Viewer, *, key: str, given: Mapping[str, Plain]) -> UUID | None:
    """Return the row that the same request made before; None for a new one. Raises `Conflict` for another content."""
    made = kind.objects.sent_as(request_key(viewer.name, key)).values_list("id", "request_hash").first()
    if made is None:
        return None
    if made[1] != request_hash(body(given)):
        raise sent_before()
    return made[0]


def add_once(row: R, viewer: Viewer, *, key: str, given: Mapping[str, Plain]) -> UUID:
    """Store a row that a request asks for and return its id; the same request again gives the same row."""
    made = sent_earlier(type(row), viewer, key=key, given=given)
    if made is not None:
        return made
    row.request_key = request_key(viewer.name, key)
    row.request_hash = request_hash(body(given))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # sent twice at the same time
        made = sent_earlier(type(row), viewer, key=key, given=given)
        if made is None:
            raise
        return made
    return row.id


def change_version(rows: QuerySet[V], *, version: int, values: Mapping[str, object], otherwise: Conflict) -> None:
    """Change the one row if it still has this version; raises `otherwise` when somebody else was there first."""
    if not rows.filter(version=version).update(**values, version=F("version") + 1):
        raise otherwise


def the_one(kind: type[R], permit: Permit, identity: UUID) -> tuple[QuerySet[R], R]:
    """Return a row of the permit's person, also as what can be changed; raises `NotFound` where there is none."""
    rows = kind.objects.covered_by(permit).filter(id=identity)
    row = rows.first()
    if row is None:
        raise NotFound(sentence("Det er her ikke mere. Åbn siden igen."))
    return rows, row


def acting_unit(viewer: Viewer) -> int | None:
    """Return the unit in which the viewer acts; None for citizens and for the system."""
    return int(viewer.unit) if viewer.unit.isdecimal() else None
