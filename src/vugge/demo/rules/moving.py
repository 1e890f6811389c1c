"""Who of the town's children is on the way to another place: a handful in each state.

Offers `TransitionTold`, with `Happened`, and `transitions_of`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import cycle
from typing import Final
from uuid import UUID

from vugge.demo.rules.chance import Chance
from vugge.demo.rules.known import Known
from vugge.demo.rules.values import Family, Task
from vugge.journey.rules.transitions import Deed, State
from vugge.kit.periods import age_on
from vugge.organisations.rules.kinds import Role

MOST: Final = 32
YOUNG: Final = 13
WAYS: Final = {
    "nursery": ("nursery_to_kindergarten", "kindergarten:1"),
    "kindergarten": ("daycare_to_school", "school:1"),
    "school": ("move_institution", "school:1"),
    "health_visiting": ("health_visiting_to_daycare", "nursery:0"),
}
"""From which sort of unit a child goes which way, and where to."""
OUT_OF_SCHOOL: Final = ("school_to_youth_education", "youth_education:0")

PATHS: Final = (
    (),
    (Deed.OFFER,),
    (Deed.OFFER, Deed.ACCEPT),
    (Deed.OFFER, Deed.RETURN),
    (Deed.OFFER, Deed.ACCEPT, Deed.ARRIVE),
    (Deed.OFFER, Deed.ACCEPT, Deed.ARRIVE, Deed.FOLLOW_UP),
    (Deed.CANCEL,),
    (Deed.OFFER, Deed.ACCEPT, Deed.ARRIVE, Deed.FOLLOW_UP, Deed.FOLLOW_UP),
)
"""What has happened, for one after the other: so that there are some in every state."""
REACHED: Final = {Deed.OFFER: State.OFFERED, Deed.ACCEPT: State.ACCEPTED, Deed.RETURN: State.RETURNED,
                  Deed.ARRIVE: State.ARRIVED, Deed.CANCEL: State.CANCELLED}  # fmt: skip
REASONS: Final = {
    Deed.RETURN: "Vi har ikke plads før efter sommerferien.",
    Deed.CANCEL: "Familien har valgt, at barnet bliver et år til.",
}
NOTES: Final = (
    ("strengths", "Er god til at lege med andre og elsker at blive læst højt for."),
    ("works", "En fast plads og besked i god tid, når der sker noget nyt."),
    ("family_wants", "At bedstemor også må hente."),
    ("keep", "Venskabet med de to fra samme vej."),
)


@dataclass(frozen=True)
class Happened:
    """One step of a transition: what was done, where that led, when and why."""

    deed: str
    state: State
    at: datetime
    reason: str = ""


@dataclass(frozen=True)
class TransitionTold:
    """A child's way from one place to the next, as far as it has come; `by` is the account of the sender."""

    id: UUID
    key: UUID
    person: UUID
    kind: str
    from_unit: str
    to_unit: str
    by: UUID
    planned_on: date
    arrived_on: date | None
    steps: tuple[Happened, ...]

    @property
    def state(self) -> State:
        """Where it stands."""
        return self.steps[-1].state


def transitions_of(families: Iterable[Family], known: Known, chance: Chance) -> tuple[TransitionTold, ...]:
    """Tell of some children who have a task around them at a place, each once."""
    found, paths = list[TransitionTold](), cycle(PATHS)
    for task, kind, to_unit in _ways(families, known.today):
        if len(found) == MOST:
            break
        found.append(_told(task, kind, to_unit, next(paths), known=known, chance=chance))
    return tuple(found)


def _ways(families: Iterable[Family], today: date) -> Iterator[tuple[Task, str, str]]:
    """Yield who could be on the way, which way, and where to: those whose task is at the place where they are."""
    moving: set[UUID] = set()
    for family in families:
        born = {one.id: one.born for one in family.persons}
        here = {(one.person, one.unit) for one in family.spells if one.unit and one.ends is None}
        for task in family.tasks:
            birth, sort = born.get(task.person), task.unit.partition(":")[0]
            is_here = (task.person, task.unit) in here or (
                sort == "health_visiting" and task.role is Role.HEALTH_VISITOR
            )
            if task.person in moving or birth is None or sort not in WAYS or not is_here:
                continue
            if sort == "health_visiting" and age_on(birth, today) > 1:
                continue
            is_leaving = sort == "school" and age_on(birth, today) >= YOUNG
            kind, to_unit = OUT_OF_SCHOOL if is_leaving else WAYS[sort]
            if to_unit != task.unit:
                moving.add(task.person)
                yield task, kind, to_unit


def _told(
    task: Task, kind: str, to_unit: str, path: tuple[Deed, ...], *, known: Known, chance: Chance
) -> TransitionTold:
    """Tell one, so that its last step lies some days back, and its follow-ups after three and twelve months."""
    begun = path.count(Deed.FOLLOW_UP)
    months = {0: chance.between(5, 20), 1: 130, 2: 400}[begun]
    steps = [Happened("open", State.PREPARED, known.at(months + 40, 9))]
    for number, deed in enumerate(path):
        days_ago = {Deed.OFFER: months + 20, Deed.ACCEPT: months + 10, Deed.ARRIVE: months}.get(deed, 2)
        is_second = deed is Deed.FOLLOW_UP and path[:number].count(Deed.FOLLOW_UP) == 1
        state = State.CLOSED if is_second else REACHED.get(deed, State.FOLLOWED_UP)
        if deed is Deed.FOLLOW_UP and begun > 1 and not is_second:
            days_ago = months - 95
        steps.append(Happened(deed.value, state, known.at(days_ago, 10 + number), REASONS.get(deed, "")))
    arrived = known.today - timedelta(days=months) if Deed.ARRIVE in path else None
    planned = arrived or known.today + timedelta(days=chance.between(30, 120))
    return TransitionTold(
        chance.key(), chance.key(), task.person, kind, task.unit, to_unit, task.account, planned, arrived, tuple(steps)
    )
