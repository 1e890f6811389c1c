"""A consent taken back holds from the next request: no read that began after the receipt shows anything by it.

Eight readers, each on its own connection, read all the while. PostgreSQL only: SQLite's tests live in one connection.
20 trials each time, 1,000 with VUGGE_LONG=1.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Barrier, Event

import pytest
from tests.access.family import Family, a_family
from tests.promises.parallel import PATIENCE, several

from vugge.access.queries.actors import scope
from vugge.audit.actions import acting
from vugge.audit.rules import Category, Viewer

READERS = 8
TRIALS = 1_000 if os.environ.get("VUGGE_LONG") else 20

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

Sees = Callable[[], bool]
MakeReader = Callable[[Family], Sees]


@dataclass
class Trial:
    """One consent taken back: what the readers know of it, and what they saw."""

    all_have_seen: Barrier = field(default_factory=lambda: Barrier(READERS + 1))
    receipt: Event = field(default_factory=Event)

    def watch(self, sees: Sees) -> list[bool]:
        """Read until after the receipt. Returns what the reads saw that began after it."""
        assert sees()
        self.all_have_seen.wait(PATIENCE)
        while not self.receipt.is_set():
            sees()
        return [sees(), sees()]


def asking_each_time(family: Family) -> Sees:
    """Return a reader as every request is one: it asks what it may see, each time."""
    viewer = family.teacher.viewer()
    return lambda: _shows(viewer, family)


def remembering(family: Family) -> Sees:
    """Return a reader that keeps its scope from one request to the next. It must be caught."""
    viewer = family.teacher.viewer()
    with acting(viewer):
        kept = scope(viewer)
    return lambda: kept.shows(family.child, Category.EDUCATION)


def _shows(viewer: Viewer, family: Family) -> bool:
    with acting(viewer):
        return scope(viewer).shows(family.child, Category.EDUCATION)


def seen_after_the_receipt(make_reader: MakeReader, trials: int) -> list[bool]:
    """Give a consent and take it back, time after time. Returns what later reads saw."""
    family, late = a_family(), list[bool]()
    with several(READERS) as pool:
        for _ in range(trials):
            number, trial = family.given(), Trial()
            watching = [pool.submit(_watch, trial, make_reader, family) for _ in range(READERS)]
            trial.all_have_seen.wait(PATIENCE)
            family.withdraw(family.mother, number)
            trial.receipt.set()
            for one in watching:
                late += one.result()
    return late


def _watch(trial: Trial, make_reader: MakeReader, family: Family) -> list[bool]:
    return trial.watch(make_reader(family))


def test_no_read_that_began_after_the_receipt_shows_anything() -> None:
    late = seen_after_the_receipt(asking_each_time, TRIALS)
    assert len(late) == TRIALS * READERS * 2
    assert not any(late)


def test_a_reader_that_keeps_its_scope_is_caught() -> None:
    assert any(seen_after_the_receipt(remembering, 1))
