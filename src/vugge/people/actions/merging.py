"""Two records that are one person: noted, looked at by a human, and made one without losing anything.

The record that goes stays, empty, and says into whom. What both have, and what would collide, stays with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from vugge.audit.actions import action
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Act, Category, Logged, Permit, Scope, Viewer
from vugge.kit.errors import BadInput, NotFound
from vugge.kit.text import sentence
from vugge.people import models
from vugge.people.actions.moving import move_rows, state_before
from vugge.people.actions.protecting import reason_given
from vugge.people.actions.storing import change_version, known, logged, note_suspicions
from vugge.people.queries.register import MERGED_FIELDS
from vugge.people.rules.changes import Plain, stale
from vugge.people.rules.kinds import DuplicateReason, DuplicateState, PersonState
from vugge.people.rules.merging import MergePlan, Side, merge_plan, merged_state
from vugge.people.rules.names import folded, order_key


@dataclass(frozen=True)
class Versions:
    """The versions of two records as the human saw them who decides to make them one."""

    kept: int
    gone: int


@action("people.duplicate_reported")
def report_duplicate(viewer: Viewer, *, permit: Permit, scope: Scope, other: UUID) -> Logged[int]:
    """Tell whoever keeps the register that two persons may be the same; return how many suspicions were noted."""
    person = permit.sight.person
    permit.must_cover(viewer, Act.CHANGE, person, Category.IDENTITY)
    seen = known(scope, viewer, other)
    if other == person:
        raise BadInput(sentence("Vælg en anden person end den samme."))
    noted = note_suspicions(person, {other: DuplicateReason.REPORTED}, at=timezone.now())
    return logged(noted, permit, Category.IDENTITY, others=(seen,))


@action("people.duplicate_dismissed")
def dismiss_duplicate(viewer: Viewer, *, first: Permit, second: Permit, reason: str) -> Logged[int]:
    """Say that two records are two persons; return how many suspicions that settles."""
    settled = _settle(viewer, first, second, state=DuplicateState.DIFFERENT, reason=reason_given(reason))
    if not settled:
        raise NotFound(sentence("Der er ingen åben mistanke om de to."))
    return logged(settled, first, Category.IDENTITY, others=(second.seen(Category.IDENTITY),))


@action("people.persons_merged")
def merge_persons(
    viewer: Viewer,
    *,
    kept: Permit,
    gone: Permit,
    versions: Versions,
    reason: str,
    choices: Mapping[str, Side] | None = None,
) -> Logged[UUID]:
    """Make the record of `gone` part of `kept`, and return the kept id. Both values of every difference are kept.

    `choices` says field by field whose value counts. Raises `Conflict` when either was changed meanwhile.
    """
    why = reason_given(reason)
    _settle(viewer, kept, gone, state=DuplicateState.MERGED, reason=why)
    plan = merge_plan(_fields(kept), _fields(gone), choices=choices)
    state = merged_state(_state(kept), _state(gone))
    with deciding():  # also rows that name somebody whom the viewer may not know of
        before = state_before(kept, gone)
        moved = move_rows(kept, gone)
        moved["merged_into"] = _close(gone, into=kept, version=versions.gone)
        _change(kept, plan, state=state, version=versions.kept)
        models.Merge(
            kept_id=kept.sight.person,
            gone_id=gone.sight.person,
            merged_at=timezone.now(),
            merged_by=viewer.name,
            reason=why,
            differences=plan.written(),
            moved={table: ids for table, ids in moved.items() if ids},
            before=before,
        ).save(force_insert=True)
    numbers = {"rows_moved": sum(len(rows) for rows in moved.values())}
    return logged(kept.sight.person, kept, Category.IDENTITY, others=(gone.seen(Category.IDENTITY),), numbers=numbers)


def _settle(viewer: Viewer, first: Permit, second: Permit, *, state: DuplicateState, reason: str) -> int:
    """Close the suspicions about two persons; demands leave to decide on both."""
    for permit in (first, second):
        permit.must_cover(viewer, Act.DECIDE, permit.sight.person, Category.IDENTITY)
    one, other = first.sight.person, second.sight.person
    if one == other:
        raise BadInput(sentence("En person kan ikke lægges sammen med sig selv."))
    return (
        models.PossibleDuplicate.objects.covered_by(first, second)
        .filter(Q(first=one, second=other) | Q(first=other, second=one), state=DuplicateState.OPEN)
        .update(state=state, decided_by=viewer.name, decided_at=timezone.now(), decided_because=reason)
    )


def _fields(permit: Permit) -> dict[str, Plain]:
    row = models.Person.objects.covered_by(permit).exclude(state=PersonState.MERGED).values_list(*MERGED_FIELDS).first()
    if row is None:
        raise NotFound(sentence("Personen er ikke her mere. Måske er den lagt sammen med en anden."))
    return dict(zip(MERGED_FIELDS, row, strict=True))


def _state(permit: Permit) -> PersonState:
    return PersonState(models.Person.objects.covered_by(permit).values_list("state", flat=True).get())


def _change(permit: Permit, plan: MergePlan, *, state: PersonState, version: int) -> None:
    names = (str(plan.values["given_names"]), str(plan.values["surname"]))
    values = {**plan.values, "state": state, "folded": folded(*names), "order_key": order_key(*names)}
    rows = models.Person.objects.covered_by(permit)
    change_version(rows, version=version, values=values, otherwise=stale(plan.differences))


def _close(gone: Permit, *, into: Permit, version: int) -> list[str]:
    """Let a record say into which it has gone, and those that had gone into it too; return the ids of the latter."""
    values = {"state": PersonState.MERGED, "merged_into_id": into.sight.person}
    change_version(models.Person.objects.covered_by(gone), version=version, values=values, otherwise=stale(()))
    earlier = models.Person.objects.naming(gone, "merged_into")
    ids = [str(one) for one in earlier.values_list("id", flat=True)]
    earlier.update(merged_into=into.sight.person)
    return ids
