"""A form that is sent twice is taken in once. Offers `earlier` and `marked`, for rows that know their request."""

from collections.abc import Mapping
from typing import Protocol
from uuid import UUID

from django.db.models import Model, QuerySet

from vugge.audit.rules import Viewer
from vugge.people.models.sealed import request_hash, request_key
from vugge.people.rules.changes import Plain, body, sent_before


class _Marked(Protocol):
    request_key: str | None
    request_hash: str


def earlier(rows: QuerySet[Model], viewer: Viewer, *, key: str, given: Mapping[str, Plain]) -> UUID | None:
    """Return the id of the row that the same request made before; None for a new request.

    Raises `Conflict` where the same form was sent before with another content.
    """
    found = rows.filter(request_key=request_key(viewer.name, key)).values_list("pk", "request_hash").first()
    if found is None:
        return None
    if found[1] != request_hash(body(given)):
        raise sent_before()
    return UUID(str(found[0]))


def marked(row: _Marked, viewer: Viewer, *, key: str, given: Mapping[str, Plain]) -> None:
    """Let a row know by which request it is made."""
    row.request_key, row.request_hash = request_key(viewer.name, key), request_hash(body(given))
