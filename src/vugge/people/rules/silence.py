"""What cannot matter at somebody's age, so that nobody is told that it is withheld. Offers `silent_at`."""

from datetime import date
from typing import Final

from vugge.audit.rules import Category
from vugge.kit.periods import birthday

WORKS_FROM: Final = 13
"""The age from which a child may have light work (arbejdsmiljøloven § 59 ff.)."""


def silent_at(born: date | None, *, due: date | None, today: date) -> frozenset[Category]:
    """Return the categories that hold nothing at the age a viewer sees: nobody asks for a baby's job.

    Where neither a day of birth nor a due date is seen, no age is, and none is silent: the answer follows from what the
    viewer has seen already and tells of nothing hidden.

    >>> silent_at(date(2014, 11, 22), due=None, today=date(2026, 11, 22))
    frozenset({<Category.WORK: 'work'>})
    >>> silent_at(None, due=None, today=date(2026, 11, 22))
    frozenset()
    """
    is_too_young = due is not None if born is None else today < birthday(born, WORKS_FROM)
    return frozenset({Category.WORK}) if is_too_young else frozenset()
