"""Made-up words that stand nowhere else, so that one of them in an answer says whom the answer tells of."""

from dataclasses import dataclass, field
from random import Random
from typing import Final

HEADS: Final = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z")
HEARTS: Final = ("a", "e", "i", "o", "u", "y")
SYLLABLES: Final = 4


@dataclass
class Words:
    """Words of four syllables with a mark in front, each given once."""

    chance: Random
    given: set[str] = field(default_factory=set)

    def one(self, mark: str) -> str:
        """Return a word that begins with a mark of two letters, such as Xq."""
        while True:
            word = mark + "".join(self.chance.choice(HEADS) + self.chance.choice(HEARTS) for _ in range(SYLLABLES))
            if word not in self.given:
                self.given.add(word)
                return word
