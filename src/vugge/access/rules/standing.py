"""Whether a consent that custodians gave for a child still stands, decided from what is so on the day of the question.

A yes for somebody else carries only as long as whoever said it may speak for that somebody. Nothing of this is stored:
it follows from the child's age and from who has custody. Offers `Stop`, `StopReason`,
`stop_of`, and the words `said_of` and `what_now`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vugge.access.rules.basis import CustodiansYes
from vugge.access.rules.law import Ages, Matter
from vugge.kit.explained import Because
from vugge.kit.periods import Period, birthday, merged
from vugge.kit.text import Sentence, sentence

RULE = "access.rules.standing.stop_of"


class StopReason(StrEnum):
    """Why custodians' yes carries no longer."""

    YOUNG_DECIDES = "young_decides"
    CUSTODY_ENDED = "custody_ended"
    LAW_CHANGED = "law_changed"


@dataclass(frozen=True)
class Stop:
    """That a consent carries no longer: why, and from which local day on (at its midnight)."""

    why: StopReason
    since: date


def stop_of(yes: CustodiansYes, *, ages: Ages, day: date) -> Stop | None:
    """Say why custodians' yes carries no longer on a local day, the first reason first; None: it stands.

    It stops when the child turns old enough to answer in this matter, and when one of those who had to answer lost
    custody, also where somebody else has it still or they got it back: then the family is asked anew. A child whose
    birthday nobody knows counts as small. Where the law of the day has no such matter, nobody can say who answers.
    """
    matter = ages.matter(yes.matter)
    if matter is None:
        return Stop(StopReason.LAW_CHANGED, ages.valid_from)
    found = [one for one in (_grown(yes, matter), *_lost(yes)) if one is not None and one.since <= day]
    return min(found, key=lambda one: one.since, default=None)


def _grown(yes: CustodiansYes, matter: Matter) -> Stop | None:
    if yes.child_born is None:
        return None
    return Stop(StopReason.YOUNG_DECIDES, birthday(yes.child_born, matter.child_signs))


def _lost(yes: CustodiansYes) -> list[Stop]:
    """Return when each who had to answer lost custody for the first time after the question."""
    ends = [_held_until(periods, yes.asked_on) for periods in yes.held]
    return [Stop(StopReason.CUSTODY_ENDED, one) for one in ends if one is not None]


def _held_until(periods: tuple[Period, ...], asked_on: date) -> date | None:
    """Return the first day without custody from the day of the question on; None: custody goes on.

    >>> _held_until((Period(date(2020, 1, 1), date(2026, 7, 1)), Period(date(2026, 8, 1))), date(2026, 3, 1))
    datetime.date(2026, 7, 1)
    """
    running = next((one for one in merged(periods) if one.contains(asked_on)), None)
    return asked_on if running is None else running.end


def said_of(stop: Stop, *, ages: Ages, matter: str) -> Because:
    """Say in plain words why a consent carries no longer, with the law that says so."""
    found = ages.matter(matter)
    if found is None:
        return Because(_why(stop), rule=RULE, package=ages.id)
    return Because(_why(stop), rule=RULE, package=ages.id, legal_basis=found.legal_basis, certainty=found.certainty)


def _why(stop: Stop) -> Sentence:
    match stop.why:
        case StopReason.YOUNG_DECIDES:
            return sentence(
                "Fra {since} svarer den unge selv i den slags sag. Derfor gælder forældrenes ja ikke mere.",
                since=stop.since,
            )
        case StopReason.CUSTODY_ENDED:
            return sentence(
                "En af dem, der skulle svare, har ikke længere forældremyndigheden. Derfor gælder samtykket ikke "
                "fra {since}.",
                since=stop.since,
            )
        case StopReason.LAW_CHANGED:
            return sentence("Reglerne for den slags sag er ændret. Derfor gælder samtykket ikke mere.")


def what_now(stop: Stop) -> Sentence:
    """Say what to do where something should be shared still."""
    if stop.why is StopReason.YOUNG_DECIDES:
        return sentence("Skal der stadig deles noget, så spørg den unge selv. Indtil da ser ingen noget.")
    return sentence(
        "Skal der stadig deles noget, så spørg på ny dem, der har forældremyndigheden nu. Indtil da ser ingen noget."
    )
