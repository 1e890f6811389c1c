"""The bases on which somebody may know of a person, as values with a beginning and an end.

Offers `BasisKind`, `Grant` (one basis of one viewer about one person) with `CustodiansYes`, `Actor` and `PersonFacts`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from vugge.audit.rules import Category, Purpose, Viewer
from vugge.kit.periods import Period

CITIZEN: Final = "citizen"
"""The part of whoever acts as themselves or for their child; everybody else acts in a staff role."""


class BasisKind(StrEnum):
    """Why somebody may know. The strongest stands first; it is the one that the log names first."""

    OWN = "own"
    CUSTODY = "custody"
    ASSIGNED = "assigned"
    STATUTE = "statute"
    TEAM = "team"
    CONSENT = "consent"
    MEETING = "meeting"
    EMERGENCY = "emergency"


STRENGTH: Final = tuple(BasisKind)


class ConflictKind(StrEnum):
    """Why an employee may not look a person up, whatever the task."""

    FAMILY = "family"
    NEIGHBOUR = "neighbour"
    OTHER = "other"


@dataclass(frozen=True)
class CustodiansYes:
    """What a consent by custodians rests on: in which matter they were asked, from which day on, and for which child.

    `held` says of each who had to answer in which periods they have had custody of the child.
    """

    matter: str
    asked_on: date
    child_born: date | None
    held: tuple[tuple[Period, ...], ...]


@dataclass(frozen=True)
class Grant:
    """One basis: who may know of this person, from one moment up to another (UTC; None: still going on).

    `categories` are those that the basis itself names: None leaves it to the policy, an empty set gives nothing.
    `yes` is what a consent by custodians rests on; it carries no longer than they may speak for the child.
    """

    kind: BasisKind
    code: str
    person: UUID
    begins: datetime
    ends: datetime | None = None
    categories: frozenset[Category] | None = None
    purposes: frozenset[Purpose] | None = None
    child_born: date | None = None
    yes: CustodiansYes | None = None

    def is_active(self, now: datetime) -> bool:
        """Say whether it holds at a moment; its last moment is the one before `ends`."""
        return self.begins <= now and (self.ends is None or now < self.ends)


@dataclass(frozen=True)
class Actor:
    """Whoever asks: the viewer and the part played, `CITIZEN` or the code of a staff role held today; None: no part.

    `person` is the citizen's own; staff have none here, whoever they are at home.
    """

    viewer: Viewer
    role: str | None
    person: UUID | None = None


@dataclass(frozen=True)
class PersonFacts:
    """What takes away from everybody's access to a person.

    `is_protected`: name and address protection. `is_conflict`: the viewer's own family or neighbour.
    `lives_with_viewer`: they share a home today, so that the whereabouts are no secret between them.
    """

    person: UUID
    is_protected: bool = False
    is_conflict: bool = False
    lives_with_viewer: bool = False
