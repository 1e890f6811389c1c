"""Hiding where somebody is, and ending it: the first is easy and works at once, the second takes two humans."""

from datetime import date
from typing import Final
from uuid import UUID

from django.utils import timezone

from vugge.audit.actions import action
from vugge.audit.rules import Act, Category, Logged, Permit, Viewer
from vugge.kit.errors import BadInput, NotAllowed, NotFound
from vugge.kit.text import sentence
from vugge.people import models
from vugge.people.actions.storing import logged
from vugge.people.rules.kinds import Origin, ProtectionKind
from vugge.people.rules.names import cleaned

SHORTEST_REASON: Final = 10


@action("people.protection_registered")
def protect(
    viewer: Viewer,
    *,
    permit: Permit,
    kind: ProtectionKind,
    begins: date,
    ends: date | None = None,
    origin: Origin = Origin.STAFF,
) -> Logged[UUID]:
    """Protect a person from this moment on; return the protection's id, that of the one in force if there is one.

    `ends` is what CPR says, and is only kept: the protection holds until `lift_protection`.
    """
    permit.must_cover(viewer, Act.CHANGE, permit.sight.person, Category.IDENTITY)
    if kind is ProtectionKind.LIVES_WITH:
        raise BadInput(sentence("Den, der bor sammen med en beskyttet, er beskyttet af sig selv. Vælg en anden art."))
    in_force = models.Protection.objects.covered_by(permit).filter(lifted_at__isnull=True, kind=kind)
    known = in_force.values_list("id", flat=True).first()
    if known is not None:
        return logged(known, permit, Category.LOCATION)
    row = models.Protection(
        person_id=permit.sight.person,
        kind=kind,
        begins=begins,
        ends=ends if ends and ends > begins else None,
        origin=origin,
        registered_by=viewer.name,
    )
    row.save(force_insert=True)
    return logged(row.id, permit, Category.LOCATION, fields=("protection",))


@action("people.protection_lifted")
def lift_protection(viewer: Viewer, *, permit: Permit, protection: UUID, reason: str) -> Logged[UUID]:
    """End a protection, with a reason; somebody else than the one who registered it must do it.

    Raises `NotAllowed` for the one who registered it, `BadInput` without a reason, `NotFound` when there is none.
    """
    person = permit.sight.person
    permit.must_cover(viewer, Act.DECIDE, person, Category.LOCATION)
    why = reason_given(reason)
    rows = models.Protection.objects.covered_by(permit).filter(id=protection, lifted_at__isnull=True)
    registered_by = rows.values_list("registered_by", flat=True).first()
    if registered_by is None:
        raise NotFound(sentence("Personen har ikke den beskyttelse, eller den er allerede ophævet."))
    if registered_by == viewer.name:
        raise NotAllowed(
            sentence("Beskyttelsen ophæves af en anden end den, der skrev den ind. Bed en kollega om det."),
            person=person,
        )
    rows.update(lifted_at=timezone.now(), lifted_by=viewer.name, lifted_because=why)
    return logged(protection, permit, Category.LOCATION, fields=("protection",))


def reason_given(reason: str) -> str:
    """Return a reason cleaned, or raise `BadInput` when it is too short to tell anybody anything."""
    why = cleaned(reason)
    if len(why) < SHORTEST_REASON:
        raise BadInput(sentence("Skriv en begrundelse på mindst {least} tegn.", least=SHORTEST_REASON))
    return why[:500]
