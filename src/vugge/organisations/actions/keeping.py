"""What every deed on the register begins with: who may do it, one at a time, and the row as the viewer last saw it.

Offers `register_basis`, `staff_basis`, `take_turn`, `cleaned`, `organisation_row` and `unit_row`.
"""

from collections.abc import Callable, Iterable
from typing import Final

from django.db import connection
from django.utils import timezone

from vugge.audit.rules import Kind, Viewer
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.kit.tables.cells import text
from vugge.kit.text import Sentence, sentence
from vugge.organisations import models
from vugge.organisations.queries.staff import current_roles
from vugge.organisations.rules.register import LONGEST_NAME
from vugge.organisations.rules.staff import (
    MAY_NOT_KEEP,
    MAY_NOT_STAFF,
    HeldRole,
    Place,
    register_keeper,
    staff_keeper,
)

BY_SYSTEM: Final = "system"
BY_ADMINISTRATOR: Final = "administrator"

_read_name = text(longest=LONGEST_NAME)


def register_basis(viewer: Viewer, place: Place) -> str:
    """Return on which basis somebody may change an organisation and its units; raises `NotAllowed` when on none."""
    return _basis(viewer, place, keeper=register_keeper, refusal=MAY_NOT_KEEP)


def staff_basis(viewer: Viewer, place: Place) -> str:
    """Return on which basis somebody may give and end roles there; raises `NotAllowed` when on none."""
    return _basis(viewer, place, keeper=staff_keeper, refusal=MAY_NOT_STAFF)


def roles_now(viewer: Viewer) -> tuple[HeldRole, ...]:
    """Return the roles the viewer has today; none for who is no account. One statement at the most."""
    return () if viewer.identity is None else current_roles(viewer.identity, timezone.localdate())


def _basis(
    viewer: Viewer,
    place: Place,
    *,
    keeper: Callable[[Iterable[HeldRole], Place], HeldRole | None],
    refusal: Sentence,
) -> str:
    if viewer.kind is Kind.SYSTEM:
        return BY_SYSTEM
    allowing = keeper(roles_now(viewer), place)
    if allowing is None:
        raise NotAllowed(refusal)
    return f"{BY_ADMINISTRATOR}:{allowing.id}"


def take_turn() -> None:
    """Wait until nobody else changes the register, and let others wait until this transaction ends.

    What is looked up before a change then still holds when it is made. Readers wait for nothing, nor does whoever
    refers to a unit. On SQLite the transaction itself has waited already: it is begun as one that writes.
    """
    if connection.vendor == "postgresql":
        table = connection.ops.quote_name(models.Organisation._meta.db_table)  # noqa: SLF001  Django's documented name
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")


def cleaned(name: str) -> str:
    """Return a name with its spaces in order; raises `BadInput` for none, and for one that is too long or no text."""
    found = _read_name(name)
    if not found:
        raise BadInput(sentence("Navnet mangler. Skriv det navn, som folk kender."))
    return found


def organisation_row(organisation: int, *, version: int | None = None) -> models.Organisation:
    """Return a stored organisation; `version` is that on which the viewer decided, None where that does not matter.

    Raises `NotFound` when there is none, `BadInput` when somebody has changed it since.
    """
    row = models.Organisation.objects.filter(pk=organisation).first()
    if row is None:
        raise NotFound(sentence("Organisationen findes ikke i registeret. Søg efter den i listen."))
    _refuse_old(row, version)
    return row


def unit_row(unit: int, *, version: int | None = None) -> models.Unit:
    """Return a stored unit with its organisation; as `organisation_row`."""
    row = models.Unit.objects.select_related("organisation").filter(pk=unit).first()
    if row is None:
        raise NotFound(sentence("Enheden findes ikke i registeret. Søg efter dens organisation i listen."))
    _refuse_old(row, version)
    return row


def _refuse_old(row: models.Organisation | models.Unit, version: int | None) -> None:
    if version is not None and row.version != version:
        raise BadInput(
            sentence(
                "En anden har ændret ”{name}”, mens du skrev. Intet er gemt. Se, hvad der står nu, og prøv igen.",
                name=row.name,
            )
        )
