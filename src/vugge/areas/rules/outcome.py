"""Three-valued outcomes: yes, no, or undetermined when a missing figure could change the answer."""

from collections.abc import Iterable
from enum import StrEnum


class Outcome(StrEnum):
    """The answer to "does the area meet this?"."""

    YES = "yes"
    NO = "no"
    UNDETERMINED = "undetermined"


def outcome_of(answer: bool) -> Outcome:
    """Turn a plain answer into an outcome."""
    return Outcome.YES if answer else Outcome.NO


def all_of(outcomes: Iterable[Outcome]) -> Outcome:
    """Return yes if every outcome is, no if any is no, else undetermined.

    >>> all_of([Outcome.YES, Outcome.UNDETERMINED]), all_of([Outcome.NO, Outcome.UNDETERMINED])
    (<Outcome.UNDETERMINED: 'undetermined'>, <Outcome.NO: 'no'>)
    """
    given = tuple(outcomes)
    if Outcome.NO in given:
        return Outcome.NO
    return Outcome.UNDETERMINED if Outcome.UNDETERMINED in given else Outcome.YES


def at_least(needed: int, outcomes: Iterable[Outcome]) -> Outcome:
    """Return whether at least so many outcomes are yes, undetermined while the unknown ones could decide.

    >>> at_least(2, [Outcome.YES, Outcome.UNDETERMINED, Outcome.NO])
    <Outcome.UNDETERMINED: 'undetermined'>
    """
    given = tuple(outcomes)
    met = given.count(Outcome.YES)
    if met >= needed:
        return Outcome.YES
    return Outcome.UNDETERMINED if met + given.count(Outcome.UNDETERMINED) >= needed else Outcome.NO
