"""Commands about the route from cradle to job: check a municipality's file, and read the route.

Offers `COMMANDS`.
"""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date
from pathlib import Path
from typing import Final

from django.utils import timezone

from vugge.audit.actions import declared
from vugge.audit.rules import Purpose
from vugge.cli.command import Command, say
from vugge.journey.queries.law import check_file, network_for
from vugge.journey.rules.moment_words import window_words
from vugge.journey.rules.placing import edition_in_force
from vugge.journey.rules.route import Line, Station
from vugge.journey.rules.words import LINE_WORDS, RESPONSIBLE_WORDS
from vugge.kit.danish import Unreadable, parse_date
from vugge.kit.errors import BadLaw
from vugge.kit.text import sentence
from vugge.organisations.queries import municipality

WANTING: Final = 1


@declared("journey.route_checked", purpose=Purpose.PUBLIC_INFORMATION)
def run_check(options: Namespace) -> int:
    """Hold a file of stations against what it must hold and against the rest of the route."""
    try:
        package = check_file(options.file)
    except BadLaw as mistakes:
        say(mistakes.sentence)
        return WANTING
    say(
        sentence(
            "{file} er i orden: {count} stationer, som gælder fra {day}.",
            file=options.file.name,
            count=len(package.stations),
            day=package.valid_from,
        )
    )
    return 0


@declared("journey.route_shown", purpose=Purpose.PUBLIC_INFORMATION)
def run_route(options: Namespace) -> int:
    """Say every station of the route as it stood on a day, line by line."""
    if options.municipality:
        municipality(options.municipality)
    edition = edition_in_force(network_for(options.municipality), options.on or timezone.localdate())
    say(
        sentence(
            "{package} gælder fra {day} og har {count} stationer.",
            package=edition.id,
            day=edition.valid_from,
            count=len(edition.stations),
        )
    )
    for line in Line:
        say()
        say(LINE_WORDS[line])
        for one in edition.stations.values():
            if one.line is line:
                _say_station(one)
    return 0


def _say_station(one: Station) -> None:
    say(
        sentence(
            "  {station}: {name} – {window}. Ansvar: {who}",
            station=one.id,
            name=one.name,
            window=window_words(one.opens, one.closes),
            who=RESPONSIBLE_WORDS[one.responsible],
        )
    )


def _day(text: str) -> date:
    try:
        return parse_date(text)
    except Unreadable as problem:
        raise ArgumentTypeError(str(problem)) from problem


def _configure_check(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FIL", help="en TOML-fil med en kommunes egne stationer")


def _configure_route(parser: ArgumentParser) -> None:
    parser.add_argument("--on", type=_day, metavar="DAG", help="den dag, ruten skal gælde; ellers i dag")
    parser.add_argument(
        "--municipality", default="", metavar="KODE", help="kommunens kode med fire cifre; ellers den nationale rute"
    )


COMMANDS: Final = (
    Command("journey check", "tjek en fil med stationer", run_check, _configure_check),
    Command("journey route", "skriv ruten, som den gælder en dag", run_route, _configure_route),
)
