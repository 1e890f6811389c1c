"""What must hold before a basis is given: to whom, for how long, and after which question to the family.

Offers `Part`, `Receiver`, `must_have_part`, `check_colleague`, `check_private_member`, `may_end` of a `Held`,
`emergency_until`, `check_emergency_reason`, `review_due`, and of meetings `check_meeting_day`, `matter_number` and
`check_followup`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from vugge.access.rules.basis import BasisKind
from vugge.access.rules.consent import months_later
from vugge.access.rules.law import EmergencyTerms, MeetingMatter, MeetingTerms, Policy, PolicyRule
from vugge.audit.rules import Kind, Purpose, Viewer
from vugge.kit.errors import BadInput, NotAllowed
from vugge.kit.text import sentence

SATURDAY = 5


@dataclass(frozen=True)
class Part:
    """A role in a unit. What an employee is given in one part counts in no other."""

    role: str
    unit: int


@dataclass(frozen=True)
class Receiver:
    """Who is to have access, and the parts they play today, the first given first."""

    account: UUID
    parts: tuple[Part, ...]

    def part_for(
        self, kind: BasisKind, *, policy: Policy, unit: int | None = None, purpose: Purpose | None = None
    ) -> Part | None:
        """Return the part in which a basis of a kind is of use, in one unit if that is given; None: none at all.

        Where no part has any use of it, the first counts: the basis then gives nothing.

        >>> Receiver(UUID(int=1), ()).part_for(BasisKind.TEAM, policy=None) is None
        True
        """
        here = [one for one in self.parts if unit is None or one.unit == unit]
        useful = [one for one in here if _is_of_use(policy.rule(one.role, kind), purpose)]
        return next(iter((*useful, *here)), None)


def _is_of_use(rule: PolicyRule | None, purpose: Purpose | None) -> bool:
    return rule is not None and (purpose is None or purpose in rule.purposes)


def must_have_part(part: Part | None) -> Part:
    """Refuse somebody who holds no role today, or none in that unit: a leaver, or a citizen. Raises `BadInput`."""
    if part is None:
        raise BadInput(sentence("Medarbejderen har ikke en rolle der i dag. Giv en rolle først, eller vælg en anden."))
    return part


def check_colleague(part: Part | None) -> Part:
    """Refuse to hand the task to somebody outside one's own unit. Raises `NotAllowed`."""
    if part is None:
        raise NotAllowed(
            sentence(
                "Opgaven kan kun gives til en kollega i din egen enhed. Skal en anden enhed vide noget, så spørg "
                "familien om samtykke."
            )
        )
    return part


def check_private_member(*, has_consent: bool) -> None:
    """Refuse a member from a private organisation whom the family has not said yes to. Raises `BadInput`."""
    if not has_consent:
        raise BadInput(
            sentence(
                "En boligorganisation eller forening må kun vide, hvem det drejer sig om, når familien har sagt ja. "
                "Spørg om samtykke først."
            )
        )


@dataclass(frozen=True)
class Held:
    """A task or a place in a team, as it is to be ended: whose it is, who gave it, and whether they hold the part yet.

    `account` None: all of `unit` has it; otherwise `unit` is where the account has it.
    """

    kind: BasisKind
    account: UUID | None
    unit: int | None
    granted_by: str
    is_played: bool


def may_end(held: Held, viewer: Viewer, *, leads: bool) -> bool:
    """Say whether a viewer may end a task or a place in a team.

    Whoever has it, whoever gave it, the lead of the team for every place in it, and where the employee has left the
    part, or the whole unit has it, any colleague who acts in that unit. Nobody else, whatever they see.
    """
    if viewer.kind is Kind.SYSTEM or viewer.name == held.granted_by:
        return True
    if held.account is not None and held.account == viewer.identity:
        return True
    if leads and held.kind is BasisKind.TEAM:
        return True
    has_nobody = held.account is None or not held.is_played
    return has_nobody and held.unit is not None and str(held.unit) == viewer.unit


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


@dataclass(frozen=True)
class MeetingHeld:
    """A first meeting about a matter of one kind: which matter of that kind it was, and on which day."""

    number: int
    held_on: date


def check_meeting_day(day: date, *, today: date, terms: MeetingTerms) -> None:
    """Refuse a meeting in the past, or so far ahead that nobody can know what is needed. Raises `BadInput`."""
    last = today + timedelta(days=terms.days_ahead)
    if not today <= day <= last:
        raise BadInput(sentence("Mødet holdes tidligst i dag, {today}, og senest {last}.", today=today, last=last))


def matter_number(day: date, *, before: Collection[MeetingHeld], matter: MeetingMatter, terms: MeetingTerms) -> int:
    """Return which matter of its kind around the child a meeting on a day is about. Raises `BadInput` for one too many.

    `before` are all first meetings about matters of that kind around the child. So long as the law counts it as the
    same matter, there is one exchange, and one follow-up.
    """
    newest = max(before, key=lambda one: one.held_on, default=None)
    if newest is None:
        return 1
    free = months_later(newest.held_on, terms.same_matter_months)
    same = [one for one in before if one.number == newest.number]
    if day >= free:
        return max(one.number for one in before) + 1  # after a merge the newest need not have the highest number
    if len(same) >= terms.meetings:
        raise BadInput(
            sentence(
                "Der er allerede et møde om {matter} den {day}. Hold det opfølgende møde, eller spørg familien om "
                "samtykke. Først fra {free} regnes det for en ny sag.",
                matter=matter.title,
                day=newest.held_on,
                free=free,
            )
        )
    return newest.number


def check_followup(first: date, day: date, *, already: int, today: date, terms: MeetingTerms) -> None:
    """Refuse a second follow-up, one before the meeting or in the past, or one too late. Raises `BadInput`."""
    if already >= terms.followups:
        raise BadInput(
            sentence("Der har været et opfølgende møde. Skal der deles mere, så spørg familien om samtykke.")
        )
    last = months_later(first, terms.followup_within_months)
    earliest = max(today, first + timedelta(days=1))
    if earliest > last:
        raise BadInput(
            sentence("Det er for sent at følge op på mødet: fristen var {last}. Spørg familien om samtykke.", last=last)
        )
    if not earliest <= day <= last:
        raise BadInput(
            sentence("Det opfølgende møde ligger tidligst {earliest} og senest {last}.", earliest=earliest, last=last)
        )
