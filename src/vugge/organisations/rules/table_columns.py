"""The columns of a table of the register: what each is called, and what its cells may hold.

Offers `COLUMNS`, `HEADER` (the Danish header of our own tables) and `table_rows` (the register in that form).
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from vugge.kit.errors import BadInput
from vugge.kit.identifiers import Cvr
from vugge.kit.tables import BadCell, Column, Value
from vugge.kit.tables.cells import choice, text
from vugge.kit.tables.cells import date as date_cell
from vugge.kit.text import Text
from vugge.organisations.rules.kinds import ORGANISATION_NAMES, UNIT_NAMES
from vugge.organisations.rules.register import LONGEST_NAME, OrganisationFacts, UnitFacts

LONGEST_SOURCE: Final = 300


def cvr_cell(cell: str) -> str:
    """Read a CVR number and return its eight digits; raises `BadCell` with what is wrong with it.

    >>> cvr_cell("13 58 56 28")
    '13585628'
    """
    try:
        return Cvr.parse(cell).digits
    except BadInput as wrong:
        raise BadCell(wrong.sentence) from None


COLUMNS: Final = (
    Column("organisation", Text(da="Organisation", en="Organisation"), text(longest=LONGEST_NAME), required=True),
    Column(
        "organisation_kind",
        Text(da="Organisationens art", en="Kind of organisation"),
        choice({name.da: kind for kind, name in ORGANISATION_NAMES.items()}),
        required=True,
    ),
    Column("municipality", Text(da="Kommune", en="Municipality"), text()),
    Column("cvr", Text(da="CVR-nummer", en="CVR number"), cvr_cell, header_needed=False, aliases=("CVR",)),
    Column("unit", Text(da="Enhed", en="Unit"), text(longest=LONGEST_NAME), header_needed=False),
    Column(
        "unit_kind",
        Text(da="Enhedens art", en="Kind of unit"),
        choice({name.da: kind for kind, name in UNIT_NAMES.items()}),
        header_needed=False,
    ),
    Column("parent", Text(da="Under enheden", en="Under the unit"), text(longest=LONGEST_NAME), header_needed=False),
    Column("area", Text(da="Boligområde", en="Housing area"), text(), header_needed=False),
    Column("address", Text(da="Adresse", en="Address"), text(longest=LONGEST_NAME), header_needed=False),
    Column("valid_from", Text(da="Gælder fra", en="Valid from"), date_cell(), required=True),
    Column("valid_to", Text(da="Slut fra", en="Over from"), date_cell(), header_needed=False),
    Column("source", Text(da="Kilde", en="Source"), text(longest=LONGEST_SOURCE), header_needed=False),
)
"""One row is an organisation, or with `unit` one of its units. `valid_to` is the first day without it."""

HEADER: Final = tuple(column.label.da for column in COLUMNS)


def table_rows(
    organisations: Iterable[OrganisationFacts],
    units: Iterable[UnitFacts],
    *,
    municipality_name: Callable[[str], str],
    area_name: Callable[[str], str],
) -> list[tuple[Value, ...]]:
    """Return the register as rows under `HEADER`, each organisation before its units; the reader takes it as it is."""
    by_owner: dict[int, list[UnitFacts]] = {}
    for unit in units:
        by_owner.setdefault(unit.organisation, []).append(unit)
    names: Mapping[str, Callable[[str], str]] = {"municipality": municipality_name, "area": area_name}
    return [
        row
        for owner in organisations
        for row in (
            _organisation_row(owner, names),
            *(_unit_row(owner, one, names) for one in by_owner.get(owner.id, ())),
        )
    ]


def _organisation_row(one: OrganisationFacts, names: Mapping[str, Callable[[str], str]]) -> tuple[Value, ...]:
    place = names["municipality"](one.municipality) if one.municipality else None
    kind = ORGANISATION_NAMES[one.kind].da
    return (one.name, kind, place, one.cvr or None, *(None,) * 5, one.valid_from, one.valid_to, one.source or None)


def _unit_row(owner: OrganisationFacts, one: UnitFacts, names: Mapping[str, Callable[[str], str]]) -> tuple[Value, ...]:
    return (
        owner.name,
        ORGANISATION_NAMES[owner.kind].da,
        names["municipality"](owner.municipality) if owner.municipality else None,
        None,
        one.name,
        UNIT_NAMES[one.kind].da,
        one.parent_name or None,
        names["area"](one.area_key) if one.area_key else None,
        one.address or None,
        one.valid_from,
        one.valid_to,
        one.source or None,
    )
