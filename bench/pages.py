"""The area page and the list page under load, beside the same server answering a bare hello-world view.

Goal: the area page, packed as a browser asks for it, gives at least 30 % of the hello's requests a second. Exits
with 1 when the median lies below it or an answer fails, and with 2 when wrk is not on this machine. The address of
a PostgreSQL database as the only argument measures on that one; else it is SQLite in a folder that is thrown away.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.request import urlopen

CLIENTS = 20
THREADS = 2  # as `vugge.cli.machine.serve` gives its one server process
GENERATOR_THREADS = max(1, (os.cpu_count() or 2) - 1)  # every core but the server's one
ROUNDS = 5
SECONDS = 1
WARM_UP_SECONDS = 1
IMPORTS = 3
PATIENCE = 60  # seconds for a server to answer for the first time
GOAL = 0.30

BIN = Path(sys.executable).parent
HERE = "127.0.0.1"
AREA = "/omraader/gellerup/"
LIST = "/omraader/"

# wrk prints no 95th percentile of its own; a script may. Its latency is in microseconds.
WRK_SCRIPT = """
done = function(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format('{"seconds": %.6f, "requests": %d, "bytes": %d, "p50": %.3f, "p95": %.3f, "failed": %d}\\n',
    summary.duration / 1e6, summary.requests, summary.bytes,
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
"""
BARE_APPLICATION = """
def application(environment, start):
    start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "12")])
    return [b"hello, world"]
