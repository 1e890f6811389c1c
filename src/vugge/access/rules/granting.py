"""What must hold before a basis is given: to whom, for how long, and after which question to the family.

Offers `Receiver`, `check_colleague`, `check_private_member`, `emergency_until`, `check_emergency_reason`,
`review_due` and `check_followup`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from vugge.access.rules.consent import months_later
from vugge.access.rules.law import EmergencyTerms, MeetingTerms, Policy
from vugge.kit.errors import BadInput, NotAllowed
from vugge.kit.text import sentence

SATURDAY = 5


@dataclass(frozen=True)
class Receiver:
    """Who is to have access: the parts they play today and the units they play them in."""

    roles: frozenset[str]
    units: frozenset[int]


def check_colleague(receiver: Receiver, *, own_unit: str) -> None:
    """Refuse to hand the task to somebody outside one's own unit. Raises `NotAllowed`."""
    if own_unit not in {str(unit) for unit in receiver.units}:
        raise NotAllowed(
            sentence(
                "Opgaven kan kun gives til en kollega i din egen enhed. Skal en anden enhed vide noget, så spørg "
                "familien om samtykke."
            )
        )


def check_private_member(receiver: Receiver, *, policy: Policy, has_consent: bool) -> None:
    """Refuse a member from a private organisation whom the family has not said yes to. Raises `BadInput`."""
    if receiver.roles & policy.private_roles and not has_consent:
        raise BadInput(
            sentence(
                "En boligorganisation eller forening må kun vide, hvem det drejer sig om, når familien har sagt ja. "
                "Spørg om samtykke først."
            )
        )


def check_is_staff(receiver: Receiver) -> None:
    """Refuse somebody who holds no role today: a leaver, or a citizen. Raises `BadInput`."""
    if not receiver.roles:
        raise BadInput(sentence("Medarbejderen har ikke en rolle i dag. Giv en rolle først, eller vælg en anden."))


def check_emergency_reason(reason: str, terms: EmergencyTerms) -> None:
    """Refuse a reason too short to review. Raises `BadInput`."""
    letters = len(" ".join(reason.split()))
    if letters < terms.reason_letters_at_least:
        raise BadInput(
            sentence(
                "Skriv mindst {least} tegn om, hvorfor det haster. Der står {letters}. En anden læser det bagefter.",
                least=terms.reason_letters_at_least,
                letters=letters,
            )
        )


def emergency_until(now: datetime, terms: EmergencyTerms) -> datetime:
    """Return when an emergency access opened now ends."""
    return now + timedelta(hours=terms.hours)


def review_due(opened: date, terms: EmergencyTerms, *, holidays: Collection[date] = ()) -> date:
    """Return the last working day on which an emergency access is reviewed.

    >>> from vugge.kit.explained import Certainty
    >>> review_due(date(2026, 11, 20), EmergencyTerms(4, 20, 5, Certainty.UNCERTAIN, ""))
    datetime.date(2026, 11, 27)
    """
    day, left = opened, terms.review_working_days
    while left:
        day += timedelta(days=1)
        if day.weekday() < SATURDAY and day not in holidays:
            left -= 1
    return day


def check_followup(first: date, day: date, *, already: int, terms: MeetingTerms) -> None:
    """Refuse a second follow-up, one before the meeting, or one too late. Raises `BadInput`."""
    if already >= terms.followups:
        raise BadInput(
            sentence("Der har været et opfølgende møde. Skal der deles mere, så spørg familien om samtykke.")
        )
    last = months_later(first, terms.followup_within_months)
    if not first < day <= last:
        raise BadInput(sentence("Det opfølgende møde ligger efter {first} og senest {last}.", first=first, last=last))
