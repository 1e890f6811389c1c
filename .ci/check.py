"""The whole check: format, lint, types, floors, and the tests on SQLite, on PostgreSQL and in a browser.

Every step runs, whatever the ones before it said. What a machine cannot run is named with its reason; in
continuous integration that is a failure.
"""

# ruff: noqa: INP001, S603  scripts, and running programs is what they are for

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from machine import ROOT, Stop, in_ci, install, start, tell
from postgres import postgres
from setup import set_up

BIN = ROOT / ".venv" / "bin"
PYTEST = (str(BIN / "pytest"), "--numprocesses=2", "--quiet")
QUIET = (
    ("format", "ruff", "format", "--check", "."),
    ("lint", "ruff", "check", "."),
    ("typer", "mypy"),
    ("etager", "lint-imports"),
)
NOT_FROM_THE_SHELL = ("VUGGE_", "PYTHONDONTWRITEBYTECODE")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


Surroundings = Callable[[], AbstractContextManager[dict[str, str]]]


@dataclass
class Result:
    """How one step went."""

    step: str
    verdict: str
    is_good: bool
    seconds: float
    said: str = ""

    def __str__(self) -> str:
        return f"{self.verdict:<8} {self.step:<24} {self.seconds:>6.1f} s   {self.said}".rstrip()


def main() -> int:
    """Run every step, then say how each went."""
    set_up(dev=True)
    with ThreadPoolExecutor(max_workers=1) as beside:  # one core at a time, while the tests wait for this and that
        quiet = [beside.submit(_quiet, *step) for step in QUIET]
        tests = [
            _tests("test på SQLite", "not browser and not postgres", _nothing_more),
            _tests("test på PostgreSQL", "not browser", _with_postgres),
            _tests("test i browser", "browser", _with_chromium),
        ]
        results = [one.result() for one in quiet] + tests
    tell("\n" + "\n".join(str(result) for result in results))
    good = all(result.is_good for result in results)
    tell("Alt er i orden." if good else "Ikke alt er i orden.")
    return 0 if good else 1


def _quiet(step: str, program: str, *arguments: str) -> Result:
    """Run a step that speaks only when something is wrong."""
    began = time.monotonic()
    done = subprocess.run(
        [BIN / program, *arguments],
        cwd=ROOT, env=_environment({}), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        tell(f"\n== {step}\n{done.stdout}")
    return _result(step, done.returncode, began, _closing_line(done.stdout))


def _tests(step: str, which: str, surroundings: Surroundings) -> Result:
    """Run the tests that a marker chooses, in what they need; say why when that cannot be had."""
    tell(f"\n== {step}")
    began = time.monotonic()
    try:
        with surroundings() as environment:
            code, closing = _aloud([*PYTEST, "-m", which], environment)
    except Stop as reason:
        tell(f"Udeladt: {reason}")
        return Result(step, "UDELADT", not in_ci(), time.monotonic() - began, str(reason))
    if in_ci() and re.search(r"\d+ skipped", closing):
        return Result(step, "FEJL", is_good=False, seconds=time.monotonic() - began, said=f"udeladt noget: {closing}")
    return _result(step, code, began, closing)


@contextmanager
def _nothing_more() -> Iterator[dict[str, str]]:
    yield {}


@contextmanager
def _with_postgres() -> Iterator[dict[str, str]]:
    with postgres() as address:
        yield {"VUGGE_DATABASE_URL": address}


@contextmanager
def _with_chromium() -> Iterator[dict[str, str]]:
    if not any(map(shutil.which, CHROMIUM)):
        install("chromium")
    if not _driver_starts():
        install("libatomic1")
    yield {}


def _driver_starts() -> bool:
    """Say whether the Node that comes with Playwright starts: a bare Debian lacks a library it needs."""
    driver = next((ROOT / ".venv").glob("lib/python*/site-packages/playwright/driver/node"))
    return subprocess.run([driver, "--version"], capture_output=True, check=False).returncode == 0


def _aloud(command: list[str], more: dict[str, str]) -> tuple[int, str]:
    """Run a command and pass on what it says as it says it; return its exit code and closing line."""
    lines = []
    with subprocess.Popen(
        command, cwd=ROOT, env=_environment(more), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True,
    ) as process:  # fmt: skip
        for line in process.stdout or ():
            lines.append(line)
            tell(line.rstrip())
    return process.returncode, _closing_line("".join(lines))


def _environment(more: dict[str, str]) -> dict[str, str]:
    """Return the shell's environment without its own settings of Vugge: a check depends on nobody's shell.

    Nor does it go without compiled files, else every worker and every program that a test starts compiles all anew.
    """
    shell = {name: value for name, value in os.environ.items() if not name.startswith(NOT_FROM_THE_SHELL)}
    return {**shell, "VUGGE_MODE": "test", **more}


def _closing_line(said: str) -> str:
    return next((line.strip("= ") for line in reversed(said.splitlines()) if line.strip()), "")


def _result(step: str, code: int, began: float, said: str) -> Result:
    return Result(step, "ok" if code == 0 else "FEJL", code == 0, time.monotonic() - began, said)


if __name__ == "__main__":
    start(main)
