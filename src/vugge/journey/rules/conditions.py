"""Whether a station is one for this child: its conditions, each answered with yes, no or not known.

Offers `Answered`, `answers` and `is_fitting`, which holds a value against what a proof or a condition asks for.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from vugge.audit.rules import Category
from vugge.journey.rules.life import EvidenceFact, LifeFacts
from vugge.journey.rules.placing import Window
from vugge.journey.rules.route import Condition, ConditionKind, Measure, Proof
from vugge.kit.periods import Period, gaps
from vugge.people.rules.kinds import SPELL_CATEGORY, SpellKind

WHERE_A_CHILD_IS = frozenset({ConditionKind.IN, ConditionKind.NOT_IN, ConditionKind.SCHOOL_FROM_LISTED_AREAS})
"""Conditions about where a child is. Nobody knows before the window opens where the child will be then."""


@dataclass(frozen=True)
class Answered:
    """A condition with its answer and the days it is about; one of them is enough for a yes. None: not known.

    `is_hidden`: not known because the viewer may not see what it asks for.
    """

    condition: Condition
    answer: bool | None
    days: Period
    is_hidden: bool = False


@dataclass(frozen=True)
class Asked:
    """What conditions are held against: the days from `first` up to and with `last`, and what counts on them.

    `is_reached`: the station is reached, and it is enough that each condition held on some day until now. So neither
    time nor more evidence can take away what is reached.
    """

    window: Window
    first: date
    last: date
    is_reached: bool

    @property
    def days(self) -> Period:
        """The same days as a period."""
        return Period(self.first, self.last + timedelta(days=1))


def asked_of(window: Window, *, until: date, reached: date | None) -> Asked:
    """Return on which days conditions are asked: the day looked at, or the last of the window once it is over.

    For a reached station all days from its opening (or from when it was reached, if earlier) up to then.
    """
    last = min(until, window.last)
    if reached is None:
        return Asked(window, last, last, is_reached=False)
    return Asked(window, min(window.counts_from, reached, last), last, is_reached=True)


def answers(
    conditions: Iterable[Condition], life: LifeFacts, asked: Asked, *, measures: Mapping[str, Measure]
) -> tuple[Answered, ...]:
    """Answer each condition that can be asked. `life` holds only what the viewer may see.

    That evidence is missing is not asked of a reached station.
    """
    if asked.is_reached:
        unasked = frozenset({ConditionKind.NO_EVIDENCE})
    else:
        unasked = WHERE_A_CHILD_IS if asked.last < asked.window.opens else frozenset()
    return tuple(_answered(one, life, asked, measures) for one in conditions if one.kind not in unasked)


def _answered(condition: Condition, life: LifeFacts, asked: Asked, measures: Mapping[str, Measure]) -> Answered:
    answer = _ANSWERS[condition.kind](condition, life, asked)
    if not categories_of(condition, measures) & life.hidden:
        return Answered(condition, answer, asked.days)
    # What is seen may be enough: one place of several, or a spell that rules out being without one.
    is_enough = (condition.kind, answer) in ((ConditionKind.IN, True), (ConditionKind.NOT_IN, False))
    return Answered(condition, answer if is_enough else None, asked.days, is_hidden=not is_enough)


def categories_of(asks: Condition | Proof, measures: Mapping[str, Measure]) -> frozenset[Category]:
    """Return the categories of the facts that a condition or a proof looks at."""
    found = {SPELL_CATEGORY[kind] for kind in asks.spells}
    if asks.measure in measures:
        found.add(measures[asks.measure].category)
    if asks.kind is ConditionKind.LIVES_IN_LISTED_AREA:
        found.add(Category.LOCATION)
    if asks.kind is ConditionKind.SCHOOL_FROM_LISTED_AREAS:
        found.add(Category.EDUCATION)
    return frozenset(found)


def _lives_in_listed(_condition: Condition, life: LifeFacts, asked: Asked) -> bool | None:
    lives = any(period.overlaps(asked.days) for period in life.in_listed)
    return lives if lives or life.is_home_known else None


def _is_in(condition: Condition, life: LifeFacts, asked: Asked) -> bool:
    return any(one.overlaps(asked.days) for one in periods_in(life, condition.spells))


def _is_not_in(condition: Condition, life: LifeFacts, asked: Asked) -> bool:
    return bool(gaps(periods_in(life, condition.spells), asked.days))


def periods_in(life: LifeFacts, kinds: Iterable[SpellKind]) -> list[Period]:
    """Return the periods of the spells of some kinds."""
    wanted = frozenset(kinds)
    return [one.period for one in life.spells if one.kind in wanted]


def _arrived_later(_condition: Condition, life: LifeFacts, asked: Asked) -> bool:
    return life.arrived is not None and life.arrived > asked.window.counts_from


def _is_school_from_listed(_condition: Condition, life: LifeFacts, asked: Asked) -> bool | None:
    found = {
        one.is_from_listed for one in life.spells if one.kind is SpellKind.SCHOOL and one.period.overlaps(asked.days)
    }
    return True if True in found else None if None in found else False


def _has_evidence(condition: Condition, life: LifeFacts, asked: Asked) -> bool:
    """Say whether the newest evidence fits; of a reached station: whether any does."""
    known = _known(condition, life, asked)
    newest = max((one.on for one in known), default=None)
    return any(is_fitting(one, condition) for one in known if asked.is_reached or one.on == newest)


def _has_no_evidence(condition: Condition, life: LifeFacts, asked: Asked) -> bool:
    return not any(is_fitting(one, condition) for one in _known(condition, life, asked))


_ANSWERS: Mapping[ConditionKind, Callable[[Condition, LifeFacts, Asked], bool | None]] = {
    ConditionKind.LIVES_IN_LISTED_AREA: _lives_in_listed,
    ConditionKind.IN: _is_in,
    ConditionKind.NOT_IN: _is_not_in,
    ConditionKind.ARRIVED_LATER: _arrived_later,
    ConditionKind.SCHOOL_FROM_LISTED_AREAS: _is_school_from_listed,
    ConditionKind.EVIDENCE: _has_evidence,
    ConditionKind.NO_EVIDENCE: _has_no_evidence,
}


def _known(condition: Condition, life: LifeFacts, asked: Asked) -> list[EvidenceFact]:
    return [one for one in life.evidence if one.measure == condition.measure and one.on <= asked.last]


def is_fitting(evidence: EvidenceFact, asks: Condition | Proof) -> bool:
    """Say whether a value is among those asked for and within the limits; where none are named any value is.

    >>> is_fitting(EvidenceFact("absence", date(2026, 1, 1), "0.15"),
    ...            Condition(ConditionKind.EVIDENCE, measure="absence", at_least=Decimal("0.1")))
    True
    """
    return is_fitting_value(evidence.value, asks)


def is_fitting_value(value: str, asks: Condition | Proof) -> bool:
    """Say the same of a bare value."""
    if asks.values and value not in asks.values:
        return False
    if asks.at_least is None and asks.at_most is None:
        return True
    number = _number(value)
    if number is None:
        return False
    return (asks.at_least is None or asks.at_least <= number) and (asks.at_most is None or number <= asks.at_most)


def _number(value: str) -> Decimal | None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
