"""Every command of `vugge`, in the order in which the help lists them."""

from typing import Final

from vugge.cli import areas, command, machine
from vugge.cli.command import Command

GROUPS: Final[dict[str, str]] = {"areas": "områder: statens lister, tal og kriterier"}

COMMANDS: Final[tuple[Command, ...]] = (*machine.COMMANDS, *areas.COMMANDS)


def run(words: list[str]) -> int:
    """Do what the words after `vugge` say; return the exit code."""
    return command.run(command.parser_for(COMMANDS, GROUPS), words)
