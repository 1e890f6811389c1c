"""Tells how far work is while its transaction is open: outside it, or nobody would see it before the end.

Offers `Beside`. On PostgreSQL it has a connection of its own; on SQLite, with its one writer, a small file
(`queries.beside`).
"""

import json
import time
from collections.abc import Callable
from types import TracebackType
from typing import Final, Self
from uuid import UUID

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from vugge.organisations import models
from vugge.organisations.queries.beside import is_beside, place_of

PAUSE: Final = 0.25  # seconds: nobody reads faster, and each word costs a write
_TELL: Final = (
    "UPDATE {table} SET rows_done = %s, rows = %s, heard_at = %s WHERE id = %s AND attempt = %s AND state = 'running'"
)


class Beside:
    """Whoever works on one attempt at one intake says here how far; call it with rows gone through, of how many.

    Used as `with`: it must be closed before the intake's own row is changed in the open transaction, which would wait
    for itself otherwise. Says at most four words a second, and the last one always.
    """

    def __init__(self, intake: UUID, *, attempt: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._intake, self._attempt, self._clock = intake, attempt, clock
        self._spoke: float | None = None
        self._line: BaseDatabaseWrapper | None = None

    def __enter__(self) -> Self:
        if not is_beside():
            self._line = connection.copy()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._line is not None:
            self._line.close()
        else:
            place_of(self._intake).unlink(missing_ok=True)

    def __call__(self, done: int, rows: int) -> None:
        """Say how many rows are gone through, of how many."""
        now = self._clock()
        if done < rows and self._spoke is not None and now - self._spoke < PAUSE:
            return
        self._spoke = now
        if self._line is None:
            self._write(done, rows)
        else:
            table = self._line.ops.quote_name(models.Intake._meta.db_table)  # noqa: SLF001  Django's documented name
            with self._line.cursor() as cursor:
                cursor.execute(
                    _TELL.format(table=table), (done, rows, timezone.now(), str(self._intake), self._attempt)
                )

    def _write(self, done: int, rows: int) -> None:
        place = place_of(self._intake)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        word = {"attempt": self._attempt, "done": done, "rows": rows, "heard_at": timezone.now().isoformat()}
        unfinished = place.with_suffix(".new")
        unfinished.write_text(json.dumps(word), encoding="utf-8")
        unfinished.replace(place)  # whoever reads has the old word or the new one, never half of one
