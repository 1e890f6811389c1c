"""What the deeds on transitions share: the one meant, locked and of the version seen, and what is written of a step.

Offers `the_transition`, `offered_to`, `moved_on`, `noted`, `logged_of` and `part_must_be`.
"""

from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Act, Category, Level, Logged, Permit, Seen, Viewer
from vugge.journey.actions.storing import acting_unit
from vugge.journey.models import Transition, TransitionEvent
from vugge.journey.queries.transition_law import transition_law
from vugge.journey.queries.transition_rows import facts_from, may_receive, part_of
from vugge.journey.rules.transition_law import TransitionKind, TransitionLaw
from vugge.journey.rules.transitions import Deed, Part, State, after
from vugge.kit.errors import NotAllowed, NotFound
from vugge.kit.local_time import local_day
from vugge.kit.text import sentence
from vugge.people.rules.changes import stale

T = TypeVar("T")

GONE = sentence("Overgangen er ikke her mere. Åbn listen igen.")
OPENED = "open"
"""The first line of a transition's history."""
MOVED = "move_day"
"""That the day was moved; the state is what it was."""


def the_transition(viewer: Viewer, permit: Permit, transition: UUID) -> Transition:
    """Return a transition of the permit's person, locked; raises `NotFound` for none.

    The leave is that of whoever shares around the child; on which side of it they stand is asked by each deed.
    """
    permit.must_cover(viewer, Act.SHARE, permit.sight.person, Category.SHARING)
    row = Transition.objects.covered_by(permit).select_for_update(of=("self",)).filter(pk=transition).first()
    if row is None:
        raise NotFound(GONE)
    return row


def offered_to(viewer: Viewer, transition: UUID) -> Transition:
    """Return a transition that is offered to the viewer's own unit, locked; raises `NotFound` for any other.

    Asked inside `deciding`: whoever answers need not know which child it is.
    """
    if not (viewer.unit.isdecimal() and may_receive(viewer, day=local_day(timezone.now()))):
        raise NotAllowed(sentence("Din opgave kan ikke tage imod et barn. Spørg en kollega, der kan."))
    rows = Transition.objects.facts_of().filter(pk=transition, to_unit=int(viewer.unit))
    row = rows.exclude(state=State.PREPARED).select_for_update(of=("self",)).first()
    if row is None:
        raise NotFound(GONE)
    return row


def law_of(row: Transition) -> tuple[TransitionLaw, TransitionKind]:
    """Return the law and the kind as they were when it was opened; raises `NotFound` for a kind that is no more."""
    law = transition_law(local_day(row.opened_at))
    kind = law.kind(row.kind)
    if kind is None:
        raise NotFound(GONE)
    return law, kind


def part_must_be(viewer: Viewer, row: Transition, part: Part) -> None:
    """Raise `NotAllowed` unless the viewer works on this side of it."""
    if part_of(viewer, row) is not part:
        side = (
            sentence("Det gør det sted, som barnet kommer fra.")
            if part is Part.SENDER
            else sentence("Det gør det sted, som barnet skal til.")
        )
        raise NotAllowed(side, person=row.person_id)


def moved_on(viewer: Viewer, row: Transition, deed: Deed, *, version: int, reason: str = "", **values: object) -> State:
    """Take a step: check that it fits, store it if nobody was there first, and write it in the history.

    Raises as `after` does, and `Conflict` where the transition has changed since it was seen.
    """
    reached = after(facts_from(row), deed, part_of(viewer, row), reason=reason)
    values |= {"state": reached, "reason": reason.strip()}
    change(row, version=version, **values)
    noted(viewer, row, deed.value, reached, reason=reason)
    return reached


def change(row: Transition, *, version: int, **values: object) -> None:
    """Change a transition that nobody else has changed since it was seen; raises `Conflict` where somebody has."""
    with deciding():  # the row is locked, and whoever answers an offer need not know the child
        changed = Transition.objects.facts_of().filter(pk=row.pk, version=version)
        if not changed.update(**values, version=F("version") + 1):
            raise stale(())


def noted(viewer: Viewer, row: Transition, deed: str, state: State, *, reason: str = "") -> None:
    """Write in the history that something was done."""
    with deciding():
        TransitionEvent(
            person_id=row.person_id,
            transition_id=row.pk,
            deed=deed,
            state=state,
            reason=reason.strip(),
            by=viewer.name,
            unit_id=acting_unit(viewer),
            at=_now(),
        ).save(force_insert=True)


def _now() -> datetime:
    return timezone.now()


def today() -> date:
    """Return the local day."""
    return local_day(timezone.now())


def logged_of(value: T, row: Transition, permit: Permit | None) -> Logged[T]:
    """Return what a deed on a transition gives back; without a permit it was done by somebody who need not know who."""
    subject = f"transition:{row.pk}"
    seen = Seen(row.person_id, Level.EXISTS, frozenset(), subject) if permit is None else permit.seen(Category.SHARING)
    return Logged(value, subject=subject, basis=seen.basis, persons=(seen,), fields=("transition",))
