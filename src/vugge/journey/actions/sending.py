"""What the deeds on messages share: who takes part now, and storing a text with those who may read it.

Offers to the rest of the room `Talk` with `talk_about` and `talk_in`, `checked`, `send`, `sent_before_as`,
`must_still_read`, `ask_in` and `reader_row`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from vugge.audit.rules import Permit, Viewer
from vugge.journey.models import Message, MessageReader, Thread, ThreadColleague
from vugge.journey.queries.correspondents import Me, me_of, readers_mark, roll_of
from vugge.journey.rules.correspondents import Circle, Part, ThreadKind
from vugge.journey.rules.messages import NewMessage, checked_language, checked_text
from vugge.kit.errors import BadInput, Hidden, NotAllowed
from vugge.kit.text import sentence
from vugge.people.models.sealed import request_hash, request_key, seal_text
from vugge.people.rules.changes import Plain, body, sent_before


@dataclass(frozen=True)
class Talk:
    """A thread, or one to come, as it is now: who the viewer is in it, the circle, and the colleagues asked into it."""

    person: UUID
    me: Me
    circle: Circle
    thread: UUID
    asked: frozenset[Part] = frozenset()

    @property
    def staff(self) -> frozenset[Part]:
        """The colleagues who are in it and may know of the person now."""
        return self.circle.staff & self.asked

    @property
    def readers(self) -> frozenset[Me]:
        """Everybody who reads what is written now."""
        return frozenset((*self.circle.citizens, *self.staff))


def talk_about(viewer: Viewer, permit: Permit, kind: ThreadKind) -> Talk:
    """Return what a new thread would be; raises `NotAllowed` for who writes in none of that kind."""
    person, me = permit.sight.person, me_of(viewer)
    circle = roll_of(viewer, (person,)).circle(person, kind)
    if me is None or not circle.holds(me):
        raise NotAllowed(sentence("Her kan du ikke skrive. Ring i stedet."), person=person)
    return Talk(person, me, circle, uuid4())


def talk_in(viewer: Viewer, permit: Permit, thread: UUID) -> Talk:
    """Return a thread as it is now; raises `Hidden` for who takes no part in it, as if it was not there."""
    person, me = permit.sight.person, me_of(viewer)
    kind = Thread.objects.covered_by(permit).filter(id=thread).values_list("kind", flat=True).first()
    rows = ThreadColleague.objects.covered_by(permit).filter(thread=thread)
    asked = frozenset(Part(*row) for row in rows.values_list("account_id", "in_role", "in_unit_id"))
    if kind is None or me is None or (isinstance(me, Part) and me not in asked):
        raise Hidden(person)
    circle = roll_of(viewer, (person,)).circle(person, ThreadKind(kind))
    if not circle.holds(me):
        raise Hidden(person)
    return Talk(person, me, circle, thread, asked)


def checked(new: NewMessage) -> NewMessage:
    """Return a message as it is stored; raises `BadInput` for no text, too much, and no language."""
    return replace(new, text=checked_text(new.text), language=checked_language(new.language))


def must_still_read(shown: str, readers: Iterable[Me]) -> None:
    """Raise `BadInput` where those who would read are no longer those whom the page named above the field."""
    if shown and shown != readers_mark(readers):
        raise BadInput(
            sentence("Der er ændret på, hvem der læser med. Se listen over feltet igen, og send, hvis den er rigtig.")
        )


def sent_before_as(viewer: Viewer, *, key: str, given: Mapping[str, Plain]) -> Message | None:
    """Return the message that the same request made before; raises `Conflict` where it had another content."""
    made = Message.objects.sent_as(request_key(viewer.name, key)).first()
    if made is not None and made.request_hash != request_hash(body(given)):
        raise sent_before()
    return made


def send(viewer: Viewer, talk: Talk, new: NewMessage, *, key: str, given: Mapping[str, Plain], now: datetime) -> UUID:
    """Store a message, sealed, with a row for each who may read it; return its id."""
    identity = uuid4()
    Message(
        id=identity,
        person_id=talk.person,
        thread_id=talk.thread,
        **whose(talk.me),
        sealed=seal_text(new.text, row=identity),
        language=new.language,
        written_at=now,
        request_key=request_key(viewer.name, key),
        request_hash=request_hash(body(given)),
    ).save(force_insert=True)
    rows = [reader_row(talk, identity, one, now) for one in sorted(talk.readers, key=str)]
    MessageReader.objects.adding().bulk_create(rows)
    return identity


def reader_row(talk: Talk, message: UUID, one: Me, now: datetime, *, shared_by: str = "") -> MessageReader:
    """Return the row that lets somebody read a message; whoever writes it has read it."""
    return MessageReader(
        person_id=talk.person,
        thread_id=talk.thread,
        message_id=message,
        **whose(one),
        given_at=now,
        shared_by=shared_by,
        read_at=now if one == talk.me else None,
    )


def ask_in(viewer: Viewer, talk: Talk, parts: Iterable[Part], now: datetime) -> None:
    """Let colleagues be in a thread from now on."""
    ThreadColleague.objects.adding().bulk_create(
        ThreadColleague(
            person_id=talk.person,
            thread_id=talk.thread,
            account_id=one.account,
            in_role=one.role,
            in_unit_id=one.unit,
            joined_at=now,
            added_by=viewer.name,
        )
        for one in sorted(parts, key=str)
    )


def whose(one: Me) -> dict[str, Any]:  # Any: the columns of a row
    """Return the columns that say whose a row of a writer or a reader is."""
    if isinstance(one, Part):
        return {"account_id": one.account, "in_role": one.role, "in_unit_id": one.unit}
    return {"citizen_id": one}
