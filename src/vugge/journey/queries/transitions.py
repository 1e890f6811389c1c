"""The transitions of a working day: what is to be opened, made ready, answered, awaited and followed up.

Offers `board`, and `offer`, one child that is offered to one's own unit. An offer tells that a child comes, by which
sort of way and when, and never which child: that follows on the day it begins, or before it with the family's yes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from vugge.access.queries.actors import scope
from vugge.audit.actions import look
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Act, Category, Level, Looked, Result, Scope, Viewer
from vugge.journey.models import Transition
from vugge.journey.queries.evidence import facts_of
from vugge.journey.queries.lives import SCHOOL_STARTED
from vugge.journey.queries.transition_law import transition_law
from vugge.journey.queries.transition_rows import (
    Known,
    facts_from,
    kind_of_row,
    known_of,
    lines_of,
    may_receive,
    rows_of,
    stays_of,
)
from vugge.journey.rules.life import EvidenceFact
from vugge.journey.rules.transition_days import Here, Stay, Whereabouts, between_places, coming
from vugge.journey.rules.transition_values import BetweenLine, Board, ComingLine, OfferLine, TransitionLine
from vugge.journey.rules.transitions import OVER, Part, State, is_late, standing
from vugge.kit.errors import NotFound
from vugge.kit.local_time import local_day
from vugge.kit.text import sentence
from vugge.organisations.queries.register import units_by_id
from vugge.people.queries.persons import lines
from vugge.people.rules.kinds import PersonState
from vugge.people.rules.values import PersonLine

FOLLOW_UP_AHEAD: Final = timedelta(days=30)
ASKED: Final = (State.OFFERED, State.ACCEPTED)
_SENT: Final = (State.OFFERED, State.ACCEPTED)
_BEGUN: Final = (State.ARRIVED, State.FOLLOWED_UP)


@look("journey.transitions_seen")
def board(viewer: Viewer) -> Looked[Board]:
    """Show every transition that the viewer has to do with, and who is between two places.

    A fixed number of statements, however many there are.
    """
    mine, today = scope(viewer), timezone.localdate()
    children = lines(mine, mine.persons())
    rows = [row for row in rows_of(mine) if row.state not in OVER]
    stays = stays_of(mine, mine.persons())
    left = {one.unit for those in stays.values() for one in those if one.unit is not None}
    known = known_of(mine, rows, children, left)
    found = lines_of(mine, rows, known, today=today)
    everything = _sorted(found, today=today) | {
        "to_open": _coming(mine, children, stays, rows, today=today),
        "to_answer": _offers(mine, today=today),
        "between": _between(mine, known, stays, rows, today=today),
    }
    shown = Board(**everything)  # type: ignore[arg-type]  # the lists above, by the names of its parts
    who = {one.child.id for part in vars(shown).values() for one in part if not isinstance(one, OfferLine)}
    seen = mine.seen(sorted(who), Category.IDENTITY, Category.EDUCATION, Category.SUPPORT)
    return Looked(shown, seen=seen, result=Result.EMPTY if shown.is_empty else Result.SHOWN)


@look("journey.transition_offer_seen")
def offer(viewer: Viewer, *, transition: UUID) -> Looked[OfferLine]:
    """Show one child that is offered to the viewer's own unit, and not which. Raises `NotFound` for any other."""
    found = next((one for one in _offers(scope(viewer), today=timezone.localdate()) if one.id == transition), None)
    if found is None:
        raise NotFound(sentence("Overgangen er ikke her, eller den er allerede besvaret. Åbn listen igen."))
    return Looked(found, subject=f"transition:{transition}")


def _sorted(found: Iterable[TransitionLine], *, today: date) -> dict[str, object]:
    """Put every transition where it is to be dealt with."""
    parts: dict[str, list[TransitionLine]] = {
        name: [] for name in ("to_prepare", "awaiting", "arriving", "to_follow", "around")
    }
    for one in found:
        parts[_place_of(one, today=today)].append(one)
    return {name: tuple(those) for name, those in parts.items()}


