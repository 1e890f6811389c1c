"""The worker beside the demo is a process of its own, and gone when the demo is."""

import subprocess
from typing import Any

import pytest

from vugge.cli import work

SLEEPER = "import signal, sys, time; print('ready', flush=True); time.sleep(60)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEPER}"


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list["subprocess.Popen[bytes]"]:
    """The processes that were begun, each after its first word."""
    found: list[subprocess.Popen[bytes]] = []
    begin = subprocess.Popen

    def noted(words: list[str], **_more: Any) -> "subprocess.Popen[bytes]":  # Any: Popen's own
        process = begin(words, stdout=subprocess.PIPE)
        assert process.stdout
        assert process.stdout.readline()
        found.append(process)
        return process

    monkeypatch.setattr(subprocess, "Popen", noted)
    return found


@pytest.mark.parametrize("program", [SLEEPER, STUBBORN], ids=["ordinary", "stubborn"])
def test_it_ends_with_the_block_also_when_something_went_wrong(
    begun: list["subprocess.Popen[bytes]"], monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(work, "ITSELF", program)
    monkeypatch.setattr(work, "PATIENCE", 0.2)
    with pytest.raises(KeyboardInterrupt):
        interrupted(begun)
    assert begun[0].poll() is not None
    assert begun[0].stdout
    begun[0].stdout.close()


def interrupted(begun: list["subprocess.Popen[bytes]"]) -> None:
    """Run a worker beside a block that somebody ends with Ctrl-C."""
    with work.beside():
        assert begun[0].poll() is None
        raise KeyboardInterrupt
