"""Plain facts about persons that access is decided by: ids, kinds and days, never a name."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from vugge.people.rules.kinds import CustodyKind, ParentKind, PersonState, SpellKind


@dataclass(frozen=True)
class CustodyFact:
    """That `holder` has custody of `child` from `begins` up to `ends`, both at local midnight in Denmark.

    `needs_check`: nobody has yet looked at it, and it may open nothing to the holder.
    """

    child: UUID
    holder: UUID
    kind: CustodyKind
    begins: date
    ends: date | None
    needs_check: bool
    child_born: date | None

    def holds_on(self, day: date) -> bool:
        """Say whether it is in force on a local day.

        >>> end = date(2026, 7, 1)
        >>> CustodyFact(UUID(int=1), UUID(int=2), CustodyKind.FATHER, date(2026, 1, 1), end, False, None).holds_on(end)
        False
        """
        return self.begins <= day and (self.ends is None or day < self.ends)


@dataclass(frozen=True)
class ParentFact:
    """That `parent` is a parent of `child`; it opens nothing."""

    child: UUID
    parent: UUID
    kind: ParentKind


@dataclass(frozen=True)
class LifeFact:
    """Where a person is in life: the state, the days, and into which record this one was merged."""

    state: PersonState
    born: date | None
    due: date | None
    merged_into: UUID | None


@dataclass(frozen=True)
class PlaceFact:
    """Where a person is now: the dwelling with its area and housing department, and the units of the other spells."""

    dwelling: UUID | None = None
    area_key: str = ""
    stairway: str = ""
    housing_unit: int | None = None
    units: frozenset[int] = frozenset()

    def with_unit(self, unit: int) -> "PlaceFact":
        """Return the same place with one more unit."""
        return replace(self, units=self.units | {unit})


@dataclass(frozen=True)
class PlacedFact:
    """That a person is at a unit for a time: at a school, in a job, in the dwelling of a housing department."""

    person: UUID
    unit: int
    kind: SpellKind
    begins: date
    ends: date | None


@dataclass(frozen=True)
class StayFact:
    """That a person is or was at a unit (None: a home, or a place that is not on file); `ends` is the day after."""

    spell: UUID
    unit: int | None
    ends: date | None


@dataclass(frozen=True)
class PairFact:
    """That two records may be, or were made, one person: the id of that, the two, and when it was noted (UTC)."""

    id: UUID
    first: UUID
    second: UUID
    noted_at: datetime
