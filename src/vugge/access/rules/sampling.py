"""The supervisor's sample of the log: which look-ups weigh more, and how some of them are drawn.

Nobody is accused by a weight: it says where a human should look first. Offers `Watched`, `Drawn`, `weigh` and `draw`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from vugge.kit.local_time import HERE
from vugge.kit.text import Sentence, sentence

NIGHT: Final = (22, 6)
"""From this hour of the evening to this hour of the morning, local time."""
OFTEN: Final = 3
"""So many times what colleagues in the same role look up is much."""


@dataclass(frozen=True)
class Watched:
    """One look-up of a person, with what the sample weighs; all of it facts, none of it a name.

    `has_work_near`: something was done for the person within 14 days. `looked_up` and `peers_look_up` are persons seen
    in the month by this viewer, and by the middle one of those in the same role.
    """

    entry: int
    happened_at: datetime
    is_emergency: bool = False
    is_denied: bool = False
    has_same_surname: bool = False
    lives_near: bool = False
    is_colleague: bool = False
    has_work_near: bool = True
    looked_up: int = 0
    peers_look_up: int = 0


@dataclass(frozen=True)
class Drawn:
    """An entry that the sample drew: its weight and why it weighed, in words."""

    entry: int
    weight: int
    why: tuple[Sentence, ...]


def weigh(watched: Watched) -> Drawn:
    """Say how much an entry weighs in the draw and why; the least is 1, so that every entry may be drawn.

    >>> from datetime import UTC
    >>> weigh(Watched(7, datetime(2026, 11, 22, 12, tzinfo=UTC), is_emergency=True)).weight
    21
    """
    found = [(weight, why) for weight, why, applies in _reasons(watched) if applies]
    return Drawn(watched.entry, 1 + sum(weight for weight, _ in found), tuple(why for _, why in found))


def draw(watched: Iterable[Watched], *, size: int, chances: Iterable[float]) -> tuple[Drawn, ...]:
    """Draw at most `size` entries without putting back, each in proportion to its weight, heaviest first.

    By the keys of Efraimidis and Spirakis (2006): the `size` largest of u ** (1 / weight), where `chances` gives one u
    even in 0 to 1 for each entry.
    """
    keyed = [(u ** (1 / one.weight), one) for u, one in zip(chances, map(weigh, watched), strict=False)]
    drawn = [one for _, one in sorted(keyed, key=lambda pair: (pair[0], pair[1].entry), reverse=True)[:size]]
    return tuple(sorted(drawn, key=lambda one: (-one.weight, one.entry)))


def _reasons(watched: Watched) -> tuple[tuple[int, Sentence, bool], ...]:
    hour = watched.happened_at.astimezone(HERE).hour
    is_much = watched.peers_look_up > 0 and watched.looked_up > OFTEN * watched.peers_look_up
    return (
        (20, sentence("akut adgang"), watched.is_emergency),
        (10, sentence("samme efternavn som medarbejderen"), watched.has_same_surname),
        (10, sentence("bor tæt på medarbejderen"), watched.lives_near),
        (10, sentence("en kollega er slået op"), watched.is_colleague),
        (5, sentence("intet er gjort i sagen inden for 14 dage"), not watched.has_work_near),
        (5, sentence("langt flere opslag end andre i samme rolle"), is_much),
        (3, sentence("opslag om natten"), hour >= NIGHT[0] or hour < NIGHT[1]),
        (3, sentence("adgang blev nægtet"), watched.is_denied),
    )
