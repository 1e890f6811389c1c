"""Two worlds that differ by what a viewer may not know are the same world to that viewer, byte by byte.

A run: somebody asks for pages, lists, searches, suggestions and files; one thing is changed, added, removed or added
by the dozen that access does not let them know of; they ask the same again. 96 runs here, 20,000 with VUGGE_LONG=1.
The runs are tried on bugs sown on purpose in `test_seeded_bugs`. On one database: what is compared is what pages say,
and the statements are put again in the way of SQLite.
"""

import os
import time
from collections import Counter
from itertools import islice
from random import Random
from typing import Final

import pytest
from tests.promises.worlds.changes import CHANGES
from tests.promises.worlds.freezing import frozen, gone_afterwards
from tests.promises.worlds.making import standing
from tests.promises.worlds.routes import LEFT_OUT, is_left_out, routes
from tests.promises.worlds.runs import runs, watches
from tests.promises.worlds.sampling import everything

LONG: Final = bool(os.environ.get("VUGGE_LONG"))
TOWNS: Final = 25 if LONG else 2
RUNS: Final = 800 if LONG else 48  # in each town
EACH: Final = 25 if LONG else 8  # of each viewer
RENAME: Final = next(one for one in CHANGES if one.name == "rename a stranger")

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.mark.parametrize("seed", range(TOWNS))
def test_nobody_can_tell_two_worlds_apart_that_differ_by_what_they_may_not_know(seed: int) -> None:
    began, changes, compared, in_full = time.process_time(), Counter[str](), 0, 0
    with frozen():
        for run in runs(seed, RUNS, each=EACH):
            assert run.found is None, f"town {seed}, run {changes.total()}: {run.found}"
            changes[run.change] += 1
            compared += run.compared
            in_full += run.in_full
    assert changes.total() == RUNS
    print(  # noqa: T201  the figures
        f"town {seed}: {RUNS} runs of {len(changes)} kinds of change, 0 differences in {compared} answers, "
        f"{in_full} of them whole, {time.process_time() - began:.0f} s of CPU time"
    )


def test_where_the_database_answers_as_before_the_page_is_the_same() -> None:
    """Hold the short way against the long one: every page whose statements say the same is asked whole as well."""
    chance, unmoved = Random(7), 0
    with frozen(), standing(7) as town:
        for watch in islice(watches(town, chance), 2):
            for change in watch.changed(chance, 3):
                for question, before in watch.before.items():
                    if before.is_unmoved:
                        unmoved += 1
                        assert watch.looker.answer(question) == before.answer, (change, question)
    assert unmoved >= 50


def test_a_world_that_moves_moves_what_the_database_says() -> None:
    """The control of the short way: what an answer tells anybody is among what it asked for."""
    chance = Random(8)
    with frozen(), standing(8) as town:
        watch = next(one for one in watches(town, chance) if one.known.sights and one.looker.viewer.role)
        watch.look_around(chance)
        with gone_afterwards():
            for seen in watch.known.sights:
                RENAME.do(town, watch.known, seen)
            moved = [question for question, before in watch.before.items() if not before.is_unmoved]
            told = [one for one in moved if watch.looker.answer(one) != watch.before[one].answer]
    assert told


def test_every_page_behind_log_in_is_asked() -> None:
    """Pages come from the addresses of the site: a new room is walked unless it is left out, with its reason."""
    with frozen(), standing(0) as town:
        asked = {question.page for question in everything(town, routes())}
    missing = sorted({one.name for one in routes()} - asked)
    assert not missing, f"{missing}: say in worlds/addresses.py what stands in the address"
    assert all(LEFT_OUT.values())


def test_a_room_that_nobody_has_thought_of_is_walked() -> None:
    assert not is_left_out("vugge.web.somewhere.page")
    assert not is_left_out("vugge.web.publicity")
    assert is_left_out("vugge.web.public.areas")
