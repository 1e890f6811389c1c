"""When two records are one person: what was written about them goes along, and what they wrote and may read themselves.

What both may read stays as it is, for nobody reads a message twice. Offers `MESSAGE_TABLES` and `move_messages`, to
`merging`.
"""

from typing import Any, Final
from uuid import UUID

from vugge.audit.rules import Permit
from vugge.journey.models import Message, MessageReader, Thread, ThreadColleague
from vugge.people.models.scoped import ScopedManager

MESSAGE_TABLES: Final[dict[str, tuple[ScopedManager[Any], str]]] = {  # Any: rows of several tables
    "thread": (Thread.objects, "person"),
    "thread_colleague": (ThreadColleague.objects, "person"),
    "message": (Message.objects, "person"),
    "message_reader": (MessageReader.objects, "person"),
    "message_writer": (Message.objects, "citizen"),
    "message_citizen": (MessageReader.objects, "citizen"),
}
"""What moves: the table, and its column that names the person."""


def move_messages(kept: Permit, gone: Permit) -> dict[str, list[str]]:
    """Move them, and return the ids of the rows that moved, by table. Asked inside `deciding`."""
    both = list(MessageReader.objects.naming(kept, "citizen").values_list("message", flat=True))
    return {name: ids for name in MESSAGE_TABLES if (ids := _move(name, kept, gone, but=both))}


def _move(name: str, kept: Permit, gone: Permit, *, but: list[UUID]) -> list[str]:
    table, column = MESSAGE_TABLES[name]
    rows = table.naming(gone, column)
    if name == "message_citizen":
        rows = rows.exclude(message__in=but)
    ids = list(rows.values_list("id", flat=True))
    table.naming(gone, column).filter(id__in=ids).update(**{column: kept.sight.person})
    return [str(one) for one in ids]
