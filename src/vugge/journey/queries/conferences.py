"""Conferences as whoever may see them sees them: on lists, before they are called, and on their own page.

Offers `conferences_of`, `preparing`, `conference_page`, `printed_conference`, `my_conferences` and `own_conferences`.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from vugge.access.queries.actors import scope
from vugge.access.queries.around import around
from vugge.access.queries.persons import Head
from vugge.access.rules.around import Around
from vugge.audit.actions import look
from vugge.audit.actions.deciding import deciding
from vugge.audit.queries import must_be_sealed
from vugge.audit.rules import Category, Level, Looked, Scope, Seen, Sight, Viewer
from vugge.journey.models.conferences import Conference, ConferenceParticipant
from vugge.journey.queries.agreed import goals_of, steps_of
from vugge.journey.queries.conference_rows import Row, value_of
from vugge.journey.queries.plans import plans_of
from vugge.journey.queries.policies import conference_law
from vugge.journey.rules.conferences import (
    ConferenceKind,
    ConferenceLine,
    ConferenceState,
    ConferenceValue,
    Point,
    PointKind,
    agenda_of,
    must_invite,
)
from vugge.kit.errors import Hidden, NotAllowed, NotFound
from vugge.kit.explained import Explained
from vugge.kit.local_time import local_day
from vugge.kit.text import Text, sentence
from vugge.people.queries.persons import lines
from vugge.people.queries.relatives import Relative, kin_of, relatives_of
from vugge.people.rules.values import PersonLine

LISTED: Final = 100


@dataclass(frozen=True)
class Conferences:
    """The conferences around one child, the next first, and whom they are about."""

    head: Head
    lines: tuple[ConferenceLine, ...]


@dataclass(frozen=True)
class AgendaItem:
    """A point that the plan suggests, with what it is called."""

    point: Point
    title: str | Text


@dataclass(frozen=True)
class Preparing:
    """What a conference is called from: who can take part, what the plan suggests, and whether the child is invited."""

    head: Head
    around: Around
    relatives: tuple[Relative, ...]
    agenda: tuple[AgendaItem, ...]
    child: Explained[bool]
    is_placeless: bool


@dataclass(frozen=True)
class ConferencePage:
    """One conference, whom it is about, and who can be given what is decided."""

    head: Head
    value: ConferenceValue
    around: Around


@dataclass(frozen=True)
class ComingLine:
    """A conference in which one takes part, and whom it is about."""

    person: PersonLine
    conference: ConferenceLine


@look("journey.conferences_seen")
def conferences_of(viewer: Viewer, *, person: UUID) -> Looked[Conferences]:
    """Show the conferences around a child. Raises `Hidden`, and `NotAllowed` for an outline."""
    mine = scope(viewer, persons=(person,))
    head = _head(mine, person)
    rows = Conference.objects.within(mine, only=(person,)).order_by("-held_at", "id")[:LISTED]
    found = _lines(mine, list(rows.values("id", "kind", "state", "held_at")))
    return Looked(Conferences(head, found), seen=_seen(mine.sight(person)))


@look("journey.conference_prepared")
def preparing(viewer: Viewer, *, person: UUID) -> Looked[Preparing]:
    """Show what a conference around a child is called from. Raises as `conferences_of`."""
    with deciding():
        kin = kin_of(person)
    mine = scope(viewer, persons=(person,))
    head = _head(mine, person)
    today = timezone.localdate()
    team, _contact = around(mine, person)
    relatives = relatives_of(mine, kin)
    child = must_invite(head.line.born, wishes=False, day=today, law=conference_law(today))
    found = Preparing(head, team, relatives, _agenda(mine, person, today), child, team.is_placeless)
    return Looked(found, seen=(*_seen(mine.sight(person)), *_named(mine, person, relatives)))


@look("journey.conference_seen")
def conference_page(viewer: Viewer, *, person: UUID, conference: UUID) -> Looked[ConferencePage]:
    """Show one conference: all of it to whoever takes part and to the family, to others only that it is.

    Raises as `conferences_of`, and `NotFound` where there is no such conference around the child.
    """
    return _looked(viewer, person, conference)


@look("journey.conference_printed")
def printed_conference(viewer: Viewer, *, person: UUID, conference: UUID) -> Looked[ConferencePage]:
    """Show the same for paper, written in the log as what left the screen. Raises as `conference_page`."""
    must_be_sealed(timezone.now(), person=person)
    return _looked(viewer, person, conference)


@look("journey.my_conferences_seen")
def my_conferences(viewer: Viewer) -> Looked[tuple[ComingLine, ...]]:
    """Show the conferences in which an employee takes part and that are called, the next first."""
    mine = scope(viewer)
    rows = ConferenceParticipant.objects.within(mine).filter(account=viewer.identity)
    found = _coming(mine, set(rows.values_list("conference_id", flat=True)))
    return Looked(found, seen=mine.seen({one.person.id for one in found}, Category.IDENTITY, Category.SHARING))


@look("journey.own_conferences_seen")
def own_conferences(viewer: Viewer) -> Looked[tuple[ComingLine, ...]]:
    """Show a citizen the conferences around themselves and the children in their custody, the next first."""
    mine = scope(viewer)
    shown = [one for one in mine.persons() if mine.shows(one, Category.SHARING)]
    rows = Conference.objects.within(mine, only=shown).exclude(state=ConferenceState.CANCELLED)
    found = _coming(mine, set(rows.values_list("id", flat=True)[:LISTED]), only_called=False)
    return Looked(found, seen=mine.seen({one.person.id for one in found}, Category.IDENTITY, Category.SHARING))


def _looked(viewer: Viewer, person: UUID, conference: UUID) -> Looked[ConferencePage]:
    with deciding():
        kin = kin_of(person)
    mine = scope(viewer, persons={person, *kin.named})
    head = _head(mine, person)
    row = Conference.objects.within(mine, only=(person,)).filter(id=conference).values().first()
    if row is None:
        raise NotFound(sentence("Mødet findes ikke. Måske er adressen forkert."))
    team, _contact = around(mine, person)
    relatives = relatives_of(mine, kin)
    value = value_of(mine, {**row}, relatives, is_placeless=team.is_placeless)
    shown = {one.person for one in value.attendants if one.person and one.name} - {person}
    named = _named(mine, person, [one for one in relatives if one.person in shown])
    return Looked(ConferencePage(head, value, team), seen=(*_seen(mine.sight(person)), *named))


def _agenda(mine: Scope, person: UUID, today: date) -> tuple[AgendaItem, ...]:
    """Return what the plan suggests, as far as the viewer sees it."""
    plan = plans_of(mine, (person,), on=today)[person]
    goals, steps = goals_of(mine, (person,)), steps_of(mine, (person,), only_open=True)
    found = agenda_of(plan, [one for one in goals if one.words], [one for one in steps if one.what])
    items = []
    for point in found:
        station = plan.find(point.ref) if point.kind is PointKind.STATION else None
        items.append(AgendaItem(point, station.station.name if station else point.words))
    return tuple(items)


def _coming(mine: Scope, conferences: Collection[UUID], *, only_called: bool = True) -> tuple[ComingLine, ...]:
    rows = Conference.objects.within(mine).filter(id__in=conferences)
    if only_called:
        rows = rows.filter(state=ConferenceState.CALLED)
    found = list(rows.order_by("held_at", "id").values("id", "kind", "state", "held_at", "person_id"))
    shown = {row["person_id"] for row in found if mine.shows(row["person_id"], Category.SHARING)}
    named = {one.id: one for one in lines(mine, shown)}
    by_id = {one.id: one for one in _lines(mine, found)}
    return tuple(ComingLine(named[row["person_id"]], by_id[row["id"]]) for row in found if row["person_id"] in named)


def _lines(mine: Scope, rows: Iterable[Row]) -> tuple[ConferenceLine, ...]:
    found = list(rows)
    me = mine.viewer.identity
    takes_part = ConferenceParticipant.objects.within(mine).filter(
        conference__in=[row["id"] for row in found], account=me
    )
    mine_too = set(takes_part.values_list("conference_id", flat=True))
    return tuple(_line(row, takes_part=row["id"] in mine_too) for row in found)


def _line(row: dict[str, Any] | Row, *, takes_part: bool) -> ConferenceLine:  # Any: a row's values
    kind, state = ConferenceKind(row["kind"]), ConferenceState(row["state"])
    return ConferenceLine(row["id"], kind, state, row["held_at"], takes_part)


def _head(mine: Scope, person: UUID) -> Head:
    found = lines(mine, (person,))
    if not found:
        raise Hidden(person)
    if mine.sight(person).level < Level.SUMMARY or not mine.shows(person, Category.SHARING):
        raise NotAllowed(sentence("Du må ikke se møderne omkring barnet. Spørg tovholderen."), person=person)
    return Head(found[0], mine.sight(person))


def _seen(sight: Sight) -> tuple[Seen, ...]:
    return (sight.seen(),)


def _named(mine: Scope, person: UUID, relatives: Iterable[Relative]) -> tuple[Seen, ...]:
    basis = mine.sight(person).basis
    shown = frozenset({Category.FAMILY})
    return tuple(Seen(one.person, Level.EXISTS, shown, basis) for one in relatives if one.name)


def is_today(one: ConferenceLine) -> bool:
    """Say whether a conference is held today."""
    return local_day(one.held_at) == timezone.localdate()
