"""Keeping the register right: suspected duplicates, what a merge would do, what was corrected. For who may see both."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from vugge.audit.rules import Category, Level, Scope
from vugge.kit.errors import Hidden, NotFound
from vugge.kit.text import sentence
from vugge.people import models
from vugge.people.queries.facts import merges
from vugge.people.queries.persons import lines
from vugge.people.rules.changes import Difference, Plain, differences, written
from vugge.people.rules.kinds import DuplicateReason, DuplicateState
from vugge.people.rules.names import full_name
from vugge.people.rules.unmerging import restored_fields
from vugge.people.rules.values import CorrectionValue, DuplicateValue, PersonLine
from vugge.people.rules.veil import Veil, veiled

MERGED_FIELDS = ("given_names", "surname", "born", "due", "died", "language", "needs_interpreter")
"""The fields of a person in which two records can differ; all else are rows, which move."""


@dataclass(frozen=True)
class MergePreview:
    """What a human looks at before two records become one: both, with what differs and their versions."""

    first: PersonLine
    second: PersonLine
    differences: tuple[Difference, ...]
    first_version: int
    second_version: int


def possible_duplicates(scope: Scope, *, limit: int = 100) -> tuple[DuplicateValue, ...]:
    """Return the open suspicions, oldest first, where the viewer sees the identity of both persons. Two statements."""
    rows = models.PossibleDuplicate.objects.within(scope).filter(state=DuplicateState.OPEN).order_by("noted_at", "id")
    fields = ("id", "first_id", "second_id", "why", "state", "noted_at")
    found = [row for row in rows.values_list(*fields) if _sees_both(scope, row[1], row[2])][:limit]
    named = {one.id: one for one in lines(scope, {person for row in found for person in row[1:3]})}
    return tuple(
        DuplicateValue(identity, named[first], named[second], DuplicateReason(why), DuplicateState(state), noted)
        for identity, first, second, why, state, noted in found
        if first in named and second in named
    )


def merge_preview(scope: Scope, first: UUID, second: UUID) -> MergePreview:
    """Return how two records differ. Raises `Hidden` unless the viewer sees the identity of both in full."""
    for person in (first, second):
        if not scope.shows(person, Category.IDENTITY) or scope.sight(person).level < Level.FULL:
            raise Hidden(person)
    rows = models.Person.objects.within(scope, only=(first, second))
    stored = {row[0]: row[1:] for row in rows.values_list("id", "version", *MERGED_FIELDS)}
    named = {one.id: one for one in lines(scope, (first, second))}
    for person in (first, second):
        if person not in named:
            raise Hidden(person)
    given: list[dict[str, Plain]] = [dict(zip(MERGED_FIELDS, stored[one][1:], strict=True)) for one in (first, second)]
    return MergePreview(
        named[first],
        named[second],
        differences(given[0], given[1]),
        first_version=stored[first][0],
        second_version=stored[second][0],
    )


def corrections_of(scope: Scope, persons: Collection[UUID]) -> tuple[CorrectionValue, ...]:
    """Return what was put right about these persons, newest first: both texts. One statement."""
    rows = models.Correction.objects.within(scope, only=persons).order_by("-corrected_at", "id")
    fields = ("id", "person_id", "field", "old", "new", "reason", "corrected_at", "corrected_by")
    found = (CorrectionValue(*row) for row in rows.values_list(*fields))
    seen = (veiled(one, Veil(scope.sight(one.person), is_protected=False)) for one in found)
    return tuple(one for one in seen if one.field_name)


def _sees_both(scope: Scope, first: UUID, second: UUID) -> bool:
    return scope.shows(first, Category.IDENTITY) and scope.shows(second, Category.IDENTITY)


@dataclass(frozen=True)
class MergeLine:
    """That another record was made part of this person's: which merge, and when (UTC)."""

    id: UUID
    kept: PersonLine
    gone: UUID
    merged_at: datetime


@dataclass(frozen=True)
class FieldBack:
    """A field of the record that stayed, as it is now and as it will be when the merge is undone."""

    field: str
    now: str
    then: str


@dataclass(frozen=True)
class MergeReview:
    """What a human looks at before a merge is undone.

    `gone_name` and `gone_born` are those of the record that went; `fields` go back to what they were; `moved` counts
    by table the rows that go back; `places_since` counts places written since, which stay.
    """

    id: UUID
    kept: PersonLine
    version: int
    gone: UUID
    gone_name: str
    gone_born: date | None
    merged_at: datetime
    reason: str
    is_possible: bool
    fields: tuple[FieldBack, ...]
    moved: tuple[tuple[str, int], ...]
    places_since: int


def merge_lines(scope: Scope, kept: Collection[UUID]) -> tuple[MergeLine, ...]:
    """Return which records were made part of these, newest first. Two statements."""
    found = merges(kept)
    named = {one.id: one for one in lines(scope, {one.first for one in found})}
    return tuple(MergeLine(one.id, named[one.first], one.second, one.noted_at) for one in found if one.first in named)


def merge_review(scope: Scope, merge: UUID) -> MergeReview:
    """Return what undoing a merge would do. Raises `Hidden` unless the viewer sees the identity of both in full."""
    row = models.Merge.objects.within(scope).filter(id=merge, undone_at__isnull=True).first()
    if row is None:
        raise NotFound(sentence("Sammenlægningen er ikke her, eller den er allerede fortrudt."))
    for person in (row.kept_id, row.gone_id):
        if not scope.shows(person, Category.IDENTITY) or scope.sight(person).level < Level.FULL:
            raise Hidden(person)
    (kept,) = lines(scope, (row.kept_id,)) or (None,)
    if kept is None:
        raise NotFound(sentence("Kortet er siden lagt sammen med et til. Fortryd den seneste sammenlægning først."))
    both = models.Person.objects.within(scope, only=(row.kept_id, row.gone_id))
    stored = {one[0]: one[1:] for one in both.values_list("id", "version", *MERGED_FIELDS)}
    now: dict[str, Plain] = dict(zip(MERGED_FIELDS, stored[row.kept_id][1:], strict=True))
    theirs = dict(zip(MERGED_FIELDS, stored[row.gone_id][1:], strict=True))
    back = restored_fields(row.differences, now)
    spells = models.Spell.objects.within(scope, only=(row.kept_id,)).filter(entered_at__gt=row.merged_at)
    return MergeReview(
        id=row.id,
        kept=kept,
        version=stored[row.kept_id][0],
        gone=row.gone_id,
        gone_name=full_name(str(theirs["given_names"]), str(theirs["surname"])),
        gone_born=theirs["born"],
        merged_at=row.merged_at,
        reason=row.reason,
        is_possible=bool(row.before),
        fields=tuple(FieldBack(field, written(now[field]), written(value)) for field, value in back.items()),
        moved=tuple(sorted((table, len(ids)) for table, ids in row.moved.items() if table != "merged_into")),
        places_since=spells.exclude(id__in=row.moved.get("spell", ())).count(),
    )
