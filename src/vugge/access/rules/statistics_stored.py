"""A release as it is stored and read again: plain values that JSON can hold.

Offers `Definition` (what is kept of a declared table beside its figures), `to_plain` and `from_plain`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import TypeAdapter

from vugge.access.rules.statistics_tables import Declared
from vugge.kit.disclosure import Policy, Quarter, Release, Table

Plain = Any  # what JSON can hold


@dataclass(frozen=True)
class Definition:
    """A table as it was decided on when it was released, and the limits of that day."""

    declared: Declared
    policy: Policy


_DEFINITIONS: Final = TypeAdapter(Definition)


def to_plain(release: Release, declared: Declared) -> tuple[Plain, Plain]:
    """Return a release's definition and its figures; a figure is [row, column, number or null for withheld].

    Sets become sorted lists, so that the same release is always stored the same way.
    """
    definition = _DEFINITIONS.dump_python(Definition(declared, release.policy), mode="json")
    figures = [[row, column, figure] for (row, column), figure in release.figures.items()]
    return _in_order(definition), figures


def from_plain(definition: Plain, figures: Plain, quarter: Quarter) -> tuple[Release, Declared]:
    """Return a stored release again, with the table as it was declared then."""
    read = _DEFINITIONS.validate_python(definition)
    table: Table = read.declared.table
    cells: Mapping[tuple[str | None, str | None], int | None] = {
        (row, column): figure for row, column, figure in figures
    }
    return Release(table, quarter, cells, read.policy), read.declared


def _in_order(plain: Plain) -> Plain:
    """Sort every list of plain texts: those are the members of sets, which come in any order."""
    if isinstance(plain, dict):
        return {name: _in_order(value) for name, value in plain.items()}
    if isinstance(plain, list):
        each = [_in_order(one) for one in plain]
        return sorted(each) if all(isinstance(one, str) for one in each) else each
    return plain
