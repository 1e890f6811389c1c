"""A row of a table held against the law of its day and the state's own answer, list by list.

Offers `checked`, and its results `CheckedRow` and `CheckedList`; `Check` is a whole table.
"""

from dataclasses import dataclass

from vugge.areas.rules.agreement import Agreement, compare, overall
from vugge.areas.rules.area_law import AreaLaw
from vugge.areas.rules.explanation import explained_in
from vugge.areas.rules.facts import AreaYearFacts
from vugge.areas.rules.history import Membership
from vugge.areas.rules.judging import judged
from vugge.areas.rules.law import AreaList
from vugge.areas.rules.outcome import Outcome
from vugge.areas.rules.rows import AreaRow
from vugge.kit.explained import Explained
from vugge.kit.tables import Problem


@dataclass(frozen=True)
class CheckedList:
    """One list of one checked row: the state's answer, ours, and why ours is what it is."""

    kind: AreaList
    official: bool
    computed: Explained[Outcome]
    agreement: Agreement


@dataclass(frozen=True)
class CheckedRow:
    """One checked row; nothing is compared in a row without figures."""

    row: AreaRow
    lists: tuple[CheckedList, ...]
    agreement: Agreement


@dataclass(frozen=True)
class Check:
    """A whole table held against the law, with the problems that kept rows out of it."""

    rows: tuple[CheckedRow, ...]
    problems: tuple[Problem, ...]

    def having(self, agreement: Agreement) -> tuple[CheckedRow, ...]:
        """Return the rows whose answers agree, disagree or cannot be compared."""
        return tuple(one for one in self.rows if one.agreement is agreement)


def checked(row: AreaRow, *, area: str, law: AreaLaw, member: Membership) -> CheckedRow:
    """Hold each list that the row gives the state's answer for against ours; `area` is the key of its area."""
    if not row.figures:
        return CheckedRow(row, (), Agreement.NOT_COMPARABLE)
    facts = AreaYearFacts(area, row.name, row.municipality, row.list_day, row.figures, row.official, computed={})
    evaluations = judged(law, member, facts, under=row.list_day)
    lists = tuple(
        CheckedList(kind, official, computed, compare(official, computed.value))
        for kind, official in row.official.items()
        if (computed := explained_in(evaluations, kind, law.series))
    )
    return CheckedRow(row, lists, overall(one.agreement for one in lists))
