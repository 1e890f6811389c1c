"""Messages between a family and those around it, as each of them may read them; and how many are new.

Offers the looks `messages_about`, `message_to_begin`, `my_messages`, `thread_about`, `unread_messages` and
`exported_messages`, and `unread_for`, which reminders and pages ask how many messages wait for somebody.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from vugge.access.queries.actors import scope
from vugge.access.rules.requests import Fate
from vugge.audit.actions import look
from vugge.audit.queries import must_be_sealed
from vugge.audit.rules import Act, Category, Level, Looked, Scope, Viewer
from vugge.journey import models
from vugge.journey.queries.correspondents import Me, me_of, roll_of
from vugge.journey.queries.keeping import message_fates
from vugge.journey.queries.thread_texts import ThreadPage, texts_of, thread_page_of
from vugge.journey.queries.threads import (
    Board,
    Row,
    Side,
    as_me,
    board_of,
    boards_of,
    names_about,
    of_those,
    parts_of,
    thread_lines,
    who_in,
)
from vugge.journey.rules.correspondents import Part, ThreadKind
from vugge.journey.rules.messages import MessageValue, ThreadLine
from vugge.kit.errors import Hidden, NotAllowed, NotFound
from vugge.kit.explained import Explained
from vugge.kit.text import sentence
from vugge.people.queries.persons import lines
from vugge.people.rules.values import PersonLine

SHOWN = (Category.IDENTITY, Category.SHARING)


@dataclass(frozen=True)
class Unread:
    """How many new messages wait for one reader, a citizen or a colleague in one part, and since when."""

    reader: Me
    messages: int
    since: datetime
    persons: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class ThreadTexts:
    """One thread with its texts, as it stands in a person's own file."""

    thread: ThreadLine
    messages: tuple[MessageValue, ...]


@dataclass(frozen=True)
class OwnMessages:
    """All messages about one person that the reader may read, as one file."""

    line: PersonLine
    threads: tuple[ThreadTexts, ...]
    fates: tuple[Explained[Fate], ...]
    made_at: datetime

    @property
    def names(self) -> frozenset[str]:
        """Return the names that may stand in the texts."""
        written = (one.writer.name for each in self.threads for one in each.messages)
        return frozenset({self.line.name, *written}) - {""}


@look("journey.messages_seen")
def messages_about(viewer: Viewer, *, person: UUID) -> Looked[Board]:
    """Show what the viewer has in messages about one person, and whom a new one can be written to; no texts.

    Raises `Hidden` for whom the viewer may not know of, and `NotAllowed` for who may not see who is around the family.
    """
    mine, me, line = _must_see(viewer, person)
    board = board_of(mine, me, line)
    return Looked(board, seen=mine.seen((person,), *SHOWN), subject=f"person:{person}")


@look("journey.message_begun_seen")
def message_to_begin(viewer: Viewer, *, person: UUID, kind: str) -> Looked[tuple[Board, Side]]:
    """Show whom a new message about one person can be written to, in threads of one kind.

    Raises as `messages_about` does, and `NotFound` where there is nobody.
    """
    mine, me, line = _must_see(viewer, person)
    board = board_of(mine, me, line)
    side = board.side(kind)
    if side is None:
        raise NotFound(sentence("Her er ingen, du kan skrive til. Åbn dine beskeder igen."))
    named = of_those(board.named, (one for one in side.family if not one.is_me))
    return Looked((board, side), seen=(*mine.seen((person,), *SHOWN), *named), subject=f"person:{person}")


@look("journey.own_messages_seen")
def my_messages(viewer: Viewer) -> Looked[tuple[Board, ...]]:
    """Show a citizen their messages: about themselves and about each child in their custody; no texts."""
    mine, me = scope(viewer), me_of(viewer)
    boards = boards_of(mine, me, mine.persons()) if me is not None else ()
    return Looked(boards, seen=mine.seen((one.line.id for one in boards), *SHOWN))


@look("journey.thread_seen")
def thread_about(viewer: Viewer, *, person: UUID, thread: UUID) -> Looked[ThreadPage]:
    """Show one thread with its texts to one of its readers. Raises `Hidden` for others, as if it was not there."""
    mine, me, line = _must_see(viewer, person)
    page = thread_page_of(mine, me, line, thread)
    seen = (*mine.seen((person,), *SHOWN), *page.named)
    return Looked(page, seen=seen, subject=f"person:{person}", numbers={"messages": len(page.messages)})


@look("journey.unread_seen")
def unread_messages(viewer: Viewer) -> Looked[tuple[Board, ...]]:
    """Show an employee about whom they have messages, those with new ones first; no texts."""
    mine, me = scope(viewer), me_of(viewer)
    boards: tuple[Board, ...] = ()
    if isinstance(me, Part):
        boards = boards_of(mine, me, _talked_about(mine, me))
    found = sorted((one for one in boards if one.threads), key=_newest_first)
    return Looked(tuple(found), seen=mine.seen((one.line.id for one in found), *SHOWN))


