"""One row of a table of the register, as a value, and what it changes beside what is on file.

Offers `RegisterRow`, its keys, `OnFile`, `Newness`, and `newness` and `completed`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from vugge.organisations.rules.kinds import OrganisationKind, UnitKind
from vugge.organisations.rules.register import OrganisationFacts, UnitFacts, folded
from vugge.organisations.rules.staff import Place

Owner = tuple[OrganisationKind, str, str]
"""How a table names an organisation: its kind, its municipality's code, its folded name."""

_COLUMN_FIELDS: Final = {"area": "area_key"}

Part = tuple[Owner, UnitKind, str]
"""How a table names a unit: its organisation, its kind, its folded name."""


class Newness(StrEnum):
    """What a row does to what is on file."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class RegisterRow:
    """An organisation, or with `unit_kind` one of its units, as a table gives it; `number` is the row in the table.

    `silent` is what the table has no column for: it says nothing of these fields.
    """

    number: int
    organisation: str
    organisation_kind: OrganisationKind
    municipality: str
    valid_from: date
    valid_to: date | None = None
    cvr: str = ""
    unit: str = ""
    unit_kind: UnitKind | None = None
    parent: str = ""
    area_key: str = ""
    address: str = ""
    source: str = ""
    silent: frozenset[str] = frozenset()

    @property
    def owner(self) -> Owner:
        """The organisation it is, or belongs to."""
        return self.organisation_kind, self.municipality, folded(self.organisation)

    @property
    def part(self) -> Part | None:
        """The unit it is; None for an organisation."""
        return None if self.unit_kind is None else (self.owner, self.unit_kind, folded(self.unit))

    @property
    def days(self) -> tuple[date, date | None]:
        """The first day on which it holds, and the first on which it no longer does."""
        return self.valid_from, self.valid_to

    @property
    def place(self) -> Place:
        """What the rules on who may keep it need to know, as long as it is not on file."""
        return Place(self.organisation_kind, self.municipality)


@dataclass(frozen=True)
class OnFile:
    """The register as it stands. `roles_until` is the last day's morrow of the roles in a unit; None: they go on."""

    organisations: tuple[OrganisationFacts, ...]
    units: tuple[UnitFacts, ...]
    roles_until: Mapping[int, date | None] = field(default_factory=dict)

    @cached_property
    def owners(self) -> Mapping[Owner, OrganisationFacts]:
        """The organisations by what a table calls them; of two with one name, the one that goes on."""
        return {
            (one.kind, one.municipality, folded(one.name)): one for one in sorted(self.organisations, key=_last_day)
        }

    @cached_property
    def by_cvr(self) -> Mapping[str, OrganisationFacts]:
        """The organisations with a CVR number."""
        return {one.cvr: one for one in self.organisations if one.cvr}

    @cached_property
    def by_id(self) -> Mapping[int, OrganisationFacts]:
        """The organisations by id."""
        return {one.id: one for one in self.organisations}

    @cached_property
    def parts(self) -> Mapping[tuple[int, UnitKind, str], UnitFacts]:
        """The units by organisation, kind and folded name; of two with one name, the one that goes on."""
        return {(one.organisation, one.kind, folded(one.name)): one for one in sorted(self.units, key=_last_day)}

    def organisation(self, row: RegisterRow) -> OrganisationFacts | None:
        """Return the organisation on file that a row is about, by its name or, if that is new, by its CVR number."""
        named = self.owners.get(row.owner)
        if named is not None or row.unit_kind is not None:
            return named
        numbered = self.by_cvr.get(row.cvr)
        same = numbered and (numbered.kind, numbered.municipality) == (row.organisation_kind, row.municipality)
        return numbered if same else None

    def unit(self, row: RegisterRow, owner: OrganisationFacts | None) -> UnitFacts | None:
        """Return the unit on file that a row is about; `owner` is its organisation on file."""
        if owner is None or row.unit_kind is None:
            return None
        return self.parts.get((owner.id, row.unit_kind, folded(row.unit)))

    def before(self, row: RegisterRow) -> OrganisationFacts | UnitFacts | None:
        """Return what is on file of what a row is about."""
        owner = self.organisation(row)
        return owner if row.part is None else self.unit(row, owner)


def completed(row: RegisterRow, before: OrganisationFacts | UnitFacts | None) -> RegisterRow:
    """Return a row with what is on file where its table is silent."""
    if before is None:
        return row
    known: dict[str, Any] = {"valid_to": before.valid_to, "source": before.source}  # Any: fields of several types
    if isinstance(before, OrganisationFacts):
        known["cvr"] = before.cvr
    else:
        known |= {"address": before.address, "parent": before.parent_name, "area": before.area_key}
    silent = {_COLUMN_FIELDS.get(name, name): value for name, value in known.items() if name in row.silent}
    return replace(row, **silent)


def newness(row: RegisterRow, before: OrganisationFacts | UnitFacts | None) -> Newness:
    """Say whether a completed row is new, changes what is on file, or repeats it."""
    if before is None:
        return Newness.NEW
    if isinstance(before, OrganisationFacts):
        same = (row.organisation, row.cvr) == (before.name, before.cvr)
    else:
        same = (row.unit, folded(row.parent), row.area_key, row.address) == (
            before.name,
            folded(before.parent_name),
            before.area_key,
            before.address,
        )
    alike = same and (*row.days, row.source) == (before.valid_from, before.valid_to, before.source)
    return Newness.UNCHANGED if alike else Newness.CHANGED


def _last_day(one: OrganisationFacts | UnitFacts) -> date:
    return one.valid_to or date.max