"""


@dataclass(frozen=True)
class Target:
    """One address to load; `packed` asks for gzip, as every browser does."""

    name: str
    path: str
    packed: bool = True


HELLO = Target("bar hilsen i Django", "/helbred")
GOAL_PAGE = Target("områdesiden", AREA)
PAGES = (
    GOAL_PAGE,
    Target("områdesiden uden gzip", AREA, packed=False),
    Target("listesiden", LIST),
    Target("listesiden uden gzip", LIST, packed=False),
)
BARE = Target("bar hilsen uden Django", "/")


@dataclass(frozen=True)
class Load:
    """What one spell of load gave: requests a second, milliseconds, bytes of a whole answer, failed answers."""

    per_second: float
    p50: float
    p95: float
    size: float
    failed: int


@dataclass
class Measured:
    """Everything measured: spells of load, each with the hello's next to it in time, and seconds of first answers."""

    spells: dict[Target, list[Load]] = field(default_factory=dict)
    ratios: dict[Target, list[float]] = field(default_factory=dict)
    after_start: dict[str, float] = field(default_factory=dict)
    after_import: dict[str, list[float]] = field(default_factory=dict)


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and return the exit code."""
    if shutil.which("wrk") is None:
        sys.stderr.write("Målingen bruger programmet wrk. På Debian hentes det med: sudo apt-get install wrk\n")
        return 2
    with tempfile.TemporaryDirectory(prefix="vugge-bench-") as name:
        measured = measure(Path(name), arguments)
    return report(measured)


def measure(folder: Path, database: Sequence[str]) -> Measured:
    """Start both servers, warm every page up, and take turns, so that whatever disturbs the machine hits both."""
    (folder / "done.lua").write_text(WRK_SCRIPT, encoding="utf-8")
    (folder / "bare.py").write_text(BARE_APPLICATION, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("VUGGE_")}
    environment |= {"VUGGE_VAR": str(folder / "var")}
    if database:
        environment["VUGGE_DATABASE_URL"] = database[0]
    measured = Measured()
    with vugge_server(environment) as site, bare_server(environment, folder) as bare:
        measured.after_start = {path: first_answer(site + path) for path in (AREA, LIST)}
        for target in (HELLO, *PAGES):
            load(site, target, script=folder / "done.lua", seconds=WARM_UP_SECONDS)
        for turn in range(ROUNDS):
            _one_round(measured, site, script=folder / "done.lua", hello_first=turn % 2 == 0)
            measured.spells.setdefault(BARE, []).append(load(bare, BARE, script=folder / "done.lua", seconds=SECONDS))
        measured.after_import = first_answers_after_imports(site, environment, folder / "lister.csv")
    return measured


def _one_round(measured: Measured, site: str, *, script: Path, hello_first: bool) -> None:
    """Load every page, each with the hello right before or after it."""
    for page in PAGES:
        order = (HELLO, page) if hello_first else (page, HELLO)
        spells = {target: load(site, target, script=script, seconds=SECONDS) for target in order}
        for target, spell in spells.items():
            measured.spells.setdefault(target, []).append(spell)
        measured.ratios.setdefault(page, []).append(spells[page].per_second / spells[HELLO].per_second)


def load(site: str, target: Target, *, script: Path, seconds: int) -> Load:
    """Let 20 clients ask for one address, each again as soon as it is answered."""
    encoding = "gzip, deflate, br" if target.packed else "identity"
    command = ["wrk", f"--connections={CLIENTS}", f"--threads={GENERATOR_THREADS}", f"--duration={seconds}s"]
    command += [f"--script={script}", f"--header=Accept-Encoding: {encoding}", site + target.path]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    said = json.loads(done.stdout.splitlines()[-1])
    requests = max(said["requests"], 1)
    return Load(requests / said["seconds"], said["p50"], said["p95"], said["bytes"] / requests, said["failed"])


def first_answer(url: str) -> float:
    """Return how many seconds it takes to get one whole page."""
    began = time.perf_counter()
    with urlopen(url, timeout=PATIENCE) as answer:
        answer.read()
    return time.perf_counter() - began


def first_answers_after_imports(site: str, environment: dict[str, str], table: Path) -> dict[str, list[float]]:
    """Import the lists again and again, and time the first reader of each page, who pays for making it."""
    _vugge("areas", "export", "--output", str(table), environment=environment)
    found: dict[str, list[float]] = {AREA: [], LIST: []}
    for _ in range(IMPORTS):
        _vugge("areas", "import", str(table), environment=environment)
        for path, seconds in found.items():
            seconds.append(first_answer(site + path))
    return found


def _vugge(*words: str, environment: dict[str, str]) -> None:
    subprocess.run([BIN / "vugge", *words], env=environment, stdout=subprocess.DEVNULL, check=True)


@contextmanager
def vugge_server(environment: dict[str, str]) -> Iterator[str]:
    """Load the published data, serve the site as `vugge demo` does, and yield its address."""
    port = _free_port()
    with _running([str(BIN / "vugge"), "demo", f"--port={port}"], environment, f"http://{HERE}:{port}", "/helbred"):
        yield f"http://{HERE}:{port}"


@contextmanager
def bare_server(environment: dict[str, str], folder: Path) -> Iterator[str]:
    """Serve a hello without Django from the same web server, set up in the same way, and yield its address."""
    port = _free_port()
    command = [str(BIN / "granian"), "--interface=wsgi", f"--host={HERE}", f"--port={port}", "--no-ws"]
    command += [f"--blocking-threads={THREADS}", "--log-level=critical", f"--working-dir={folder}", "bare:application"]
    with _running(command, environment, f"http://{HERE}:{port}", "/"):
        yield f"http://{HERE}:{port}"


@contextmanager
def _running(command: Sequence[str], environment: dict[str, str], site: str, path: str) -> Iterator[None]:
    """Run a server as long as the block lasts. Raises `RuntimeError` when it does not come up."""
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            _wait_for(site + path, process)
            yield
        finally:
            process.terminate()


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < limit:
        try:
            first_answer(url)
        except URLError:
            time.sleep(0.1)
        else:
            return
    message = f"{url} never answered"
    raise RuntimeError(message)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        port: int = probe.getsockname()[1]
        return port


def report(measured: Measured) -> int:
    """Print ratios first, then what they are made of; return 1 when the goal is missed or an answer failed."""
    print(
        f"{CLIENTS} klienter; server: granian, 1 proces med {THREADS} tråde; wrk: {GENERATOR_THREADS} tråd(e);"
        f" {os.cpu_count()} kerner i alt; {ROUNDS} runder a {SECONDS} s på skift, median."
    )
    for page, ratios in measured.ratios.items():
        print(
            f"{page.name:<24}{median(ratios) * 100:>4.0f} % af den bare hilsens svar pr. sekund{_verdict(page, ratios)}"
        )
    print(f"\n{'':<24}{'svar/s':>8}{'p50 ms':>8}{'p95 ms':>8}{'kB/svar':>9}")
    for target, spells in measured.spells.items():
        print(_line(target, spells))
    print()
    for path, name in ((AREA, "områdesiden"), (LIST, "listesiden")):
        after_import = median(measured.after_import[path])
        print(
            f"{name}, når den ikke ligger klar: {after_import * 1000:.0f} ms efter en indlæsning,"
            f" {measured.after_start[path] * 1000:.0f} ms som noget af det første efter start"
        )
    failed = sum(spell.failed for spells in measured.spells.values() for spell in spells)
    if failed:
        print(f"{failed} svar kom ikke eller var fejl.")
    return 1 if failed or median(measured.ratios[GOAL_PAGE]) < GOAL else 0


def _line(target: Target, spells: list[Load]) -> str:
    per_second = median(spell.per_second for spell in spells)
    p50, p95 = median(spell.p50 for spell in spells), median(spell.p95 for spell in spells)
    kilobytes = median(spell.size for spell in spells) / 1000
    return f"{target.name:<24}{per_second:>8.0f}{_danish(p50):>8}{_danish(p95):>8}{_danish(kilobytes):>9}"


def _verdict(page: Target, ratios: list[float]) -> str:
    if page is not GOAL_PAGE:
        return ""
    return f" (mål: mindst {GOAL * 100:.0f} %; {'nået' if median(ratios) >= GOAL else 'ikke nået'})"


def _danish(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
