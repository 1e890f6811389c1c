"""What is known of work whose transaction is still open, kept beside the database where it has one writer.

On SQLite nobody can write a word while a file is being saved: there is one writer, and the saving is it. What it says
of itself lies in a small file, in the folder of this one machine. PostgreSQL needs none of this.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection


@dataclass(frozen=True)
class Word:
    """The last word of one attempt at one file: rows gone through, of how many, and when."""

    attempt: int
    done: int
    rows: int
    heard_at: datetime


def is_beside() -> bool:
    """Say whether progress lies in a file."""
    return connection.vendor == "sqlite"


def place_of(intake: UUID) -> Path:
    """Return where the file about one intake lies, if there is one."""
    return Path(settings.VAR) / "progress" / f"{intake.hex}.json"


def last_word(intake: UUID) -> Word | None:
    """Return what was said last; nothing where nobody is at work."""
    if not is_beside():
        return None
    try:
        said = json.loads(place_of(intake).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Word(said["attempt"], said["done"], said["rows"], datetime.fromisoformat(said["heard_at"]))
