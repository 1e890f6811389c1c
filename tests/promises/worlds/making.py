"""Bringing a town about: made and stored once, looked at by many, gone afterwards. Offers `a_town` and `standing`."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from random import Random

from tests.promises.worlds.conferring import confer
from tests.promises.worlds.families import KINDS, Kind, settle
from tests.promises.worlds.freezing import gone_afterwards
from tests.promises.worlds.journeys import journeys
from tests.promises.worlds.messaging import write
from tests.promises.worlds.moving_on import move_on
from tests.promises.worlds.ties import looked_before, tie
from tests.promises.worlds.town import Town, workplaces
from tests.promises.worlds.words import Words


def a_town(seed: int, *, families: int = 8, kinds: Sequence[Kind] = KINDS) -> Town:
    """Return a town that the seed decides, not stored yet."""
    town = Town(Random(seed), Words(Random(seed)))
    workplaces(town)
    settle(town, families, kinds)
    tie(town)
    move_on(town, seed)
    journeys(town, seed)
    confer(town, seed)
    write(town, seed)
    return town


@contextmanager
def standing(seed: int, *, families: int = 8, kinds: Sequence[Kind] = KINDS) -> Iterator[Town]:
    """Store a town, and throw it away."""
    with gone_afterwards():
        town = a_town(seed, families=families, kinds=kinds)
        town.store()
        looked_before(town)
        yield town
