"""The register of releases: every table that was ever let out, because nothing that is out can be called back.

Offers `Release` (a published table) and `Register` (all of them, and the tables that are declared). The register is a
value: `with_release` returns a longer one; a room keeps it. It says no (`objection`) to a table that could be laid over
earlier ones. Those answers depend on what is declared and published alone, so that a no gives nothing away either.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from vugge.kit.disclosure.attack import Known
from vugge.kit.disclosure.tables import Cell, Grouping, Method, Policy, Quarter, Table
from vugge.kit.text import Sentence, Text, sentence


@dataclass(frozen=True)
class Release:
    """A table as everybody may see it; None where a figure is withheld."""

    table: Table
    quarter: Quarter
    figures: Mapping[Cell, int | None]
    policy: Policy

    def known(self) -> tuple[Known, ...]:
        """Return what the figures tell somebody who knows how they were made."""
        boxes = self.table.boxes()
        return tuple(Known(boxes[cell], *self._bounds(figure)) for cell, figure in self.figures.items())

    def text(self, row: str | None, column: str | None) -> Sentence:
        """Return a figure as it is written; what is withheld is neither zero nor empty."""
        figure = self.figures[row, column]
        if figure is None:
            return sentence("skjult")
        if self.table.method is Method.ROUNDED and figure == 0:
            return sentence("under {limit}", limit=self.policy.base)
        return sentence("{figure}", figure=figure)

    def _bounds(self, figure: int | None) -> tuple[int, int | None]:
        if figure is None:
            return 0, None
        slack = self.policy.base - 1 if self.table.method is Method.ROUNDED else 0
        return max(figure - slack, 0), figure + slack


@dataclass(frozen=True)
class Register:
    """The tables that may be published, and all that have been."""

    declared: tuple[Table, ...]
    releases: tuple[Release, ...] = ()

    def with_release(self, release: Release) -> "Register":
        """Return the register with one more release in it."""
        return replace(self, releases=(*self.releases, release))

    def beside(self, table: Table, quarter: Quarter) -> tuple[Release, ...]:
        """Return the releases about the same people at the same time."""
        return tuple(
            one for one in self.releases if one.quarter == quarter and one.table.population.key == table.population.key
        )

    def objection(self, table: Table, quarter: Quarter) -> Sentence | None:
        """Say why a table may not be published for a quarter, before anybody counts; None if it may."""
        reasons = (self._undeclared(table), _crossing(table), self._repeated(table, quarter), self._overlapping(table))
        return next((reason for reason in (*reasons, self._mixed(table, quarter)) if reason is not None), None)

    def _undeclared(self, table: Table) -> Sentence | None:
        earlier = (one.table for one in self.releases if one.table.key == table.key)
        if table in self.declared and all(one.divides_as(table) for one in earlier):
            return None
        return sentence(
            "Tabellen »{table}« er ikke en af de faste tabeller, eller den er ændret, siden den blev udgivet sidst. "
            "Kun tabeller, der er besluttet på forhånd, kan udgives. En ændret tabel skal besluttes som en ny.",
            table=table.name,
        )

    def _repeated(self, table: Table, quarter: Quarter) -> Sentence | None:
        if not any(one.table.key == table.key for one in self.beside(table, quarter)):
            return None
        return sentence(
            "Tabellen »{table}« er allerede udgivet for {quarter}. Den udgives ikke igen, for forskellen på to "
            "udgaver kan vise, hvem der er kommet til. Brug den, der er udgivet.",
            table=table.name,
            quarter=quarter.name,
        )

    def _overlapping(self, table: Table) -> Sentence | None:
        for other in (*(one.table for one in self.releases), *self.declared):
            if other.population.key != table.population.key:
                continue
            name = _overlapping_variable(table, other)
            if name is not None:
                return sentence(
                    "Tabellen »{table}« deler {variable} anderledes op end tabellen »{other}«. Lægger man de to ved "
                    "siden af hinanden, kan man regne sig til små grupper. Brug den samme opdeling, eller en, der "
                    "går op i den.",
                    table=table.name,
                    variable=name,
                    other=other.name,
                )
        return None

    def _mixed(self, table: Table, quarter: Quarter) -> Sentence | None:
        others = self.beside(table, quarter)
        methods = {table.method, *(one.table.method for one in others)}
        if not others or methods == {Method.ROUNDED}:
            return None
        return sentence(
            "Om {population} er »{other}« allerede udgivet for {quarter}. En tabel med nøjagtige tal kan ikke stå "
            "ved siden af andre tabeller om de samme mennesker, for så kan de skjulte tal regnes ud. Udgiv tabellen "
            "med afrundede tal.",
            population=table.population.name,
            other=others[0].table.name,
            quarter=quarter.name,
        )


def _crossing(table: Table) -> Sentence | None:
    if len(table.sensitive) <= 1:
        return None
    return sentence(
        "Tabellen »{table}« krydser følsomme oplysninger: {variables}. To følsomme oplysninger om mennesker vises "
        "aldrig i den samme tabel. Del den i flere tabeller.",
        table=table.name,
        variables=table.sensitive,
    )


def _overlapping_variable(table: Table, other: Table) -> Text | None:
    theirs = _cuts(other)
    for name, variable, members in _cuts(table):
        if any(variable == their_variable and _cross(members, cut) for _, their_variable, cut in theirs):
            return name
    wholes = {grouping.variable: grouping.whole for grouping in groupings([other])}
    uneven = (one.name for one in groupings([table]) if wholes.get(one.variable, one.whole) != one.whole)
    return next(uneven, None)


def _cross(members: frozenset[str], others: frozenset[str]) -> bool:
    """Say whether two sets share something without one holding the other."""
    shared = members & others
    return bool(shared) and shared not in (members, others)


def _cuts(table: Table) -> list[tuple[Text, str, frozenset[str]]]:
    """Return every set of members that the table sets apart, with its variable."""
    chosen = [(part.name, part.variable, part.members) for part in table.population.only]
    divided = [(part.name, part.variable, group.members) for part in groupings([table]) for group in part.groups]
    return chosen + divided


def groupings(tables: Iterable[Table]) -> tuple[Grouping, ...]:
    """Return the groupings of the tables, rows and columns alike."""
    return tuple(grouping for table in tables for grouping in (table.rows, table.columns))
