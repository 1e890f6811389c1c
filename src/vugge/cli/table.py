"""Every command of `vugge`, in the order in which the help lists them."""

from typing import Final

from vugge.cli import (
    access,
    accounts,
    areas,
    audit,
    command,
    demo_people,
    journey,
    journey_texts,
    machine,
    statistics,
    work,
)
from vugge.cli.command import Command

GROUPS: Final[dict[str, str]] = {
    "access": "adgang: stikprøven af loggen",
    "accounts": "konti, der logger ind her med brugernavn",
    "areas": "områder: statens lister, tal og kriterier",
    "audit": "loggen: segl, kontrolpunkter og udtræk",
    "journey": "ruten fra vugge til job: tjek filer, og læs ruten",
    "statistics": "statistik om mennesker: udgivelse af faste tabeller",
}

COMMANDS: Final[tuple[Command, ...]] = (
    *machine.COMMANDS,
    *work.COMMANDS,
    *areas.COMMANDS,
    *audit.COMMANDS,
    *access.COMMANDS,
    *journey.COMMANDS,
    *journey_texts.COMMANDS,
    *statistics.COMMANDS,
    *accounts.COMMANDS,
    *demo_people.COMMANDS,
)


def run(words: list[str]) -> int:
    """Do what the words after `vugge` say; return the exit code."""
    return command.run(command.parser_for(COMMANDS, GROUPS), words)
