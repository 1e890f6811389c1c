"""What can be done about organisations: register, rename and close them."""

from datetime import date

from vugge.audit.actions import action
from vugge.audit.rules import Logged, Viewer
from vugge.kit.errors import BadInput
from vugge.kit.text import sentence
from vugge.organisations import models
from vugge.organisations.actions.keeping import organisation_row, register_basis, take_turn
from vugge.organisations.actions.storing import (
    keep_former_name,
    name_organisation,
    refuse,
    save_next,
    store_organisation,
)
from vugge.organisations.queries.rows import organisation_facts
from vugge.organisations.rules.register import NewOrganisation, days_refusal
from vugge.organisations.rules.staff import Place


@action("organisations.organisation_created")
def create_organisation(viewer: Viewer, *, new: NewOrganisation) -> Logged[int]:
    """Register an organisation, and return its id.

    Raises `NotAllowed`, and `BadInput` when it is there already or something in it cannot be.
    """
    basis = register_basis(viewer, Place(new.kind, new.municipality))
    take_turn()
    row = store_organisation(new)
    return Logged(row.pk, subject=f"organisation:{row.pk}", basis=basis)


@action("organisations.organisation_renamed")
def rename_organisation(viewer: Viewer, *, organisation: int, name: str, version: int) -> Logged[int]:
    """Give an organisation another name, and return its next version; it is still found by the old one.

    Raises `NotFound`, `NotAllowed`, and `BadInput` when the name is taken or somebody else was first.
    """
    take_turn()
    row = organisation_row(organisation, version=version)
    basis = register_basis(viewer, organisation_facts(row).place)
    before = row.name
    name_organisation(row, name)
    if row.name != before:
        keep_former_name(row, name=before)
        save_next(row)
    return Logged(row.version, subject=f"organisation:{row.pk}", basis=basis)


@action("organisations.organisation_closed")
def close_organisation(viewer: Viewer, *, organisation: int, valid_to: date, version: int) -> Logged[int]:
    """Say from which day an organisation is no more, and return its next version. Its units are closed first.

    Raises `NotFound`, `NotAllowed`, and `BadInput` when some units go on longer or somebody else was first.
    """
    take_turn()
    row = organisation_row(organisation, version=version)
    basis = register_basis(viewer, organisation_facts(row).place)
    refuse(days_refusal(row.valid_from, valid_to))
    _refuse_open_units(row, valid_to)
    row.valid_to = valid_to
    save_next(row)
    return Logged(row.version, subject=f"organisation:{row.pk}", basis=basis)


def _refuse_open_units(row: models.Organisation, valid_to: date) -> None:
    """Closing one thing never closes others unseen: say which units must be closed first."""
    names = tuple(row.units.exclude(valid_to__lte=valid_to).order_by("folded").values_list("name", flat=True))
    if names:
        raise BadInput(
            sentence(
                "{name} har {count} enheder, der gælder længere. Luk dem først: {units}.",
                name=row.name,
                count=len(names),
                units=names,
            )
        )
