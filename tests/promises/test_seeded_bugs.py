"""The runs of two worlds find every access bug that is sown on purpose, and find none where none is sown.

Here the runs look where a bug is to be expected; with VUGGE_LONG=1 they look everywhere and say after how many runs
they found it.
"""

import os
from random import Random
from typing import Final

import pytest
from tests.promises.worlds.bugs import BUGS, Bug
from tests.promises.worlds.freezing import frozen
from tests.promises.worlds.runs import ANYWHERE, Difference, differences

LONG: Final = bool(os.environ.get("VUGGE_LONG"))
TOWNS: Final = 60 if LONG else 8
RUNS: Final = 50 if LONG else 30
EACH: Final = 10 if LONG else 2

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def found(bug: Bug, *, everywhere: bool) -> tuple[int, Difference] | None:
    """Return after how many runs a bug is found, and what told it."""
    runs = 0
    guide = ANYWHERE if everywhere else bug.guide
    with frozen():
        for seed in range(TOWNS):
            for one in differences(seed, RUNS, sown=bug.sow, guide=guide, each=EACH):
                runs += 1
                if one is not None:
                    return runs, one
    return None


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_seeded_bug_is_found(bug: Bug) -> None:
    caught = found(bug, everywhere=LONG)
    assert caught is not None, bug.name
    print(f"{bug.name}: run {caught[0]}, {caught[1].change}, {caught[1].question.page}")  # noqa: T201  the figure


def test_nothing_is_found_where_nothing_is_sown() -> None:
    chance = Random(1)
    guides = {bug.guide for bug in chance.sample(BUGS, 5)}
    with frozen():
        assert not [one for guide in guides for one in differences(1, 20, guide=guide) if one is not None]


def test_there_are_at_least_thirty() -> None:
    assert len({bug.name for bug in BUGS}) >= 30
