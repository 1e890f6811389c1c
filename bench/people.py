"""The person page and the search, with and without access control, in a municipality of 100,000 invented persons.

Both sides answer the same request through the whole of Django in one process, taking turns. The open side neither
decides nor looks for protection nor writes the log, so the ratio is what those cost.
Goal: at most 1.6 times the CPU, and a number of SQL statements that is the same in a small municipality.
VUGGE_BENCH_PERSONS and VUGGE_BENCH_ENTRIES choose other sizes. Exits with 1 when a goal is missed.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PERSONS = os.environ.get("VUGGE_BENCH_PERSONS", "100000")
ENTRIES = os.environ.get("VUGGE_BENCH_ENTRIES", "1000000")
GOAL = 1.6
BIN = Path(sys.executable).parent
SIZES = {
    "lille": ("--families", "50"),
    "stor": ("--persons", PERSONS, "--entries", ENTRIES),
}
Figures = dict[str, dict[str, float]]


def main() -> int:
    """Measure in a municipality of each size, print, and return the exit code."""
    found = {name: in_municipality(size) for name, size in SIZES.items()}
    good = True
    for page, large in found["stor"].items():
        small = found["lille"][page]
        same = small["statements"] == large["statements"]
        cheap = large["ratio"] <= GOAL
        good = good and same and cheap
        print(
            f"{page:<12} {large['guarded']:6.1f} ms CPU mod {large['open']:6.1f} ms uden adgangskontrol: "
            f"{large['ratio']:.2f} gange (mål {GOAL}); "
            f"{large['statements']:.0f} SQL-sætninger ({small['statements']:.0f} i den lille kommune)"
        )
    return 0 if good else 1


def in_municipality(size: tuple[str, ...]) -> Figures:
    """Make a municipality in a folder that is thrown away, and measure in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="vugge-bench-") as folder:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("VUGGE_")}
        environment = kept | {"VUGGE_MODE": "demo", "VUGGE_VAR": folder, "DJANGO_SETTINGS_MODULE": "vugge.settings"}
        began = time.monotonic()
        subprocess.run([BIN / "vugge", "demo-municipality", *size], env=environment, check=True)
        print(f"Kommunen blev lavet på {time.monotonic() - began:.0f} s.")
        done = subprocess.run(
            [sys.executable, __file__, "measure"], env=environment, check=True, stdout=subprocess.PIPE
        )
    answer: Figures = json.loads(done.stdout.splitlines()[-1])
    return answer


if __name__ == "__main__":
    sys.exit(main())
