"""Whom there is something to remind of, for the system alone. Offers `citizens_due` and `staff_due`.

A citizen is reminded only of what they could read after logging in: each is asked about in their own scope.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from vugge.access.models import ConsentSignature
from vugge.access.queries.actors import scope
from vugge.audit.rules import Category, Purpose, Viewer, person
from vugge.journey.models import Step, Transition
from vugge.journey.models.conferences import Conference, ConferenceParticipant
from vugge.journey.models.reminders import ReminderChoice, StaffReminderChoice
from vugge.journey.queries.messages import unread_for
from vugge.journey.rules.agreed import OPEN_STEPS
from vugge.journey.rules.conferences import ConferenceState
from vugge.journey.rules.reminder_law import ReminderLaw
from vugge.journey.rules.reminders import Channel, Occasion
from vugge.journey.rules.transitions import State
from vugge.kit.local_time import local_day, local_midnight
from vugge.organisations.queries.staff import current_roles
from vugge.people.queries.facts import accounts_of, custodies

Due = Mapping[UUID, frozenset[Occasion]]
"""Of whom there is something to remind, and of what."""
NEW_FOR: Final = timedelta(days=1)


def citizens_due(viewer: Viewer, *, now: datetime, law: ReminderLaw) -> Due:
    """Return which citizens who chose to be reminded have something now.

    A fixed number of statements, and four for each citizen who is about to be reminded of what is agreed about a child.
    """
    chosen = set(ReminderChoice.objects.whole(viewer).exclude(channel=Channel.NONE).values_list("person_id", flat=True))
    if not chosen:
        return {}
    today = local_day(now)
    about = _family_steps(viewer, today, law)
    near = _near(about)
    met = _invited(viewer, today, law)
    accounts = accounts_of(chosen)
    found: defaultdict[UUID, set[Occasion]] = defaultdict(set)
    for who in chosen & accounts.keys():
        children = near.get(who, set()) | met.get(who, set())
        if children:
            found[who] |= _seen_by(accounts[who], who, children, about=about, met=met)
    for who in _written_to(viewer, now) & chosen & accounts.keys():
        found[who].add(Occasion.MESSAGE)
    return {who: frozenset(what) for who, what in found.items() if what}


def staff_due(viewer: Viewer, *, now: datetime, law: ReminderLaw) -> Due:
    """Return which employees who want mail have something now: a step, a conference, a transition to answer."""
    wanting = set(StaffReminderChoice.objects.filter(wants_mail=True).values_list("account_id", flat=True))
    if not wanting:
        return {}
    today = local_day(now)
    found: defaultdict[UUID, set[Occasion]] = defaultdict(set)
    for account in _open_steps(viewer, today, law).filter(account__in=wanting).values_list("account_id", flat=True):
        found[account].add(Occasion.STEP)
    rows = ConferenceParticipant.objects.whole(viewer).filter(
        conference__in=_tomorrows(viewer, today, law), account__in=wanting
    )
    for account in rows.values_list("account_id", flat=True):
        found[account].add(Occasion.CONFERENCE)
    waiting = set(Transition.objects.whole(viewer).filter(state=State.OFFERED).values_list("to_unit_id", flat=True))
    for account in wanting if waiting else ():
        if any(held.unit in waiting for held in current_roles(account, today)):
            found[account].add(Occasion.TRANSITION)
    return {who: frozenset(what) for who, what in found.items()}


def _open_steps(viewer: Viewer, today: date, law: ReminderLaw) -> QuerySet[Step]:
    until = today + timedelta(days=law.before.step_days)
    return Step.objects.whole(viewer).filter(state__in=OPEN_STEPS, reminds=True, due__gte=today, due__lte=until)


def _family_steps(viewer: Viewer, today: date, law: ReminderLaw) -> Mapping[UUID, set[Category]]:
    """Return the children about whom the family is to do something soon, with the sort of data that it belongs to."""
    rows = _open_steps(viewer, today, law).filter(account__isnull=True, unit__isnull=True)
    found: defaultdict[UUID, set[Category]] = defaultdict(set)
    for child, category in rows.values_list("person_id", "category"):
        found[child].add(Category(category))
    return found


def _near(children: Iterable[UUID]) -> Mapping[UUID, set[UUID]]:
    """Return of which of these children each of their family may know: oneself, and whoever has custody."""
    about = set(children)
    found: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for child in about:
        found[child].add(child)
    for one in custodies(children=about) if about else ():
        found[one.holder].add(one.child)
    return found


def _tomorrows(viewer: Viewer, today: date, law: ReminderLaw) -> list[UUID]:
    """Return the conferences of the day that is so many days ahead."""
    day = today + timedelta(days=law.before.conference_days)
    rows = Conference.objects.whole(viewer).filter(
        state=ConferenceState.CALLED,
        held_at__gte=local_midnight(day),
        held_at__lt=local_midnight(day + timedelta(days=1)),
    )
    return list(rows.values_list("id", flat=True))


def _invited(viewer: Viewer, today: date, law: ReminderLaw) -> Mapping[UUID, set[UUID]]:
    """Return who of the families takes part tomorrow, with the child whom it is about."""
    rows = ConferenceParticipant.objects.whole(viewer).filter(
        conference__in=_tomorrows(viewer, today, law), participant__isnull=False
    )
    found: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for who, child in rows.values_list("participant_id", "person_id"):
        found[who].add(child)
    return found


def _seen_by(
    accounts: Iterable[UUID],
    who: UUID,
    children: Iterable[UUID],
    *,
    about: Mapping[UUID, set[Category]],
    met: Mapping[UUID, set[UUID]],
) -> set[Occasion]:
    """Return what of it somebody would be shown after logging in."""
    found: set[Occasion] = set()
    for account in accounts:
        mine = scope(person(account, Purpose.OWN_INSIGHT), persons=set(children))
        for child in children:
            if any(mine.shows(child, category) for category in about.get(child, ())):
                found.add(Occasion.STEP)
            if child in met.get(who, ()) and mine.shows(child, Category.SHARING):
                found.add(Occasion.CONFERENCE)
    return found


def _written_to(viewer: Viewer, now: datetime) -> set[UUID]:
    """Return who of the families has a message since yesterday that they may read now, or a question of consent."""
    unread = (one.reader for one in unread_for(viewer, after=now - NEW_FOR))
    asked = ConsentSignature.objects.filter(
        answered_at__isnull=True,
        consent__requested_at__gt=now - NEW_FOR,
        consent__refused_at__isnull=True,
        consent__withdrawn_at__isnull=True,
    )
    return {*(who for who in unread if isinstance(who, UUID)), *asked.values_list("signer_id", flat=True)}
