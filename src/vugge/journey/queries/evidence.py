"""What was observed of children, as far as the viewer may see it: a measure goes with its category of data.

Offers `facts_of` (what plans are worked out from) and `evidence_of` (what a page shows). Asked inside looks.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any, Final
from uuid import UUID

from vugge.audit.rules import Category, Level, Scope
from vugge.journey import models
from vugge.journey.queries.law import measures
from vugge.journey.rules.life import EvidenceFact
from vugge.journey.rules.observing import EvidenceValue
from vugge.people.queries.facts import protected
from vugge.people.rules.kinds import Origin

_FIELDS: Final = (
    "id", "person_id", "measure", "value", "observed_on", "origin", "unit_id", "unit__name", "note", "written_at",
    "wrong_at", "wrong_because", "corrected_by_id",
)  # fmt: skip


def facts_of(scope: Scope, persons: Collection[UUID]) -> Mapping[UUID, tuple[EvidenceFact, ...]]:
    """Return what counts of what was observed of these persons, oldest first. One statement."""
    known = measures()
    rows = models.Evidence.objects.within(scope, only=persons).filter(wrong_at__isnull=True)
    found: defaultdict[UUID, list[EvidenceFact]] = defaultdict(list)
    columns = ("person_id", "id", "measure", "observed_on", "value")
    for person, row, measure, day, value in rows.order_by("observed_on", "written_at", "id").values_list(*columns):
        if measure in known and _is_shown(scope, person, known[measure].category):
            found[person].append(EvidenceFact(measure, day, value, row))
    return {person: tuple(facts) for person, facts in found.items()}


def evidence_of(scope: Scope, person: UUID) -> tuple[EvidenceValue, ...]:
    """Return what was observed of a person, newest first, with what was wrong beside what is right. Two statements.

    Where a protected person is, no unit is named and no note is told: both can tell a place.
    """
    known = measures()
    rows = models.Evidence.objects.within(scope, only=(person,)).order_by("-observed_on", "-written_at", "id")
    found = [row for row in rows.values(*_FIELDS) if row["measure"] in known]
    is_placeless = person in protected((person,)) and not scope.shows(person, Category.LOCATION)
    return tuple(
        _value(row, known[row["measure"]].category, is_placeless=is_placeless)
        for row in found
        if _is_shown(scope, person, known[row["measure"]].category)
    )


def _is_shown(scope: Scope, person: UUID, category: Category) -> bool:
    sight = scope.sight(person)
    return sight.level is Level.FULL and sight.shows(category)


def _value(row: Mapping[str, Any], category: Category, *, is_placeless: bool) -> EvidenceValue:  # Any: a row's values
    return EvidenceValue(
        id=row["id"],
        person=row["person_id"],
        measure=row["measure"],
        value=row["value"],
        observed_on=row["observed_on"],
        category=category,
        origin=Origin(row["origin"]),
        unit=None if is_placeless else row["unit_id"],
        unit_name="" if is_placeless else row["unit__name"] or "",
        note="" if is_placeless else row["note"],
        written_at=row["written_at"],
        is_wrong=row["wrong_at"] is not None,
        wrong_because="" if is_placeless else row["wrong_because"],
        corrected_by=row["corrected_by_id"],
    )
