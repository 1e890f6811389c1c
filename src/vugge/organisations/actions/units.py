"""What can be done about units: register, rename, move and close them."""

from datetime import date

from django.db import transaction

from vugge.audit.actions import action
from vugge.audit.rules import Logged, Viewer
from vugge.kit.errors import BadInput
from vugge.kit.text import sentence
from vugge.organisations import models
from vugge.organisations.actions.keeping import organisation_row, register_basis, take_turn, unit_row
from vugge.organisations.actions.staffing import end_unit_staff
from vugge.organisations.actions.storing import (
    keep_former_name,
    name_unit,
    place_unit,
    refuse,
    save_next,
    store_unit,
)
from vugge.organisations.queries.rows import organisation_facts
from vugge.organisations.rules.register import NewUnit, Whereabouts, days_refusal, within_refusal


@action("organisations.unit_created")
def create_unit(viewer: Viewer, *, new: NewUnit) -> Logged[int]:
    """Register a unit of an organisation, and return its id.

    Raises `NotFound`, `NotAllowed`, and `BadInput` when it is there already or cannot lie there.
    """
    take_turn()
    organisation = organisation_row(new.organisation)
    basis = register_basis(viewer, organisation_facts(organisation).place)
    row = store_unit(new, organisation=organisation)
    return Logged(row.pk, subject=f"unit:{row.pk}", basis=basis, numbers={"organisation": organisation.pk})


@action("organisations.unit_renamed")
def rename_unit(viewer: Viewer, *, unit: int, name: str, version: int) -> Logged[int]:
    """Give a unit another name, and return its next version; its organisation is still found by the old one.

    Raises `NotFound`, `NotAllowed`, and `BadInput` when the name is taken or somebody else was first.
    """
    take_turn()
    row, basis = _kept(viewer, unit, version)
    before = row.name
    name_unit(row, name)
    if row.name != before:
        keep_former_name(row.organisation, unit=row, name=before)
        save_next(row)
    return Logged(row.version, subject=f"unit:{row.pk}", basis=basis)


@action("organisations.unit_moved")
def move_unit(viewer: Viewer, *, unit: int, to: Whereabouts, version: int) -> Logged[int]:
    """Put a unit under another one, in another area or at another address, and return its next version.

    Raises `NotFound`, `NotAllowed`, and `BadInput` when it cannot lie there or somebody else was first.
    """
    take_turn()
    row, basis = _kept(viewer, unit, version)
    place_unit(row, to)
    save_next(row)
    return Logged(row.version, subject=f"unit:{row.pk}", basis=basis)


@action("organisations.unit_closed")
def close_unit(viewer: Viewer, *, unit: int, valid_to: date, version: int) -> Logged[int]:
    """Say from which day a unit is no more, and return its next version.

    Raises `NotFound`, `NotAllowed`, and `BadInput` while units under it or roles in it go on longer.
    """
    take_turn()
    row, basis = _kept(viewer, unit, version)
    refuse(days_refusal(row.valid_from, valid_to))
    refuse(within_refusal((row.valid_from, valid_to), (row.organisation.valid_from, row.organisation.valid_to)))
    _refuse_open_units(row, valid_to)
    _refuse_open_roles(row, valid_to)
    row.valid_to = valid_to
    save_next(row)
    return Logged(row.version, subject=f"unit:{row.pk}", basis=basis)


def close_unit_with_staff(viewer: Viewer, *, unit: int, valid_to: date, version: int) -> int:
    """Close a unit together with every role in it, and return its next version: all of it or nothing.

    Raises as `close_unit` and `end_unit_staff` do.
    """
    with transaction.atomic():
        end_unit_staff(viewer, unit=unit, valid_to=valid_to)
        return close_unit(viewer, unit=unit, valid_to=valid_to, version=version)


def _kept(viewer: Viewer, unit: int, version: int) -> tuple[models.Unit, str]:
    row = unit_row(unit, version=version)
    return row, register_basis(viewer, organisation_facts(row.organisation).place)


def _refuse_open_units(row: models.Unit, valid_to: date) -> None:
    names = tuple(row.children.exclude(valid_to__lte=valid_to).order_by("folded").values_list("name", flat=True))
    if names:
        raise BadInput(
            sentence(
                "Under {name} ligger {count} enheder, der gælder længere. Luk eller flyt dem først: {units}.",
                name=row.name,
                count=len(names),
                units=names,
            )
        )


def _refuse_open_roles(row: models.Unit, valid_to: date) -> None:
    """Nobody loses a role unseen: it is ended for each of them first."""
    count = row.staff_roles.filter(ended_at__isnull=True).exclude(valid_to__lte=valid_to).count()
    if count:
        raise BadInput(
            sentence(
                "I {name} er der {count} roller, der gælder længere. Afslut dem først.",
                name=row.name,
                count=count,
            )
        )
