"""What the clock asks for: sealing and sending every minute, and the night's work.

Offers `DUTIES`, `Clock` and `keep_house`.

All of it may be run at any time and twice at once. `vugge work` runs it when it is due, `vugge nightly` the night's at
once.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from random import SystemRandom
from traceback import format_tb
from typing import Final

from django.core.management import call_command
from django.db import OperationalError

from vugge.access.queries.statistics import is_released, is_tried, is_whole
from vugge.access.rules.statistics import quarter_before
from vugge.access.tasks import NEAR, draw_sample, needs_sample
from vugge.audit.queries import last_done
from vugge.audit.rules import Purpose, system
from vugge.audit.tasks import keep_checkpoint, seal_log
from vugge.cli.command import mention
from vugge.cli.statistics import journeys_here, release_here, told, told_together
from vugge.journey.rules.aggregate import SERIES
from vugge.journey.tasks import forget_reminded, remind, send_waiting
from vugge.kit.errors import VuggeError
from vugge.kit.local_time import HERE, local_day
from vugge.kit.text import Sentence, sentence
from vugge.organisations.actions.intakes import remove_leftovers

LOGGER: Final = logging.getLogger("vugge.schedule")
KEEPER: Final = system("nightly", Purpose.ADMINISTRATION)
DONE: Final = "organisations.leftovers_removed"
"""The last of the night's work; its entry in the log says when the house was kept."""

NIGHT: Final = time(2, 0)
"""Local time; on the night of summer time it does not exist, and the hour after it serves."""
SEALED_EVERY: Final = timedelta(minutes=1)


@dataclass(frozen=True)
class Duty:
    """One piece of the night's work: what it is called when it fails, and what it does at a moment."""

    name: Sentence
    do: Callable[[datetime], object]
    again: Callable[[datetime], object] | None = None
    """What of it is tried each hour between two nights; it asks itself whether that is done."""


def _clear_sessions(_now: datetime) -> None:
    call_command("clearsessions")


def _draw_sample(now: datetime) -> None:
    """Draw the sample of the last month whose looks all have what was done near them, before and after."""
    month = last_month(local_day(now) - NEAR)
    if needs_sample(month):
        draw_sample(month=month, chances=iter(SystemRandom().random, None))


def _release_figures(now: datetime) -> None:
    """Release the last whole quarter's figures about people, on the first night after it.

    A table that was refused is tried again each night of the quarter after: what it lacked, such as how many live in
    an area, may have come. That it is refused is said, and is no failure: it is the protection that works.
    """
    quarter = quarter_before(local_day(now))
    if not is_whole(quarter):
        for one in release_here(quarter):
            mention(told(one))


def _release_new_figures(now: datetime) -> None:
    """Release the same, unless it was tried: a refusal an hour ago would be the same refusal, and as long a count."""
    if not is_tried(quarter_before(local_day(now))):
        _release_figures(now)


def _release_journeys(now: datetime) -> None:
    """Release the last whole quarter's figures of how children stand, on the first night after it.

    Some tables are refused for what the others tell, and would be again: once any is out, the quarter is done.
    """
    quarter = quarter_before(local_day(now))
    if not is_released(quarter, SERIES):
        for said in told_together(journeys_here(quarter)):
            mention(said)


def _release_new_journeys(now: datetime) -> None:
    """Release the same, unless it was tried."""
    if not is_tried(quarter_before(local_day(now)), SERIES):
        _release_journeys(now)


def _remove_leftovers(now: datetime) -> None:
    remove_leftovers(KEEPER, now=now)


DUTIES: Final[tuple[Duty, ...]] = (
    Duty(sentence("udløbne log-ind"), _clear_sessions),
    Duty(sentence("månedens stikprøve"), _draw_sample, again=_draw_sample),
    Duty(sentence("kvartalets tal"), _release_figures, again=_release_new_figures),
    Duty(sentence("kvartalets tal om rejsen"), _release_journeys, again=_release_new_journeys),
    Duty(sentence("dagens påmindelser"), remind, again=remind),
    Duty(sentence("gamle påmindelser"), forget_reminded),
    Duty(sentence("filer, der blev til overs"), _remove_leftovers),  # its entry in the log says that there was a night
)


def last_month(today: date) -> date:
    """Return the first day of the last whole month.

    >>> last_month(date(2026, 1, 1))
    datetime.date(2025, 12, 1)
    """
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def is_night_due(now: datetime, *, last: datetime | None) -> bool:
    """Say whether the house has not been kept since two o'clock last came.

    >>> morning = datetime(2026, 11, 22, 8, tzinfo=HERE)
    >>> is_night_due(morning, last=morning - timedelta(hours=5)), is_night_due(morning, last=None)
    (False, True)
    """
    today = local_day(now)
    two = datetime.combine(today, NIGHT, tzinfo=HERE)
    if now < two:
        two = datetime.combine(today - timedelta(days=1), NIGHT, tzinfo=HERE)
    return last is None or last < two


def keep_house(now: datetime) -> int:
    """Do the night's work; what fails is said and keeps nothing else from being done. Returns how much failed."""
    return sum(not _done(duty.name, partial(duty.do, now)) for duty in DUTIES)


class Clock:
    """Remembers what was done when, for a worker that is asked again and again."""

    def __init__(self) -> None:
        self._sealed_at: datetime | None = None
        self._tried_at: datetime | None = None

    def do_what_is_due(self, now: datetime) -> None:
        """Seal when a minute has gone, and keep the house once a night, and try again each hour what failed."""
        if self._sealed_at is None or now - self._sealed_at >= SEALED_EVERY:
            self._sealed_at = now
            _done(sentence("loggens segl"), seal_log)
            _done(sentence("seglets kopi"), keep_checkpoint)
            _done(sentence("påmindelser og invitationer"), partial(send_waiting, now))
        if self._tried_at is not None and now - self._tried_at < timedelta(hours=1):
            return
        self._tried_at = now
        if is_night_due(now, last=last_done(KEEPER, verb=DONE)):
            keep_house(now)
            return
        for duty in DUTIES:
            if duty.again is not None:
                _done(duty.name, partial(duty.again, now))


def _done(name: Sentence, do: Callable[[], object]) -> bool:
    try:
        do()
    except (VuggeError, OperationalError) as problem:
        reason = problem.sentence if isinstance(problem, VuggeError) else type(problem).__name__
        mention(sentence("{name}: det lykkedes ikke. {reason}", name=name, reason=reason))
        return False
    except Exception as mistake:  # noqa: BLE001  ours: it must not stop the sealing, nor what others wait for
        reason = type(mistake).__name__
        mention(sentence("{name}: det lykkedes ikke. {reason}", name=name, reason=reason))
        LOGGER.error("%s\n%s", reason, "".join(format_tb(mistake.__traceback__)))  # no message: it may quote data
        return False
    return True
