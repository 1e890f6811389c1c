"""Every child's status at every station, in the nightly way, beside merely reading the facts from the database.

Both sides run the same statements, batch by batch, in one process, taking turns. Reading stops where the rows have
come; the nightly work puts them into columns and decides every station of the national route. Goals: at most three
times the CPU of reading, at most 4 GB of memory, and no more CPU a child among many children than among few.
VUGGE_BENCH_CHILDREN chooses other sizes, with commas between. Exits with 1 when a goal is missed.
"""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from vugge.kit.danish import number_text

CHILDREN = os.environ.get("VUGGE_BENCH_CHILDREN", "10000,100000,1000000")
GOAL = 3.0
MEMORY_GOAL = 4096  # MB
GROWTH_GOAL = 1.5  # linear is 1, but a small database lies in the processor's cache
MEASURING = Path(__file__).with_name("_journey.py")


@dataclass(frozen=True)
class Figures:
    """Seconds of CPU of each side and of the columns alone, the median ratio, and the most memory used, in MB."""

    children: int
    stations: int
    reading: float
    nightly: float
    columns: float
    ratio: float
    memory: float


def main() -> int:
    """Measure with each number of children, print, and return the exit code."""
    found = [measured(int(size)) for size in CHILDREN.split(",")]
    growth = [(one.nightly / one.children) / (found[0].nightly / found[0].children) for one in found]
    for one, grown in zip(found, growth, strict=True):
        print(
            f"{number_text(one.children)} børn × {one.stations} stationer: {danish(one.ratio, 2)} gange læsningen"
            f" (mål: højst {danish(GOAL, 0)}); {danish(one.nightly)} s CPU mod {danish(one.reading)} s,"
            f" heraf {danish(one.columns)} s til at afgøre; {number_text(round(one.memory))} MB;"
            f" {danish(grown, 2)} gange tiden pr. barn ved {number_text(found[0].children)}"
        )
    is_quick = all(one.ratio <= GOAL for one in found)
    is_small = all(one.memory <= MEMORY_GOAL for one in found)
    return 0 if is_quick and is_small and max(growth) <= GROWTH_GOAL else 1


def measured(children: int) -> Figures:
    """Fill a database that is thrown away, and measure in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="vugge-bench-") as folder:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("VUGGE_")}
        environment = kept | {"VUGGE_MODE": "demo", "VUGGE_VAR": folder, "DJANGO_SETTINGS_MODULE": "vugge.settings"}
        for task in ("fill", "measure"):
            done = subprocess.run(
                [sys.executable, MEASURING, task, str(children)], env=environment, check=True, stdout=subprocess.PIPE
            )
    return Figures(**json.loads(done.stdout.splitlines()[-1]))


def danish(number: float, decimals: int = 1) -> str:
    """Write a measured number with few decimals and a comma."""
    return f"{number:.{decimals}f}".replace(".", ",")


if __name__ == "__main__":
    sys.exit(main())
