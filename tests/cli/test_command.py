"""Commands: found by their words, and what goes wrong is one Danish sentence."""

import errno
import os
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import IntegrityError, InterfaceError, NotSupportedError, OperationalError, ProgrammingError
from tests.test_settings import SAFE, vugge

from vugge import cli
from vugge.audit.actions import declared
from vugge.audit.rules import Purpose
from vugge.cli.command import Command, parser_for, run, say
from vugge.kit.errors import NotFound
from vugge.kit.text import sentence

Doing = Callable[[Namespace], int]


def _command(name: str, do: Doing, configure: Callable[[ArgumentParser], None] | None = None) -> Command:
    def doing(options: Namespace) -> int:
        """Do what the test wants."""
        return do(options)

    declare = declared("cli.test_done", purpose=Purpose.ADMINISTRATION)
    return Command(name, "gør noget", declare(doing), configure or (lambda parser: None))


def _run(command: Command, *words: str) -> int:
    return run(parser_for([command], {"areas": "om områder"}), list(words))


def test_a_command_of_two_words_gets_its_arguments_and_gives_its_exit_code() -> None:
    def configure(parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    command = _command("areas check", lambda options: len(options.file.name), configure)
    assert _run(command, "areas", "check", "abc") == 3


def test_no_words_list_the_commands_in_danish(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(_command("demo", lambda options: 1)) == 0
    said = capsys.readouterr().out
    assert "Brug: vugge" in said
    assert "gør noget" in said
    assert not [word for word in ("usage", "options", "show this", "positional") if word in said]


@pytest.mark.parametrize("words", [["nothing"], ["demo", "more"], ["demo", "--wrong"], ["areas"]])
def test_words_that_mean_nothing_are_refused_in_danish(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        _run(_command("demo", lambda options: 0), *words)
    assert "Kommandoen kan ikke læses" in capsys.readouterr().err


def test_our_own_error_becomes_its_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    def refuse(options: Namespace) -> int:
        raise NotFound(sentence("Der er ikke noget område, der hedder {name}.", name="Atlantis"))

    assert _run(_command("demo", refuse), "demo") == 2
    assert capsys.readouterr().err == "Der er ikke noget område, der hedder Atlantis.\n"


@pytest.mark.parametrize(
    ("problem", "says"),
    [
        (PermissionError(errno.EACCES, "no", "var/x"), "var/x kunne ikke læses eller skrives: der er ikke ret"),
        (OSError(errno.ENOSPC, "no", "var/x"), "disken er fuld"),
        (FileNotFoundError(errno.ENOENT, "no", "tal.csv"), "tal.csv kunne ikke læses eller skrives: den findes ikke"),
        (OSError("odd"), "odd"),
    ],
)
def test_trouble_with_the_disk_becomes_a_sentence(
    problem: OSError, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(options: Namespace) -> int:
        raise problem

    assert _run(_command("demo", fail), "demo") == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    "problem",
    [
        OperationalError('connection failed: port 5432\nIs the server running?"'),
        ProgrammingError('relation "areas_area" does not exist\nLINE 1: SELECT'),
        InterfaceError("connection already closed"),
        NotSupportedError("PostgreSQL 14 or later is required (found 9.6)."),
    ],
)
def test_a_database_that_cannot_be_used_becomes_one_sentence(
    problem: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(options: Namespace) -> int:
        raise problem

    assert _run(_command("demo", fail), "demo") == 2
    [said] = capsys.readouterr().err.splitlines()
    assert said.startswith("Databasen ")
    assert f"kan ikke bruges: {str(problem).splitlines()[0].rstrip('.')}. Tjek, at den findes" in said


@pytest.mark.parametrize("mistake", [ZeroDivisionError(), IntegrityError("computed_answer_once")])
def test_a_mistake_of_our_own_is_not_hidden(mistake: Exception) -> None:
    def fail(options: Namespace) -> int:
        raise mistake

    with pytest.raises(type(mistake)):
        _run(_command("demo", fail), "demo")


def test_an_interrupt_ends_quietly(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    def interrupted(words: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("vugge.cli.table.run", interrupted)
    assert cli.main(["demo"]) == 130
    assert capfd.readouterr() == ("", "")


@pytest.fixture
def mode_of(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., str | None]]:
    """Start a command in a shell that sets nothing of Vugge but what is given; return the mode it runs in."""

    def start(*words: str, **shell: str) -> str | None:
        for name in ("VUGGE_MODE", *(one + end for one in cli.OF_AN_INSTALLATION for end in ("", "_FILE"))):
            monkeypatch.delenv(name, raising=False)
        for name, value in shell.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("django.setup", lambda: None)
        monkeypatch.setattr("vugge.cli.table.run", lambda words: 0)
        assert cli.main(words) == 0
        return os.environ.get("VUGGE_MODE")

    with patch.dict(os.environ):
        yield start


@pytest.mark.parametrize("words", [(), ("demo",), ("areas", "export")])
def test_where_nothing_is_said_it_is_the_demo(words: tuple[str, ...], mode_of: Callable[..., str | None]) -> None:
    assert mode_of(*words) == "demo"


@pytest.mark.parametrize("words", [("prepare",), ("manage", "check")])
def test_the_commands_of_an_installation_choose_no_mode(
    words: tuple[str, ...], mode_of: Callable[..., str | None]
) -> None:
    assert mode_of(*words) is None


@pytest.mark.parametrize("words", [("demo",), ("areas", "import", "lister.csv"), ("areas", "export")])
@pytest.mark.parametrize(
    "name", ["VUGGE_DATABASE_URL", "VUGGE_SECRET_KEY", "VUGGE_DATABASE_URL_FILE", "VUGGE_SECRET_KEY_FILE"]
)
def test_an_installation_is_never_taken_for_the_demo(
    name: str, words: tuple[str, ...], mode_of: Callable[..., str | None]
) -> None:
    assert mode_of(*words, **{name: "something"}) is None
    assert mode_of(*words, **{name: "something", "VUGGE_MODE": "demo"}) == "demo"


def test_a_database_that_is_not_there_is_one_sentence_with_the_reason() -> None:
    """In a process of its own, with the settings of an installation and a port on which nobody listens."""
    done = vugge("areas", "export", **{**SAFE, "VUGGE_DATABASE_URL": "postgresql://vugge@127.0.0.1:1/vugge"})
    assert done.returncode == 2
    assert done.stdout == ""
    [said] = done.stderr.splitlines()
    assert said.startswith("Databasen vugge kan ikke bruges: connection failed: ")
    assert "Connection refused. Tjek, at den findes" in said


def test_a_sentence_is_said_as_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    say(sentence("Der er {number} beboere.", number=1158))
    assert capsys.readouterr().out == "Der er 1.158 beboere.\n"
