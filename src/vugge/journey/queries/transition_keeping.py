"""Everything that is kept of somebody's transitions, for that person or whoever has custody: to read and to take home.

Offers `kept_transitions` with `KeptTransition`, and `own_fates` and `transition_fates`, until when they are kept.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from vugge.access.queries.law import access_law
from vugge.access.rules.requests import Fate, Held, fates
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Scope
from vugge.journey.models import (
    FollowUp,
    MentorContact,
    Transition,
    TransitionEvent,
    TransitionItem,
    TransitionMentor,
    TransitionNote,
)
from vugge.journey.queries.transition_law import transition_law
from vugge.journey.queries.transition_rows import known_of, lines_of, rows_of
from vugge.journey.rules.transition_values import ContactHow, FollowUpLine, ItemAnswer, TransitionLine
from vugge.journey.rules.transitions import OVER, State
from vugge.kit.explained import Explained
from vugge.kit.local_time import local_day
from vugge.kit.text import Text
from vugge.people.models.scoped import ScopedManager
from vugge.people.queries.persons import lines

SUBJECT: Final = "journey_transition"
"""The kind of data, as `law/access/retention` calls it."""


@dataclass(frozen=True)
class KeptPart:
    """One thing that is kept: on which day, what it answers or is, and what was answered or written."""

    on: date
    what: Text | State | ContactHow | str
    words: str = ""
    answer: ItemAnswer | None = None


@dataclass(frozen=True)
class KeptTransition:
    """All of one transition. Places and reasons are empty where they would tell where a protected person is."""

    kind: Text
    state: State
    from_name: str
    to_name: str
    planned_on: date | None
    arrived_on: date | None
    items: tuple[KeptPart, ...]
    notes: tuple[KeptPart, ...]
    history: tuple[KeptPart, ...]
    followups: tuple[FollowUpLine, ...]
    contacts: tuple[KeptPart, ...]


def kept_transitions(scope: Scope, person: UUID) -> tuple[KeptTransition, ...]:
    """Return them, by day. Eleven statements; two where there are none."""
    rows = rows_of(scope, (person,))
    if not rows:
        return ()
    known = known_of(scope, rows, lines(scope, (person,)), ())
    found = {one.id: one for one in lines_of(scope, rows, known, today=timezone.localdate())}
    parts = _Parts.of(scope, person)
    return tuple(
        _kept(found[row.id], parts, titles=_titles(row), arrived_on=row.arrived_on) for row in rows if row.id in found
    )


@dataclass(frozen=True)
class _Parts:
    """The parts of every transition of one person, by transition."""

    items: dict[UUID, list[tuple[Any, ...]]]  # Any: plain values of rows, here and below
    notes: dict[UUID, list[tuple[Any, ...]]]
    events: dict[UUID, list[tuple[Any, ...]]]
    followups: dict[UUID, list[tuple[Any, ...]]]
    contacts: dict[UUID, list[tuple[Any, ...]]]

    @classmethod
    def of(cls, scope: Scope, person: UUID) -> "_Parts":
        mentors = dict(TransitionMentor.objects.within(scope, only=(person,)).values_list("id", "transition_id"))
        contacts: defaultdict[UUID, list[tuple[Any, ...]]] = defaultdict(list)
        met = MentorContact.objects.within(scope, only=(person,)).order_by("on", "written_at")
        for mentor, *values in met.values_list("mentor_id", "on", "kind", "words"):
            contacts[mentors[mentor]].append(tuple(values))
        return cls(
            _gathered(TransitionItem.objects, scope, person, ("answered_at", "item", "answer")),
            _gathered(TransitionNote.objects, scope, person, ("written_at", "prompt", "text")),
            _gathered(TransitionEvent.objects, scope, person, ("at", "state", "reason")),
            _gathered(FollowUp.objects, scope, person, ("answered_at", "months", "still_there", "words")),
            contacts,
        )


def _gathered(
    table: ScopedManager[Any], scope: Scope, person: UUID, fields: tuple[str, ...]
) -> dict[UUID, list[tuple[Any, ...]]]:
    found: defaultdict[UUID, list[tuple[Any, ...]]] = defaultdict(list)
    rows = table.within(scope, only=(person,)).order_by(fields[0], "id")
    for transition, *values in rows.values_list("transition_id", *fields):
        found[transition].append(tuple(values))
    return found


def _titles(row: Transition) -> dict[str, Text]:
    """Return what the points and the questions of a transition are called, by the law of when it was opened."""
    law = transition_law(local_day(row.opened_at))
    return {one.id: one.title for one in law.items} | {one.id: one.title for one in law.prompts}


def _kept(line: TransitionLine, parts: _Parts, *, titles: dict[str, Text], arrived_on: date | None) -> KeptTransition:
    key, is_hidden = line.id, not line.from_name
    return KeptTransition(
        kind=line.kind,
        state=line.state.value,
        from_name=line.from_name,
        to_name=line.to_name,
        planned_on=line.planned_on,
        arrived_on=arrived_on,
        items=tuple(
            KeptPart(local_day(at), titles.get(item, item), answer=ItemAnswer(answer))
            for at, item, answer in parts.items.get(key, ())
        ),
        notes=tuple(
            KeptPart(local_day(at), titles.get(prompt, prompt), text)
            for at, prompt, text in parts.notes.get(key, ())
            if text
        ),
        history=tuple(
            KeptPart(local_day(at), State(state), "" if is_hidden else reason)
            for at, state, reason in parts.events.get(key, ())
        ),
        followups=tuple(
            FollowUpLine(months, there, words, at) for at, months, there, words in parts.followups.get(key, ())
        ),
        contacts=tuple(KeptPart(on, ContactHow(how), words) for on, how, words in parts.contacts.get(key, ())),
    )


def own_fates(kept: Iterable[KeptTransition]) -> tuple[Explained[Fate], ...]:
    """Return what the rules on keeping say of the transitions that the viewer sees. No statement."""
    return _fates([(one.state, one.arrived_on or one.planned_on) for one in kept])


def transition_fates(person: UUID) -> tuple[Explained[Fate], ...]:
    """Return what they say of all of somebody's transitions, for whoever decides on a wish to delete. One statement.

    It says only whether there are any and until when, never what.
    """
    with deciding():
        rows = Transition.objects.facts_of().filter(person=person)
        found = list(rows.values_list("state", "planned_on", "arrived_on"))
    return _fates([(State(state), arrived or planned) for state, planned, arrived in found])


def _fates(found: list[tuple[State, date | None]]) -> tuple[Explained[Fate], ...]:
    today = local_day(timezone.now())
    ends = [day for state, day in found if state in OVER]
    is_over = bool(found) and len(ends) == len(found)
    days = [day for day in ends if day is not None]
    held = Held(is_there=bool(found), ended=max(days, default=None) if is_over else None)
    return fates({SUBJECT: held}, retention=access_law(today).retention, today=today)
