"""Writing down what was observed, and putting it right. What was wrong stays beside what is right."""

from dataclasses import asdict
from uuid import UUID, uuid4

from django.utils import timezone

from vugge.audit.actions import action
from vugge.audit.rules import Act, Category, Logged, Permit, Viewer
from vugge.journey.actions.storing import acting_unit, add_once, the_one
from vugge.journey.models import Evidence
from vugge.journey.queries.law import measures
from vugge.journey.rules.observing import NewEvidence, checked_evidence
from vugge.kit.errors import BadInput, NotFound
from vugge.kit.local_time import local_day
from vugge.kit.text import sentence
from vugge.people.actions.protecting import reason_given
from vugge.people.actions.storing import logged
from vugge.people.queries.facts import born
from vugge.people.rules.changes import Plain, stale


@action("journey.evidence_recorded")
def record_evidence(viewer: Viewer, *, permit: Permit, new: NewEvidence, key: str) -> Logged[UUID]:
    """Write down what was observed of a child, and return its id; a repeated `key` gives the first one's.

    The unit that the viewer acts in answers for it. Raises `BadInput` for what cannot be and `Conflict` when the key
    was used for other.
    """
    category = _category(new)
    permit.must_cover(viewer, Act.ADD, permit.sight.person, category)
    checked = _checked(permit, new)
    made = add_once(_row(permit, viewer, checked), viewer, key=key, given=_given(permit, checked))
    return logged(made, permit, category, fields=("evidence",))


@action("journey.evidence_corrected")
def correct_evidence(
    viewer: Viewer, *, permit: Permit, evidence: UUID, right: NewEvidence | None, reason: str, key: str
) -> Logged[UUID | None]:
    """Say that something observed was wrong, and what is right instead, or None where nothing is. Returns the new id.

    Both stay. Raises `Conflict` when somebody has said so meanwhile, and `NotFound` for none.
    """
    why = reason_given(reason)
    rows, row = the_one(Evidence, permit, evidence)
    category = _category_of(row.measure)
    permit.must_cover(viewer, Act.CHANGE, permit.sight.person, category)
    new = None if right is None else _right(viewer, permit, right, key=key)
    if new is not None and row.corrected_by_id == new:
        return logged(new, permit, category, fields=("evidence",))
    values = {"wrong_at": timezone.now(), "wrong_by": viewer.name, "wrong_because": why, "corrected_by_id": new}
    if not rows.filter(wrong_at__isnull=True).update(**values):
        raise stale(())
    return logged(new, permit, category, fields=("evidence",))


def _right(viewer: Viewer, permit: Permit, right: NewEvidence, *, key: str) -> UUID:
    permit.must_cover(viewer, Act.CHANGE, permit.sight.person, _category(right))
    checked = _checked(permit, right)
    return add_once(_row(permit, viewer, checked), viewer, key=key, given=_given(permit, checked))


def _category(new: NewEvidence) -> Category:
    return _category_of(new.measure, otherwise=BadInput(sentence("Vælg, hvad der er set.")))


def _category_of(measure: str, *, otherwise: BadInput | None = None) -> Category:
    known = measures().get(measure)
    if known is None:
        raise otherwise or NotFound(sentence("Det mål findes ikke mere, så det kan ikke rettes her."))
    return known.category


def _checked(permit: Permit, new: NewEvidence) -> NewEvidence:
    person = permit.sight.person
    today = local_day(timezone.now())
    return checked_evidence(new, measures=measures(), today=today, born=born((person,)).get(person))


def _row(permit: Permit, viewer: Viewer, new: NewEvidence) -> Evidence:
    return Evidence(
        id=uuid4(),
        person_id=permit.sight.person,
        **asdict(new),
        unit_id=acting_unit(viewer),
        written_by=viewer.name,
        written_at=timezone.now(),
    )


def _given(permit: Permit, new: NewEvidence) -> dict[str, Plain]:
    return asdict(new) | {"person": permit.sight.person}
