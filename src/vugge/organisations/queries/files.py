"""What a file of the register holds, before anybody commits it; and the register as such a file.

Offers `preview`, `administrator_roles`, `acting_administrator`, `register_table` and `template`.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from django.utils import timezone

from vugge.audit.rules import Kind, Viewer
from vugge.catalogue.finding import area_named
from vugge.catalogue.names import fold, place_key
from vugge.catalogue.reading import area_identities
from vugge.catalogue.shapes import AreaIdentity
from vugge.kit.danish import sort_key
from vugge.kit.errors import NotAllowed
from vugge.kit.tables import Problem, Reading, Value, read_table
from vugge.organisations import models
from vugge.organisations.queries.places import municipalities, municipality, municipality_named
from vugge.organisations.queries.register import organisation_ids
from vugge.organisations.queries.rows import organisation_facts, unit_facts
from vugge.organisations.queries.staff import current_roles
from vugge.organisations.rules.kinds import OrganisationKind, Role
from vugge.organisations.rules.register import Wish
from vugge.organisations.rules.rows import Newness, OnFile, newness
from vugge.organisations.rules.staff import MAY_NOT_KEEP, HeldRole, Place, register_keeper
from vugge.organisations.rules.table import RegisterTable, Setting, register_rows
from vugge.organisations.rules.table_columns import COLUMNS, HEADER, table_rows


@dataclass(frozen=True)
class RegisterPreview:
    """A file as it would be committed: its rows by newness, and all problems."""

    reading: Reading
    table: RegisterTable
    newness: Mapping[int, Newness]
    on_file: OnFile

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong; with any, nothing is committed."""
        return self.table.problems

    def reading_with_all_problems(self) -> Reading:
        """Return the file as read, with also the problems that show only when rows are understood."""
        return replace(self.reading, problems=self.problems)

    def counts(self) -> dict[Newness, int]:
        """Return how many rows are new, changed and unchanged."""
        counted = Counter(self.newness.values())
        return {kind: counted[kind] for kind in Newness}


def preview(viewer: Viewer, *, file: Path, mapping: Mapping[str, str] | None = None) -> RegisterPreview:
    """Read a file as an import would, and change nothing. Four statements at the most.

    Raises `NotAllowed` for who is no administrator anywhere.
    """
    held = administrator_roles(viewer)
    on_file = register_on_file()
    is_system = viewer.kind is Kind.SYSTEM

    def may_keep(place: Place) -> bool:
        return is_system or register_keeper(held, place) is not None

    reading = read_table(file, COLUMNS, mapping=mapping)
    names = tuple(one.name for one in municipalities())
    table = register_rows(reading, Setting(_codes_of(on_file), names, _area_key, on_file, may_keep))
    return RegisterPreview(
        reading, table, {row.number: newness(row, on_file.before(row)) for row in table.rows}, on_file
    )


def administrator_roles(viewer: Viewer) -> tuple[HeldRole, ...]:
    """Return the viewer's roles as administrator today; none for the system, which needs none. One statement.

    Raises `NotAllowed` for anybody else who has none.
    """
    if viewer.kind is Kind.SYSTEM:
        return ()
    roles = () if viewer.identity is None else current_roles(viewer.identity, timezone.localdate())
    held = tuple(one for one in roles if one.role is Role.ADMINISTRATOR)
    if not held:
        raise NotAllowed(MAY_NOT_KEEP)
    return held


def acting_administrator(viewer: Viewer) -> HeldRole:
    """Return the administrator's role in which the viewer acts. One statement.

    Raises `NotAllowed` for who acts in another, whatever else they hold: a file is brought in by one part alone.
    """
    for one in administrator_roles(viewer):
        if (one.role.value, str(one.unit)) == (viewer.role, viewer.unit):
            return one
    raise NotAllowed(MAY_NOT_KEEP)


def register_table(viewer: Viewer, *, wish: Wish, on: date) -> tuple[tuple[str, ...], list[tuple[Value, ...]]]:
    """Return header and rows of what somebody looks for, all pages of it, in the form that is imported.

    Four statements. Units that were closed by the day come along where closed organisations do.
    """
    found = set(organisation_ids(viewer, wish=wish, on=on))
    on_file = register_on_file()
    owners = sorted(
        (one for one in on_file.organisations if one.id in found), key=lambda one: (sort_key(one.name), one.id)
    )
    units = [one for one in on_file.units if wish.includes_closed or one.valid_to is None or one.valid_to > on]
    return HEADER, table_rows(owners, units, municipality_name=_municipality_name, area_name=_area_name)


def template() -> tuple[tuple[str, ...], list[tuple[Value, ...]]]:
    """Return the header of an empty table to fill in, and no rows."""
    return HEADER, []


def register_on_file() -> OnFile:
    """Return the whole register, and until when there are roles in each unit. Three statements."""
    organisations = tuple(organisation_facts(row) for row in models.Organisation.objects.order_by("id"))
    units = tuple(unit_facts(row) for row in models.Unit.objects.select_related("parent").order_by("folded", "id"))
    until: dict[int, date | None] = {}
    for unit, end in models.StaffRole.objects.values_list("unit_id", "valid_to"):
        before = until.get(unit, date.min)
        until[unit] = None if end is None or before is None else max(before, end)
    return OnFile(organisations, units, until)


def _codes_of(on_file: OnFile) -> Callable[[str], str | None]:
    """Return what finds a municipality by name: any of the country, and the invented one where that is on file."""
    own = {place_key(one.name): one.code for one in on_file.organisations if one.kind is OrganisationKind.MUNICIPALITY}

    def code_of(name: str) -> str | None:
        found = municipality_named(name)
        return found.code if found else own.get(place_key(name))

    return code_of


def _municipality_name(code: str) -> str:
    return municipality(code).name


def _area_key(name: str, municipality: str) -> str | None:
    found = area_named(name, municipality=municipality) or _areas_by_key().get(name)
    return found.key if found and found.municipality == municipality else None


def _area_name(key: str) -> str:
    """Return what an area is called now; its key where the name alone would not lead back to it."""
    found = _areas_by_key().get(key)
    if found is None or area_named(fold(found.name), municipality=found.municipality) != found:
        return key
    return found.name


@cache
def _areas_by_key() -> Mapping[str, AreaIdentity]:
    return {one.key: one for one in area_identities()}
