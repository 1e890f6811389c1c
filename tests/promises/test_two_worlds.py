"""Two worlds that differ by what a viewer may not know are the same world to that viewer, byte by byte.

A run: somebody asks for pages, lists, searches, suggestions and files; one thing is changed, added, removed or added
by the dozen that access does not let them know of; they ask the same again. 120 runs here, 20,000 with VUGGE_LONG=1.
The runs are tried on bugs sown on purpose in `test_seeded_bugs`.
"""

import os
import time
from typing import Final

import pytest
from tests.promises.worlds.freezing import frozen
from tests.promises.worlds.routes import routes
from tests.promises.worlds.runs import differences

TOWNS: Final = 400 if os.environ.get("VUGGE_LONG") else 3
RUNS: Final = 50 if os.environ.get("VUGGE_LONG") else 40  # in each town
PARTS: Final = 20 if os.environ.get("VUGGE_LONG") else 3  # so that several processes share the work

pytestmark = [pytest.mark.django_db, pytest.mark.long]


@pytest.mark.parametrize("part", range(PARTS))
def test_nobody_can_tell_two_worlds_apart_that_differ_by_what_they_may_not_know(part: int) -> None:
    began, runs = time.process_time(), 0
    with frozen():
        for seed in range(part, TOWNS, PARTS):
            for found in differences(seed, RUNS):
                runs += 1
                assert found is None, f"town {seed}, run {runs}: {found}"
    print(f"{runs} runs, {runs / (time.process_time() - began):.1f} a second of CPU time")  # noqa: T201  the figure


def test_every_room_behind_log_in_is_walked() -> None:
    assert {one.room for one in routes()} >= {"frontline", "family", "office"}
