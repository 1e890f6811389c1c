"""Tables that another room declares and counts, released by the same rules and into the same register.

Offers `FIXED`, `SEPARATOR`, `series_of`, `must_be_of` and `Handed`, what such a room hands over.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from vugge.access.rules.statistics_tables import Declared
from vugge.people.rules.counting import Counts

FIXED: Final = ""
"""The series of the tables that `statistics_tables` declares."""
SEPARATOR: Final = "-"
"""Ends the name of a series in a table's key; the key of a fixed table has none."""


@dataclass(frozen=True)
class Handed:
    """Declared tables, what was counted for each by its key, and how many belong to each place or institution."""

    declared: tuple[Declared, ...]
    counts: Mapping[str, Counts]
    sizes: Mapping[str, int]


def series_of(table: str) -> str:
    """Return the series of a table by its key.

    >>> series_of("journey-area-first_visit"), series_of("age")
    ('journey', '')
    """
    name, found, _ = table.partition(SEPARATOR)
    return name if found else FIXED


def must_be_of(series: str, handed: Handed) -> None:
    """Check that tables and populations bear the name of their series. Raises `ValueError`.

    Each series has its own people to count. Two that shared them would have to be attacked together.
    """
    for one in handed.declared:
        if {series_of(one.table.key), series_of(one.table.population.key)} != {series}:
            message = f"{one.table.key} and its population are not of the series {series!r}"
            raise ValueError(message)
