"""Statistics about people that give nobody away: fixed tables, protected, and attacked before they are let out.

Offers the declaration of a table (`Table`, `Cell`, `Population`, `Selection`, `Grouping`, `Group`, `Method`, `Quarter`,
`Policy`), the register of everything released (`Register`, `Release`), `release`, which turns what was `Counted`
into a `Release` or `Refused`, with the reason, and `explained`, which says the reason again.
"""

from vugge.kit.disclosure.register import Register, Release
from vugge.kit.disclosure.releasing import Counted, Refused, explained, release
from vugge.kit.disclosure.tables import Cell, Group, Grouping, Method, Policy, Population, Quarter, Selection, Table

__all__ = [
    "Cell",
    "Counted",
    "Group",
    "Grouping",
    "Method",
    "Policy",
    "Population",
    "Quarter",
    "Refused",
    "Register",
    "Release",
    "Selection",
    "Table",
    "explained",
    "release",
]
