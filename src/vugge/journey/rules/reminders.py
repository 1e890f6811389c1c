"""Reminders without content: which way they go, when they may be sent, and what comes after one that failed.

Offers `Channel`, `Occasion`, `Reach`, `Choice`, `Address`, `way_of`, `not_before`, `next_try`, `words_of`,
`invitation_words`, and `Sent`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from vugge.journey.rules.reminder_law import PLACE, ReminderLaw
from vugge.kit.explained import Because, Explained
from vugge.kit.local_time import HERE, local_day
from vugge.kit.text import Sentence, sentence
from vugge.people.rules.kinds import ContactKind

RULE: Final = "journey.rules.reminders"
LANGUAGES: Final = ("da", "en", "ar", "tr", "so")


class Channel(StrEnum):
    """The way a reminder goes."""

    NONE = "none"
    MAIL = "mail"
    SMS = "sms"


class Occasion(StrEnum):
    """What there is to be reminded of. It is never told in the reminder itself."""

    CONFERENCE = "conference"
    TRANSITION = "transition"
    STEP = "step"
    MESSAGE = "message"


class Reach(StrEnum):
    """What has become of one reminder."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    GIVEN_UP = "given_up"
    DROPPED = "dropped"
    """There was no way to the person any more: no contact, or another choice."""


class Sent(StrEnum):
    """What a sender says of one try: taken over, come back later, or never."""

    TAKEN = "taken"
    LATER = "later"
    NEVER = "never"


_KIND: Final = {Channel.MAIL: ContactKind.EMAIL, Channel.SMS: ContactKind.PHONE}


@dataclass(frozen=True)
class Choice:
    """What somebody has chosen. `despite_protection`: also while their address is protected."""

    channel: Channel = Channel.NONE
    language: str = "da"
    despite_protection: bool = False


@dataclass(frozen=True)
class Address:
    """A way to reach somebody that stands under their own name."""

    kind: ContactKind
    value: str


@dataclass(frozen=True)
class Way:
    """Where one reminder goes; a channel of none means nowhere."""

    channel: Channel
    to: str = ""


@dataclass(frozen=True)
class Outgoing:
    """A reminder as it leaves: the same `key` each time it is tried, so that whoever gets it twice can tell."""

    key: str
    to: str
    subject: str
    body: str


def way_of(choice: Choice, addresses: Iterable[Address], *, is_protected: bool) -> Explained[Way]:
    """Say which way a reminder goes to somebody: the one they chose, by their own contact, or none at all.

    Who is protected is reminded only when they have said so themselves: a mail or an SMS passes through others' hands.

    >>> way_of(Choice(Channel.SMS), [Address(ContactKind.MEETING_PLACE, "Biblioteket")], is_protected=False).value.to
    ''
    """
    if choice.channel is Channel.NONE:
        return _none(sentence("Du får ingen påmindelser, for det har du ikke valgt."))
    if is_protected and not choice.despite_protection:
        return _none(
            sentence("Du får ingen påmindelser, så længe din adresse er beskyttet. Du kan vælge det alligevel.")
        )
    wanted = _KIND[choice.channel]
    to = next((one.value.strip() for one in addresses if one.kind is wanted and one.value.strip()), "")
    if not to:
        return _none(_lacking(choice.channel))
    said = sentence("Du får en påmindelse på mail.") if choice.channel is Channel.MAIL else sentence("Du får en SMS.")
    return Explained(Way(choice.channel, to), Because(said, rule=RULE))


def not_before(moment: datetime, law: ReminderLaw) -> datetime:
    """Return the moment itself, or the first one after the quiet hours when it lies in them.

    The hours are the clock's on the wall: the night in which it is moved is an hour shorter or longer.
    """
    begins, ends = time(law.quiet.begins), time(law.quiet.ends)
    here = moment.astimezone(HERE)
    if not _is_quiet(here.time(), begins, ends):
        return moment
    is_evening = begins > ends and here.time() >= begins
    day = here.date() + timedelta(days=1) if is_evening else here.date()
    return datetime.combine(day, ends, tzinfo=HERE)


def next_try(attempts: int, now: datetime, law: ReminderLaw) -> datetime | None:
    """Return when a reminder that failed so many times is tried again, never in quiet hours; None: it is given up."""
    if attempts > len(law.retry.minutes):
        return None
    return not_before(now + timedelta(minutes=law.retry.minutes[attempts - 1]), law)


def is_stale(day: date, now: datetime) -> bool:
    """Say whether a reminder's own day is over: then it reminds of nothing."""
    return local_day(now) > day


def words_of(law: ReminderLaw, *, language: str, address: str) -> tuple[str, str]:
    """Return the subject and all of the text in somebody's language, or in Danish where we lack it."""
    texts = law.text
    subject = texts.subject.in_language("en" if language == "en" else "da")
    if language in texts.other_languages:
        return texts.subject.en, texts.other_languages[language].replace(PLACE, address)
    return subject, texts.body.in_language("en" if language == "en" else "da").replace(PLACE, address)


def invitation_words(held_at: datetime, *, address: str, is_cancelling: bool) -> tuple[Sentence, Sentence]:
    """Return the subject and all of the text of an invitation: that there is a meeting, when, and where to read of it.

    >>> at = datetime(2026, 12, 3, 14, 30, tzinfo=HERE)
    >>> print(invitation_words(at, address="https://vugge.example/", is_cancelling=False)[1])
    Møde i Vugge 03-12-2026 kl. 14.30. Log ind og læs mere på https://vugge.example/
    """
    here = held_at.astimezone(HERE)
    when = {"day": here.date(), "time": here.time().replace(second=0, microsecond=0), "address": address}
    if is_cancelling:
        return sentence("Møde i Vugge er aflyst"), sentence(
            "Mødet i Vugge {day} {time} er aflyst. Log ind og læs mere på {address}", **when
        )
    return sentence("Møde i Vugge"), sentence("Møde i Vugge {day} {time}. Log ind og læs mere på {address}", **when)


def first_of(occasions: Iterable[Occasion]) -> Occasion:
    """Return what stands for all that one reminder is about: the first in the order of the kinds."""
    return min(occasions, key=list(Occasion).index)


def _is_quiet(clock: time, begins: time, ends: time) -> bool:
    if begins < ends:
        return begins <= clock < ends
    return clock >= begins or clock < ends


def _lacking(channel: Channel) -> Sentence:
    if channel is Channel.MAIL:
        return sentence(
            "Du har valgt mail, men der står ingen mailadresse på dig. Bed den, du taler med, skrive den ind."
        )
    return sentence("Du har valgt SMS, men der står intet telefonnummer på dig. Bed den, du taler med, skrive det ind.")


def _none(said: Sentence) -> Explained[Way]:
    return Explained(Way(Channel.NONE), Because(said, rule=RULE))
