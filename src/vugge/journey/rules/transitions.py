"""A transition from one place to the next: its states, who answers for the child in each, and what may be done.

Offers `State`, `Deed`, `Part` and `after`, the one table of steps; `standing`, which explains a state, `answers`, and
`may_read_note`. What is reckoned before and after a transition is in `transition_days`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from vugge.journey.rules.transition_law import TransitionLaw
from vugge.kit.errors import BadInput, NotAllowed
from vugge.kit.explained import Because, Explained, Input
from vugge.kit.text import Sentence, sentence

RULE: Final = "journey.rules.transitions"


class State(StrEnum):
    """Where a transition stands."""

    PREPARED = "prepared"
    OFFERED = "offered"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    ARRIVED = "arrived"
    FOLLOWED_UP = "followed_up"
    """Asked about after the first months."""
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Deed(StrEnum):
    """What moves a transition on."""

    OFFER = "offer"
    ACCEPT = "accept"
    RETURN = "return"
    ARRIVE = "arrive"
    FOLLOW_UP = "follow_up"
    CLOSE = "close"
    CANCEL = "cancel"


class Part(StrEnum):
    """On which side of a transition somebody works."""

    SENDER = "sender"
    RECEIVER = "receiver"
    OTHER = "other"


STEPS: Final[Mapping[State, Mapping[Deed, State]]] = {
    State.PREPARED: {Deed.OFFER: State.OFFERED, Deed.CANCEL: State.CANCELLED},
    State.OFFERED: {Deed.ACCEPT: State.ACCEPTED, Deed.RETURN: State.RETURNED, Deed.CANCEL: State.CANCELLED},
    State.RETURNED: {Deed.OFFER: State.OFFERED, Deed.CANCEL: State.CANCELLED},
    State.ACCEPTED: {Deed.ARRIVE: State.ARRIVED, Deed.RETURN: State.RETURNED, Deed.CANCEL: State.CANCELLED},
    State.ARRIVED: {Deed.FOLLOW_UP: State.FOLLOWED_UP, Deed.CLOSE: State.CLOSED},
    State.FOLLOWED_UP: {Deed.FOLLOW_UP: State.CLOSED, Deed.CLOSE: State.CLOSED},
    State.CLOSED: {},
    State.CANCELLED: {},
}
"""From which state which deed leads to which."""

OVER: Final = frozenset({State.CLOSED, State.CANCELLED})
BEFORE_ARRIVAL: Final = frozenset({State.PREPARED, State.OFFERED, State.RETURNED, State.ACCEPTED})
WITH_REASON: Final = frozenset({Deed.RETURN, Deed.CANCEL, Deed.CLOSE})
_OF_SENDER: Final = frozenset({Deed.OFFER, Deed.CANCEL})


@dataclass(frozen=True)
class Facts:
    """What a transition's standing follows from. `goes_out`: the next place has no log-in here."""

    state: State
    goes_out: bool = False
    planned_on: date | None = None
    answer_by: date | None = None
    arrived_on: date | None = None
    reason: str = ""


def does(deed: Deed, *, goes_out: bool) -> Part:
    """Say which side does a deed. Where the next place has no log-in, the sender writes what it answered.

    >>> does(Deed.ACCEPT, goes_out=False), does(Deed.ACCEPT, goes_out=True)
    (<Part.RECEIVER: 'receiver'>, <Part.SENDER: 'sender'>)
    """
    return Part.SENDER if goes_out or deed in _OF_SENDER else Part.RECEIVER


def may_do(facts: Facts, deed: Deed, part: Part) -> bool:
    """Say whether somebody on one side may do a deed now."""
    return deed in STEPS[facts.state] and part is does(deed, goes_out=facts.goes_out)


def after(facts: Facts, deed: Deed, part: Part, *, reason: str = "") -> State:
    """Return the state that a deed leads to.

    Raises `NotAllowed` for the other side's deed, `BadInput` for one that does not fit the state, or without a reason
    where one is owed.

    >>> after(Facts(State.OFFERED), Deed.ACCEPT, Part.RECEIVER)
    <State.ACCEPTED: 'accepted'>
    """
    if part is not does(deed, goes_out=facts.goes_out):
        raise NotAllowed(_NOT_YOURS[does(deed, goes_out=facts.goes_out)])
    reached = STEPS[facts.state].get(deed)
    if reached is None:
        raise BadInput(
            sentence("Det kan ikke gøres nu: overgangen er {state}. Åbn siden igen.", state=STATE_WORDS[facts.state])
        )
    if deed in WITH_REASON and not reason.strip():
        raise BadInput(sentence("Skriv hvorfor. Den anden side og familien skal kunne forstå det."))
    return reached


def answers(facts: Facts) -> Explained[Part]:
    """Say who answers for the child: the sender until the arrival is confirmed, and the receiver from then on.

    >>> answers(Facts(State.ACCEPTED)).value, answers(Facts(State.ARRIVED)).value
    (<Part.SENDER: 'sender'>, <Part.RECEIVER: 'receiver'>)
    """
    has_arrived = facts.state not in BEFORE_ARRIVAL and facts.state is not State.CANCELLED
    part = Part.RECEIVER if has_arrived else Part.SENDER
    return Explained(part, Because(_ANSWERS[part], rule=f"{RULE}.answers"))