@look("journey.own_messages_exported")
def exported_messages(viewer: Viewer, *, person: UUID) -> Looked[OwnMessages]:
    """Give a citizen all messages about themselves or their child that they may read, as one file.

    Raises `Hidden` for somebody who is neither, and `NotAllowed` for who may take nothing along, and while the log
    waits for its seal.
    """
    must_be_sealed(timezone.now(), person=person)
    mine, me, line = _must_see(viewer, person)
    if viewer.role:
        raise Hidden(person)
    if not mine.sight(person).may(Act.EXPORT, Category.SHARING):
        raise NotAllowed(sentence("Du må ikke hente beskederne som fil."), person=person)
    rows = list(models.Thread.objects.within(mine, only=(person,)).order_by("opened_at", "id").values())
    parts = parts_of(mine, (person,))
    texts = texts_of(mine, me, person, threads=[row["id"] for row in rows])
    written = {row["account_id"] for those in texts.messages.values() for row in those if row["account_id"]}
    roll = roll_of(viewer, (person,), accounts=written | {one.account for those in parts.values() for one in those})
    names, named = names_about(mine, me, roll, line)
    found = tuple(ThreadTexts(one, texts.values(one.id, names)) for one in thread_lines(rows, parts, {}, names))
    kept = message_fates(one.written_at for each in found for one in each.messages)
    own = OwnMessages(line, found, kept, timezone.now())
    numbers = {"messages": sum(len(one.messages) for one in found)}
    texts_told = [one for each in found for one in each.messages]
    marked = (mark.who for one in texts_told for mark in one.marks)
    told = of_those(named, (*(one.writer for one in texts_told), *marked))
    return Looked(own, seen=(*mine.seen((person,), *SHOWN), *told), subject=f"person:{person}", numbers=numbers)


def unread_for(
    viewer: Viewer, *, readers: Collection[Me] | None = None, after: datetime | None = None
) -> tuple[Unread, ...]:
    """Return for whom new messages wait that they may read now: those of the viewer, or to the system everybody's.

    `readers` narrows it, and `after` to what came after a moment. Never a text, nor who wrote. A fixed number of
    statements, however many wait.
    """
    mine = scope(viewer)
    if not mine.is_whole:
        me = me_of(viewer)
        readers = () if me is None else (me,)
    rows = models.MessageReader.objects.within(mine).filter(read_at__isnull=True, message__withdrawn_at__isnull=True)
    if after is not None:
        rows = rows.filter(given_at__gt=after)
    if readers is not None:
        rows = rows.filter(_any_of(readers)) if readers else rows.none()
    waiting = list(rows.values(*_UNREAD))
    found: defaultdict[Me, list[Row]] = defaultdict(list)
    roll = roll_of(viewer, {row["person_id"] for row in waiting})
    for row in waiting:
        who = who_in(row)
        if roll.circle(row["person_id"], ThreadKind(row["thread__kind"])).holds(who):
            found[who].append(row)
    return tuple(_unread(who, those) for who, those in found.items())


_UNREAD = ("person_id", "thread__kind", "account_id", "in_role", "in_unit_id", "citizen_id", "given_at")


def _must_see(viewer: Viewer, person: UUID) -> tuple[Scope, Me, PersonLine]:
    """Return what a viewer sees who may share around a person; raises `Hidden` or `NotAllowed` for everybody else."""
    mine = scope(viewer, persons=(person,))
    sight = mine.sight(person)
    if sight.level is Level.UNKNOWN:
        raise Hidden(person)
    if not sight.shows(Category.SHARING):
        raise NotAllowed(sentence("Du må ikke se beskeder om denne person. Spørg tovholderen."), person=person)
    me, found = me_of(viewer), lines(mine, (person,))
    if me is None or not found:
        raise Hidden(person)
    return mine, me, found[0]


def _talked_about(mine: Scope, me: Part) -> frozenset[UUID]:
    """Return about whom an employee was asked into threads. One statement."""
    rows = models.ThreadColleague.objects.within(mine).filter(as_me(me))
    return frozenset(rows.values_list("person_id", flat=True))


def _newest_first(board: Board) -> tuple[bool, float]:
    moments = [one.newest_at or one.opened_at for one in board.threads]
    return not board.unread, -max(moments).timestamp()


def _any_of(readers: Collection[Me]) -> Q:
    wanted = [as_me(one) for one in readers]
    return reduce(or_, wanted)


def _unread(who: Me, rows: Collection[Row]) -> Unread:
    since = min(row["given_at"] for row in rows)
    return Unread(who, len(rows), since, frozenset(row["person_id"] for row in rows))
