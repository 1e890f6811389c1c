"""Everything that can go wrong, in one tree.

VuggeError            says what happened, why, and what to do next
├── BadInput          what somebody gave us cannot be used; carries every problem found
├── NotFound          nothing here by that name, or nothing the asker may know of
├── NotAllowed        the asker may not do this
├── BadLaw            a law package or catalogue file does not hold what it must
└── NotPossibleHere   the machine lacks something this needs
"""

from vugge.kit.text import Sentence


class VuggeError(Exception):
    """A mistake with a Danish sentence for whoever reads it."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.say())
        self.sentence = sentence


class BadInput(VuggeError):
    """What was given cannot be used."""


class NotFound(VuggeError):
    """Nothing here by that name."""


class NotAllowed(VuggeError):
    """The asker may not do this."""


class BadLaw(VuggeError):
    """A package of law or catalogue data is not what it must be."""


class NotPossibleHere(VuggeError):
    """The machine lacks something that this needs."""
