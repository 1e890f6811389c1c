"""What is reckoned around transitions: which come soon, who is between two places, and what became of them.

Offers `coming`, `between_places`, `followup_due` and `still_there`. Nothing of it is stored: a day decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from vugge.access.rules.consent import months_later
from vugge.journey.rules.transition_law import Expected, ExpectedAfter, TransitionKind, TransitionLaw
from vugge.kit.explained import Because, Explained, Input
from vugge.kit.periods import age_on
from vugge.kit.text import sentence
from vugge.organisations.rules.kinds import UnitKind
from vugge.people.rules.kinds import SpellKind

RULE: Final = "journey.rules.transition_days"
SCHOOL_YEAR_BEGINS: Final = (8, 1)
SCHOOL_STARTS_AT: Final = 6
"""Grade 0 begins in the calendar year in which a child turns six (folkeskoleloven § 34)."""
PLACES: Final = (SpellKind.DAYCARE, SpellKind.SCHOOL, SpellKind.EDUCATION, SpellKind.JOB)
"""Where somebody can be in the sense of the list of those who are nowhere."""


@dataclass(frozen=True)
class Stay:
    """A place where somebody is for a time; without a unit it is not in the register."""

    kind: SpellKind
    begins: date
    ends: date | None = None
    unit: int | None = None

    def holds_on(self, day: date) -> bool:
        """Say whether it is in force on a day."""
        return self.begins <= day and (self.ends is None or day < self.ends)

    def goes_on_after(self, day: date) -> bool:
        """Say whether it is in force on a day or begins later."""
        return self.ends is None or day < self.ends


@dataclass(frozen=True)
class Whereabouts:
    """What the coming transitions of one person follow from.

    `school_start` is known or granted; None: by the law's age.
    """

    born: date | None
    due: date | None
    stays: tuple[Stay, ...]
    school_start: date | None = None


@dataclass(frozen=True)
class Here:
    """The unit that is reminded: its own number, and its kind."""

    unit: int
    kind: UnitKind


@dataclass(frozen=True)
class Coming:
    """A transition that nobody has opened: which kind, when to expect it, and since when it should be open."""

    kind: TransitionKind
    expected_on: date
    opens_on: date


def coming(where: Whereabouts, *, at: Here, law: TransitionLaw, today: date) -> tuple[Explained[Coming], ...]:
    """Return the transitions that a unit should have open for somebody by today, the nearest first.

    Those whose day has passed by more than two months are left to the list of those between two places.
    """
    found = []
    for kind in law.kinds:
        if kind.expected is None or at.kind not in kind.from_units:
            continue
        day = _expected_on(kind.expected, where, at=at, today=today)
        if day is None:
            continue
        opens = months_later(day, -kind.opens_months)
        if opens <= today < months_later(day, 2):
            found.append(Explained(Coming(kind, day, opens), _because(kind, day, law)))
    return tuple(sorted(found, key=lambda one: (one.value.expected_on, one.value.kind.id)))


def _expected_on(expected: Expected, where: Whereabouts, *, at: Here, today: date) -> date | None:
    inside = [
        one
        for one in where.stays
        if one.holds_on(today) and one.kind in expected.while_in and one.unit in (None, at.unit)
    ]
    has_next = {one.kind for one in where.stays if one.goes_on_after(today)} & set(expected.without)
    is_past = expected.until_months is not None and _is_past(where.born, expected.until_months, today)
    if has_next or is_past or (expected.while_in and not inside):
        return None
    match expected.after:
        case ExpectedAfter.DUE:
            return where.due if where.born is None else None
        case ExpectedAfter.BIRTH:
            return None if where.born is None else months_later(where.born, expected.months)
        case ExpectedAfter.SCHOOL_YEAR:
            return _school_year(where, expected.turning)
        case ExpectedAfter.SPELL_END:
            return _end_of(inside, where.stays)


def _school_year(where: Whereabouts, turning: int) -> date | None:
    """Return 1 August of the school year that most begin in the year they turn an age; counted from one's own start."""
    if where.school_start is not None:
        return date(where.school_start.year + turning - SCHOOL_STARTS_AT, *SCHOOL_YEAR_BEGINS)
    return None if where.born is None else date(where.born.year + turning, *SCHOOL_YEAR_BEGINS)


