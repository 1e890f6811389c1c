"""A PostgreSQL server of our own: made for one run of the tests, reached through a socket, thrown away after."""

# ruff: noqa: INP001, S603  scripts, and running programs is what they are for

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from machine import Stop, install

NEVER_NEEDED_AGAIN = """
listen_addresses = ''
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 50
"""


@contextmanager
def postgres() -> Iterator[str]:
    """Start a server and yield the address of its database; stop and remove it whatever happens.

    Raises `Stop` when there is no PostgreSQL and none may be installed.
    """
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="vugge-pg-"))
    data = folder / "data"
    control: list[str | Path] = [programs / "pg_ctl", "--pgdata", data, "--silent", "--wait"]
    try:
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        _as_owner([programs / "initdb", "-D", data, "-U", "vugge", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"])
        with (data / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write(f"{NEVER_NEEDED_AGAIN}unix_socket_directories = '{folder}'\n")
        _as_owner([*control, "--log", folder / "log", "start"])
        yield f"postgresql://vugge@{quote(str(folder), safe='')}/postgres"
    finally:
        if (data / "postmaster.pid").exists():
            _as_owner([*control, "--mode", "immediate", "stop"])
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """Return the folder of the newest server programs, which Debian does not put on the path."""
    found = _newest()
    if found is None:
        install("postgresql")
        found = _newest()
    if found is None:
        raise Stop("PostgreSQL blev installeret, men initdb findes ikke.")
    return found


def _newest() -> Path | None:
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    on_path = shutil.which("initdb")
    if debian:
        return debian[-1].parent
    return Path(on_path).resolve().parent if on_path else None


def _version(program: Path) -> int:
    number = re.search(r"/(\d+)", str(program))
    return int(number[1]) if number else 0


def _as_owner(command: Sequence[str | Path]) -> None:
    """Run a server program as whoever may own a server: PostgreSQL refuses root."""
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", *words]
    done = subprocess.run(
        words, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise Stop("PostgreSQL kan ikke startes: {why}", why=done.stderr.strip())