def _place_of(one: TransitionLine, *, today: date) -> str:
    state = one.state.value
    if one.part is Part.SENDER and state in (State.PREPARED, State.RETURNED):
        return "to_prepare"
    if one.part is Part.SENDER and state in _SENT:
        return "awaiting"
    if one.part is Part.RECEIVER and state in ASKED:
        return "arriving"
    is_due = one.next_on is not None and one.next_on <= today + FOLLOW_UP_AHEAD
    if one.part is not Part.OTHER and state in _BEGUN and is_due:
        return "to_follow"
    return "around"


def _coming(
    mine: Scope,
    children: Iterable[PersonLine],
    stays: Mapping[UUID, tuple[Stay, ...]],
    rows: Iterable[Transition],
    *,
    today: date,
) -> tuple[ComingLine, ...]:
    """Return what the viewer's own unit should have open by now and has not."""
    here = _here(mine.viewer)
    if here is None:
        return ()
    opened = {(row.person_id, row.kind) for row in rows}
    evidence = facts_of(mine, mine.persons())
    found = []
    for child in children:
        if child.state not in (PersonState.EXPECTED, PersonState.LIVING):
            continue
        where = Whereabouts(child.born, child.due, stays.get(child.id, ()), _school_start(evidence.get(child.id, ())))
        for one in coming(where, at=here, law=transition_law(today), today=today):
            kind = one.value.kind
            is_new = (child.id, kind.id) not in opened
            if is_new and mine.sight(child.id).may(Act.ADD, kind.category):
                found.append(ComingLine(child, one))
    return tuple(sorted(found, key=lambda one: one.coming.value.expected_on))


def _here(viewer: Viewer) -> Here | None:
    unit = int(viewer.unit) if viewer.unit.isdecimal() else 0
    facts = units_by_id(viewer, units=(unit,)).get(unit)
    return None if facts is None else Here(unit, facts.kind)


def _school_start(evidence: Iterable[EvidenceFact]) -> date | None:
    return max((one.on for one in evidence if one.measure == SCHOOL_STARTED), default=None)


def _between(
    mine: Scope,
    known: Known,
    stays: Mapping[UUID, tuple[Stay, ...]],
    rows: Iterable[Transition],
    *,
    today: date,
) -> tuple[BetweenLine, ...]:
    """Return who left one place and came to none, where the viewer sees all places; not who is on the way."""
    on_the_way = {row.person_id for row in rows if row.state in (State.OFFERED, State.ACCEPTED, *_BEGUN)}
    found = []
    for person, those in stays.items():
        child, sight = known.children.get(person), mine.sight(person)
        if child is None or person in on_the_way or child.state is not PersonState.LIVING:
            continue
        if sight.level < Level.FULL or not sight.shows(Category.EDUCATION):
            continue
        gap = between_places(Whereabouts(child.born, child.due, those), law=transition_law(today), today=today)
        if gap is not None:
            name = "" if person in known.placeless else known.units.get(gap.value.unit or 0, "")
            found.append(BetweenLine(child, gap, name))
    return tuple(sorted(found, key=lambda one: (one.between.value.since, one.child.id)))


def _offers(mine: Scope, *, today: date) -> tuple[OfferLine, ...]:
    """Return the children offered to the viewer's unit who are nobody the viewer may know. One statement."""
    viewer = mine.viewer
    if not (viewer.unit.isdecimal() and may_receive(viewer, day=today)):
        return ()
    with deciding():  # of the rows nothing leaves that says who it is
        rows = list(Transition.objects.facts_of().filter(to_unit=int(viewer.unit), state__in=ASKED))
    strangers = [row for row in rows if not mine.shows(row.person_id, Category.IDENTITY)]
    found = []
    for row in strangers:
        kind, facts = kind_of_row(row), replace(facts_from(row), reason="")
        if kind is None:
            continue
        told = standing(facts, law=transition_law(local_day(row.opened_at)), today=today)
        found.append(
            OfferLine(
                id=row.id,
                kind=kind.title,
                state=told,
                planned_on=row.planned_on,
                answer_by=row.answer_by,
                version=row.version,
                is_late=is_late(facts, today=today),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.state.value != State.OFFERED, one.planned_on or today, one.id)))
