"""A matter that whoever keeps the register has to settle: a citizen's wish, a suspicion, a merge to be undone.

It waits without a name until somebody takes it up, and then opens those it is about to that one person, for a time.
Offers `ErrandKind`, `Errand`, `WaitingErrand` (the same without anybody in it) and `of_municipality`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class ErrandKind(StrEnum):
    """What has to be settled."""

    CORRECTION = "correction"
    DELETION = "deletion"
    DUPLICATE = "duplicate"
    UNMERGE = "unmerge"


@dataclass(frozen=True)
class WaitingErrand:
    """A matter that nobody here can look into yet: what it is, since when, and by when it is answered. No person."""

    kind: ErrandKind
    number: str
    since: date
    due: date | None = None

    @property
    def code(self) -> str:
        """What it is called on the bases that it gives."""
        return f"{self.kind}:{self.number}"


@dataclass(frozen=True)
class Errand(WaitingErrand):
    """The same with whom it is about."""

    persons: tuple[UUID, ...] = ()

    def nameless(self) -> WaitingErrand:
        """Return it without anybody in it."""
        return WaitingErrand(self.kind, self.number, self.since, self.due)


def of_municipality(errand: Errand, code: str, *, lives_in: Mapping[UUID, Collection[str]]) -> bool:
    """Say whether a matter belongs to a municipality: one of those it is about lives there, or is worked with there.

    >>> one = Errand(ErrandKind.CORRECTION, "1", date(2026, 11, 22), persons=(UUID(int=7),))
    >>> of_municipality(one, "0101", lives_in={UUID(int=7): {"0101"}}), of_municipality(one, "0101", lives_in={})
    (True, False)
    """
    return bool(code) and any(code in lives_in.get(person, ()) for person in errand.persons)
