"""Consent: its life, whom to ask, and how it is said. Modelled after ISO/IEC TS 27560.

Offers `ConsentState` and `state_of`, `Needed` and `who_signs`, `Hearing`, `hears_child` and `check_heard`,
`check_scope`, `check_until` and `longest`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from vugge.access.rules.law import ConsentTerms, Matter
from vugge.audit.rules import Category
from vugge.kit.errors import BadInput
from vugge.kit.explained import Because, Explained
from vugge.kit.local_time import local_day
from vugge.kit.periods import age_on
from vugge.kit.text import Sentence, sentence

RULE = "access.rules.consent.who_signs"


class ConsentState(StrEnum):
    """Where a consent stands."""

    REQUESTED = "requested"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    LAPSED = "lapsed"
    """Those who said yes, or were asked, can answer for the child no longer (`standing`)."""


class SignedAs(StrEnum):
    """In which part somebody answers."""

    SELF = "self"
    CUSTODIAN = "custodian"


@dataclass(frozen=True)
class Needed:
    """Who must say yes: these persons, all of them. `child_is_heard`: the child's own view is asked for first."""

    signers: tuple[UUID, ...]
    child_is_heard: bool


@dataclass(frozen=True)
class ConsentTimes:
    """The moments of a consent (UTC) and the day it ends; None: not happened."""

    requested_at: datetime
    until: date
    given_at: datetime | None = None
    refused_at: datetime | None = None
    withdrawn_at: datetime | None = None


def state_of(times: ConsentTimes, now: datetime, *, has_lapsed: bool = False) -> ConsentState:
    """Say where a consent stands at a moment. The day `until` is the first without it.

    `has_lapsed`: those who answer for somebody else may do so no longer.
    """
    if times.withdrawn_at is not None and times.withdrawn_at <= now:
        return ConsentState.WITHDRAWN
    if times.refused_at is not None:
        return ConsentState.REFUSED
    if local_day(now) >= times.until:
        return ConsentState.EXPIRED
    if has_lapsed:
        return ConsentState.LAPSED
    return ConsentState.GIVEN if times.given_at is not None else ConsentState.REQUESTED


def who_signs(
    person: UUID, *, born: date | None, custodians: Sequence[UUID], matter: Matter, day: date
) -> Explained[Needed]:
    """Say who must give a consent about a person: the person, or whoever has custody, both where the matter needs both.

    `custodians` in the order in which to ask where one is enough. `born` None (expected, or not known) counts as a
    small child. Raises `BadInput` where nobody can answer.
    """
    age = age_on(born, day) if born is not None else 0
    heard = hears_child(born, matter=matter, day=day)
    if age >= matter.child_signs:
        needed, why = Needed((person,), child_is_heard=False), _SELF
    elif not custodians:
        raise BadInput(
            sentence("Ingen har forældremyndigheden i registret. Ret det først, så det er klart, hvem der kan svare.")
        )
    elif matter.both_custodians:
        needed, why = Needed(tuple(sorted(set(custodians))), child_is_heard=heard), _BOTH
    else:
        needed, why = Needed(tuple(custodians[:1]), child_is_heard=heard), _ONE
    return Explained(needed, _because(why, matter))


def hears_child(born: date | None, *, matter: Matter, day: date) -> bool:
    """Say whether a child is old enough to be heard before others answer for it, and does not answer itself yet."""
    return born is not None and matter.child_heard <= age_on(born, day) < matter.child_signs


@dataclass(frozen=True)
class Hearing:
    """What a custodian says of the child's own view: whether the child was asked, and if not, why not."""

    was_heard: bool | None = None
    why_not: str = ""

    @property
    def is_told(self) -> bool:
        """Whether it says anything: yes, or no with a reason."""
        return self.was_heard is True or (self.was_heard is False and bool(self.why_not.strip()))


def check_heard(hearing: Hearing, *, matter: Matter) -> None:
    """Refuse a yes for a child whose own view nobody has asked for, unless it says why not. Raises `BadInput`."""
    if hearing.was_heard is None:
        raise BadInput(
            sentence(
                "Barnet er fyldt {age} år og skal høres, før andre siger ja. Spørg barnet, og skriv, at du har gjort "
                "det, eller hvorfor det ikke kan lade sig gøre.",
                age=matter.child_heard,
            )
        )
    if not hearing.is_told:
        raise BadInput(sentence("Skriv, hvorfor barnet ikke er spurgt. Barnet har ret til at blive hørt."))


_SELF = sentence("Den unge er gammel nok til selv at sige ja eller nej i denne slags sag.")
_BOTH = sentence("Sagen er så væsentlig, at alle med forældremyndighed skal sige ja.")
_ONE = sentence("Det er en daglig sag, og den ene med forældremyndighed kan svare.")


def _because(why: Sentence, matter: Matter) -> Because:
    return Because(why, rule=RULE, legal_basis=matter.legal_basis, certainty=matter.certainty)


def check_scope(categories: Collection[Category], recipients: Collection[object], *, matter: Matter) -> None:
    """Refuse a consent that shares nothing, with nobody, or more than its matter. Raises `BadInput`."""
    if not categories:
        raise BadInput(sentence("Vælg, hvad der må deles. Et samtykke uden indhold betyder ingenting."))
    if not recipients:
        raise BadInput(sentence("Vælg, hvem der må se det. Et samtykke uden modtagere betyder ingenting."))
    if set(categories) - matter.categories:
        raise BadInput(
            sentence("Der er valgt mere, end {matter} handler om. Spørg om det for sig.", matter=matter.title)
        )


def check_until(begins: date, until: date, *, terms: ConsentTerms) -> None:
    """Refuse a period that is empty or longer than the policy allows. Raises `BadInput`."""
    last = longest(begins, terms)
    if until <= begins:
        raise BadInput(sentence("Samtykket skal gælde mindst en dag. Vælg en senere slutdag end {day}.", day=begins))
    if until > last:
        raise BadInput(
            sentence(
                "Samtykket kan højst gælde {months} måneder. Vælg en slutdag senest {last}.",
                months=terms.months_at_most,
                last=last,
            )
        )


def longest(begins: date, terms: ConsentTerms) -> date:
    """Return the latest day on which a consent from a day may end.

    >>> from vugge.kit.explained import Certainty
    >>> longest(date(2026, 2, 28), ConsentTerms(12, 30, Certainty.UNCERTAIN, ""))
    datetime.date(2027, 2, 28)
    """
    return months_later(begins, terms.months_at_most)


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of that month where it has none such.

    >>> months_later(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError
