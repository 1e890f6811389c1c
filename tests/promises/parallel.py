"""Several at once: threads with a connection each, which all hang up in the end. Offers `several` and `PATIENCE`."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

from django.db import connection

PATIENCE = 60  # seconds that anybody waits for anybody


@contextmanager
def several(count: int) -> Iterator[ThreadPoolExecutor]:
    """Keep so many threads with a connection each, and close them all."""
    with ThreadPoolExecutor(count) as pool:
        yield pool
        together = Barrier(count)
        for done in [pool.submit(_hang_up, together) for _ in range(count)]:
            done.result()


def _hang_up(together: Barrier) -> None:
    together.wait(PATIENCE)  # so that each thread takes one of these, and none takes two
    connection.close()
