"""What moves when two records become one: every row of the one that goes, but those that would collide.

A row collides when the kept record has the same: the same number, the same relation to the same person, a home that
goes on. It stays with the record that goes, where it can still be read.
"""

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model
from django.utils import timezone

from vugge.audit.rules import Permit
from vugge.people import models
from vugge.people.actions.numbers import make_former
from vugge.people.actions.storing import note_suspicions
from vugge.people.models.scoped import ScopedManager
from vugge.people.models.sealed import seal, unseal
from vugge.people.rules.kinds import DuplicateReason, DuplicateState, SpellKind

M = TypeVar("M", bound=Model)


def move_rows(kept: Permit, gone: Permit) -> dict[str, list[str]]:
    """Move what belongs to the record that goes, and return the ids of the rows that moved, by table."""
    moved = {
        "identifier": _numbers(kept, gone),
        "protection": _all(models.Protection.objects, kept, gone),
        "contact": _all(models.Contact.objects, kept, gone),
        "correction": _all(models.Correction.objects, kept, gone),
        "citizen_account": _all(models.CitizenAccount.objects, kept, gone),
        "spell": _spells(kept, gone),
        "household_member": _memberships(kept, gone),
        "custody": _relations(models.Custody.objects, kept, gone),
        "parenthood": _relations(models.Parenthood.objects, kept, gone),
    }
    _suspicions(kept, gone)
    return {table: rows for table, rows in moved.items() if rows}


def state_before(kept: Permit, gone: Permit) -> dict[str, Any]:  # Any: what JSON can hold
    """Return what the rows no longer say once they have moved, so that a merge can be undone."""
    states = {
        name: models.Person.objects.covered_by(one).values_list("state", flat=True).get()
        for name, one in (("kept", kept), ("gone", gone))
    }
    numbers = models.Identifier.objects.covered_by(gone).values_list("id", "kind", "ends")
    suspected = [
        one
        for column in models.PossibleDuplicate.objects.columns
        for one in models.PossibleDuplicate.objects.naming(gone, column)
        .filter(state=DuplicateState.OPEN)
        .values_list("id", flat=True)
    ]
    protections = models.Protection.objects.covered_by(kept).filter(lifted_at__isnull=True)
    return {
        "states": states,
        "numbers": {str(one): [kind, ends.isoformat() if ends else ""] for one, kind, ends in numbers},
        "suspicions": [str(one) for one in suspected],
        "protections": [str(one) for one in protections.values_list("id", flat=True)],
    }


def _all(table: ScopedManager[M], kept: Permit, gone: Permit) -> list[str]:
    return _those(table, kept, gone, column="person", ids=table.covered_by(gone).values_list("pk", flat=True))


def _those(table: ScopedManager[M], kept: Permit, gone: Permit, *, column: str, ids: Iterable[UUID]) -> list[str]:
    wanted = list(ids)
    table.naming(gone, column).filter(pk__in=wanted).update(**{column: kept.sight.person})
    return [str(one) for one in wanted]


def _numbers(kept: Permit, gone: Permit) -> list[str]:
    """Move the numbers that the kept record does not have; its own number stays the one in force."""
    mine, theirs = models.Identifier.objects.covered_by(kept), models.Identifier.objects.covered_by(gone)
    if mine.filter(ends__isnull=True).exists():
        make_former(theirs, timezone.localdate())
    rows = theirs.exclude(hash__in=list(mine.values_list("hash", flat=True)))
    moved = list(rows.values_list("id", "sealed"))
    for identity, sealed in moved:
        number = unseal(sealed, person=gone.sight.person)
        theirs.filter(id=identity).update(person_id=kept.sight.person, sealed=seal(number, person=kept.sight.person))
    return [str(identity) for identity, _ in moved]


def _spells(kept: Permit, gone: Permit) -> list[str]:
    rows = models.Spell.objects.covered_by(gone)
    going_on = {"kind": SpellKind.HOME, "ends__isnull": True, "corrected_by__isnull": True}
    if models.Spell.objects.covered_by(kept).filter(**going_on).exists():
        rows = rows.exclude(id__in=list(rows.filter(**going_on).values_list("id", flat=True)))
    return _those(models.Spell.objects, kept, gone, column="person", ids=rows.values_list("id", flat=True))


def _memberships(kept: Permit, gone: Permit) -> list[str]:
    table = models.HouseholdMember.objects
    shared = list(table.covered_by(kept).filter(ends__isnull=True).values_list("household_id", flat=True))
    rows = table.covered_by(gone).exclude(ends__isnull=True, household__in=shared)
    return _those(table, kept, gone, column="person", ids=rows.values_list("id", flat=True))


def _relations(table: ScopedManager[M], kept: Permit, gone: Permit) -> list[str]:
    """Move relations from both ends, but not to somebody to whom the kept record has the same, or is."""
    moved: list[str] = []
    for column, other in (table.columns, table.columns[::-1]):
        known = set(table.naming(kept, column).values_list(f"{other}_id", flat=True)) | {kept.sight.person}
        rows = table.naming(gone, column).exclude(**{f"{other}__in": known})
        moved += _those(table, kept, gone, column=column, ids=rows.values_list("pk", flat=True))
    return moved


def _suspicions(kept: Permit, gone: Permit) -> None:
    """Let the suspicions about the record that goes be about the kept one."""
    person = kept.sight.person
    for column, other in (("first", "second"), ("second", "first")):
        rows = models.PossibleDuplicate.objects.naming(gone, column).filter(state=DuplicateState.OPEN)
        found = {one: DuplicateReason(why) for one, why in rows.values_list(f"{other}_id", "why") if one != person}
        note_suspicions(person, found, at=timezone.now())
        rows.update(state=DuplicateState.MERGED, decided_at=timezone.now())
