"""Sending what waits: claimed, handed over outside any transaction, and written down one by one.

Offers `send_what_waits`, and `calendar_of`, the file that goes along with an invitation.

Not an action itself: each of its steps is one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.conf import settings

from vugge.audit.rules import Viewer
from vugge.journey.actions.reminders import Claimed, Post, claim_reminders, reminder_tried
from vugge.journey.actions.senders import Sends, sender_for
from vugge.journey.queries.policies import reminder_law
from vugge.journey.queries.reminders import conferences_told, ways_for
from vugge.journey.rules.calendar import calendar_file
from vugge.journey.rules.reminders import (
    Channel,
    Outgoing,
    Reach,
    Sent,
    Way,
    invitation_words,
    is_stale,
    words_of,
)
from vugge.kit.local_time import local_day
from vugge.kit.text import sentence
from vugge.organisations.queries.staff import colleagues
from vugge.people.models.sealed import request_hash

TITLE: Final = sentence("Møde i Vugge")
Finds = Callable[[Channel], Sends]


@dataclass(frozen=True)
class _Known:
    """What is needed to send a batch: ways to citizens, mail of employees, and when conferences are."""

    ways: Mapping[UUID, tuple[Way, str]]
    mail: Mapping[UUID, str]
    conferences: Mapping[UUID, tuple[datetime, int]]


def send_what_waits(viewer: Viewer, *, now: datetime, finds: Finds = sender_for) -> Mapping[Reach, int]:
    """Send every reminder and invitation that is due, and return how many came to what.

    What is killed half-way is tried again when its lease is over, under the same key.
    """
    claimed = claim_reminders(viewer, now=now)
    known = _known(viewer, claimed, local_day(now))
    reached: dict[Reach, int] = {}
    for one in claimed:
        reach = reminder_tried(viewer, claimed=one, sent=_handed_over(one, known, now, finds), now=now)
        reached[reach] = reached.get(reach, 0) + 1
    return reached


def _known(viewer: Viewer, claimed: tuple[Claimed, ...], day: date) -> _Known:
    citizens = {one.to for one in claimed if one.post is Post.CITIZEN}
    staff = {one.to for one in claimed if one.post is not Post.CITIZEN}
    return _Known(
        ways_for(viewer, citizens) if citizens else {},
        {who: one.email for who, one in colleagues(viewer, accounts=staff, on=day).items()} if staff else {},
        conferences_told(viewer, {one.conference for one in claimed if one.conference}),
    )


def _handed_over(one: Claimed, known: _Known, now: datetime, finds: Finds) -> Sent | None:
    """Hand one over. None: its day is over, or there is no way to them."""
    if one.day is not None and is_stale(one.day, now):
        return None
    way, language = known.ways.get(one.to, (Way(Channel.NONE), "da"))
    if one.post is not Post.CITIZEN:
        way = Way(Channel.MAIL, known.mail.get(one.to, ""))
    if way.channel is Channel.NONE or not way.to:
        return None
    sender = finds(way.channel)
    if not sender.is_here():
        return None
    if one.post is Post.INVITATION:
        return _invitation(one, way, known, now, sender)
    subject, body = words_of(reminder_law(local_day(now)), language=language, address=settings.ADDRESS)
    return sender.send(Outgoing(one.id.hex, way.to, subject, body))


def _invitation(one: Claimed, way: Way, known: _Known, now: datetime, sender: Sends) -> Sent | None:
    if one.conference is None or one.conference not in known.conferences:
        return None
    held_at, minutes = known.conferences[one.conference]
    if held_at < now:
        return None
    subject, body = invitation_words(held_at, address=settings.ADDRESS, is_cancelling=one.is_cancelling)
    calendar = calendar_of(one.conference, held_at, minutes, now=now, is_cancelled=one.is_cancelling)
    return sender.send(Outgoing(one.id.hex, way.to, subject.say(), body.say()), calendar=calendar)


def calendar_of(
    conference: UUID, held_at: datetime, minutes: int, *, now: datetime, is_cancelled: bool = False
) -> bytes:
    """Return the calendar file of a conference: when, and where to log in. Its key is no address of ours."""
    return calendar_file(
        request_hash(f"calendar {conference}")[:32],
        title=TITLE.say(),
        address=settings.ADDRESS,
        held_at=held_at,
        minutes=minutes,
        made_at=now,
        is_cancelled=is_cancelled,
    )
