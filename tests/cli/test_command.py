"""Commands: found by their words, and what goes wrong is one Danish sentence."""

import errno
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

import pytest

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


def test_a_mistake_of_our_own_is_not_hidden() -> None:
    def fail(options: Namespace) -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        _run(_command("demo", fail), "demo")


def test_an_interrupt_ends_quietly(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    def interrupted(words: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("vugge.cli.table.run", interrupted)
    assert cli.main(["demo"]) == 130
    assert capfd.readouterr() == ("", "")


def test_a_sentence_is_said_as_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    say(sentence("Der er {number} beboere.", number=1158))
    assert capsys.readouterr().out == "Der er 1.158 beboere.\n"
