"""Whose bus is leaving: among those whom the viewer sees, the stations that close soon and are not reached.

Offers `closing_soon` with `Buses` and `BusLine`. Sorted by day alone: nobody is ranked.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.utils import timezone

from vugge.access.queries.actors import scope
from vugge.access.queries.tasks import own_tasks
from vugge.audit.actions import look
from vugge.audit.rules import Category, Looked, Result, Scope, Seen, Viewer
from vugge.journey.queries.agreed import steps_of
from vugge.journey.queries.plans import plans_of
from vugge.journey.rules.agreed import StepValue
from vugge.journey.rules.leaving import WITHIN, Bus, buses, deadline
from vugge.journey.rules.plan import JourneyPlan, StationPlan
from vugge.journey.rules.route import Line
from vugge.kit.periods import age_on
from vugge.people.queries.persons import lines
from vugge.people.rules.kinds import PersonState
from vugge.people.rules.values import PersonLine

PAGE_SIZE: Final = 50
LAST_AGE: Final = 31
"""The route ends at 30."""


@dataclass(frozen=True)
class Asked:
    """What is looked for: closing or missed, how far ahead, on one line or on all, and only one's own children."""

    bus: Bus = Bus.LEAVING
    within_days: int = WITHIN
    line: Line | None = None
    only_own: bool = False
    page: int = 1


@dataclass(frozen=True)
class BusLine:
    """One station of one child: until when, and what is agreed about it. `is_own`: the task is the viewer's by name."""

    line: PersonLine
    plan: StationPlan
    until: date | None
    steps: tuple[StepValue, ...]
    is_own: bool


@dataclass(frozen=True)
class Buses:
    """One page of them, by day. `total` counts all that were asked for, `children` how many children they are."""

    found: tuple[BusLine, ...]
    asked: Asked
    total: int
    children: int
    page: int
    pages: int
    on: date


@look("journey.closing_seen")
def closing_soon(viewer: Viewer, *, asked: Asked = Asked()) -> Looked[Buses]:
    """Show whose bus is leaving among those whom the viewer sees. A fixed number of statements, however many.

    A station counts for the viewer where its kind of data is shown to them.
    """
    mine = scope(viewer)
    today = timezone.localdate()
    people = {one.id: one for one in lines(mine, mine.persons()) if _is_on_the_way(mine, one, today)}
    own = own_tasks(mine)
    wanted = people.keys() & own if asked.only_own else people.keys()
    plans = plans_of(mine, wanted, on=today)
    everything = _lines(people, plans, own, asked)
    pages = max(1, -(-len(everything) // PAGE_SIZE))
    at = min(max(1, asked.page), pages)
    shown = everything[(at - 1) * PAGE_SIZE : at * PAGE_SIZE]
    steps = _steps(mine, {one.line.id for one in shown})
    found = tuple(_with_steps(one, steps.get(one.line.id, ())) for one in shown)
    seen_buses = Buses(
        found,
        asked,
        total=len(everything),
        children=len({one.line.id for one in everything}),
        page=at,
        pages=pages,
        on=today,
    )
    return Looked(
        seen_buses,
        seen=_seen(mine, found),
        result=Result.SHOWN if found else Result.EMPTY,
        numbers={"stations": len(everything)},
    )


def _is_on_the_way(mine: Scope, one: PersonLine, today: date) -> bool:
    if not mine.shows(one.id, Category.IDENTITY) or one.state not in (PersonState.EXPECTED, PersonState.LIVING):
        return False
    return one.born is None or age_on(one.born, today) < LAST_AGE


def _lines(
    people: Mapping[UUID, PersonLine], plans: Mapping[UUID, JourneyPlan], own: frozenset[UUID], asked: Asked
) -> list[BusLine]:
    """Return every station looked for, by day, and on one day in Danish order of name."""
    wanted = () if asked.line is None else (asked.line,)
    found = [
        BusLine(line, one, deadline(one, asked.bus), (), person in own)
        for person, line in people.items()
        if person in plans
        for one in buses(plans[person], kind=asked.bus, within_days=asked.within_days, lines=wanted)
    ]
    return sorted(found, key=lambda one: one.until or date.max)


def _steps(mine: Scope, persons: Iterable[UUID]) -> Mapping[UUID, tuple[StepValue, ...]]:
    found: defaultdict[UUID, list[StepValue]] = defaultdict(list)
    for one in steps_of(mine, frozenset(persons), only_open=True):
        found[one.person].append(one)
    return {person: tuple(those) for person, those in found.items()}


def _with_steps(one: BusLine, steps: Iterable[StepValue]) -> BusLine:
    about = tuple(step for step in steps if step.station == one.plan.station.id)
    return BusLine(one.line, one.plan, one.until, about, one.is_own)


def _seen(mine: Scope, found: Iterable[BusLine]) -> tuple[Seen, ...]:
    kinds: defaultdict[UUID, set[Category]] = defaultdict(lambda: {Category.IDENTITY})
    for one in found:
        kinds[one.line.id] |= {one.plan.station.category, *(step.category for step in one.steps)}
    return tuple(mine.sight(person).seen(*categories) for person, categories in kinds.items())