def _is_past(born: date | None, months: int, today: date) -> bool:
    return born is None or months_later(born, months) <= today


def _end_of(inside: Iterable[Stay], stays: Iterable[Stay]) -> date | None:
    """Return the known end of the place where somebody is now, unless the next place is known too."""
    ends = min((one.ends for one in inside if one.ends is not None), default=None)
    if ends is None or any(one.kind in PLACES and one.goes_on_after(ends) for one in stays):
        return None
    return ends


def _because(kind: TransitionKind, day: date, law: TransitionLaw) -> Because:
    return Because(
        sentence("Overgangen ventes {day} og åbnes {months} måneder før.", day=day, months=kind.opens_months),
        rule=f"{RULE}.coming",
        package=law.id,
        legal_basis=kind.legal_basis,
        certainty=kind.certainty,
        sources=kind.sources,
        inputs=(Input(sentence("Slags"), kind.title),),
    )


@dataclass(frozen=True)
class Between:
    """Somebody who left a place and came to none: which sort of place it was, and the first day without it."""

    left: SpellKind
    since: date
    unit: int | None


def between_places(where: Whereabouts, *, law: TransitionLaw, today: date) -> Explained[Between] | None:
    """Say whether somebody is between two places; None where not, or where nobody is to ask.

    It is a reminder to ask, and says nothing of the family: to care for a small child at home is lawful.
    """
    terms = law.between
    if where.born is None or age_on(where.born, today) >= terms.until_age:
        return None
    places = [one for one in where.stays if one.kind in PLACES]
    if not places or any(one.goes_on_after(today) for one in places):
        return None
    last = max(places, key=lambda one: one.ends or date.max)
    since = last.ends
    if since is None or not _is_within(since, today, after_days=terms.after_days, months=terms.for_months):
        return None
    because = Because(
        sentence("Barnet gik ud den {day}, og der er ikke skrevet et nyt sted ind siden.", day=since),
        rule=f"{RULE}.between_places",
        package=law.id,
        legal_basis=terms.legal_basis,
        certainty=terms.certainty,
        inputs=(Input(sentence("Dage uden et sted"), (today - since).days),),
    )
    return Explained(Between(last.kind, since, last.unit), because)


def _is_within(since: date, today: date, *, after_days: int, months: int) -> bool:
    return since + timedelta(days=after_days) <= today < months_later(since, months)


def followup_due(arrived_on: date, done: Iterable[int], *, law: TransitionLaw) -> tuple[int, date] | None:
    """Return which follow-up comes next, in months after the arrival, and its day; None when both are done."""
    left = [months for months in law.followup.months if months not in set(done)]
    return (left[0], months_later(arrived_on, left[0])) if left else None


def still_there(stays: Iterable[Stay], unit: int | None, *, on: date) -> Explained[bool | None]:
    """Say from the places on file whether somebody is still at a unit on a day; None where nothing says.

    >>> still_there([Stay(SpellKind.SCHOOL, date(2026, 8, 1), unit=7)], 7, on=date(2026, 11, 1)).value
    True
    """
    there = [one for one in stays if one.unit is not None and one.unit == unit and one.begins <= on]
    if not there:
        return Explained(None, Because(sentence("Der står ikke noget om det nye sted."), rule=f"{RULE}.still_there"))
    holds = any(one.holds_on(on) for one in there)
    why = sentence("Opholdet på stedet gælder stadig.") if holds else sentence("Opholdet på stedet er afsluttet.")
    return Explained(holds, Because(why, rule=f"{RULE}.still_there"))
