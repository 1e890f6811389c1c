"""Days as they begin in Denmark, and moments as they are stored (UTC).

Offers `HERE`, `local_midnight` and `local_day`.
"""

from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

HERE: Final = ZoneInfo("Europe/Copenhagen")


def local_midnight(day: date) -> datetime:
    """Return the moment a day begins in Denmark.

    >>> local_midnight(date(2026, 7, 1)).isoformat()
    '2026-07-01T00:00:00+02:00'
    """
    return datetime.combine(day, time(), tzinfo=HERE)


def local_day(moment: datetime) -> date:
    """Return the day it is in Denmark at a moment.

    >>> from datetime import UTC
    >>> local_day(datetime(2026, 6, 30, 22, 30, tzinfo=UTC))
    datetime.date(2026, 7, 1)
    """
    return moment.astimezone(HERE).date()
