"""Putting a person's data right: both texts stay, with the reason. And the ways to reach somebody."""

from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from datetime import date
from uuid import UUID

from django.utils import timezone

from vugge.audit.actions import action
from vugge.audit.rules import Act, Category, Logged, Permit, Viewer
from vugge.kit.errors import BadInput, NotFound
from vugge.kit.text import sentence
from vugge.people import models
from vugge.people.actions.protecting import reason_given
from vugge.people.actions.storing import change_version, logged
from vugge.people.rules.changes import Difference, Plain, differences, stale
from vugge.people.rules.kinds import ContactKind, Origin, PersonState
from vugge.people.rules.names import cleaned, folded, order_key
from vugge.people.rules.registering import NewPerson, checked, checked_expected

CORRECTABLE = ("given_names", "surname", "born", "due", "language", "needs_interpreter")
"""The fields that a correction may name. The number has a deed of its own, and so have places and relations."""


@action("people.person_corrected")
def correct_person(
    viewer: Viewer,
    *,
    permit: Permit,
    version: int,
    changes: Mapping[str, Plain],
    reason: str,
    origin: Origin = Origin.STAFF,
) -> Logged[int]:
    """Put fields of a person right and return the new version; both texts are kept for each field.

    Raises `Conflict`, with both texts, when somebody changed the person after `version`; `BadInput` for a field that
    cannot be corrected here or a value that cannot be.
    """
    person = permit.sight.person
    permit.must_cover(viewer, Act.CHANGE, person, Category.IDENTITY)
    rows = models.Person.objects.covered_by(permit)
    locked = rows.select_for_update(
        of=("self",)
    )  # so that a conflict shows the text that is stored, not the one before
    row = locked.exclude(state=PersonState.MERGED).first()
    if row is None:
        raise NotFound(sentence("Personen er ikke her mere. Måske er den lagt sammen med en anden."))
    stored: dict[str, Plain] = {field: getattr(row, field) for field in CORRECTABLE}
    wanted = _checked(stored, changes, state=PersonState(row.state))
    changed = differences({field: wanted[field] for field in changes}, stored)
    if row.version != version:
        raise stale(changed)
    if not changed:
        return logged(version, permit, Category.IDENTITY)
    names = (str(wanted["given_names"]), str(wanted["surname"]))
    values = {one.field: wanted[one.field] for one in changed}
    derived: dict[str, Plain] = {"folded": folded(*names), "order_key": order_key(*names)}
    change_version(rows, version=version, values=values | derived, otherwise=stale(changed))
    _keep(permit, viewer, changed, reason=reason_given(reason), origin=origin)
    return logged(version + 1, permit, Category.IDENTITY, fields=(one.field for one in changed))


@action("people.contact_added")
def add_contact(
    viewer: Viewer, *, permit: Permit, kind: ContactKind, text: str, begins: date, origin: Origin = Origin.STAFF
) -> Logged[UUID]:
    """Write a way to reach or meet a person; return its row's id, that of the one already there if it is the same."""
    permit.must_cover(viewer, Act.CHANGE, permit.sight.person, Category.LOCATION)
    value = cleaned(text)[:300]
    if not value:
        raise BadInput(sentence("Skriv nummeret, adressen eller stedet."))
    rows = models.Contact.objects.covered_by(permit).filter(kind=kind, value=value, ends__isnull=True)
    known = rows.values_list("id", flat=True).first()
    if known is not None:
        return logged(known, permit, Category.LOCATION)
    row = models.Contact(person_id=permit.sight.person, kind=kind, value=value, begins=begins, origin=origin)
    row.save(force_insert=True)
    return logged(row.id, permit, Category.LOCATION, fields=("contact",))


@action("people.contact_ended")
def end_contact(viewer: Viewer, *, permit: Permit, contact: UUID, ends: date) -> Logged[UUID]:
    """Let a way to reach a person hold no longer, from a day on; what it was is kept."""
    permit.must_cover(viewer, Act.CHANGE, permit.sight.person, Category.LOCATION)
    rows = models.Contact.objects.covered_by(permit).filter(id=contact, ends__isnull=True)
    begins = rows.values_list("begins", flat=True).first()
    if begins is None:
        raise NotFound(sentence("Det er ikke her, eller det er allerede afsluttet. Åbn siden igen."))
    if ends <= begins:
        raise BadInput(sentence("Det begyndte {begins} og kan ikke slutte {ends}.", begins=begins, ends=ends))
    rows.update(ends=ends)
    return logged(contact, permit, Category.LOCATION, fields=("contact",))


def _checked(stored: Mapping[str, Plain], changes: Mapping[str, Plain], *, state: PersonState) -> Mapping[str, Plain]:
    """Return all fields as they shall be, cleaned. Raises `BadInput` for what cannot be."""
    unknown = [field for field in changes if field not in CORRECTABLE]
    if unknown:
        raise BadInput(sentence("Feltet {field} kan ikke rettes her. Åbn siden igen.", field=unknown[0]))
    given = NewPerson(**{**stored, **changes})  # type: ignore[arg-type]  # checked right below
    wrong = [
        one.name for one in fields(NewPerson) if one.name in changes and not _is_right(one.name, changes[one.name])
    ]
    if wrong:
        raise BadInput(sentence("Feltet {field} kan ikke rettes her. Åbn siden igen.", field=wrong[0]))
    today = timezone.localdate()
    if state is PersonState.EXPECTED:
        return asdict(checked_expected(given, today=today))
    return asdict(replace(checked(given, today=today), due=given.due))


_TYPES = {"born": date | None, "due": date | None, "needs_interpreter": bool}


def _is_right(field: str, value: Plain) -> bool:
    return isinstance(value, _TYPES.get(field, str))


def _keep(permit: Permit, viewer: Viewer, changed: tuple[Difference, ...], *, reason: str, origin: Origin) -> None:
    models.Correction.objects.adding().bulk_create(
        models.Correction(
            person_id=permit.sight.person,
            field=one.field,
            old=one.stored,
            new=one.given,
            reason=reason,
            origin=origin,
            corrected_at=timezone.now(),
            corrected_by=viewer.name,
        )
        for one in changed
    )
