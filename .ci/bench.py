"""Run the benchmarks one by one, so that none disturbs another."""

# ruff: noqa: INP001, S603  scripts, and running programs is what they are for

from __future__ import annotations

import shutil
import subprocess

from machine import ROOT, install, start, tell
from setup import set_up


def main() -> int:
    """Run every file of bench/ and say which of them failed."""
    set_up(dev=True)
    if shutil.which("wrk") is None:
        install("wrk")
    failed = 0
    for file in sorted((ROOT / "bench").glob("[!_]*.py")):
        tell(f"\n== {file.relative_to(ROOT)}")
        failed += subprocess.run([ROOT / ".venv" / "bin" / "python", file], cwd=ROOT, check=False).returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    start(main)
