"""Everything that can go wrong, in one tree.

VuggeError            says what happened, why, and what to do next
├── BadInput          what somebody gave us cannot be used; carries every problem found
├── NotFound          nothing here by that name, or nothing the asker may know of
│   └── Hidden        a person of whom the asker may not even know whether they are here
├── NotAllowed        the asker may not do this
├── BadLaw            a law package or catalogue file does not hold what it must
└── NotPossibleHere   the machine lacks something this needs
"""

from uuid import UUID

from vugge.kit.text import Sentence, sentence


class VuggeError(Exception):
    """A mistake with a Danish sentence for whoever reads it."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.say())
        self.sentence = sentence


class BadInput(VuggeError):
    """What was given cannot be used."""


class NotFound(VuggeError):
    """Nothing here by that name."""


class Hidden(NotFound):
    """The asker may not know whether this person is here: the sentence is the same when nobody is.

    >>> Hidden(UUID(int=1)).sentence == Hidden(UUID(int=2)).sentence
    True
    """

    def __init__(self, person: UUID) -> None:
        super().__init__(sentence("Her er ingen, som du har adgang til at se. Tjek adressen, eller søg igen."))
        self.person = person


class NotAllowed(VuggeError):
    """The asker may not do this; `person` is whom it would have touched, for the log."""

    def __init__(self, sentence: Sentence, *, person: UUID | None = None) -> None:
        super().__init__(sentence)
        self.person = person


class BadLaw(VuggeError):
    """A package of law or catalogue data is not what it must be."""


class NotPossibleHere(VuggeError):
    """The machine lacks something that this needs."""
