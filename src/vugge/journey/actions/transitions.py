"""Moving a child's transition on: opened, planned, offered, accepted or sent back, arrived, followed up, closed.

The sender answers for the child until the arrival is confirmed. Whoever answers an offer need not know which child it
is; their unit gets its task from the day on which the child begins, and not before.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from vugge.access.actions.arriving import end_arrival_task, give_arrival_task
from vugge.access.rules.consent import months_later
from vugge.audit.actions import action
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Act, Logged, Permit, Viewer
from vugge.journey.actions.storing import acting_unit
from vugge.journey.actions.transition_storing import (
    MOVED,
    OPENED,
    change,
    law_of,
    logged_of,
    moved_on,
    noted,
    offered_to,
    part_must_be,
    the_transition,
    today,
)
from vugge.journey.models import FollowUp, Transition, TransitionItem
from vugge.journey.queries.transition_law import transition_law
from vugge.journey.rules.transition_days import followup_due
from vugge.journey.rules.transition_law import TransitionKind
from vugge.journey.rules.transition_values import PLACE_LENGTH, ItemAnswer
from vugge.journey.rules.transitions import Deed, Part, State
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.kit.text import sentence
from vugge.organisations.queries.register import organisation_facts_of, units_by_id
from vugge.organisations.rules.kinds import OrganisationKind
from vugge.organisations.rules.register import UnitFacts, holds_on

PUBLIC = frozenset({OrganisationKind.MUNICIPALITY, OrganisationKind.REGION, OrganisationKind.INSTITUTION_OWNER})
"""Whose units can take over a child. A company or an association has no task around it."""
REASON = "Barnet begynder her efter en overgang"
LONGEST_AHEAD_MONTHS = 24


@dataclass(frozen=True)
class Destination:
    """Where a child is to go, a unit or a place outside in words, and on which day."""

    planned_on: date
    to_unit: int | None = None
    to_place: str = ""


@action("journey.transition_opened")
def open_transition(viewer: Viewer, *, permit: Permit, kind: str, key: UUID) -> Logged[UUID]:
    """Open a transition from the viewer's own unit, and return its id; a repeated `key` gives the first one's.

    Raises `BadInput` for a kind that does not begin in such a unit, and where one of the kind is open already.
    """
    unit, found = _own_unit(viewer), transition_law(today()).kind(kind)
    if found is None or unit is None or unit.kind not in found.from_units:
        raise BadInput(sentence("Den slags overgang begynder ikke hos jer. Vælg en anden."))
    permit.must_cover(viewer, Act.ADD, permit.sight.person, found.category)
    mine = Transition.objects.covered_by(permit)
    before = mine.filter(key=key).first()
    if before is not None:
        return logged_of(before.pk, before, permit)
    row = Transition(
        id=uuid4(),
        person_id=permit.sight.person,
        kind=kind,
        from_unit_id=unit.id,
        state=State.PREPARED,
        opened_by=viewer.name,
        opened_at=timezone.now(),
        key=key,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise BadInput(sentence("Der er allerede åbnet en overgang af den slags. Fortsæt på den.")) from twice
    noted(viewer, row, OPENED, State.PREPARED)
    return logged_of(row.pk, row, permit)


@action("journey.transition_planned")
def plan_transition(viewer: Viewer, *, permit: Permit, transition: UUID, version: int, to: Destination) -> Logged[None]:
    """Say where a child is to go and when, as long as nobody has been asked. Raises `Conflict` for an old version."""
    row = the_transition(viewer, permit, transition)
    part_must_be(viewer, row, Part.SENDER)
    if row.state not in (State.PREPARED, State.RETURNED):
        raise BadInput(sentence("Stedet er spurgt. Vent på svaret, eller annuller overgangen."))
    _, kind = law_of(row)
    _check_destination(viewer, row, kind, to)
    change(row, version=version, planned_on=to.planned_on, to_unit_id=to.to_unit, to_place=to.to_place.strip())
    return logged_of(None, row, permit)


@action("journey.transition_item_answered")
def answer_item(viewer: Viewer, *, permit: Permit, transition: UUID, item: str, answer: ItemAnswer) -> Logged[None]:
    """Answer one point of the list of what is made ready; the newest answer counts."""
    row = the_transition(viewer, permit, transition)
    part_must_be(viewer, row, Part.SENDER)
    law, _ = law_of(row)
    if item not in {one.id for one in law.items_of(row.kind)}:
        raise NotFound(sentence("Punktet er ikke på listen mere. Åbn siden igen."))
    values = {"answer": answer.value, "answered_by": viewer.name, "answered_at": timezone.now()}
    rows = TransitionItem.objects.covered_by(permit).filter(transition=row.pk, item=item)
    if not rows.update(**values):
        TransitionItem(person_id=row.person_id, transition_id=row.pk, item=item, **values).save(force_insert=True)
    return logged_of(None, row, permit)


@action("journey.transition_offered")
def offer_transition(viewer: Viewer, *, permit: Permit, transition: UUID, version: int) -> Logged[date]:
    """Ask the next place to take over; it is not told which child. Returns the day by which it answers.

    Raises `BadInput` where no place or day is said, or a required point of the list is not answered yes.
    """
    row = the_transition(viewer, permit, transition)
    law, _ = law_of(row)
    if row.planned_on is None or (row.to_unit_id is None and not row.to_place):
        raise BadInput(sentence("Skriv først, hvor barnet skal hen og hvornår."))
    _check_ready(permit, row)
    answer_by = today() + timedelta(days=law.answer.days)
    moved_on(viewer, row, Deed.OFFER, version=version, answer_by=answer_by)
    return logged_of(answer_by, row, permit)


@action("journey.transition_accepted")
def accept_transition(
    viewer: Viewer, *, transition: UUID, version: int, begins_on: date, permit: Permit | None = None
) -> Logged[State]:
    """Say yes to a child who comes, to begin on the planned day or later. From that day the viewer's unit has its task.

    Without a permit the viewer answers for their own unit, whichever child it is; with one the sender writes what a
    place without a log-in has answered.
    """
    row = _to_answer(viewer, transition, permit)
    _check_day(begins_on)
    _check_not_before(row, begins_on, permit)
    basis = _task(viewer, row, begins_on)
    moved_on(viewer, row, Deed.ACCEPT, version=version, planned_on=begins_on, basis=basis)
    return logged_of(State.ACCEPTED, row, permit)


@action("journey.transition_day_moved")
def move_day(
    viewer: Viewer, *, transition: UUID, version: int, begins_on: date, permit: Permit | None = None
) -> Logged[date]:
    """Say that a child to whom the next place has said yes begins on another day; its task begins on that day.

    The next place itself, which needs no permit, can only move it to a later day: it is for the sender to say that a
    child begins before. Raises `BadInput` otherwise, and where there is no yes or the child has begun.
    """
    row = _to_answer(viewer, transition, permit)
    if permit is not None:
        part_must_be(viewer, row, Part.SENDER)
    if row.state != State.ACCEPTED:
        raise BadInput(sentence("Dagen kan kun flyttes, når der er svaret ja, og barnet ikke er begyndt."))
    _check_day(begins_on)
    _check_not_before(row, begins_on, permit)
    _end_task(row, reason="Barnet begynder en anden dag")
    basis = _task(viewer, row, begins_on)
    change(row, version=version, planned_on=begins_on, basis=basis)
    noted(viewer, row, MOVED, State.ACCEPTED)
    return logged_of(begins_on, row, permit)


@action("journey.transition_returned")
def return_transition(
    viewer: Viewer, *, transition: UUID, version: int, reason: str, permit: Permit | None = None
) -> Logged[State]:
    """Send a transition back with a reason; the sender may ask again, there or elsewhere. As `accept_transition`."""
    row = _to_answer(viewer, transition, permit)
    moved_on(viewer, row, Deed.RETURN, version=version, reason=reason, basis=None, answer_by=None)
    _end_task(row, reason="Overgangen blev sendt tilbage")
    return logged_of(State.RETURNED, row, permit)


@action("journey.transition_arrived")
def confirm_arrival(
    viewer: Viewer, *, permit: Permit, transition: UUID, version: int, arrived_on: date
) -> Logged[State]:
    """Confirm that the child has begun: from now on the receiver answers for it. Raises `BadInput` for a later day."""
    row = the_transition(viewer, permit, transition)
    if arrived_on > today():
        raise BadInput(sentence("Dagen er ikke kommet endnu. Bekræft, når barnet er begyndt."))
    reached = moved_on(viewer, row, Deed.ARRIVE, version=version, arrived_on=arrived_on)
    return logged_of(reached, row, permit)


@action("journey.transition_followed_up")
def follow_up(
    viewer: Viewer, *, permit: Permit, transition: UUID, version: int, still_there: bool | None, words: str = ""
) -> Logged[State]:
    """Say what became of it: is the child still there, and how does it go? The second time ends the transition."""
    row = the_transition(viewer, permit, transition)
    law, _ = law_of(row)
    asked = FollowUp.objects.covered_by(permit).filter(transition=row.pk).values_list("months", flat=True)
    due = None if row.arrived_on is None else followup_due(row.arrived_on, list(asked), law=law)
    if due is None:
        raise BadInput(sentence("Der er fulgt op. Åbn siden igen."))
    if months_later(row.arrived_on or due[1], due[0] - 1) > today():
        raise BadInput(sentence("Det er for tidligt at følge op. Spørg igen omkring {day}.", day=due[1]))
    reached = moved_on(viewer, row, Deed.FOLLOW_UP, version=version)
    FollowUp(
        person_id=row.person_id,
        transition_id=row.pk,
        months=due[0],
        still_there=still_there,
        words=words.strip(),
        answered_by=viewer.name,
        answered_at=timezone.now(),
    ).save(force_insert=True)
    return logged_of(reached, row, permit)


@action("journey.transition_closed")
def close_transition(viewer: Viewer, *, permit: Permit, transition: UUID, version: int, reason: str) -> Logged[State]:
    """Close it before its time, as when the child has moved on, with a reason."""
    row = the_transition(viewer, permit, transition)
    reached = moved_on(viewer, row, Deed.CLOSE, version=version, reason=reason)
    return logged_of(reached, row, permit)


@action("journey.transition_cancelled")
def cancel_transition(viewer: Viewer, *, permit: Permit, transition: UUID, version: int, reason: str) -> Logged[State]:
    """Give it up with a reason, before the child has begun; what the yes of the next place opened is shut again."""
    row = the_transition(viewer, permit, transition)
    reached = moved_on(viewer, row, Deed.CANCEL, version=version, reason=reason, basis=None)
    _end_task(row, reason="Overgangen blev annulleret")
    return logged_of(reached, row, permit)


def _to_answer(viewer: Viewer, transition: UUID, permit: Permit | None) -> Transition:
    if permit is not None:
        return the_transition(viewer, permit, transition)
    with deciding():
        return offered_to(viewer, transition)


def _check_day(day: date) -> None:
    if not months_later(today(), -2) <= day <= months_later(today(), LONGEST_AHEAD_MONTHS):
        raise BadInput(sentence("Dagen ligger for langt væk. Vælg den dag, hvor barnet begynder."))


def _check_not_before(row: Transition, day: date, permit: Permit | None) -> None:
    """Refuse that the next place itself lets a child begin before the sender's day: it would know the child earlier."""
    if permit is None and row.planned_on is not None and day < row.planned_on:
        raise BadInput(
            sentence(
                "Det sted, der spørger, har sagt {day}. Begynder barnet før, flytter det dagen.", day=row.planned_on
            )
        )


