"""The command that releases figures about people, a quarter at a time.

Offers `COMMANDS`, and to the clock `release_here`, `journeys_here`, `told` and `told_together`.
"""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterable, Iterator
from typing import Final

from django.conf import settings
from django.utils.timezone import localdate

from vugge.access.rules.statistics import Outcome, quarter_before, quarter_named
from vugge.access.tasks import release_quarter
from vugge.audit.actions import declared
from vugge.audit.rules import Purpose
from vugge.cli.command import Command, mention, say
from vugge.cli.prepare import ready_database
from vugge.demo.queries.places import demo_places
from vugge.journey.tasks import release_journeys
from vugge.kit.disclosure import Quarter
from vugge.kit.text import Sentence, sentence


@declared("access.statistics_released", purpose=Purpose.STATISTICS)
def run_release(options: Namespace) -> int:
    """Release the fixed tables of a quarter that are not out yet, by default of the last whole one."""
    ready_database()
    quarter = options.quarter or quarter_before(localdate())
    outcomes = release_here(quarter)
    if not outcomes:
        mention(sentence("Alle tabeller for {quarter} er udgivet i forvejen.", quarter=quarter.name))
    for one in outcomes:
        say(told(one))
    return int(any(one.refusal is not None for one in outcomes))


def release_here(quarter: Quarter) -> tuple[Outcome, ...]:
    """Release the tables of a quarter that are not out yet; in the demo with the residents that it gives its areas."""
    return release_quarter(quarter=quarter, known=demo_places() if settings.MODE == "demo" else ())


@declared("access.series_released", purpose=Purpose.STATISTICS)
def run_journeys(options: Namespace) -> int:
    """Release the tables of how children stand that are not out yet, by default of the last whole quarter."""
    ready_database()
    quarter = options.quarter or quarter_before(localdate())
    outcomes = journeys_here(quarter)
    if not outcomes:
        mention(sentence("Alle tabeller for {quarter} er udgivet i forvejen.", quarter=quarter.name))
    for said in told_together(outcomes):
        say(said)
    return int(any(one.refusal is not None for one in outcomes))


def journeys_here(quarter: Quarter) -> tuple[Outcome, ...]:
    """Release the tables of how children stand that are not out yet, with areas as `release_here`."""
    return release_journeys(quarter=quarter, known=demo_places() if settings.MODE == "demo" else ())


def told_together(outcomes: Iterable[Outcome]) -> Iterator[Sentence]:
    """Say what came of many tables in one sentence, and each that was refused in its own."""
    every = tuple(outcomes)
    out = [one for one in every if one.refusal is None]
    yield from (told(one) for one in every if one.refusal is not None)
    if out:
        yield sentence(
            "Udgivet: {tables} tabeller om rejsen, {quarter}: {figures} tal, {withheld} af dem skjult.",
            tables=len(out),
            quarter=out[0].quarter.name,
            figures=sum(one.figures for one in out),
            withheld=sum(one.withheld for one in out),
        )


def told(one: Outcome) -> Sentence:
    """Say what came of releasing a table."""
    if one.refusal is not None:
        return sentence("Ikke udgivet: {table}. {reason}", table=one.table, reason=one.refusal)
    return sentence(
        "Udgivet: {table}, {quarter}: {figures} tal, {withheld} af dem skjult.",
        table=one.table,
        quarter=one.quarter.name,
        figures=one.figures,
        withheld=one.withheld,
    )


def _quarter(text: str) -> Quarter:
    found = quarter_named(text)
    if found is None:
        message = "det skal være et kvartal, fx 2026-3"
        raise ArgumentTypeError(message)
    return found


def _release_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--quarter", metavar="ÅÅÅÅ-K", type=_quarter, help="kvartalet; ellers det seneste hele")


COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "statistics release",
        help="udgiv kvartalets faste tabeller med tal om mennesker, dem der mangler",
        run=run_release,
        configure=_release_arguments,
    ),
    Command(
        "statistics journeys",
        help="udgiv kvartalets tal om, hvor på rejsen børn går tabt, dem der mangler",
        run=run_journeys,
        configure=_release_arguments,
    ),
)
