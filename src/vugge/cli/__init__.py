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

FOR_REAL: Final = ("manage", "prepare")
"""The commands that run an installation: they take no other mode than the one the environment names."""

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
    if not words or words[0] not in FOR_REAL:
        os.environ.setdefault("VUGGE_MODE", "demo")
    try:
        django.setup()
    except (ImproperlyConfigured, ValueError) as problem:  # ValueError: a variable that cannot be read
        sys.stderr.write(f"{problem}\n")
        return REFUSED
    run: Callable[[list[str]], int] = import_string("vugge.cli.table.run")
    return run(words)
