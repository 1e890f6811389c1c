"""How organisations and units are stored, by a single deed and by a file: what must be true is looked at here, once.

Nothing here decides who may, and nothing writes the log: the deeds do.
"""

from datetime import date

from django.utils import timezone

from vugge.kit.errors import BadInput
from vugge.kit.identifiers import Cvr
from vugge.kit.text import Sentence, sentence
from vugge.organisations import models
from vugge.organisations.actions.keeping import cleaned
from vugge.organisations.queries import municipality as municipality_of
from vugge.organisations.rules.kinds import OrganisationKind, unit_refusal
from vugge.organisations.rules.register import (
    NewOrganisation,
    NewUnit,
    Whereabouts,
    days_refusal,
    folded,
    municipality_refusal,
    parent_refusal,
    within_refusal,
)


def refuse(why: Sentence | None) -> None:
    """Raise `BadInput` with a sentence, if there is one."""
    if why is not None:
        raise BadInput(why)


def store_organisation(new: NewOrganisation, *, valid_to: date | None = None) -> models.Organisation:
    """Store a new organisation; raises `BadInput` for whatever of it cannot be."""
    refuse(days_refusal(new.valid_from, valid_to))
    refuse(municipality_refusal(new.kind, new.municipality))
    _check_municipality(new.municipality)
    row = models.Organisation(
        kind=new.kind.value,
        municipality=new.municipality,
        cvr=Cvr.parse(new.cvr).digits if new.cvr else "",
        valid_from=new.valid_from,
        valid_to=valid_to,
        source=new.source,
    )
    name_organisation(row, new.name)
    refuse_taken_cvr(row)
    row.save()
    return row


def name_organisation(row: models.Organisation, name: str) -> None:
    """Give an organisation its name, unsaved; raises `BadInput` when another of its kind and place has it."""
    row.name = cleaned(name)
    row.folded = folded(row.name)
    others = models.Organisation.objects.exclude(pk=row.pk).filter(valid_to__isnull=True)
    taken = others.filter(kind=row.kind, municipality=row.municipality, folded=row.folded).exists()
    if taken and row.valid_to is None:
        raise BadInput(sentence("”{name}” står allerede i registeret med samme art og kommune.", name=row.name))


def refuse_taken_cvr(row: models.Organisation) -> None:
    """Raise `BadInput` when another organisation has the CVR number."""
    others = models.Organisation.objects.exclude(pk=row.pk).filter(cvr=row.cvr)
    other = others.first() if row.cvr else None
    if other is not None:
        raise BadInput(sentence("”{name}” har allerede CVR-nummer {cvr}.", name=other.name, cvr=row.cvr))


def store_unit(new: NewUnit, *, organisation: models.Organisation, valid_to: date | None = None) -> models.Unit:
    """Store a new unit of an organisation; raises `BadInput` for whatever of it cannot be."""
    refuse(unit_refusal(new.kind, organisation=OrganisationKind(organisation.kind)))
    refuse(days_refusal(new.valid_from, valid_to))
    refuse(within_refusal((new.valid_from, valid_to), (organisation.valid_from, organisation.valid_to)))
    row = models.Unit(
        organisation=organisation,
        kind=new.kind.value,
        valid_from=new.valid_from,
        valid_to=valid_to,
        source=new.source,
    )
    name_unit(row, new.name)
    place_unit(row, new.whereabouts)
    row.save()
    return row


def name_unit(row: models.Unit, name: str) -> None:
    """Give a unit its name, unsaved; raises `BadInput` when another of its kind in the organisation has it."""
    row.name = cleaned(name)
    row.folded = folded(row.name)
    others = models.Unit.objects.exclude(pk=row.pk).filter(valid_to__isnull=True)
    taken = others.filter(organisation=row.organisation, kind=row.kind, folded=row.folded).exists()
    if taken and row.valid_to is None:
        raise BadInput(
            sentence(
                "{organisation} har allerede ”{name}” som enhed af samme art.",
                organisation=row.organisation.name,
                name=row.name,
            )
        )


def place_unit(row: models.Unit, whereabouts: Whereabouts) -> None:
    """Put a unit where it stands, unsaved; raises `BadInput` when it cannot stand there."""
    parent = None
    if whereabouts.parent is not None:
        others = models.Unit.objects.filter(organisation=row.organisation)
        refuse(parent_refusal(row.pk, whereabouts.parent, dict(others.values_list("pk", "parent_id"))))
        parent = others.get(pk=whereabouts.parent)
        refuse(within_refusal((row.valid_from, row.valid_to), (parent.valid_from, parent.valid_to)))
    row.parent = parent
    row.municipality = whereabouts.municipality or row.organisation.municipality
    _check_municipality(row.municipality)
    row.area_key = whereabouts.area_key
    row.address = whereabouts.address


def keep_former_name(organisation: models.Organisation, *, unit: models.Unit | None = None, name: str) -> None:
    """Keep what an organisation or a unit was called until today, so that it is still found by it."""
    models.FormerName.objects.create(
        organisation=organisation, unit=unit, name=name, folded=folded(name), until=timezone.localdate()
    )


def save_next(row: models.Organisation | models.Unit) -> None:
    """Save a changed row as its next version."""
    row.version += 1
    row.save()


def _check_municipality(code: str) -> None:
    if code:
        municipality_of(code)
