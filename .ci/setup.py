"""Install what Vugge needs into the project's own folders: Python packages by uv, front-end packages by npm.

    python3 .ci/setup.py          what the demo needs
    python3 .ci/setup.py --dev    and what the checks need

Run again it does nothing and needs no network, as long as the lock files are the same.
"""

# ruff: noqa: INP001, S603  scripts, and running programs is what they are for

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from machine import ROOT, Stop, install, may_install, run, start, tell, works

UV = "uv==0.13.9"
UV_OLDEST = (0, 9)  # the first that reads a relative `exclude-newer`
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
PACKAGES = ROOT / "node_modules"

PDF_LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}


def set_up(*, dev: bool) -> None:
    """Bring both environments up to date. Raises `Stop` when something is missing that cannot be had."""
    _python_packages(dev=dev)
    _front_end_packages()
    missing = _missing_pdf_libraries()
    if missing:
        tell(f"PDF udelades på denne maskine: {' '.join(missing)} mangler. Alt andet virker.")


def _python_packages(*, dev: bool) -> None:
    lock = _hash(ROOT / "uv.lock", ROOT / "pyproject.toml")
    noted = _noted(VENV)
    if noted.get("lock") == lock and (noted.get("dev") or not dev) and (VENV / "bin" / "python").exists():
        return
    tell("Installerer Python-pakker …")
    _sync(*(["--group", "dev"] if dev else []))
    _install_pdf_libraries()
    _note(VENV, {"lock": lock, "dev": dev})


def _front_end_packages() -> None:
    lock = _hash(ROOT / "package-lock.json", ROOT / "package.json")
    if _noted(PACKAGES).get("lock") == lock:
        return
    npm = _npm()
    tell("Installerer pakker til siderne …")
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
    patience = ["--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"]
    path = os.pathsep.join([str(Path(npm).parent), os.environ.get("PATH", "")])  # npm looks for node there
    run([npm, "ci", *quiet, *patience], doing="Installation af pakker til siderne", env={"PATH": path})
    _note(PACKAGES, {"lock": lock})


def _sync(*options: str) -> None:
    """Install from the lock file; what is installed beside it stays, so that demo and test share the place."""
    command = [_uv(), "sync", "--frozen", "--inexact", "--no-progress", *options]
    run(
        command,
        doing="Installation af Python-pakker",
        env={"UV_PYTHON_DOWNLOADS": "never", "UV_PROJECT_ENVIRONMENT": str(VENV)},
    )


def _uv() -> str:
    """Return a uv that can be run, and install one with pip when the machine has none."""
    for candidate in ("uv", str(TOOLS / "bin" / "uv"), str(TOOLS / "packages" / "bin" / "uv")):
        if works(candidate, "--version") and _version(candidate) >= UV_OLDEST:
            return candidate
    tell("Installerer uv …")
    if not works(sys.executable, "-c", "import ensurepip, venv"):
        if works(sys.executable, "-m", "pip", "--version") and not may_install():
            return _uv_without_venv()
        install("python3-venv")
    shutil.rmtree(TOOLS, ignore_errors=True)
    run([sys.executable, "-m", "venv", TOOLS], doing="Oprettelse af .tools")
    run([TOOLS / "bin" / "pip", "install", "--quiet", UV], doing="Installation af uv")
    return str(TOOLS / "bin" / "uv")


def _uv_without_venv() -> str:
    """Install uv in a plain folder; Debian's pip refuses its own environment only."""
    target = TOOLS / "packages"
    run([sys.executable, "-m", "pip", "install", "--quiet", "--target", target, UV], doing="Installation af uv")
    return str(target / "bin" / "uv")


def _version(uv: str) -> tuple[int, ...]:
    said = subprocess.run([uv, "--version"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(int(part) for part in said.split()[1].split(".")[:2])


def _npm() -> str:
    """Return an npm that can be run: the machine's, else the one of the locked group `node` from PyPI."""
    own = VENV / "bin" / "npm"
    if works("npm", "--version"):
        return str(shutil.which("npm"))
    if not own.exists():
        tell("Installerer Node …")
        try:
            _sync("--group", "node")
        except Stop:
            if not may_install():
                raise
            install("nodejs", "npm")
            return str(shutil.which("npm"))
    return str(own)


def _install_pdf_libraries() -> None:
    missing = _missing_pdf_libraries()
    if missing and may_install():
        with suppress(Stop):  # the demo does without PDF, and says so
            install(*missing)


def _missing_pdf_libraries() -> list[str]:
    return [package for library, package in PDF_LIBRARIES.items() if not _loads(library)]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _hash(*files: Path) -> str:
    """Return a hash of files and of where the project is: an environment that was moved does not work."""
    content = b"".join(file.read_bytes() for file in files)
    return hashlib.sha256(content + str(ROOT).encode()).hexdigest()


def _noted(folder: Path) -> dict[str, object]:
    note = folder / "vugge-setup.json"
    return dict(json.loads(note.read_text(encoding="utf-8"))) if note.exists() else {}


def _note(folder: Path, what: dict[str, object]) -> None:
    (folder / "vugge-setup.json").write_text(json.dumps(what), encoding="utf-8")


def main() -> int:
    """Set up and say nothing more than what was done."""
    set_up(dev="--dev" in sys.argv[1:])
    return 0


if __name__ == "__main__":
    start(main)
