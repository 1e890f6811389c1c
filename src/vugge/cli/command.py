"""What a command is, and how a table of them becomes `vugge`.

Offers `Command` (one row of the table), `run` (parse, do, and say in Danish what went wrong), `say` and `mention`,
and for a database that cannot be used `DATABASE_TROUBLE` and `about_the_database`.
"""

import argparse
import errno
import re
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import InterfaceError, NotSupportedError, OperationalError, ProgrammingError, connection

from vugge.audit.actions import declaration_of
from vugge.audit.rules import AccessDeclared
from vugge.kit.errors import VuggeError
from vugge.kit.text import Sentence, sentence

NOT_POSSIBLE: Final = 2

DATABASE_TROUBLE: Final = (OperationalError, ProgrammingError, InterfaceError, NotSupportedError)
"""Not there, no right to it, no tables, too old. What is wrong with our own data is our mistake and no such trouble."""

_HEADINGS: Final = {"positional arguments": "det, der skal gives", "options": "valg"}
_NOT_THE_DISK: Final = {
    errno.EACCES: sentence("der er ikke ret til det"),
    errno.EPERM: sentence("der er ikke ret til det"),
    errno.EROFS: sentence("disken kan kun læses"),
    errno.ENOSPC: sentence("disken er fuld"),
    errno.ENOENT: sentence("den findes ikke"),
    errno.EISDIR: sentence("det er en mappe"),
}


_ARGPARSE_SAYS: Final = (
    (r"the following arguments are required: (.*)", r"der mangler \1"),
    (r"unrecognized arguments: (.*)", r"\1 kendes ikke"),
    (r"argument (\S+): expected one argument", r"\1 skal have en værdi"),
    (r"argument (\S+): invalid choice: (.*) \(choose from (.*)\)", r"\1 kan ikke være \2; vælg mellem \3"),
    (r"argument (\S+): invalid \w+ value: (.*)", r"\1 kan ikke være \2"),
    (r"argument (\S+): (.*)", r"\1: \2"),
)


def in_danish(message: str) -> str:
    """Turn what argparse says of a command that cannot be read into Danish; it has no translation of its own.

    >>> in_danish("the following arguments are required: --year")
    'der mangler --year'
    """
    for pattern, danish in _ARGPARSE_SAYS:
        if re.fullmatch(pattern, message):
            return re.sub(pattern, danish, message)
    return message


class Parser(argparse.ArgumentParser):
    """A parser that speaks Danish and takes no abbreviated options."""

    def __init__(self, **settings: Any) -> None:  # Any: whatever argparse takes
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_DanishHelp, **settings)
        self.add_argument("-h", "--help", action="help", help="vis denne hjælp")

    def error(self, message: str) -> Any:  # Any: argparse says NoReturn, as `exit` leaves
        """Say how the command is written, and leave."""
        self.exit(NOT_POSSIBLE, f"{self.format_usage()}Kommandoen kan ikke læses: {in_danish(message)}\n")


class _DanishHelp(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],  # Any: a class of argparse that it does not show
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "Brug: " if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        super().start_section(_HEADINGS.get(heading or "", heading))


def no_arguments(_parser: argparse.ArgumentParser) -> None:
    """Configure nothing."""


@dataclass(frozen=True)
class Command:
    """One command: its words after `vugge`, a line of Danish help, what it takes, and what it does.

    `run` returns the exit code and is decorated with `vugge.audit.actions.declared`, which says what is
    done through the command and for which purpose. Raises `TypeError` when it is not.
    """

    name: str
    help: str
    run: Callable[[Namespace], int]
    configure: Callable[[argparse.ArgumentParser], None] = no_arguments

    def __post_init__(self) -> None:
        if declaration_of(self.run) is None:
            message = f"The command {self.name!r} does not declare its action and purpose."
            raise TypeError(message)

    @property
    def declaration(self) -> AccessDeclared | None:
        """What is done through the command, and what for."""
        return declaration_of(self.run)


def parser_for(commands: Iterable[Command], groups: Mapping[str, str]) -> Parser:
    """Build the parser; `groups` gives the first words that commands share their line of help."""
    parser = Parser(prog="vugge", description="Vugge: én fælles plan fra vugge til job.")
    shelves = {"": parser.add_subparsers(title="kommandoer", metavar="KOMMANDO", required=True)}
    for group, help_line in groups.items():
        inner = shelves[""].add_parser(group, help=help_line, description=help_line)
        shelves[group] = inner.add_subparsers(title="kommandoer", metavar="KOMMANDO", required=True)
    for command in commands:
        group, _, name = command.name.rpartition(" ")
        own = shelves[group].add_parser(name, help=command.help, description=command.help)
        command.configure(own)
        own.set_defaults(run=command.run)
    return parser


def run(parser: argparse.ArgumentParser, words: list[str]) -> int:
    """Do what the words say and return the exit code; 2 with a sentence on stderr when it is not possible."""
    if not words:
        parser.print_help()
        return 0
    options = parser.parse_args(words)
    try:
        code: int = options.run(options)
        sys.stdout.flush()  # here, where a reader that has left can still be handled
    except VuggeError as problem:
        return _refuse(problem.sentence)
    except DATABASE_TROUBLE as problem:
        return _refuse(about_the_database(problem, database=str(connection.settings_dict["NAME"])))
    except BrokenPipeError:
        raise
    except OSError as problem:
        return _refuse(_about_the_disk(problem))
    return code


def say(what: Sentence | str = "") -> None:
    """Write one line to whoever is at the machine."""
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def mention(what: Sentence) -> None:
    """Write one line beside the answer, on stderr: what is going on, for whoever waits."""
    sys.stderr.write(f"{what}\n")
    sys.stderr.flush()


def about_the_database(problem: Exception, *, database: str) -> Sentence:
    """Say why a database cannot be used, and what to look at."""
    reason, *_ = str(problem).strip().splitlines() or [type(problem).__name__]
    return sentence(
        "Databasen {database} kan ikke bruges: {problem}. Tjek, at den findes, at du har ret til den, "
        "og at vugge prepare har lavet dens tabeller.",
        database=database,
        problem=reason.rstrip(".: "),
    )


def _refuse(what: Sentence) -> int:
    sys.stderr.write(f"{what}\n")
    return NOT_POSSIBLE


def _about_the_disk(problem: OSError) -> Sentence:
    reason = _NOT_THE_DISK.get(problem.errno or 0, problem.strerror or str(problem))
    where = problem.filename or sentence("en fil")
    return sentence("{where} kunne ikke læses eller skrives: {reason}.", where=where, reason=reason)
