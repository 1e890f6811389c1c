"""What somebody has chosen of reminders, and, for the system alone, which way one goes that is about to leave.

Offers `own_reminders`, `staff_wants_mail`, `ways_for`, `conferences_told` and `is_waiting`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from vugge.access.queries.own import own_of
from vugge.audit.actions import look
from vugge.audit.rules import Category, Looked, Scope, Viewer
from vugge.journey.models.conferences import Conference
from vugge.journey.models.reminders import (
    Invitation,
    Reminder,
    ReminderChoice,
    StaffReminder,
    StaffReminderChoice,
)
from vugge.journey.rules.reminders import Address, Channel, Choice, Reach, Way, way_of
from vugge.kit.errors import NotFound
from vugge.kit.explained import Explained
from vugge.kit.text import sentence
from vugge.people.queries.persons import persons
from vugge.people.rules.values import PersonValue


@dataclass(frozen=True)
class OwnReminders:
    """What a citizen has chosen, and which way that leads now, with why."""

    person: UUID
    choice: Choice
    way: Explained[Way]
    is_protected: bool


@look("journey.own_reminders_seen")
def own_reminders(viewer: Viewer) -> Looked[OwnReminders]:
    """Show a citizen how they are reminded. Raises `NotFound` for somebody who is not on file."""
    mine, me = own_of(viewer)
    found = persons(mine, (me,)) if me else ()
    if me is None or not found:
        raise NotFound(sentence("Du er ikke skrevet ind i Vugge, så her er intet at vælge."))
    row = ReminderChoice.objects.within(mine, only=(me,)).values(*_CHOICE).first()
    choice = _choice(row) if row else Choice(language=found[0].language or "da")
    way = way_of(choice, _addresses(found[0]), is_protected=found[0].is_protected)
    value = OwnReminders(me, choice, way, found[0].is_protected)
    return Looked(value, seen=mine.seen((me,), Category.IDENTITY, Category.LOCATION))


def staff_wants_mail(viewer: Viewer) -> bool:
    """Say whether an employee has chosen reminders by mail. One statement."""
    rows = StaffReminderChoice.objects.filter(account=viewer.identity)
    return bool(rows.values_list("wants_mail", flat=True).first())


def ways_for(viewer: Viewer, people: Collection[UUID]) -> Mapping[UUID, tuple[Way, str]]:
    """Return which way a reminder goes to each of these citizens, and in which language; for the system alone.

    Somebody who has died or is gone from the register has none. Six statements.
    """
    whole = Scope.whole(viewer)
    rows = ReminderChoice.objects.whole(viewer).filter(person__in=people).values("person_id", *_CHOICE)
    choices = {row["person_id"]: _choice(row) for row in rows}
    found = {}
    for one in persons(whole, people):
        choice = choices.get(one.id, Choice())
        is_here = one.died is None
        way = way_of(choice, _addresses(one), is_protected=one.is_protected).value if is_here else Way(Channel.NONE)
        found[one.id] = (way, choice.language)
    return found


def conferences_told(viewer: Viewer, conferences: Collection[UUID]) -> Mapping[UUID, tuple[datetime, int]]:
    """Return when conferences are held and for how many minutes, for the system alone. One statement."""
    rows = Conference.objects.whole(viewer).filter(id__in=conferences)
    return {one: (held_at, minutes) for one, held_at, minutes in rows.values_list("id", "held_at", "minutes")}


def is_waiting(viewer: Viewer, *, now: datetime) -> bool:
    """Say whether there is anything to send, for the system alone. Three statements at the most."""
    tables = (Reminder.objects.whole(viewer), StaffReminder.objects.all(), Invitation.objects.whole(viewer))
    due = {"state__in": (Reach.WAITING, Reach.SENDING), "next_at__lte": now}
    return any(rows.filter(**due).exists() for rows in tables)


_CHOICE = ("channel", "language", "despite_protection")


def _choice(row: Mapping[str, object]) -> Choice:
    return Choice(Channel(str(row["channel"])), str(row["language"]), bool(row["despite_protection"]))


def _addresses(one: PersonValue) -> list[Address]:
    return [Address(each.kind, each.text) for each in one.contacts]
