"""How transitions are stored with their moments in the past: what `vugge.journey.actions` can only do as of now.

Offers `store_transitions`. Nothing here writes the log: the deed in `loading` does.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from vugge.demo.rules.moving import NOTES, TransitionTold
from vugge.journey import models
from vugge.journey.queries.transition_law import transition_law
from vugge.journey.rules.transition_values import ItemAnswer
from vugge.journey.rules.transitions import Deed, State
from vugge.kit.local_time import local_day


def store_transitions(told: Iterable[TransitionTold], units: Mapping[str, int]) -> None:
    """Store them; `units` are the ids of the units by key."""
    for one in told:
        row = _row(one, units)
        models.Transition.objects.adding().bulk_create([row])
        about: dict[str, Any] = {"person_id": one.person, "transition_id": row.id}  # Any: columns of any kind
        by = f"person:{one.by}"
        models.TransitionEvent.objects.adding().bulk_create(
            models.TransitionEvent(
                deed=step.deed,
                state=step.state,
                reason=step.reason,
                by=by,
                unit_id=row.from_unit_id,
                at=step.at,
                **about,
            )
            for step in one.steps
        )
        models.TransitionNote.objects.adding().bulk_create(
            models.TransitionNote(prompt=prompt, text=text, written_by=by, written_at=one.steps[0].at, **about)
            for prompt, text in NOTES
        )
        models.TransitionItem.objects.adding().bulk_create(_items(one, about, by))
        models.FollowUp.objects.adding().bulk_create(_followups(one, about, by))


def _row(one: TransitionTold, units: Mapping[str, int]) -> models.Transition:
    first, last = one.steps[0], one.steps[-1]
    law = transition_law(local_day(first.at))
    is_asked = one.state is State.OFFERED
    return models.Transition(
        id=one.id,
        person_id=one.person,
        kind=one.kind,
        from_unit_id=units[one.from_unit],
        to_unit_id=units[one.to_unit],
        planned_on=one.planned_on,
        answer_by=local_day(last.at) + timedelta(days=law.answer.days) if is_asked else None,
        arrived_on=one.arrived_on,
        state=one.state,
        reason=last.reason,
        opened_by=f"person:{one.by}",
        opened_at=first.at,
        version=len(one.steps),
        key=one.key,
    )


def _items(one: TransitionTold, about: Mapping[str, Any], by: str) -> list[models.TransitionItem]:  # Any: columns
    """Return the list as answered: all of it once the next place has been asked, the first point before."""
    items = transition_law(local_day(one.steps[0].at)).items_of(one.kind)
    answered = items if len(one.steps) > 1 else items[:1]
    return [
        models.TransitionItem(item=item.id, answer=ItemAnswer.YES, answered_by=by, answered_at=one.steps[0].at, **about)
        for item in answered
    ]


def _followups(one: TransitionTold, about: Mapping[str, Any], by: str) -> list[models.FollowUp]:  # Any: likewise
    months = transition_law(local_day(one.steps[0].at)).followup.months
    done = [step for step in one.steps if step.deed == Deed.FOLLOW_UP]
    return [
        models.FollowUp(
            months=after, still_there=True, words="Glad for det nye sted.", answered_by=by, answered_at=step.at, **about
        )
        for after, step in zip(months, done, strict=False)
    ]
