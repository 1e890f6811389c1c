"""What everything in a town is made with."""

from dataclasses import dataclass
from datetime import date

from vugge.demo.rules.allotting import Allotment
from vugge.demo.rules.vocabulary import Assumed, Names, Places, Vocabulary


@dataclass(frozen=True)
class Making:
    """The words and shares, what has been given out already, and the day on which the town is as it is made."""

    vocabulary: Vocabulary
    allotment: Allotment
    today: date

    @property
    def names(self) -> Names:
        """What people are called."""
        return self.vocabulary.names

    @property
    def places(self) -> Places:
        """What is in the town."""
        return self.vocabulary.places

    @property
    def assumed(self) -> Assumed:
        """How often what occurs, where that is our own assumption."""
        return self.vocabulary.shares.assumed
