"""The children of a town who are on their way to another place: transitions with a note and what has happened.

They have a chance of their own, so that the rest of a town is what it was. Nobody works where they go to: that a child
is offered to one's own place one may know, and no more: see `tests/journey/test_offers`. Offers `move_on`.
"""

from random import Random
from typing import Any, Final

from tests.promises.worlds.town import NOW, TODAY, Town

from vugge.access.rules.basis import BasisKind
from vugge.journey.models import Transition, TransitionEvent, TransitionNote
from vugge.journey.rules.transitions import State
from vugge.organisations.rules.kinds import Role, UnitKind

KINDS: Final = {
    Role.HEALTH_VISITOR: ("health_visiting_to_daycare", UnitKind.KINDERGARTEN),
    Role.PEDAGOGUE: ("daycare_to_school", UnitKind.SCHOOL),
    Role.TEACHER: ("school_to_youth_education", None),
}
STATES: Final = (State.PREPARED, State.OFFERED, State.RETURNED, State.ACCEPTED, State.ARRIVED)


def move_on(town: Town, seed: int) -> None:
    """Let about half of those with a health visitor, a pedagogue or a teacher be on their way, once each."""
    chance, moving = Random(f"moving on {seed}"), set[Any]()  # Any: ids of persons
    for basis in town.tables["Basis"]:
        one = next((each for each in town.staff if basis.account and each.account.id == basis.account.id), None)
        if one is None or basis.kind != BasisKind.ASSIGNED or Role(one.role) not in KINDS:
            continue
        if basis.person_id not in moving and chance.random() < 0.5:
            moving.add(basis.person_id)
            _on_the_way(town, chance, basis.person_id, one)


def _on_the_way(town: Town, chance: Random, about: Any, one: Any) -> None:  # Any: a person's id, and an employee
    kind, to = KINDS[Role(one.role)]
    state = chance.choice(STATES)
    row = Transition(
        id=town.uuid(), person_id=about, kind=kind, from_unit=one.unit,
        to_unit=town.units[to][-1] if to else None, to_place="" if to else town.words.one("Xp"), planned_on=TODAY,
        answer_by=TODAY, arrived_on=TODAY if state is State.ARRIVED else None, state=state, opened_by="system:test",
        opened_at=NOW, key=town.uuid(),
    )  # fmt: skip
    town.add(row)
    shared: dict[str, Any] = {"person_id": about, "transition_id": row.id}  # Any: columns of any kind
    town.add(
        TransitionNote(
            id=town.uuid(), prompt="strengths", text=town.words.one("Xr"), written_by="system:test", written_at=NOW,
            **shared,
        ),
        TransitionEvent(id=town.uuid(), deed="open", state=State.PREPARED, by="system:test", at=NOW, **shared),
    )  # fmt: skip
