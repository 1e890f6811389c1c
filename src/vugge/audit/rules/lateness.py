"""When the log is sealed too late: who runs Vugge is warned, and after hours the most dangerous doors stay shut.

Offers `Lateness`, `lateness`, `SealStanding` and `REFUSAL`. Four hours is the tolerance of X-Road, after which it
stops too; a warning after a quarter of an hour leaves time to mend it in.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from vugge.kit.text import sentence

WARN_AFTER: Final = timedelta(minutes=15)
REFUSE_AFTER: Final = timedelta(hours=4)

REFUSAL: Final = sentence(
    "Det kan ikke lade sig gøre lige nu, for loggen er ikke blevet forseglet i flere timer, og så kan ingen bagefter "
    "vise, at den er ægte. Du kan stadig læse det, du plejer. Haster det, så ring til en kollega eller til vagten. "
    "Sig det til dem, der driver Vugge."
)


class Lateness(StrEnum):
    """How late the sealing is."""

    IN_TIME = "in_time"
    LATE = "late"
    TOO_LATE = "too_late"


@dataclass(frozen=True)
class SealStanding:
    """How the sealing stands at a moment: since when something waits for a seal, or for being kept elsewhere.

    `sealed` entries have a seal; `made_at` is when the newest checkpoint was signed. None: nothing waits, or none yet.
    """

    unsealed_since: datetime | None
    unkept_since: datetime | None
    sealed: int
    made_at: datetime | None
    at: datetime

    @property
    def waits_since(self) -> datetime | None:
        """Since when something has waited: the older of the two."""
        return min(filter(None, (self.unsealed_since, self.unkept_since)), default=None)

    @property
    def lateness(self) -> Lateness:
        """How late that is."""
        return lateness(self.waits_since, now=self.at)


def lateness(waits_since: datetime | None, *, now: datetime) -> Lateness:
    """Say how late sealing is, from when what waits for it began to wait (None: nothing waits).

    >>> from datetime import UTC
    >>> noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    >>> [lateness(noon, now=noon + one).value for one in (WARN_AFTER, WARN_AFTER * 2, REFUSE_AFTER * 2)]
    ['in_time', 'late', 'too_late']
    """
    if waits_since is None or now - waits_since <= WARN_AFTER:
        return Lateness.IN_TIME
    return Lateness.LATE if now - waits_since <= REFUSE_AFTER else Lateness.TOO_LATE
