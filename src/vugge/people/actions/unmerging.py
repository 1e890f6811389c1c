"""Undoing a merge: what moved goes back, and the record that went is somebody again.

What was written since on the one that stayed stays there, for nobody can know whose it is: a human looks at both.
A protection is the exception, for a wrong address may be dangerous: one that came since protects both.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar
from uuid import UUID, uuid4

from django.db.models import F, Model
from django.utils import timezone

from vugge.audit.actions import action
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Act, Category, Logged, Permit, Viewer
from vugge.kit.errors import BadInput, NotFound
from vugge.kit.text import sentence
from vugge.people import models
from vugge.people.actions.protecting import reason_given
from vugge.people.actions.storing import change_version, logged
from vugge.people.models.scoped import ScopedManager
from vugge.people.models.sealed import seal, unseal
from vugge.people.queries.register import MERGED_FIELDS
from vugge.people.rules.changes import Plain, stale
from vugge.people.rules.kinds import DuplicateState, IdentifierKind, PersonState
from vugge.people.rules.names import folded, order_key
from vugge.people.rules.unmerging import restored_fields, restored_state

M = TypeVar("M", bound=Model)

PLAIN: Final[Mapping[str, ScopedManager[Any]]] = {  # Any: rows of several tables, moved alike
    "protection": models.Protection.objects,
    "contact": models.Contact.objects,
    "correction": models.Correction.objects,
    "citizen_account": models.CitizenAccount.objects,
    "household_member": models.HouseholdMember.objects,
}
RELATIONS: Final[Mapping[str, ScopedManager[Any]]] = {  # Any: likewise
    "custody": models.Custody.objects,
    "parenthood": models.Parenthood.objects,
}


@dataclass(frozen=True)
class Undo:
    """Which merge is undone, on which version of the record that stayed, and why."""

    merge: UUID
    version: int
    reason: str


@action("people.persons_unmerged")
def unmerge_persons(viewer: Viewer, *, kept: Permit, gone: Permit, undo: Undo) -> Logged[UUID]:
    """Make two records of what a merge made one, and return the id of the one that had gone.

    Raises `NotFound` for a merge that is not there or undone, `BadInput` for one from before this could be undone or
    with a later merge on top, and `Conflict` when the record that stayed was changed since it was looked at.
    """
    for permit in (kept, gone):
        permit.must_cover(viewer, Act.DECIDE, permit.sight.person, Category.IDENTITY)
    why = reason_given(undo.reason)
    with deciding():  # also rows that name somebody whom the viewer may not know of
        row = _merge(kept, gone, undo.merge)
        moved = {table: [UUID(one) for one in ids] for table, ids in row.moved.items()}
        _rows_back(kept, gone, moved)
        _numbers_back(kept, gone, moved.get("identifier", ()), row.before["numbers"])
        _protect_both(kept, gone, known={*row.before["protections"], *row.moved.get("protection", ())})
        _open_suspicions(kept, gone, row, why=why, viewer=viewer)
    _restore(kept, row, version=undo.version)
    _reopen(gone, kept, row)
    row.undone_at, row.undone_by, row.undone_because = timezone.now(), viewer.name, why
    with deciding():
        row.save(update_fields=["undone_at", "undone_by", "undone_because"])
    numbers = {"rows_moved": sum(len(ids) for ids in moved.values())}
    seen = kept.seen(Category.IDENTITY)
    return logged(gone.sight.person, gone, Category.IDENTITY, others=(seen,), numbers=numbers)


def _merge(kept: Permit, gone: Permit, merge: UUID) -> models.Merge:
    rows = models.Merge.objects.covered_by(kept).filter(gone=gone.sight.person, undone_at__isnull=True)
    row = rows.select_for_update(of=("self",)).filter(id=merge).first()
    if row is None:
        raise NotFound(sentence("Sammenlægningen er ikke her, eller den er allerede fortrudt."))
    if not row.before:
        raise BadInput(sentence("Sammenlægningen er fra før, det kunne fortrydes. Ret de to kort i hånden."))
    into = models.Person.objects.covered_by(gone).values_list("merged_into_id", flat=True).get()
    is_gone = models.Person.objects.covered_by(kept).filter(state=PersonState.MERGED).exists()
    if into != kept.sight.person or is_gone:
        raise BadInput(sentence("Kortet er siden lagt sammen med et til. Fortryd den seneste sammenlægning først."))
    return row


def _rows_back(kept: Permit, gone: Permit, moved: dict[str, list[UUID]]) -> None:
    for name, table in PLAIN.items():
        _back(table, kept, gone, column="person", ids=moved.get(name, ()))
    _back(models.Spell.objects, kept, gone, column="person", ids=_with_corrections(kept, moved.get("spell", [])))
    for name, relation in RELATIONS.items():
        for column in relation.columns:
            _back(relation, kept, gone, column=column, ids=moved.get(name, ()))


def _back(table: ScopedManager[M], kept: Permit, gone: Permit, *, column: str, ids: Iterable[UUID]) -> None:
    table.naming(kept, column).filter(pk__in=list(ids)).update(**{column: gone.sight.person})


def _with_corrections(kept: Permit, ids: list[UUID]) -> list[UUID]:
    """Return places with those that have put them right since: a correction belongs with what it corrects."""
    found, newest = list(ids), list(ids)
    while newest:
        rows = models.Spell.objects.covered_by(kept).filter(id__in=newest, corrected_by__isnull=False)
        newest = [one for one in rows.values_list("corrected_by_id", flat=True) if one not in found]
        found += newest
    return found


def _numbers_back(kept: Permit, gone: Permit, ids: Iterable[UUID], before: dict[str, list[str]]) -> None:
    """Move numbers back, sealed for their own person, and let those that were in force be so again."""
    theirs = models.Identifier.objects.covered_by(kept).filter(id__in=list(ids))
    for identity, sealed in list(theirs.values_list("id", "sealed")):
        number = seal(unseal(sealed, person=kept.sight.person), person=gone.sight.person)
        theirs.filter(id=identity).update(person_id=gone.sight.person, sealed=number)
    for former, (kind, ends) in before.items():
        row = models.Identifier.objects.covered_by(gone).filter(id=UUID(former))
        row.update(kind=IdentifierKind(kind), ends=date.fromisoformat(ends) if ends else None)


def _protect_both(kept: Permit, gone: Permit, *, known: set[str]) -> None:
    """Let what has protected the one that stayed since the merge protect the other, too, until a human lifts it."""
    for row in models.Protection.objects.covered_by(kept).filter(lifted_at__isnull=True):
        if str(row.id) not in known:
            row.pk, row.person_id = uuid4(), gone.sight.person
            row.save(force_insert=True)


def _open_suspicions(kept: Permit, gone: Permit, row: models.Merge, *, why: str, viewer: Viewer) -> None:
    """Note that the two are two, and let what was suspected of the one that went be suspected again."""
    table = models.PossibleDuplicate.objects
    for column, other in (table.columns, table.columns[::-1]):
        table.naming(kept, column).filter(**{other: gone.sight.person}).update(
            state=DuplicateState.DIFFERENT,
            decided_by=viewer.name,
            decided_at=timezone.now(),
            decided_because=why,
        )
        theirs = table.naming(gone, column).filter(id__in=row.before["suspicions"], state=DuplicateState.MERGED)
        theirs.update(state=DuplicateState.OPEN, decided_at=None)


def _restore(kept: Permit, row: models.Merge, *, version: int) -> None:
    """Give the record that stayed its own values back where the other's were chosen and still stand."""
    rows = models.Person.objects.covered_by(kept)
    stored = rows.values_list("state", *MERGED_FIELDS).get()
    now: dict[str, Plain] = dict(zip(MERGED_FIELDS, stored[1:], strict=True))
    fields = now | restored_fields(row.differences, now)
    states = {name: PersonState(state) for name, state in row.before["states"].items()}
    born = fields["born"] if isinstance(fields["born"], date) else None
    state = restored_state(PersonState(stored[0]), kept=states["kept"], gone=states["gone"], born=born)
    if state is not PersonState.DEAD:
        fields["died"] = None
    names = (str(fields["given_names"]), str(fields["surname"]))
    values = {**fields, "state": state, "folded": folded(*names), "order_key": order_key(*names)}
    change_version(rows, version=version, values=values, otherwise=stale(()))


def _reopen(gone: Permit, kept: Permit, row: models.Merge) -> None:
    rows = models.Person.objects.covered_by(gone).filter(state=PersonState.MERGED)
    rows.update(state=row.before["states"]["gone"], merged_into=None, version=F("version") + 1)
    earlier = [UUID(one) for one in row.moved.get("merged_into", ())]
    with deciding():  # records that had gone before are nobody's to know of
        models.Person.objects.naming(kept, "merged_into").filter(id__in=earlier).update(merged_into=gone.sight.person)
