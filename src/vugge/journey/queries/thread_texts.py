"""What stands in one thread, for one of its readers: nobody gets a text who has no row as its reader and may know now.

Offers `ThreadPage` with `thread_page_of`, and `texts_of`. Asked inside looks alone.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from vugge.audit.rules import Scope, Seen
from vugge.journey import models
from vugge.journey.queries.correspondents import Me, readers_mark, roll_of
from vugge.journey.queries.message_law import message_law
from vugge.journey.queries.threads import THREAD, Names, Row, names_about, of_those, parts_of, thread_lines, who_in
from vugge.journey.rules.correspondents import Part
from vugge.journey.rules.message_law import Expectation, expectation
from vugge.journey.rules.messages import Correspondent, MessageValue, ReadMark, ThreadLine
from vugge.kit.errors import Hidden
from vugge.organisations.queries.register import units_by_id
from vugge.people.models.sealed import unseal_text
from vugge.people.rules.values import PersonLine

_WHO: Final = ("account_id", "in_role", "in_unit_id", "citizen_id")
_MESSAGE: Final = ("id", "thread_id", *_WHO, "sealed", "language", "written_at", "withdrawn_at")
_READER: Final = ("message_id", *_WHO, "read_at")


@dataclass(frozen=True)
class ThreadPage:
    """One thread as one of its readers sees it. `readers` are those who will read what is written next.

    `addable` are colleagues who can be asked into it, `sharable` those in it who lack something that a citizen reads.
    `mark` tells these readers from others. It cannot be answered where nobody is left on one of its sides.
    """

    line: PersonLine
    thread: ThreadLine
    messages: tuple[MessageValue, ...]
    readers: tuple[Correspondent, ...]
    addable: tuple[Correspondent, ...]
    sharable: tuple[Correspondent, ...]
    expects: Expectation
    mark: str
    may_write: bool
    named: tuple[Seen, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Return the names that may stand in the texts."""
        shown = (*self.readers, *self.thread.colleagues, *(one.writer for one in self.messages))
        return frozenset({self.line.name, *(one.name for one in shown)}) - {""}


@dataclass(frozen=True)
class Texts:
    """The messages of some threads and their readers, as far as one viewer may read them."""

    me: Me
    messages: Mapping[UUID, list[Row]]
    readers: Mapping[UUID, list[Row]]

    def mine(self, thread: UUID) -> list[Row]:
        """Return the messages of a thread that are the viewer's to read, the oldest first."""
        return [row for row in self.messages.get(thread, ()) if self.read_at(row["id"]) is not None]

    def read_at(self, message: UUID) -> Row | None:
        """Return the viewer's own row as a reader of a message; None for who is none."""
        return next((row for row in self.readers.get(message, ()) if who_in(row) == self.me), None)

    def values(self, thread: UUID, names: Names) -> tuple[MessageValue, ...]:
        """Return the messages of a thread that are the viewer's to read, opened."""
        return tuple(self._value(row, names) for row in self.mine(thread))

    def _value(self, row: Row, names: Names) -> MessageValue:
        writer, own = who_in(row), self.read_at(row["id"])
        is_gone = row["withdrawn_at"] is not None
        return MessageValue(
            row["id"],
            names.of(writer),
            text="" if is_gone else unseal_text(row["sealed"], row=row["id"]),
            language=row["language"],
            written_at=row["written_at"],
            withdrawn_at=row["withdrawn_at"],
            marks=self._marks(row["id"], names) if writer == self.me else (),
            is_new=own is not None and own["read_at"] is None and not is_gone,
        )

    def _marks(self, message: UUID, names: Names) -> tuple[ReadMark, ...]:
        others = [row for row in self.readers[message] if who_in(row) != self.me]
        marks = [ReadMark(names.of(who_in(row)), row["read_at"]) for row in others]
        return tuple(sorted(marks, key=lambda one: (one.read_at is None, one.who.is_staff, one.who.name)))


def texts_of(scope: Scope, me: Me, person: UUID, *, threads: Collection[UUID]) -> Texts:
    """Return what stands in threads about a person, with its readers, for who takes part in them. Two statements."""
    messages: defaultdict[UUID, list[Row]] = defaultdict(list)
    rows = models.Message.objects.within(scope, only=(person,)).filter(thread__in=threads)
    for row in rows.order_by("written_at", "id").values(*_MESSAGE):
        messages[row["thread_id"]].append(row)
    readers: defaultdict[UUID, list[Row]] = defaultdict(list)
    for row in models.MessageReader.objects.within(scope, only=(person,)).filter(thread__in=threads).values(*_READER):
        readers[row["message_id"]].append(row)
    return Texts(me, messages, readers)


def thread_page_of(scope: Scope, me: Me, line: PersonLine, thread: UUID) -> ThreadPage:
    """Return one thread for one of its readers. A fixed number of statements.

    Raises `Hidden` for who is not in it, as if there were no such thread.
    """
    row = models.Thread.objects.within(scope, only=(line.id,)).filter(id=thread).values(*THREAD).first()
    parts = parts_of(scope, (line.id,))
    texts = texts_of(scope, me, line.id, threads=(thread,))
    accounts = {one.account for one in parts.get(thread, ())} | {
        one["account_id"] for one in texts.messages.get(thread, ()) if one["account_id"]
    }
    roll = roll_of(scope.viewer, (line.id,), accounts=accounts)
    names, named = names_about(scope, me, roll, line)
    found = thread_lines((row,) if row else (), parts, {}, names)
    if not found:
        raise Hidden(line.id)
    circle = roll.circle(line.id, found[0].kind)
    values = texts.values(thread, names)
    staff = circle.staff.intersection(parts.get(thread, ()))
    places = units_by_id(scope.viewer, units={one.unit for one in staff})
    readers = names.all_of((*circle.citizens, *staff))
    marked = (mark.who for one in values for mark in one.marks)
    writers = (one.writer for one in values)
    return ThreadPage(
        line,
        replace(found[0], messages=len(values), unread=sum(one.is_new for one in values)),
        messages=values,
        readers=readers,
        addable=names.all_of(circle.staff - staff),
        sharable=names.all_of(lacking(texts, thread, staff)),
        expects=expectation(message_law(roll.day), municipalities={one.municipality for one in places.values()}),
        mark=readers_mark((*circle.citizens, *staff)),
        may_write=bool(circle.citizens and staff),
        named=of_those(named, (one for one in (*readers, *marked, *writers) if not one.is_me)),
    )


def lacking(texts: Texts, thread: UUID, staff: Collection[Part]) -> frozenset[Part]:
    """Return the colleagues in a thread who lack something that the viewer, of the family, reads and could share."""
    if isinstance(texts.me, Part):
        return frozenset()
    open_ones = [row["id"] for row in texts.mine(thread) if row["withdrawn_at"] is None]
    read = {one: {who_in(row) for row in texts.readers[one]} for one in open_ones}
    return frozenset(part for part in staff if any(part not in read[one] for one in open_ones))
