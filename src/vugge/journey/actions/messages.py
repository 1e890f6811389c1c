"""Writing to each other: opening a thread, answering, withdrawing, reading, asking colleagues in, sharing.

Who reads is decided when a message is sent, and again each time it is read (`rules/correspondents.py`).
"""

from collections.abc import Collection
from dataclasses import replace
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from vugge.audit.actions import action
from vugge.audit.rules import Act, Category, Logged, Permit, Viewer
from vugge.journey.actions.sending import (
    Talk,
    ask_in,
    checked,
    must_still_read,
    reader_row,
    send,
    sent_before_as,
    talk_about,
    talk_in,
)
from vugge.journey.models import Message, MessageReader, Thread, ThreadColleague
from vugge.journey.queries.threads import as_me
from vugge.journey.rules.correspondents import Part
from vugge.journey.rules.messages import NewMessage, NewThread
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.kit.text import sentence
from vugge.people.actions.storing import logged
from vugge.people.rules.changes import Plain

T = TypeVar("T")

WRITTEN = Category.SHARING


@action("journey.thread_opened")
def open_thread(viewer: Viewer, *, permit: Permit, new: NewThread, key: str) -> Logged[UUID]:
    """Write to somebody for the first time and return the thread; where the same are in one already, it goes there.

    A repeated `key` sends once. Raises `BadInput` for no text and nobody to write to, and `NotAllowed` for who writes
    in no thread of this kind.
    """
    person = permit.sight.person
    permit.must_cover(viewer, Act.SHARE, person, WRITTEN)
    message, to = checked(new.message), " ".join(sorted(str(one) for one in new.to))
    given = {**_given(person, message), "kind": new.kind, "to": to}
    if made := sent_before_as(viewer, key=key, given=given):
        return _logged(made.thread_id, permit, readers=0)
    talk = _with(talk_about(viewer, permit, new.kind), new.to)
    must_still_read(message.readers, talk.circle.citizens)
    try:
        with transaction.atomic():
            talk = _in_thread(viewer, permit, talk)
            send(viewer, talk, message, key=key, given=given, now=timezone.now())
    except IntegrityError:  # sent twice at the same time
        made = sent_before_as(viewer, key=key, given=given)
        if made is None:
            raise
        return _logged(made.thread_id, permit, readers=0)
    return _logged(talk.thread, permit, readers=len(talk.readers))


@action("journey.message_sent")
def write_message(viewer: Viewer, *, permit: Permit, thread: UUID, new: NewMessage, key: str) -> Logged[UUID]:
    """Write in a thread and return the message. A repeated `key` sends once.

    Raises `Hidden` for who takes no part in it, and `BadInput` for no text, where nobody is left to read it, and where
    others would read than the page named.
    """
    person = permit.sight.person
    permit.must_cover(viewer, Act.SHARE, person, WRITTEN)
    talk, message = talk_in(viewer, permit, thread), checked(new)
    given = {**_given(person, message), "thread": thread}
    if made := sent_before_as(viewer, key=key, given=given):
        return _logged(made.id, permit, readers=0)
    must_still_read(message.readers, talk.readers)
    _must_have_both(talk)
    try:
        with transaction.atomic():
            sent = send(viewer, talk, message, key=key, given=given, now=timezone.now())
    except IntegrityError:  # sent twice at the same time
        made = sent_before_as(viewer, key=key, given=given)
        if made is None:
            raise
        sent = made.id
    return _logged(sent, permit, readers=len(talk.readers))


@action("journey.message_withdrawn")
def withdraw_message(viewer: Viewer, *, permit: Permit, thread: UUID, message: UUID) -> Logged[None]:
    """Take back one's own message: it stays as a mark, and nobody reads its text any more, nor its writer.

    Raises `NotFound` for a message of somebody else. Twice is the same as once.
    """
    permit.must_cover(viewer, Act.SHARE, permit.sight.person, WRITTEN)
    talk = talk_in(viewer, permit, thread)
    rows = Message.objects.covered_by(permit).filter(as_me(talk.me), thread=thread, id=message)
    if not rows.exists():
        raise NotFound(sentence("Beskeden er ikke din eller findes ikke mere. Åbn siden igen."))
    rows.filter(withdrawn_at__isnull=True).update(withdrawn_at=timezone.now())
    return _logged(None, permit)


@action("journey.messages_read")
def mark_read(viewer: Viewer, *, permit: Permit, thread: UUID, messages: Collection[UUID]) -> Logged[int]:
    """Note that the viewer has now read these messages of a thread; return how many were new."""
    permit.must_cover(viewer, Act.READ, permit.sight.person, WRITTEN)
    talk = talk_in(viewer, permit, thread)
    rows = MessageReader.objects.covered_by(permit).filter(as_me(talk.me), thread=thread, message__in=messages)
    count = rows.filter(read_at__isnull=True).update(read_at=timezone.now())
    return _logged(count, permit)