def _task(viewer: Viewer, row: Transition, begins: date) -> int | None:
    """Give the next place its task from the day on which the child begins; none where it has no log-in."""
    if row.to_unit_id is None:
        return None
    return give_arrival_task(viewer, person=row.person_id, unit=row.to_unit_id, begins=begins, reason=REASON)


def _end_task(row: Transition, *, reason: str) -> None:
    if row.basis is not None:
        end_arrival_task(row.basis, reason=reason)


def _own_unit(viewer: Viewer) -> UnitFacts | None:
    unit = acting_unit(viewer)
    return None if unit is None else units_by_id(viewer, units=(unit,)).get(unit)


def _check_ready(permit: Permit, row: Transition) -> None:
    law, _ = law_of(row)
    rows = TransitionItem.objects.covered_by(permit).filter(transition=row.pk, answer=ItemAnswer.YES)
    said = set(rows.values_list("item", flat=True))
    for item in law.items_of(row.kind):
        if item.required and item.id not in said:
            raise BadInput(sentence("Først skal der svares ja til: {item}.", item=item.title))


def _check_destination(viewer: Viewer, row: Transition, kind: TransitionKind, to: Destination) -> None:
    place = to.to_place.strip()
    if (to.to_unit is None) == (not place):
        raise BadInput(sentence("Vælg enten et sted i registeret, eller skriv et sted uden for det."))
    if place and not kind.leaves:
        raise BadInput(sentence("Den slags overgang går til et sted i registeret. Vælg det på listen."))
    if len(place) > PLACE_LENGTH:
        raise BadInput(sentence("Skriv stedet kortere, højst {most} tegn.", most=PLACE_LENGTH))
    _check_day(to.planned_on)
    if to.to_unit is not None:
        _check_unit(viewer, row, kind, to.to_unit)


def _check_unit(viewer: Viewer, row: Transition, kind: TransitionKind, unit: int) -> None:
    found = units_by_id(viewer, units=(unit,)).get(unit)
    if found is None or found.kind not in kind.to_units or not holds_on(found.valid_from, found.valid_to, today()):
        raise BadInput(sentence("Stedet kan ikke tage imod den slags overgang. Vælg et andet."))
    if unit == row.from_unit_id:
        raise BadInput(sentence("En overgang går til et andet sted end det, barnet kommer fra."))
    owner = organisation_facts_of(viewer, organisations=(found.organisation,)).get(found.organisation)
    if owner is None or owner.kind not in PUBLIC:
        raise NotAllowed(
            sentence("En forening eller virksomhed kan ikke overtage et barn. Skriv stedet, og ring til det.")
        )
