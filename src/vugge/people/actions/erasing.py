"""Deleting what the rules on keeping let go of. Access says what that is; nothing else here ever deletes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from vugge.audit.actions import action
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Act, Category, Logged, Permit, Viewer
from vugge.kit.errors import BadInput
from vugge.kit.text import sentence
from vugge.people import models
from vugge.people.actions.storing import logged


@dataclass(frozen=True)
class Erasure:
    """Which places of one person are deleted, and the day by which every one of them must have ended."""

    spells: Collection[UUID]
    ended_by: date


@action("people.spells_erased")
def erase_spells(viewer: Viewer, *, permit: Permit, erasure: Erasure) -> Logged[int]:
    """Delete places that may be kept no longer, with the wrong ones that they put right. Returns how many rows went.

    The log keeps that it was done and how many, never where. Raises `BadInput` for a place that goes on or ended later
    than the rules allow, and deletes nothing then.
    """
    person = permit.sight.person
    permit.must_cover(viewer, Act.DECIDE, person, Category.IDENTITY)
    rows = models.Spell.objects.covered_by(permit)
    wanted = rows.filter(id__in=erasure.spells)
    if wanted.exclude(ends__lte=erasure.ended_by).exists():
        raise BadInput(sentence("Noget af det er ikke slut længe nok. Åbn siden igen, og se, hvad der kan slettes."))
    with deciding():  # the text of a correction may be of a kind that the one who deletes does not see
        gone = _with_what_they_corrected(rows, list(wanted.values_list("id", flat=True)))
        notes = models.Correction.objects.covered_by(permit).filter(field="spell")
        notes.filter(new__in=[str(one) for one in gone]).delete()
        count = sum(rows.filter(id=one).delete()[0] for one in gone)
    return logged(count, permit, Category.SUPPORT, fields=("spell",), numbers={"spells": count})


def _with_what_they_corrected(rows: QuerySet[models.Spell], wanted: list[UUID]) -> list[UUID]:
    """Return the places with the wrong ones behind them, those first that point at another."""
    generations, newest = [wanted], wanted
    while newest := list(rows.filter(corrected_by__in=newest).values_list("id", flat=True)):
        generations.insert(0, newest)
    return [one for generation in generations for one in generation]
