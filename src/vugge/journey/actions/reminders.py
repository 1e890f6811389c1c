"""Reminders: what somebody chooses, and the system's own deeds that collect, claim, and write down what became of each.

Offers `choose_reminders`, `choose_staff_reminders`, `collect_reminders`, `claim_reminders`, `reminder_tried` and
`forget_reminders`. Nothing is sent here: sending takes time, and nothing waits for it inside a transaction.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID, uuid4

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from vugge.access.rules.basis import BasisKind
from vugge.audit.actions import action
from vugge.audit.rules import NO_PERSONAL_DATA, Act, Category, Kind, Level, Logged, Permit, Seen, Viewer
from vugge.journey.models.reminders import (
    Invitation,
    Reminder,
    ReminderChoice,
    StaffReminder,
    StaffReminderChoice,
)
from vugge.journey.queries.due import Due, citizens_due, staff_due
from vugge.journey.queries.policies import reminder_law
from vugge.journey.rules.reminder_law import ReminderLaw
from vugge.journey.rules.reminders import LANGUAGES, Choice, Occasion, Reach, Sent, first_of, next_try, not_before
from vugge.kit.errors import BadInput, NotAllowed
from vugge.kit.local_time import local_day
from vugge.kit.text import sentence
from vugge.people.actions.storing import logged

LEASE: Final = timedelta(minutes=10)
"""So long a claimed reminder is left alone; after it whoever claimed it is taken to be gone."""
AT_ONCE: Final = 200


class Post(StrEnum):
    """Which of the tables something waits in."""

    CITIZEN = "citizen"
    STAFF = "staff"
    INVITATION = "invitation"


@dataclass(frozen=True)
class Claimed:
    """A reminder that somebody is about to send: to which person or account, and of which day, if of one."""

    post: Post
    id: UUID
    to: UUID
    attempts: int
    day: date | None = None
    conference: UUID | None = None
    is_cancelling: bool = False


@action("journey.reminders_chosen")
def choose_reminders(viewer: Viewer, *, permit: Permit, choice: Choice) -> Logged[UUID]:
    """Let a citizen say how they want to be reminded themselves. Raises `NotAllowed` for anybody else's choice."""
    person = permit.sight.person
    permit.must_cover(viewer, Act.SHARE, person, Category.LOCATION)
    if not permit.sight.basis.startswith(BasisKind.OWN):
        raise NotAllowed(sentence("Hver vælger selv, hvordan de vil mindes om noget."), person=person)
    if choice.language not in LANGUAGES:
        raise BadInput(sentence("Vælg et af sprogene."))
    values = {
        "channel": choice.channel,
        "language": choice.language,
        "despite_protection": choice.despite_protection,
        "chosen_at": timezone.now(),
        "chosen_by": viewer.name,
    }
    rows = ReminderChoice.objects.covered_by(permit)
    if not rows.update(**values):
        ReminderChoice(id=uuid4(), person_id=person, **values).save(force_insert=True)
    return logged(person, permit, Category.LOCATION, fields=("reminders",))


@action("journey.staff_reminders_chosen")
def choose_staff_reminders(viewer: Viewer, *, wants_mail: bool) -> Logged[None]:
    """Let an employee say whether they want reminders at their mail at work."""
    if viewer.identity is None or not viewer.role:
        raise NotAllowed(sentence("Det er for medarbejdere."))
    StaffReminderChoice.objects.update_or_create(
        account_id=viewer.identity, defaults={"wants_mail": wants_mail, "chosen_at": timezone.now()}
    )
    return Logged(None, subject=f"account:{viewer.identity}", basis=NO_PERSONAL_DATA, fields=("reminders",))


@action("journey.reminders_collected")
def collect_reminders(viewer: Viewer, *, now: datetime) -> Logged[int]:
    """Make a reminder for each of whom there is something to remind today, who has none yet. Returns how many.

    It may run at any time and twice at once: a person has one a day.
    """
    _must_be_system(viewer)
    law = reminder_law(local_day(now))
    at = not_before(now, law)
    citizens = _without(citizens_due(viewer, now=now, law=law), Reminder.objects.whole(viewer), "person_id", at)
    staff = _without(staff_due(viewer, now=now, law=law), StaffReminder.objects.all(), "account_id", at)
    Reminder.objects.adding().bulk_create(
        (Reminder(person_id=who, **_waiting(what, at, now)) for who, what in citizens.items()), ignore_conflicts=True
    )
    StaffReminder.objects.bulk_create(
        (StaffReminder(account_id=who, **_waiting(what, at, now)) for who, what in staff.items()), ignore_conflicts=True
    )
    made = {"citizens": len(citizens), "staff": len(staff)}
    return Logged(sum(made.values()), subject=f"reminders:{at:%Y%m%d}", basis=NO_PERSONAL_DATA, numbers=made)