def standing(facts: Facts, *, law: TransitionLaw, today: date) -> Explained[State]:
    """Say where a transition stands, and why, in words for staff and family."""
    said = _LATE if is_late(facts, today=today) else _WHY[facts.state]
    named = (
        (sentence("Planlagt dag"), facts.planned_on),
        (sentence("Svar senest"), facts.answer_by if facts.state is State.OFFERED else None),
        (sentence("Begyndte"), facts.arrived_on),
        (sentence("Grund"), facts.reason),
    )
    because = Because(
        said,
        rule=f"{RULE}.standing",
        package=law.id,
        legal_basis=law.legal_basis,
        certainty=law.certainty,
        inputs=tuple(Input(name, value) for name, value in named if value),
        sources=law.sources,
        parts=(answers(facts).because,),
    )
    return Explained(facts.state, because)


def is_late(facts: Facts, *, today: date) -> bool:
    """Say whether the receiver's answer should have come by now.

    >>> is_late(Facts(State.OFFERED, answer_by=date(2026, 3, 1)), today=date(2026, 3, 2))
    True
    """
    return facts.state is State.OFFERED and facts.answer_by is not None and facts.answer_by < today


@dataclass(frozen=True)
class Reader:
    """Who wants to read a note: the side they work on, or whether it is the family itself."""

    part: Part
    is_family: bool = False


def may_read_note(reader: Reader, state: State, *, has_yes: bool, law: TransitionLaw) -> Explained[bool]:
    """Say whether somebody may read the text of a transition's note, and why.

    The sender wrote it and the family owns it. The receiver reads it from the yes to the child on, and only when the
    family has said yes to that too. Everybody else around the child sees that there is one, and no word of it.
    """
    if reader.is_family:
        allowed, why = True, _FAMILY
    elif reader.part is Part.SENDER:
        allowed, why = True, _SENDER
    elif reader.part is not Part.RECEIVER:
        allowed, why = False, _OTHERS
    elif state in {State.PREPARED, State.OFFERED, State.RETURNED, State.CANCELLED}:
        allowed, why = False, _NOT_YET
    else:
        allowed, why = (True, _YES) if has_yes else (False, _NO_YES)
    terms = law.passing
    because = Because(
        why,
        rule=f"{RULE}.may_read_note",
        package=law.id,
        legal_basis=terms.legal_basis,
        certainty=terms.certainty,
        inputs=(Input(sentence("Familien har sagt ja"), has_yes),),
    )
    return Explained(allowed, because)


STATE_WORDS: Final[Mapping[State, Sentence]] = {
    State.PREPARED: sentence("ved at blive gjort klar"),
    State.OFFERED: sentence("sendt, venter på svar"),
    State.RETURNED: sentence("sendt tilbage"),
    State.ACCEPTED: sentence("svaret ja til"),
    State.ARRIVED: sentence("nået frem"),
    State.FOLLOWED_UP: sentence("fulgt op én gang"),
    State.CLOSED: sentence("afsluttet"),
    State.CANCELLED: sentence("annulleret"),
}
"""What each state is called."""

_WHY: Final[Mapping[State, Sentence]] = {
    State.PREPARED: sentence("Overgangen er åbnet, og det næste sted er ikke spurgt endnu."),
    State.OFFERED: sentence("Det næste sted er spurgt og har ikke svaret endnu."),
    State.RETURNED: sentence("Det næste sted har sendt overgangen tilbage med en grund. Det kan spørges igen."),
    State.ACCEPTED: sentence("Det næste sted har sagt ja. Ingen har endnu bekræftet, at barnet er begyndt."),
    State.ARRIVED: sentence("Det næste sted har bekræftet, at barnet er begyndt."),
    State.FOLLOWED_UP: sentence("Der er spurgt én gang, hvordan det går på det nye sted."),
    State.CLOSED: sentence("Overgangen er fulgt til ende."),
    State.CANCELLED: sentence("Overgangen blev ikke til noget. Grunden er skrevet."),
}
_LATE: Final = sentence("Det næste sted skulle have svaret nu. Ring til det, eller spørg et andet sted.")
_ANSWERS: Final[Mapping[Part, Sentence]] = {
    Part.SENDER: sentence("Afsenderen har ansvaret, til det er bekræftet, at barnet er begyndt."),
    Part.RECEIVER: sentence("Det er bekræftet, at barnet er begyndt. Nu har det nye sted ansvaret."),
}
_NOT_YOURS: Final[Mapping[Part, Sentence]] = {
    Part.SENDER: sentence("Det gør det sted, som barnet kommer fra."),
    Part.RECEIVER: sentence("Det gør det sted, som barnet skal til."),
}
_FAMILY: Final = sentence("Noten handler om jer, og I må altid læse den.")
_SENDER: Final = sentence("Dit sted har skrevet noten.")
_OTHERS: Final = sentence("Noten er til det næste sted. Andre omkring barnet kan kun se, at der er en.")
_NOT_YET: Final = sentence("Stedet har ikke sagt ja til barnet, så noten er ikke givet videre.")
_YES: Final = sentence("Familien har sagt ja til, at det nye sted læser noten.")
_NO_YES: Final = sentence("Familien har ikke sagt ja til, at det nye sted læser noten. Spørg familien.")
