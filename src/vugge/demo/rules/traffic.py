"""A log as long as one asks for: look-ups by chance of anybody by anybody at work, to measure pages with.

Offers `Line` and `traffic`. It tells nothing; what the demo's own log tells is in `looks`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from vugge.demo.rules.chance import Chance


@dataclass(frozen=True, slots=True)
class Watcher:
    """An employee as the log names one: the account, the role and the unit's id."""

    account: UUID
    role: str
    unit: int


@dataclass(frozen=True, slots=True)
class Line:
    """One look-up."""

    at: datetime
    watcher: Watcher
    person: UUID
    number: int


def traffic(
    chance: Chance, *, watchers: Sequence[Watcher], persons: Sequence[UUID], lines: int, until: datetime
) -> Iterator[Line]:
    """Give so many look-ups, oldest first, spread evenly over the year before a moment."""
    step = timedelta(days=365) / max(1, lines)
    for number in range(lines):
        yield Line(until - step * (lines - number), chance.one_of(watchers), chance.one_of(persons), number)
