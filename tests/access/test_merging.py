"""What follows with a merge beside the bases: who is shut out, consents, meetings, and places in the team; and back."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from tests.access import rows
from tests.access.family import Family, a_family
from tests.people.town import BOOKKEEPER, leave

from vugge.access.actions import meetings, teams
from vugge.access.actions.conflicts import note_conflict
from vugge.access.actions.leading import hand_over_lead
from vugge.access.actions.merging import carry_back, carry_over
from vugge.access.models import Basis, Conflict, Consent, Meeting
from vugge.access.rules.basis import BasisKind
from vugge.audit.actions import acting
from vugge.audit.rules import Act, Category, Level, Viewer
from vugge.kit.errors import BadInput

pytestmark = pytest.mark.django_db

SCHOOLING = frozenset({Category.EDUCATION})


@pytest.fixture
def family() -> Family:
    """A child with a caseworker, whose record is the one that goes."""
    return a_family()


@pytest.fixture
def kept(family: Family) -> Family:
    """The same family around the record that stays, which the caseworker knew of before; nobody else did."""
    other = rows.a_person(born=date(2018, 2, 2))
    for holder in (family.mother_id, family.father_id):
        rows.custody(other, holder)
    rows.a_basis(BasisKind.ASSIGNED, other, timezone.now(), account=family.caseworker.account)
    return replace(family, child=other)


def merge(kept: Family, gone: Family) -> None:
    carry_over(BOOKKEEPER, kept=leave(Act.DECIDE, kept.child), gone=leave(Act.DECIDE, gone.child))


def undo(kept: Family, gone: Family) -> None:
    carry_back(BOOKKEEPER, kept=leave(Act.DECIDE, kept.child), gone=leave(Act.DECIDE, gone.child))


def call(family: Family, day: date, matter: str = "attendance") -> int:
    viewer, who = family.caseworker.viewer(), [family.teacher.account.id]
    leave_to_call = family.may(viewer)
    with acting(viewer):
        return meetings.call_meeting(
            viewer, permit=leave_to_call, matter=matter, day=day, participants=who, categories=SCHOOLING
        )


def held_long_ago(family: Family, meeting: int, *, years: int) -> None:
    row = Meeting.objects.adding().filter(pk=meeting)
    row.update(held_on=timezone.localdate() - timedelta(days=366 * years), called_at=timezone.now())


def about(meeting: int) -> UUID:
    return Meeting.objects.adding().get(pk=meeting).person_id


def shut_out(viewer: Viewer, person: UUID) -> None:
    assert viewer.identity
    with acting(viewer):
        note_conflict(viewer, account=viewer.identity, person=person, kind="family")


def shut(person: UUID) -> int:
    return Conflict.objects.adding().filter(person=person, ends__isnull=True).count()


def test_whoever_is_shut_out_from_the_one_is_shut_out_from_the_other(family: Family, kept: Family) -> None:
    viewer = family.caseworker.viewer()
    assert kept.seen_by(viewer).level is Level.FULL
    shut_out(viewer, family.child)
    merge(kept, family)
    assert kept.seen_by(viewer).level is Level.UNKNOWN
    undo(kept, family)
    for one in (kept, family):
        assert one.seen_by(viewer).level is Level.UNKNOWN
        assert shut(one.child) == 1


def test_whoever_is_shut_out_from_both_already_is_so_once(family: Family, kept: Family) -> None:
    for one in (kept, family):
        shut_out(family.caseworker.viewer(), one.child)
    merge(kept, family)
    assert shut(kept.child) == 1


def test_whoever_shuts_themselves_out_after_the_merge_is_shut_out_from_both(family: Family, kept: Family) -> None:
    merge(kept, family)
    shut_out(family.caseworker.viewer(), kept.child)
    undo(kept, family)
    assert family.seen_by(family.caseworker.viewer()).level is Level.UNKNOWN


def test_the_family_takes_a_consent_back_after_the_merge(family: Family, kept: Family) -> None:
    number = family.given()
    merge(kept, family)
    assert kept.seen_by(family.teacher.viewer()).shows(Category.EDUCATION)
    kept.withdraw(family.father, number)
    assert kept.seen_by(family.teacher.viewer()).level is Level.UNKNOWN


def test_a_consent_goes_back_with_what_it_opens(family: Family, kept: Family) -> None:
    given, asked = family.given(), family.ask(family.asked((Category.IDENTITY,)))
    merge(kept, family)
    for viewer in kept.first():
        if kept.answer(viewer, asked).value == "given":  # answered after the merge
            break
    undo(kept, family)
    assert kept.seen_by(family.teacher.viewer()).level is Level.UNKNOWN
    assert family.seen_by(family.teacher.viewer()).shows(Category.EDUCATION)
    assert set(Consent.objects.adding().filter(person=family.child).values_list("pk", flat=True)) == {given, asked}
    family.withdraw(family.mother, given)
    family.withdraw(family.mother, asked)
    assert family.seen_by(family.teacher.viewer()).level is Level.UNKNOWN


def test_there_is_no_second_meeting_about_a_matter_after_the_merge(family: Family, kept: Family) -> None:
    first = call(family, timezone.localdate())
    merge(kept, family)
    with pytest.raises(BadInput, match="allerede et møde"):
        call(kept, timezone.localdate() + timedelta(days=1))
    undo(kept, family)
    assert about(first) == family.child
    call(kept, timezone.localdate() + timedelta(days=1))  # theirs was another child


def test_meetings_with_one_number_both_stay_and_the_next_gets_a_free_one(family: Family, kept: Family) -> None:
    theirs, ours = call(family, timezone.localdate()), call(kept, timezone.localdate())
    held_long_ago(family, theirs, years=9)
    held_long_ago(kept, ours, years=8)
    merge(kept, family)
    rows_of_kept = Meeting.objects.adding().filter(person=kept.child)
    assert dict(rows_of_kept.values_list("pk", "number")) == {ours: 1, theirs: 2}
    third = call(kept, timezone.localdate())
    assert rows_of_kept.get(pk=third).number == 3
    undo(kept, family)
    assert dict(Meeting.objects.adding().filter(person=family.child).values_list("pk", "number")) == {theirs: 1}


def test_a_meeting_from_before_the_merge_is_followed_up_and_both_go_back(family: Family, kept: Family) -> None:
    first, later = call(family, timezone.localdate()), timezone.localdate() + timedelta(days=9)
    Basis.objects.adding().filter(meeting=first).update(ended_at=timezone.now())  # its day is over
    merge(kept, family)
    viewer = family.caseworker.viewer()
    permit = kept.may(viewer)
    with acting(viewer):
        second = meetings.hold_followup(
            viewer, permit=permit, meeting=first, day=later, participants=[family.teacher.account.id]
        )
    undo(kept, family)
    assert about(first) == about(second) == family.child
    open_still = Basis.objects.adding().filter(meeting=second, ended_at__isnull=True)
    assert list(open_still.values_list("person", flat=True)) == [family.child]


def test_a_place_that_only_changed_hands_goes_back(family: Family, kept: Family) -> None:
    viewer, colleague = family.caseworker.viewer(), family.teacher
    join(family, viewer, family.caseworker.account.id, lead=True)
    join(family, viewer, colleague.account.id)
    merge(kept, family)
    permit = kept.may(viewer)
    place = Basis.objects.adding().get(person=kept.child, account=colleague.account, ended_at__isnull=True)
    with acting(viewer):
        hand_over_lead(viewer, permit=permit, basis=place.pk)
    undo(kept, family)
    assert kept.seen_by(colleague.viewer()).level is Level.UNKNOWN
    assert family.seen_by(colleague.viewer()).level is Level.SUMMARY
    places = Basis.objects.adding().filter(kind=BasisKind.TEAM, ended_at__isnull=True)
    assert not places.filter(person=kept.child).exists()
    assert places.get(person=family.child, is_lead=True).account_id == colleague.account.id


def test_whoever_had_a_place_of_their_own_before_keeps_it(family: Family, kept: Family) -> None:
    viewer, colleague = family.caseworker.viewer(), family.teacher
    for one in (family, kept):
        join(one, viewer, colleague.account.id)
    merge(kept, family)
    undo(kept, family)
    for one in (family, kept):
        assert one.seen_by(colleague.viewer()).level is Level.SUMMARY


def join(family: Family, viewer: Viewer, account: UUID, *, lead: bool = False) -> None:
    permit = family.may(viewer)
    with acting(viewer):
        teams.add_to_team(viewer, permit=permit, account=account, reason="ny skole", lead=lead)