@action("journey.thread_joined")
def ask_colleague_in(viewer: Viewer, *, permit: Permit, thread: UUID, part: Part) -> Logged[None]:
    """Let a colleague be in a thread from now on; what was written before is not theirs. Twice is the same as once.

    Raises `BadInput` for who may not share around the person now.
    """
    permit.must_cover(viewer, Act.SHARE, permit.sight.person, WRITTEN)
    talk = talk_in(viewer, permit, thread)
    if part not in talk.circle.staff:
        raise BadInput(sentence("Kollegaen er ikke med omkring familien nu. Vælg en anden på listen."))
    if part not in talk.asked:
        ask_in(viewer, talk, (part,), timezone.now())
    return _logged(None, permit, readers=len(talk.readers | {part}))


@action("journey.messages_shared")
def share_earlier(viewer: Viewer, *, permit: Permit, thread: UUID, part: Part) -> Logged[int]:
    """Let a colleague in a thread read what the one of the family who shares it reads there; return how many messages.

    Raises `NotAllowed` for a colleague: what was written before is the family's to share.
    """
    permit.must_cover(viewer, Act.SHARE, permit.sight.person, WRITTEN)
    talk = talk_in(viewer, permit, thread)
    if isinstance(talk.me, Part):
        raise NotAllowed(sentence("Kun familien kan dele det, der er skrevet før."), person=talk.person)
    if part not in talk.staff:
        raise BadInput(sentence("Kollegaen er ikke med i samtalen nu. Åbn siden igen."))
    rows = MessageReader.objects.covered_by(permit).filter(thread=thread)
    mine = rows.filter(as_me(talk.me), message__withdrawn_at__isnull=True).values_list("message_id", flat=True)
    wanted = mine.exclude(message__in=list(rows.filter(as_me(part)).values_list("message_id", flat=True)))
    now = timezone.now()
    shared = [reader_row(talk, one, part, now, shared_by=viewer.name) for one in wanted]
    MessageReader.objects.adding().bulk_create(shared, ignore_conflicts=True)  # shared twice at the same time
    return _logged(len(shared), permit, readers=1)


def _with(talk: Talk, to: Collection[Part]) -> Talk:
    """Return a thread to come with those chosen; raises `BadInput` for nobody, and for who may not share now."""
    chosen = frozenset(to) | ({talk.me} if isinstance(talk.me, Part) else set())
    if not chosen:
        raise BadInput(sentence("Vælg, hvem du vil skrive til."))
    if chosen - talk.circle.staff:
        raise BadInput(sentence("En af dem, du har valgt, er ikke med omkring familien mere. Vælg igen."))
    found = replace(talk, asked=chosen)
    _must_have_both(found)
    return found


def _must_have_both(talk: Talk) -> None:
    if isinstance(talk.me, Part) and not talk.circle.citizens:
        raise BadInput(sentence("Der er ingen i familien, der kan læse beskeden her nu. Ring i stedet."))
    if not talk.staff:
        raise BadInput(sentence("Ingen af dem, der var med, er omkring jer mere. Skriv til en anden."))


def _in_thread(viewer: Viewer, permit: Permit, talk: Talk) -> Talk:
    """Return the thread in which just these are already, or a new one."""
    threads = Thread.objects.covered_by(permit).filter(kind=talk.circle.kind).values_list("id", flat=True)
    asked: dict[UUID, set[Part]] = {}
    rows = ThreadColleague.objects.covered_by(permit).filter(thread__in=threads).order_by("joined_at", "id")
    for thread, account, role, unit in rows.values_list("thread_id", "account_id", "in_role", "in_unit_id"):
        asked.setdefault(thread, set()).add(Part(account, role, unit))
    known = next((thread for thread, parts in asked.items() if parts == talk.asked), None)
    if known is not None:
        return replace(talk, thread=known)
    now = timezone.now()
    row = Thread(id=talk.thread, person_id=talk.person, kind=talk.circle.kind, opened_at=now, opened_by=viewer.name)
    row.save(force_insert=True)
    ask_in(viewer, talk, talk.asked, now)
    return talk


def _given(person: UUID, message: NewMessage) -> dict[str, Plain]:
    return {"person": person, "text": message.text, "language": message.language}


def _logged(value: T, permit: Permit, *, readers: int | None = None) -> Logged[T]:
    numbers = {} if readers is None else {"readers": readers}
    return logged(value, permit, WRITTEN, fields=("message",), numbers=numbers)
