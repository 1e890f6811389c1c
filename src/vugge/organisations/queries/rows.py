"""How rows of the register and its staff become values."""

from typing import Any

from vugge.organisations import models
from vugge.organisations.rules.kinds import OrganisationKind, Role, UnitKind
from vugge.organisations.rules.register import OrganisationFacts, UnitFacts
from vugge.organisations.rules.staff import HeldRole, RoleSource, StaffMember


def organisation_facts(row: models.Organisation, *, units: int = 0) -> OrganisationFacts:
    """Turn a stored organisation into a value; `units` is how many it has on the day asked for."""
    return OrganisationFacts(
        id=row.pk,
        kind=OrganisationKind(row.kind),
        name=row.name,
        municipality=row.municipality,
        cvr=row.cvr,
        code=row.code,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=row.source,
        version=row.version,
        units=units,
    )


def unit_facts(row: models.Unit) -> UnitFacts:
    """Turn a stored unit into a value; its parent is there already or costs one statement."""
    return UnitFacts(
        id=row.pk,
        organisation=row.organisation_id,
        kind=UnitKind(row.kind),
        name=row.name,
        parent=row.parent_id,
        parent_name=row.parent.name if row.parent else "",
        area_key=row.area_key,
        municipality=row.municipality,
        address=row.address,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=row.source,
        version=row.version,
    )


HELD_ROLE = (
    "role", "unit_id", "unit__kind", "unit__organisation_id", "unit__organisation__kind", "unit__name",
    "unit__organisation__municipality", "id",
)  # fmt: skip


def held_role(row: tuple[Any, ...]) -> HeldRole:  # Any: the columns' types, in the order of `HELD_ROLE`
    """Turn the columns `HELD_ROLE` of a stored role into a value."""
    role, unit, unit_kind, organisation, organisation_kind, *rest = row
    return HeldRole(Role(role), unit, UnitKind(unit_kind), organisation, OrganisationKind(organisation_kind), *rest)


def staff_member(row: models.StaffRole) -> StaffMember:
    """Turn a stored role into a line of a list of staff; its account and unit are there already."""
    return StaffMember(
        id=row.pk,
        account=row.account_id,
        name=row.account.display_name,
        role=Role(row.role),
        unit=row.unit_id,
        unit_name=row.unit.name,
        source=RoleSource(row.source),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        is_ended=row.ended_at is not None,
    )
