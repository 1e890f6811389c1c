"""Steps: who does what by when; agreed, given to another, moved, begun, done, dropped with a reason, reminded of."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from uuid import UUID, uuid4

from django.utils import timezone

from vugge.access.queries.actors import scope
from vugge.access.queries.around import around
from vugge.audit.actions import action
from vugge.audit.rules import Act, Category, Logged, Permit, Viewer
from vugge.journey.actions.storing import acting_unit, add_once, change_version, the_one
from vugge.journey.models import Goal, Step
from vugge.journey.rules.agreed import (
    LONGEST_STEP,
    OPEN_STEPS,
    Doer,
    NewStep,
    StepState,
    act_for,
    checked_due,
    checked_with,
    checked_words,
)
from vugge.kit.errors import BadInput
from vugge.kit.local_time import local_day
from vugge.kit.text import sentence
from vugge.people.actions.protecting import reason_given
from vugge.people.actions.storing import logged
from vugge.people.rules.changes import Conflict, Plain, stale


@action("journey.step_agreed")
def agree_step(viewer: Viewer, *, permit: Permit, new: NewStep, key: str) -> Logged[UUID]:
    """Write down a step, and return its id; a repeated `key` gives the first one's.

    Raises `BadInput` for a day that has passed, for nobody that it is agreed with, and for a doer who is not around the
    family: whoever does it must be able to see it.
    """
    person = permit.sight.person
    permit.must_cover(viewer, act_for(new.category, Act.ADD), person, new.category)
    _check_doer(viewer, person, new.doer)
    if new.goal is not None:
        the_one(Goal, permit, new.goal)
    given: dict[str, Plain] = asdict(new) | {"doer": str(new.doer), "agreed_with": checked_with(new.agreed_with)}
    row = _row(viewer, permit, new, today=_today())
    made = add_once(row, viewer, key=key, given=given | {"person": person})
    return logged(made, permit, new.category, fields=("step",))


@action("journey.step_assigned")
def assign_step(viewer: Viewer, *, permit: Permit, step: UUID, version: int, doer: Doer) -> Logged[UUID]:
    """Give an open step to somebody else around the family. Raises `Conflict` when somebody changed it meanwhile."""
    _check_doer(viewer, permit.sight.person, doer)
    return _changed(viewer, permit, step, version, {"account_id": doer.account, "unit_id": doer.unit})


@action("journey.step_moved")
def move_step(viewer: Viewer, *, permit: Permit, step: UUID, version: int, due: date) -> Logged[UUID]:
    """Let an open step be taken by another day; the day agreed first stays beside it. Raises as `assign_step`."""
    return _changed(viewer, permit, step, version, {"due": checked_due(due, today=_today())})


@action("journey.step_begun")
def begin_step(viewer: Viewer, *, permit: Permit, step: UUID, version: int) -> Logged[UUID]:
    """Say that somebody is at it. Raises as `assign_step`."""
    return _changed(viewer, permit, step, version, {"state": StepState.DOING})


@action("journey.step_done")
def finish_step(viewer: Viewer, *, permit: Permit, step: UUID, version: int) -> Logged[UUID]:
    """Say that it is done. Raises as `assign_step`."""
    return _changed(viewer, permit, step, version, {"state": StepState.DONE, "ended_on": _today()})


@action("journey.step_dropped")
def drop_step(viewer: Viewer, *, permit: Permit, step: UUID, version: int, reason: str) -> Logged[UUID]:
    """Say that it comes to nothing, and why. Raises as `assign_step`, and `BadInput` without a reason."""
    values = {"state": StepState.DROPPED, "dropped_because": reason_given(reason), "ended_on": _today()}
    return _changed(viewer, permit, step, version, values)


@action("journey.step_reopened")
def reopen_step(viewer: Viewer, *, permit: Permit, step: UUID, version: int) -> Logged[UUID]:
    """Take back that a step is done or dropped, which was said by mistake. Raises as `assign_step`."""
    values = {"state": StepState.AGREED, "dropped_because": "", "ended_on": None}
    return _changed(viewer, permit, step, version, values, was_open=False)


@action("journey.step_reminding_set")
def remind_of_step(viewer: Viewer, *, permit: Permit, step: UUID, version: int, reminds: bool) -> Logged[UUID]:
    """Have whoever does it reminded of an open step, or no longer. Raises as `assign_step`."""
    return _changed(viewer, permit, step, version, {"reminds": reminds})


def _changed(
    viewer: Viewer,
    permit: Permit,
    step: UUID,
    version: int,
    values: Mapping[str, object],
    *,
    was_open: bool = True,
) -> Logged[UUID]:
    rows, row = the_one(Step, permit, step)
    category = Category(row.category)
    _must_change(viewer, permit, row, to=values.get("state"))
    if (row.state in OPEN_STEPS) is not was_open:
        raise _not_now(row)
    change_version(rows, version=version, values=values, otherwise=stale(()))
    return logged(step, permit, category, fields=("step",))


def _must_change(viewer: Viewer, permit: Permit, row: Step, *, to: object) -> None:
    """Demand leave to change what is agreed; whoever is to do it needs no more than to share with the family.

    What the family is to do, those who speak for it and may see it can say is begun or done; nothing else of it.
    """
    category, doer = Category(row.category), Doer(row.account_id, row.unit_id)
    may_tell = permit.sight.shows(category) and to in (StepState.DOING, StepState.DONE)
    is_own = doer.is_taken_by(viewer) and (may_tell or not doer.is_family)
    if is_own and permit.act is Act.SHARE:
        permit.must_cover(viewer, Act.SHARE, permit.sight.person, Category.SHARING)
        return
    permit.must_cover(viewer, act_for(category, Act.CHANGE), permit.sight.person, category)


def _not_now(row: Step) -> Conflict:
    if row.state in OPEN_STEPS:
        return Conflict(sentence("Skridtet er allerede åbent igen. Åbn siden igen."))
    return Conflict(sentence("En anden har afsluttet skridtet imens. Åbn siden igen, og se, hvad der står."))


def _check_doer(viewer: Viewer, person: UUID, doer: Doer) -> None:
    """Refuse somebody who is not around the family: they could not see what they are to do."""
    if doer.is_family or (doer.account is not None and doer.account == viewer.identity):
        return
    if doer.unit is not None and doer.unit == acting_unit(viewer):
        return
    team, _contact = around(scope(viewer, persons=(person,)), person)
    accounts = {one.who.account for one in team.members if one.who}
    units = {one.unit.id for one in team.members if one.unit and not one.who}
    if doer.account in accounts or (doer.account is None and doer.unit in units):
        return
    raise BadInput(
        sentence("Den, der skal gøre det, er ikke omkring familien. Vælg en anden, eller spørg om samtykke.")
    )


def _row(viewer: Viewer, permit: Permit, new: NewStep, *, today: date) -> Step:
    due = checked_due(new.due, today=today)
    return Step(
        id=uuid4(),
        person_id=permit.sight.person,
        goal_id=new.goal,
        station=new.station,
        what=checked_words(new.what, longest=LONGEST_STEP),
        category=new.category,
        account_id=new.doer.account,
        unit_id=new.doer.unit,
        due=due,
        first_due=due,
        agreed_with=checked_with(new.agreed_with),
        agreed_on=today,
        state=StepState.AGREED,
        reminds=new.reminds,
        written_by=viewer.name,
        written_at=timezone.now(),
    )


def _today() -> date:
    return local_day(timezone.now())
