"""The runs of two worlds find every access bug that is sown on purpose, and find none where none is sown.

Here the runs look where a bug is to be expected, and what told it is asked once more without the bug, in the same two
worlds: then it tells nothing. With VUGGE_LONG=1 they also look everywhere, and say after how many runs they found it.
On one database: the bugs lie above it.
"""

import os
from random import Random
from typing import Final

import pytest
from tests.promises.worlds.bugs import BUGS, Bug
from tests.promises.worlds.freezing import frozen
from tests.promises.worlds.guiding import ANYWHERE, Guide
from tests.promises.worlds.runs import Difference, runs

LONG: Final = bool(os.environ.get("VUGGE_LONG"))
TOWNS: Final = 6
RUNS: Final = 24  # in each town
EACH: Final = 4  # of each viewer
EVERYWHERE: Final = range(100, 104)  # the towns of the long form
RUNS_EVERYWHERE: Final = 100

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def found(bug: Bug) -> tuple[int, Difference] | None:
    """Return after how many runs a bug is found where it is to be expected, and what told it."""
    return _found(bug, range(TOWNS), RUNS, bug.guide)


def _found(bug: Bug, towns: range, how_many: int, guide: Guide) -> tuple[int, Difference] | None:
    tried = 0
    with frozen():
        for seed in towns:
            for run in runs(seed, how_many, sown=bug.sow, guide=guide, each=EACH):
                tried += 1
                if run.found is not None:
                    return tried, run.found
    return None


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_seeded_bug_is_found(bug: Bug) -> None:
    caught = found(bug)
    assert caught is not None, bug.name
    assert not caught[1].is_there_without_bug, caught[1]
    print(f"{bug.name}: run {caught[0]}, {caught[1].change}, {caught[1].question.page}")  # noqa: T201  the figure


def test_nothing_is_found_where_nothing_is_sown() -> None:
    guides = [bug.guide for bug in Random(1).sample(BUGS, len(BUGS) if LONG else 6)]
    with frozen():
        told = [run.found for guide in guides for run in runs(1, EACH, guide=guide, each=EACH)]
    assert len(told) >= len(guides)
    assert not [str(one) for one in told if one is not None]


def test_there_are_at_least_thirty() -> None:
    assert len({bug.name for bug in BUGS}) >= 30


@pytest.mark.long
@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_how_soon_a_bug_is_found_by_looking_everywhere(bug: Bug) -> None:
    """A figure, and no claim: chance decides whether somebody looks where a rare bug shows."""
    caught = _found(bug, EVERYWHERE, RUNS_EVERYWHERE, ANYWHERE)
    print(f"{bug.name}: everywhere, {'not found' if caught is None else f'run {caught[0]}'}")  # noqa: T201  the figure