@action("journey.reminders_claimed")
def claim_reminders(viewer: Viewer, *, now: datetime) -> Logged[tuple[Claimed, ...]]:
    """Take what is due to be sent for oneself, for a while: nobody else sends it meanwhile. Nothing in quiet hours."""
    _must_be_system(viewer)
    law = reminder_law(local_day(now))
    found: list[Claimed] = []
    if not_before(now, law) == now:
        for post, rows, read in _POSTS:
            due = Q(state=Reach.WAITING) | Q(state=Reach.SENDING)
            wanted = rows(viewer).filter(due, next_at__lte=now).select_for_update(skip_locked=True, of=("self",))
            mine = list(wanted.order_by("next_at", "pk")[:AT_ONCE])
            ids = [one.pk for one in mine]
            rows(viewer).filter(pk__in=ids).update(state=Reach.SENDING, attempts=F("attempts") + 1, next_at=now + LEASE)
            found += [read(post, one) for one in mine]
    return Logged(
        tuple(found),
        subject=f"reminders:{now:%Y%m%d}",
        basis=NO_PERSONAL_DATA,
        numbers={"reminders": len(found)},
    )


@action("journey.reminder_tried")
def reminder_tried(viewer: Viewer, *, claimed: Claimed, sent: Sent | None, now: datetime) -> Logged[Reach]:
    """Write down what became of one try; `sent` None: there was no way to them, or its day was over.

    One that was not taken is tried again, some time later, and in the end given up.
    """
    _must_be_system(viewer)
    reach, again = _what_became(claimed, sent, now, reminder_law(local_day(now)))
    rows = _rows_of(claimed.post)(viewer).filter(pk=claimed.id, state=Reach.SENDING)
    values: dict[str, object] = {"state": reach}
    if again is not None:
        values["next_at"] = again
    if reach is Reach.SENT:
        values["sent_at"] = now
    rows.update(**values)
    seen: tuple[Seen, ...] = ()
    if claimed.post is Post.CITIZEN:
        seen = (Seen(claimed.to, Level.EXISTS, frozenset({Category.LOCATION}), "reminder"),)
    return Logged(
        reach, subject=f"reminder:{claimed.id}", basis="reminder", persons=seen, numbers={"tries": claimed.attempts}
    )


@action("journey.reminders_forgotten")
def forget_reminders(viewer: Viewer, *, now: datetime) -> Logged[int]:
    """Delete that somebody was reminded, so many days after. Returns how many were forgotten."""
    _must_be_system(viewer)
    before = now - timedelta(days=reminder_law(local_day(now)).keeping.days)
    over = (Reach.SENT, Reach.GIVEN_UP, Reach.DROPPED)
    gone = sum(rows(viewer).filter(state__in=over, made_at__lt=before).delete()[0] for _, rows, _ in _POSTS)
    return Logged(gone, subject=f"reminders:{now:%Y%m%d}", basis=NO_PERSONAL_DATA, numbers={"forgotten": gone})


def _what_became(claimed: Claimed, sent: Sent | None, now: datetime, law: ReminderLaw) -> tuple[Reach, datetime | None]:
    if sent is None:
        return Reach.DROPPED, None
    if sent is Sent.TAKEN:
        return Reach.SENT, None
    again = next_try(claimed.attempts, now, law) if sent is Sent.LATER else None
    return (Reach.GIVEN_UP, None) if again is None else (Reach.WAITING, again)


def _without(due: Due, rows: QuerySet[Reminder] | QuerySet[StaffReminder], column: str, at: datetime) -> Due:
    """Leave out who has their reminder of the day already."""
    have = set(rows.filter(day=local_day(at), **{f"{column}__in": list(due)}).values_list(column, flat=True))
    return {who: what for who, what in due.items() if who not in have}


def _waiting(what: frozenset[Occasion], at: datetime, now: datetime) -> dict[str, object]:
    return {
        "id": uuid4(),
        "day": local_day(at),
        "occasion": first_of(what),
        "state": Reach.WAITING,
        "next_at": at,
        "made_at": now,
    }


def _must_be_system(viewer: Viewer) -> None:
    if viewer.kind is not Kind.SYSTEM:
        raise NotAllowed(sentence("Påmindelser sendes af systemet selv."))


def _citizens(viewer: Viewer) -> QuerySet[Reminder]:
    return Reminder.objects.whole(viewer)


def _staff(_viewer: Viewer) -> QuerySet[StaffReminder]:
    return StaffReminder.objects.all()


def _invitations(viewer: Viewer) -> QuerySet[Invitation]:
    return Invitation.objects.whole(viewer)


def _of_citizen(post: Post, row: Reminder) -> Claimed:
    return Claimed(post, row.id, row.person_id, row.attempts + 1, row.day)


def _of_staff(post: Post, row: StaffReminder) -> Claimed:
    return Claimed(post, row.id, row.account_id, row.attempts + 1, row.day)


def _of_invitation(post: Post, row: Invitation) -> Claimed:
    return Claimed(
        post, row.id, row.account_id, row.attempts + 1, conference=row.conference_id, is_cancelling=row.is_cancelling
    )


_POSTS: Final[tuple[tuple[Post, Callable[[Viewer], QuerySet[Any]], Callable[[Post, Any], Claimed]], ...]] = (
    (Post.CITIZEN, _citizens, _of_citizen),
    (Post.STAFF, _staff, _of_staff),
    (Post.INVITATION, _invitations, _of_invitation),
)  # Any: one of the three tables, each with its own reading


def _rows_of(post: Post) -> Callable[[Viewer], QuerySet[Any]]:  # Any: likewise
    return next(rows for one, rows, _ in _POSTS if one is post)
