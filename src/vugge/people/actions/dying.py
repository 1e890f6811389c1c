"""That somebody has died: the day is written, and what they were to others ends. A wrong one is taken back."""

from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from vugge.audit.actions import action
from vugge.audit.actions.deciding import deciding
from vugge.audit.rules import Act, Category, Level, Logged, Permit, Seen, Viewer
from vugge.kit.errors import BadInput
from vugge.kit.text import sentence
from vugge.people import models
from vugge.people.actions.families import goes_on
from vugge.people.actions.protecting import reason_given
from vugge.people.actions.storing import change_version, logged
from vugge.people.rules.changes import stale, written
from vugge.people.rules.kinds import Origin, PersonState
from vugge.people.rules.registering import death_is_possible


@action("people.death_registered")
def register_death(viewer: Viewer, *, permit: Permit, version: int, died: date | None = None) -> Logged[UUID]:
    """Write that a person has died, and when if that is known. Their custody and households end with the day after.

    Raises `Conflict` when somebody changed the person meanwhile, `BadInput` for a day that cannot be.
    """
    person = permit.sight.person
    permit.must_cover(viewer, Act.CHANGE, person, Category.IDENTITY)
    today = timezone.localdate()
    rows = models.Person.objects.covered_by(permit).filter(state=PersonState.LIVING)
    if died is not None:
        death_is_possible(died, born=rows.values_list("born", flat=True).first(), today=today)
    change_version(rows, version=version, values={"state": PersonState.DEAD, "died": died}, otherwise=stale(()))
    touched = _end_ties(permit, (died or today) + timedelta(days=1))
    others = [Seen(one, Level.EXISTS, frozenset({Category.FAMILY}), permit.sight.basis) for one in touched]
    return logged(person, permit, Category.IDENTITY, others=others, fields=("state", "died"))


@action("people.death_withdrawn")
def withdraw_death(viewer: Viewer, *, permit: Permit, version: int, reason: str) -> Logged[UUID]:
    """Say that a person has not died after all; the day that stood there is kept, with the reason.

    Custody and households that ended with it are given again by who knows them. Raises as `register_death` does.
    """
    person = permit.sight.person
    permit.must_cover(viewer, Act.CHANGE, person, Category.IDENTITY)
    why = reason_given(reason)
    rows = models.Person.objects.covered_by(permit).filter(state=PersonState.DEAD)
    died = rows.values_list("died", flat=True).first()
    if not rows.exists():
        raise BadInput(sentence("Der står ikke, at personen er død. Åbn siden igen."))
    change_version(rows, version=version, values={"state": PersonState.LIVING, "died": None}, otherwise=stale(()))
    models.Correction(
        person_id=person,
        field="died",
        old=written(died),
        new="",
        reason=why,
        origin=Origin.STAFF,
        corrected_at=timezone.now(),
        corrected_by=viewer.name,
    ).save(force_insert=True)
    return logged(person, permit, Category.IDENTITY, fields=("state", "died"))


def _end_ties(permit: Permit, day: date) -> list[UUID]:
    """End custody by the dead and of the dead, and their households; what only began later lasts one day.

    Returns whose custody or children were touched besides.
    """
    person = permit.sight.person
    with deciding():  # a child in their custody may be nobody that the viewer knows of
        held = models.Custody.objects.naming(permit, "holder").filter(goes_on(day))
        about = models.Custody.objects.naming(permit, "child").filter(goes_on(day))
        others = {*held.values_list("child_id", flat=True), *about.values_list("holder_id", flat=True)} - {person}
        for rows in (held, about, models.HouseholdMember.objects.covered_by(permit).filter(goes_on(day))):
            for one, begins in list(rows.values_list("id", "begins")):
                rows.filter(id=one).update(ends=max(day, begins + timedelta(days=1)))
    return sorted(others)
