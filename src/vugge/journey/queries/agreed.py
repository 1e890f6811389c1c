"""What is agreed about children, as far as the viewer may see it. Asked inside looks.

Offers `goals_of`, `steps_of`, and `placeless`, those of whom the viewer is not to read free text.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from vugge.audit.rules import Act, Category, Scope
from vugge.journey import models
from vugge.journey.rules.agreed import (
    Achievement,
    AnswerLine,
    ChangeLine,
    Doer,
    GoalValue,
    Lifecycle,
    StepState,
    StepValue,
    View,
    Whose,
    With,
    act_for,
)
from vugge.organisations.queries.register import units_by_id
from vugge.organisations.queries.staff import colleagues
from vugge.people.queries.facts import custodies, protected
from vugge.people.queries.persons import lines

Row = Mapping[str, Any]  # Any: plain values of a row
_GOAL: Final = (
    "id", "person_id", "words", "language", "whose", "category", "station", "lifecycle", "achievement", "agreed_on",
    "ended_on", "version", "written_by",
)  # fmt: skip
_ANSWER: Final = ("goal_id", "account_id", "participant_id", "view", "words", "answered_on", "recorded_by")
_CHANGE: Final = ("goal_id", "field", "old", "new", "reason", "changed_at", "changed_by")
_STEP: Final = (
    "id", "person_id", "goal_id", "station", "what", "category", "account_id", "unit_id", "due", "first_due",
    "agreed_with", "agreed_on", "state", "dropped_because", "ended_on", "reminds", "version", "written_by",
)  # fmt: skip


def placeless(scope: Scope, persons: Collection[UUID]) -> frozenset[UUID]:
    """Return the protected ones whom the viewer may not locate: free text may tell where they are. One statement."""
    hidden = protected(persons)
    return frozenset(one for one in hidden if not scope.shows(one, Category.LOCATION))


def goals_of(scope: Scope, persons: Collection[UUID]) -> tuple[GoalValue, ...]:
    """Return the goals of these persons that the viewer may see, those worked on first. Eight statements."""
    rows = [
        row
        for row in models.Goal.objects.within(scope, only=persons).order_by("agreed_on", "id").values(*_GOAL)
        if scope.shows(row["person_id"], Category(row["category"]))
    ]
    veiled = placeless(scope, {row["person_id"] for row in rows})
    answers, changes = _answers(scope, rows, veiled), _changes(scope, rows)
    found = [
        _goal(row, scope, answers[row["id"]], changes[row["id"]], is_veiled=_is_veiled(scope, row, veiled))
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: list(Lifecycle).index(one.lifecycle)))


def steps_of(scope: Scope, persons: Collection[UUID], *, only_open: bool = False) -> tuple[StepValue, ...]:
    """Return the steps of these persons that the viewer may see, the open ones first, by day. Five statements."""
    wanted = models.Step.objects.within(scope, only=persons)
    if only_open:
        wanted = wanted.filter(ended_on__isnull=True)
    rows = [
        row
        for row in wanted.order_by("due", "id").values(*_STEP)
        if scope.shows(row["person_id"], Category(row["category"]))
    ]
    veiled = placeless(scope, {row["person_id"] for row in rows})
    viewer, today = scope.viewer, timezone.localdate()
    who = colleagues(viewer, accounts={row["account_id"] for row in rows if row["account_id"]}, on=today)
    units = units_by_id(viewer, units={row["unit_id"] for row in rows if row["unit_id"]})
    found = []
    for row in rows:
        unit, colleague = units.get(row["unit_id"]), who.get(row["account_id"])
        is_placeless = row["person_id"] in veiled and str(row["unit_id"]) != viewer.unit
        name = colleague.name if colleague else (unit.name if unit and not is_placeless else "")
        found.append(_step(row, name, scope, is_veiled=_is_veiled(scope, row, veiled)))
    return tuple(sorted(found, key=lambda one: not one.is_open))


def _is_veiled(scope: Scope, row: Row, veiled: Collection[UUID]) -> bool:
    """Say whether free text is withheld: not from whoever wrote it, nor from whoever is to do it."""
    viewer = scope.viewer
    is_own = row["written_by"] == viewer.name or (
        viewer.identity is not None and row.get("account_id") == viewer.identity
    )
    return row["person_id"] in veiled and not is_own


def _goal(
    row: Row, scope: Scope, answers: Iterable[AnswerLine], changes: Iterable[ChangeLine], *, is_veiled: bool
) -> GoalValue:
    category = Category(row["category"])
    return GoalValue(
        id=row["id"],
        person=row["person_id"],
        words="" if is_veiled else row["words"],
        language=row["language"],
        whose=Whose(row["whose"]),
        category=Category(row["category"]),
        station=row["station"],
        lifecycle=Lifecycle(row["lifecycle"]),
        achievement=Achievement(row["achievement"]),
        agreed_on=row["agreed_on"],
        version=row["version"],
        ended_on=row["ended_on"],
        is_veiled=is_veiled,
        may_change=not is_veiled and scope.sight(row["person_id"]).may(act_for(category, Act.CHANGE), category),
        answers=tuple(answers),
        changes=tuple(replace(one, old="", new="", reason="") if is_veiled else one for one in changes),
    )


def _step(row: Row, doer_name: str, scope: Scope, *, is_veiled: bool) -> StepValue:
    doer = Doer(row["account_id"], row["unit_id"])
    viewer, sight, category = scope.viewer, scope.sight(row["person_id"]), Category(row["category"])
    mine = doer.is_taken_by(viewer)
    may_change = sight.may(act_for(category, Act.CHANGE), category) or (mine and sight.may(Act.SHARE, Category.SHARING))
    return StepValue(
        id=row["id"],
        person=row["person_id"],
        what="" if is_veiled else row["what"],
        category=Category(row["category"]),
        state=StepState(row["state"]),
        doer=doer,
        doer_name=doer_name,
        due=row["due"],
        first_due=row["first_due"],
        agreed_with=tuple(With(one) for one in row["agreed_with"].split(",")),
        agreed_on=row["agreed_on"],
        goal=row["goal_id"],
        station=row["station"],
        reminds=row["reminds"],
        version=row["version"],
        is_veiled=is_veiled,
        is_mine=mine or (doer.unit is not None and str(doer.unit) == viewer.unit),
        may_change=may_change and not is_veiled,
        ended_on=row["ended_on"],
        dropped_because="" if is_veiled else row["dropped_because"],
    )


def _answers(scope: Scope, goals: Collection[Row], veiled: Collection[UUID]) -> Mapping[UUID, list[AnswerLine]]:
    """Return each participant's newest answer to each goal, by goal. Five statements.

    Somebody of the family is named only to whoever may know of them, and is otherwise told of as a parent of the child.
    """
    persons = {row["person_id"] for row in goals}
    rows = models.GoalAcceptance.objects.within(scope, only=persons).filter(goal__in=[row["id"] for row in goals])
    newest: dict[tuple[UUID, UUID], tuple[Row, bool]] = {}
    whose = {row["id"]: row["person_id"] for row in goals}
    for row in rows.order_by("answered_on", "recorded_at", "id").values(*_ANSWER):
        who = row["account_id"] or row["participant_id"]
        newest[row["goal_id"], who] = (row, row["account_id"] is not None)
    staff = {row["account_id"] for row, is_staff in newest.values() if is_staff}
    names = {one: who.name for one, who in colleagues(scope.viewer, accounts=staff, on=timezone.localdate()).items()}
    family = {row["participant_id"] for row, is_staff in newest.values() if not is_staff}
    names |= {one.id: one.name for one in lines(scope, family)}
    kin = {(one.child, one.holder): one.kind for one in custodies(children=persons, holders=family)}
    found: defaultdict[UUID, list[AnswerLine]] = defaultdict(list)
    for (goal, who), (row, is_staff) in newest.items():
        child = whose[goal]
        is_withheld = child in veiled and row["recorded_by"] != scope.viewer.name
        words = "" if is_withheld else row["words"]
        relation = kin.get((child, who)) if scope.shows(child, Category.FAMILY) else None
        line = AnswerLine(who, is_staff, names.get(who, ""), View(row["view"]), words, row["answered_on"], relation)
        found[goal].append(line)
    return found


def _changes(scope: Scope, goals: Collection[Row]) -> Mapping[UUID, list[ChangeLine]]:
    persons = {row["person_id"] for row in goals}
    rows = models.GoalChange.objects.within(scope, only=persons).filter(goal__in=[row["id"] for row in goals])
    found: defaultdict[UUID, list[ChangeLine]] = defaultdict(list)
    for row in rows.order_by("-changed_at", "id").values(*_CHANGE):
        values = {name: row[name] for name in _CHANGE[1:]}
        found[row["goal_id"]].append(ChangeLine(**values))
    return found


def named_in(goals: Iterable[GoalValue]) -> frozenset[UUID]:
    """Return those of the family whose names stand beside the goals: the log says that they were shown."""
    return frozenset(answer.who for goal in goals for answer in goal.answers if not answer.is_staff and answer.name)
