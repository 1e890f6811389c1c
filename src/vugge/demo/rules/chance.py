"""Chance that is the same each time: a stream of draws from a seed, which can be split by name.

Offers `Chance`. The generator is SplitMix64 (Steele, Lea and Flood 2014), written out, so that no version of Python
draws differently. What one family is like does not depend on what the others are.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from hashlib import blake2b
from typing import Final, TypeVar
from uuid import UUID

T = TypeVar("T")

_MASK: Final = (1 << 64) - 1
_STEP: Final = 0x9E3779B97F4A7C15
_FIRST: Final = 0xBF58476D1CE4E5B9
_SECOND: Final = 0x94D049BB133111EB


class Chance:
    """A stream of draws. The same labels give the same stream.

    >>> Chance("town", 1).between(1, 6) == Chance("town", 1).between(1, 6)
    True
    """

    def __init__(self, *labels: str | int) -> None:
        self._labels = labels
        written = "\0".join(str(label) for label in labels).encode()
        self._state = int.from_bytes(blake2b(written, digest_size=8).digest(), "big")

    def split(self, *labels: str | int) -> "Chance":
        """Return a stream of its own, whatever has been drawn from this one."""
        return Chance(*self._labels, *labels)

    def bits(self) -> int:
        """Return 64 bits of chance."""
        self._state = (self._state + _STEP) & _MASK
        mixed = ((self._state ^ (self._state >> 30)) * _FIRST) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * _SECOND) & _MASK
        return mixed ^ (mixed >> 31)

    def between(self, least: int, most: int) -> int:
        """Return a whole number from `least` to `most`, both included."""
        return least + self.bits() % (most - least + 1)

    def happens(self, share: float) -> bool:
        """Say yes in this share of the cases."""
        return self.bits() < share * (_MASK + 1)

    def one_of(self, choices: Sequence[T]) -> T:
        """Return one of the choices, each as often as the next."""
        return choices[self.bits() % len(choices)]

    def weighted(self, choices: Mapping[T, float]) -> T:
        """Return one of the choices, each as often as its weight says."""
        left = sum(choices.values()) * (self.bits() / (_MASK + 1))
        last = next(iter(choices))
        for last, weight in choices.items():  # noqa: B007  the last one is the answer when rounding leaves something
            left -= weight
            if left < 0:
                break
        return last

    def day(self, first: date, last: date) -> date:
        """Return a day from the first to the last, both included; the first where they are in no order."""
        return first + timedelta(days=self.between(0, max(0, (last - first).days)))

    def key(self) -> UUID:
        """Return a key that looks like a random one (UUID version 4)."""
        return UUID(int=(self.bits() << 64) | self.bits(), version=4)
