"""What the questions about transitions share: rows within a scope as lines, places, and who stands on which side.

Offers `rows_of`, `lines_of`, `part_of`, `may_receive`, `stays_of`, `placeless` and `facts_from`. Asked inside looks.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from vugge.access.queries.law import access_law
from vugge.access.rules.basis import BasisKind
from vugge.audit.rules import Category, Level, Scope, Viewer
from vugge.journey.models import FollowUp, Transition
from vugge.journey.queries.transition_law import transition_law
from vugge.journey.rules.transition_days import Stay, followup_due
from vugge.journey.rules.transition_law import TransitionKind
from vugge.journey.rules.transition_values import TransitionLine
from vugge.journey.rules.transitions import Facts, Part, State, is_late, standing
from vugge.kit.local_time import local_day
from vugge.organisations.queries.register import units_by_id
from vugge.people.queries.facts import protected
from vugge.people.queries.spells import spells_of
from vugge.people.rules.values import PersonLine


@dataclass(frozen=True)
class Known:
    """What lines are made with: who the children are, what the units are called, and of whom no place may be told."""

    children: Mapping[UUID, PersonLine]
    units: Mapping[int, str]
    placeless: frozenset[UUID]
    asked: Mapping[UUID, tuple[int, ...]]


def rows_of(scope: Scope, persons: Collection[UUID] | None = None) -> list[Transition]:
    """Return the transitions that the viewer may know of, by day. One statement.

    Whoever sees the sort of data that a transition belongs to, and whoever works on one of its sides.
    """
    rows = Transition.objects.within(scope, only=persons).order_by("planned_on", "opened_at", "id")
    return [row for row in rows if _is_shown(scope, row)]


def kind_of_row(row: Transition) -> TransitionKind | None:
    """Return the kind of a transition as the law had it when it was opened."""
    return transition_law(local_day(row.opened_at)).kind(row.kind)


def _is_shown(scope: Scope, row: Transition) -> bool:
    kind = kind_of_row(row)
    if kind is None:
        return False
    is_mine = part_of(scope.viewer, row) is not Part.OTHER and scope.shows(row.person_id, Category.IDENTITY)
    return is_mine or scope.shows(row.person_id, kind.category)


def part_of(viewer: Viewer, row: Transition) -> Part:
    """Return the side on which a viewer works; a citizen works on none."""
    if not viewer.unit.isdecimal():
        return Part.OTHER
    unit = int(viewer.unit)
    if unit == row.from_unit_id:
        return Part.SENDER
    return Part.RECEIVER if unit == row.to_unit_id else Part.OTHER


def may_receive(viewer: Viewer, *, day: date) -> bool:
    """Say whether somebody's role is one that can take over a child: never a volunteer, a board member or the like."""
    policy = access_law(day).policy
    rule = policy.rule(viewer.role, BasisKind.ASSIGNED) if viewer.role else None
    return rule is not None and rule.sees is Level.FULL and viewer.role not in policy.private_roles


def facts_from(row: Transition) -> Facts:
    """Return what a transition's standing follows from."""
    return Facts(
        State(row.state),
        goes_out=row.to_unit_id is None and bool(row.to_place),
        planned_on=row.planned_on,
        answer_by=row.answer_by,
        arrived_on=row.arrived_on,
        reason=row.reason,
    )


def known_of(scope: Scope, rows: Iterable[Transition], children: Iterable[PersonLine], units: Iterable[int]) -> Known:
    """Gather what lines are made with. Three statements."""
    found = list(rows)
    wanted = {one for row in found for one in (row.from_unit_id, row.to_unit_id) if one is not None} | set(units)
    asked: defaultdict[UUID, list[int]] = defaultdict(list)
    followed = FollowUp.objects.within(scope, only={row.person_id for row in found})
    for transition, months in followed.values_list("transition_id", "months"):
        asked[transition].append(months)
    by_id = {one.id: one for one in children}
    return Known(
        by_id,
        {unit: one.name for unit, one in units_by_id(scope.viewer, units=wanted).items()},
        placeless(scope, by_id),
        {transition: tuple(months) for transition, months in asked.items()},
    )


def placeless(scope: Scope, persons: Collection[UUID]) -> frozenset[UUID]:
    """Return those who are protected and whom the viewer may not locate: no place of theirs is named. One statement."""
    return frozenset(one for one in protected(persons) if not scope.shows(one, Category.LOCATION))


def lines_of(scope: Scope, rows: Iterable[Transition], known: Known, *, today: date) -> list[TransitionLine]:
    """Return transitions as lines of a list; those of whom the viewer does not know the child are left out."""
    return [_line(scope, row, known, today=today) for row in rows if row.person_id in known.children]


def _line(scope: Scope, row: Transition, known: Known, *, today: date) -> TransitionLine:
    law = transition_law(local_day(row.opened_at))
    kind = law.kind(row.kind)
    assert kind is not None  # noqa: S101  rows_of left the others out
    is_hidden = row.person_id in known.placeless
    facts = replace(facts_from(row), reason="") if is_hidden else facts_from(row)
    return TransitionLine(
        id=row.id,
        child=known.children[row.person_id],
        kind=kind.title,
        state=standing(facts, law=law, today=today),
        part=part_of(scope.viewer, row),
        from_name="" if is_hidden else known.units.get(row.from_unit_id, ""),
        to_name="" if is_hidden else known.units.get(row.to_unit_id or 0, row.to_place),
        planned_on=row.planned_on,
        next_on=_next_on(row, known.asked.get(row.id, ())),
        is_late=is_late(facts, today=today),
    )


def _next_on(row: Transition, asked: Iterable[int]) -> date | None:
    if row.state == State.OFFERED:
        return row.answer_by
    if row.state in (State.ARRIVED, State.FOLLOWED_UP) and row.arrived_on:
        due = followup_due(row.arrived_on, asked, law=transition_law(local_day(row.opened_at)))
        return due[1] if due else None
    return row.planned_on


def stays_of(scope: Scope, persons: Collection[UUID]) -> Mapping[UUID, tuple[Stay, ...]]:
    """Return where these persons are and were, as far as the viewer sees it, but corrected places. Two statements."""
    found: defaultdict[UUID, list[Stay]] = defaultdict(list)
    for one in spells_of(scope, persons):
        if one.corrected_by is None:
            found[one.person].append(Stay(one.kind, one.begins, one.ends, one.unit))
    return {person: tuple(those) for person, those in found.items()}
