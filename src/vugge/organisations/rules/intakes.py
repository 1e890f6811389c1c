"""A file that somebody brought in, from waiting to saved: where it stands, and what can be done about it.

Offers `IntakeKind` with `BROUGHT_BY` and `kinds_of`, `IntakeState` (as stored), `Standing` (as shown), `standing`,
`Given`, `Intake` and `may_retry`.
"""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from vugge.audit.rules import Viewer
from vugge.kit.text import sentence
from vugge.organisations.rules.kinds import Role

SILENCE: Final = timedelta(minutes=2)
"""So long without a word from whoever works on a file: nobody does any more. They speak several times a second."""

NO_LONGER: Final = sentence(
    "Intet er gemt. Du har ikke længere den opgave, som du havde, da du bad om det. "
    "Bed en, der har den, om at indlæse filen."
)


class IntakeKind(StrEnum):
    """What a file is about."""

    REGISTER = "register"
    LISTS = "lists"
    EVIDENCE = "evidence"


BROUGHT_BY: Final[Mapping[IntakeKind, frozenset[Role]]] = {
    IntakeKind.REGISTER: frozenset({Role.ADMINISTRATOR}),
    IntakeKind.LISTS: frozenset({Role.ADMINISTRATOR}),
    IntakeKind.EVIDENCE: frozenset({Role.HEALTH_VISITOR, Role.PEDAGOGUE, Role.TEACHER}),
}
"""Who may bring which files: what an institution has seen of its children, those who work with them there."""

MAY_NOT_BRING: Final = sentence(
    "Din opgave indlæser ikke den slags filer. Det, der er set af børn, indlæses af dem, der arbejder med børnene."
)


def kinds_of(role: str) -> tuple[IntakeKind, ...]:
    """Return the files that somebody in a role may bring.

    >>> [one.value for one in kinds_of("teacher")]
    ['evidence']
    """
    return tuple(kind for kind, roles in BROUGHT_BY.items() if role in roles)


class IntakeState(StrEnum):
    """Where a file is: `refused` cannot be saved as it is; `broken` is our own mistake, and it may be tried again."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    BROKEN = "broken"


class Standing(StrEnum):
    """Where a file is as whoever asked sees it: also that nobody takes it, and that whoever took it went silent."""

    WAITING = "waiting"
    LATE = "late"
    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"
    REFUSED = "refused"
    BROKEN = "broken"


UNDER_WAY: Final = frozenset({Standing.WAITING, Standing.RUNNING})
"""What changes by itself, so that it is worth looking again in a moment."""

AGAIN: Final = frozenset({Standing.LATE, Standing.STOPPED, Standing.BROKEN})


@dataclass(frozen=True)
class Given:
    """A file as it came: its ending and its content."""

    ending: str
    content: bytes = field(repr=False)

    @property
    def carried(self) -> str:
        """The content as letters, to travel in a page or to be sealed."""
        return b64encode(self.content).decode("ascii")


@dataclass(frozen=True)
class Intake:
    """A file that an account brought in, acting as a role in a unit.

    `done` of `rows` are gone through; `counts` are by new, changed, unchanged.
    `problem` is why it was refused, in the language of whoever asked; `is_kept`: its content is still here.
    """

    id: UUID
    kind: IntakeKind
    standing: Standing
    account: UUID
    role: str
    unit: str
    who: str
    unit_name: str
    asked_at: datetime
    ended_at: datetime | None
    done: int
    rows: int
    counts: Mapping[str, int]
    problem: str
    attempt: int
    is_kept: bool

    @property
    def is_under_way(self) -> bool:
        """Say whether it changes by itself."""
        return self.standing in UNDER_WAY


def standing(state: IntakeState, *, heard_at: datetime, now: datetime) -> Standing:
    """Say where a file stands, from its state and the last word about it (when it was asked for, at first).

    >>> from datetime import UTC
    >>> noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    >>> standing(IntakeState.RUNNING, heard_at=noon, now=noon + timedelta(minutes=3)).value
    'stopped'
    """
    is_silent = now - heard_at > SILENCE
    if is_silent and state is IntakeState.WAITING:
        return Standing.LATE
    if is_silent and state is IntakeState.RUNNING:
        return Standing.STOPPED
    return Standing(state.value)


def may_retry(intake: Intake, viewer: Viewer) -> bool:
    """Say whether a viewer may have a file tried again: brought in this part, when it stopped for no fault of its own.

    In another part it is somebody else's: what it holds would be saved in the name of a unit that never saw it.
    """
    is_own = (intake.account, intake.role, intake.unit) == (viewer.identity, viewer.role, viewer.unit)
    return is_own and intake.is_kept and intake.standing in AGAIN
