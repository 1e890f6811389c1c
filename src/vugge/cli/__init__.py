"""The command `vugge`. Here is only its start; the commands are in `vugge.cli.table`.

A room can be imported once Django is ready, and Django is made ready with the settings of the mode. So the
mode is settled first, and only then is the table of commands loaded, by its name.
"""

import os
import sys
from collections.abc import Callable, Sequence
from typing import Final

import django
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

FOR_REAL: Final = ("manage", "prepare", "work", "nightly")
"""The commands that run an installation: they take no other mode than the one the environment names."""

OF_AN_INSTALLATION: Final = ("VUGGE_DATABASE_URL", "VUGGE_SECRET_KEY")
"""Where one of these is given, itself or as a file, there is an installation: nothing there is taken for the demo."""

INTERRUPTED: Final = 130
REFUSED: Final = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 done and found wanting, 2 not possible."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _start(words)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever read what we wrote, as `head` does, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _start(words: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vugge.settings")
    if not _is_for_real(words):
        os.environ.setdefault("VUGGE_MODE", "demo")
    if words[:1] != ["demo"]:  # which serves; others need one connection, which says itself why it cannot be had
        os.environ["VUGGE_DATABASE_POOL"] = "0"
    try:
        django.setup()
    except (ImproperlyConfigured, ValueError) as problem:  # ValueError: a variable that cannot be read
        sys.stderr.write(f"{problem}\n")
        return REFUSED
    run: Callable[[list[str]], int] = import_string("vugge.cli.table.run")
    return run(words)


def _is_for_real(words: list[str]) -> bool:
    given = any(os.environ.get(name + end) for name in OF_AN_INSTALLATION for end in ("", "_FILE"))
    return given or bool(words and words[0] in FOR_REAL)
