"""What the project's own scripts share: telling, installing what the machine lacks, and stopping with a sentence.

Plain Python without dependencies, for these scripts run before anything is installed.
"""

# ruff: noqa: INP001, S603  scripts, and running programs is what they are for

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOG = ROOT / "var" / "setup.log"

NO_NETWORK = re.compile(
    r"error sending request|dns error|could not connect|failed to (fetch|establish a new connection)"
    r"|unable to (fetch|locate)|temporary failure (in name resolution|resolving)|name or service not known"
    r"|network is unreachable"
    r"|connection (refused|timed out|reset)|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH",
    re.IGNORECASE,
)
DISK = {
    errno.EACCES: "der er ikke ret til det",
    errno.EPERM: "der er ikke ret til det",
    errno.EROFS: "disken kan kun læses",
    errno.ENOSPC: "disken er fuld",
}


class Stop(Exception):
    """The work cannot go on; the text says in Danish what happened and what to do."""

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text.format(**values))


def tell(text: str) -> None:
    """Write one line to whoever is at the machine."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def in_ci() -> bool:
    """Say whether this is continuous integration, where nothing may be left out."""
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}


def works(*command: str) -> bool:
    """Say whether a command is there and answers."""
    if shutil.which(command[0]) is None:
        return False
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0


def run(command: Sequence[str | Path], *, doing: str, env: Mapping[str, str] | None = None) -> None:
    """Run a command whose output goes to the log. Raises `Stop` when it fails; `doing` is what failed."""
    code, said = attempt(command, env=env)
    if code == 0:
        return
    if NO_NETWORK.search(said):
        raise Stop("{doing} lykkedes ikke: pakkeregistret kan ikke nås. Tjek netværket, og prøv igen.", doing=doing)
    last = next((line.strip() for line in reversed(said.splitlines()) if line.strip()), "intet svar")
    raise Stop(
        "{doing} lykkedes ikke: {last} (alt, hvad der blev sagt, står i {log}).",
        doing=doing,
        last=last,
        log=LOG.relative_to(ROOT),
    )


def attempt(command: Sequence[str | Path], *, env: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Run a command whose output goes to the log; return its exit code and what it said."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    LOG.parent.mkdir(parents=True, exist_ok=True)
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"$ {' '.join(str(word) for word in command)}\n{done.stdout}\n")
    return done.returncode, done.stdout


def may_install() -> bool:
    """Say whether Debian packages may be installed here without asking anybody."""
    return shutil.which("apt-get") is not None and (os.geteuid() == 0 or works("sudo", "-n", "true"))


def install(*packages: str) -> None:
    """Install Debian packages. Raises `Stop` when that is not allowed here or fails."""
    names = " ".join(packages)
    if not may_install():
        raise Stop(
            "{names} mangler og må ikke installeres herfra. Installér det, og prøv igen: sudo apt-get install {names}",
            names=names,
        )
    tell(f"Installerer {names} med apt …")
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    if os.geteuid() != 0:
        apt = ["sudo", "-n", *apt]
    command = [*apt, "install", "--yes", "--no-install-recommends", *packages]
    if attempt(command)[0] != 0:  # the lists of packages may be missing or old
        run([*apt, "update"], doing="Opdatering af Debians pakkelister")
        run(command, doing=f"Installation af {names}")


def start(main: Callable[[], int]) -> None:
    """Run a script: what stops it is one sentence on stderr, and SIGTERM tidies up as Ctrl-C does."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        sys.exit(main())
    except Stop as reason:
        sys.exit(str(reason))
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as problem:
        why = DISK.get(problem.errno or 0, problem.strerror or str(problem))
        sys.exit(f"{problem.filename or 'En fil'} kan ikke læses eller skrives: {why}.")
