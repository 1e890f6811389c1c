"""Commands about access: draw the month's sample of the log. Offers `COMMANDS`."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date
from random import SystemRandom
from typing import Final

from django.utils.timezone import localdate

from vugge.access.tasks import draw_sample
from vugge.audit.actions import declared
from vugge.audit.rules import Purpose
from vugge.cli.command import Command, mention
from vugge.cli.prepare import ready_database
from vugge.cli.schedule import last_month
from vugge.kit.text import sentence


@declared("access.sample_drawn", purpose=Purpose.SUPERVISION)
def run_sample(options: Namespace) -> int:
    """Draw the sample of a month, by default the last whole one, for the supervisor to go through."""
    ready_database()
    month = options.month or last_month(localdate())
    drawn = draw_sample(month=month, chances=iter(SystemRandom().random, None))
    mention(sentence("Stikprøven for {month} har {drawn} opslag.", month=f"{month:%m-%Y}", drawn=drawn))
    return 0


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as wrong:
        message = "det skal være en måned, fx 2026-10"
        raise ArgumentTypeError(message) from wrong


def _sample_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--month", metavar="ÅÅÅÅ-MM", type=_month, help="måneden; ellers den seneste hele")


COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "access sample",
        help="udtag månedens stikprøve af loggen til den, der fører tilsyn",
        run=run_sample,
        configure=_sample_arguments,
    ),
)
