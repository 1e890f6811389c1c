"""The demo: a taken port and a wrong one are refused with a sentence before anything is made."""

import socket
from collections.abc import Iterator

import pytest
from tests.conftest import THIS_MACHINE

from vugge.cli import machine, table

pytestmark = pytest.mark.allow_hosts(THIS_MACHINE)


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as other:
        other.bind((machine.HERE, 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_taken_port_gives_a_sentence_and_nothing_is_made(
    taken_port: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "prepare", lambda: pytest.fail("it went on"))
    assert table.run(["demo", "--port", str(taken_port)]) == 2
    said = capsys.readouterr().err
    assert said == f"Port {taken_port} er optaget eller må ikke bruges. Vælg en anden: make demo PORT=8000\n"


@pytest.mark.parametrize("port", ["0", "65536", "-1", "otte", ""])
def test_a_port_that_is_none_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        table.run(["demo", f"--port={port}"])
    assert "et tal fra 1 til 65535" in capsys.readouterr().err


def test_a_free_port_is_let_through(taken_port: int) -> None:
    with socket.socket() as probe:
        probe.bind((machine.HERE, 0))
        free = probe.getsockname()[1]
    machine.refuse_taken(free)


def test_the_words_after_manage_reach_django(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[list[str]] = []
    monkeypatch.setattr(machine, "execute_from_command_line", heard.append)
    assert table.run(["manage", "check", "--deploy"]) == 0
    assert heard == [["vugge manage", "check", "--deploy"]]
