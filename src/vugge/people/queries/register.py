"""Keeping the register right: suspected duplicates, what a merge would do, what was corrected. For who may see both."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from vugge.audit.rules import Category, Level, Scope
from vugge.kit.errors import Hidden
from vugge.people import models
from vugge.people.queries.persons import lines
from vugge.people.rules.changes import Difference, Plain, differences
from vugge.people.rules.kinds import DuplicateReason, DuplicateState
from vugge.people.rules.values import CorrectionValue, DuplicateValue, PersonLine
from vugge.people.rules.veil import Veil, veiled

MERGED_FIELDS = ("given_names", "surname", "born", "due", "language", "needs_interpreter")
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
