"""What somebody is given in one part counts in no other: neither in another role nor in another unit."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone
from tests.access import rows
from tests.access.family import Family, a_family
from tests.access.rows import Employee

from vugge.access.actions import meetings, teams
from vugge.access.actions.consents import Recipient
from vugge.access.actions.emergencies import open_emergency
from vugge.access.migrations._parts import fill_parts, number_matters
from vugge.access.models import Basis, Meeting
from vugge.access.rules.basis import BasisKind
from vugge.audit.actions import acting
from vugge.audit.rules import Act, Category, Level, Purpose, system

pytestmark = pytest.mark.django_db

THE_SYSTEM = system("test", Purpose.ADMINISTRATION)


@pytest.fixture
def family() -> Family:
    """A child with a caseworker, and others who know nothing yet."""
    return a_family()


def elsewhere(one: Employee, role: str | None = None) -> Employee:
    """Give somebody a second part in another unit: the same role, or another."""
    second = Employee(one.account, rows.a_unit_for(role or one.role), role or one.role)
    rows.hire(second)
    return second


def beside(one: Employee, role: str) -> Employee:
    """Give somebody a second role in the same unit."""
    second = Employee(one.account, one.unit, role)
    rows.hire(second)
    return second


def test_a_task_counts_in_the_part_it_was_given_in(family: Family) -> None:
    colleague = rows.an_employee("caseworker", unit=family.caseworker.unit)
    there = elsewhere(colleague)
    viewer = family.caseworker.viewer()
    with acting(viewer):
        teams.assign(viewer, permit=family.may(viewer), account=colleague.account.id)
    assert family.seen_by(colleague.viewer()).level is Level.FULL
    assert family.seen_by(there.viewer()).level is Level.UNKNOWN


def test_a_place_in_a_team_counts_in_the_unit_that_was_chosen(family: Family) -> None:
    there = elsewhere(family.teacher)
    viewer = family.caseworker.viewer()
    with acting(viewer):
        teams.add_to_team(
            viewer, permit=family.may(viewer), account=there.account.id, unit=there.unit.id, reason="ny skole"
        )
    assert family.seen_by(there.viewer()).level is Level.SUMMARY
    assert family.seen_by(family.teacher.viewer()).level is Level.UNKNOWN


def test_a_consent_to_an_employee_counts_in_the_unit_that_the_family_was_told_of(family: Family) -> None:
    there, club = elsewhere(family.teacher), beside(family.teacher, "pedagogue")
    family.given(family.asked(recipients=(Recipient(there.unit.id, there.account.id),)))
    assert family.seen_by(there.viewer()).shows(Category.EDUCATION)
    assert family.seen_by(family.teacher.viewer()).level is Level.UNKNOWN
    assert family.seen_by(club.viewer()).level is Level.UNKNOWN


def test_a_consent_to_somebody_who_has_left_the_unit_gives_nothing(family: Family) -> None:
    number = family.ask()
    family.teacher.account.staff_roles.update(valid_to=timezone.localdate(), ended_at=timezone.now())
    family.answer(family.first()[0], number)
    assert not Basis.objects.whole(THE_SYSTEM).filter(consent=number).exists()


def test_a_meeting_counts_in_the_part_around_the_child(family: Family) -> None:
    there = elsewhere(family.teacher, "health_visitor")
    rows.a_basis(
        BasisKind.ASSIGNED, family.child, timezone.now(), account=there.account, in_role=there.role, in_unit=there.unit
    )
    viewer = family.caseworker.viewer()
    with acting(viewer):
        meetings.call_meeting(
            viewer,
            permit=family.may(viewer),
            matter="wellbeing",
            day=timezone.localdate(),
            participants=[there.account.id],
            categories=frozenset({Category.EDUCATION}),
        )
    assert family.seen_by(there.viewer(Purpose.MEETING)).shows(Category.EDUCATION)
    assert family.seen_by(family.teacher.viewer(Purpose.MEETING)).level is Level.UNKNOWN


def test_an_emergency_counts_in_the_part_that_opened_it(family: Family) -> None:
    there = elsewhere(family.teacher)
    viewer = family.teacher.viewer(Purpose.EMERGENCY)
    with acting(viewer):
        open_emergency(viewer, person=family.child, reason="Barnet er bragt på skadestuen alene.")
    assert family.seen_by(viewer).level is Level.FULL
    assert family.seen_by(there.viewer(Purpose.EMERGENCY)).level is Level.UNKNOWN


def test_what_the_unit_was_given_counts_for_everybody_who_acts_in_it(family: Family) -> None:
    family.given(family.asked(recipients=(Recipient(family.teacher.unit.id),)))
    assert family.seen_by(beside(rows.an_employee("pedagogue"), "teacher").viewer()).level is Level.UNKNOWN
    colleague = rows.an_employee("teacher", unit=family.teacher.unit)
    assert family.seen_by(colleague.viewer()).shows(Category.EDUCATION)


def test_own_data_and_custody_know_no_part(family: Family) -> None:
    assert family.seen_by(family.mother).level is Level.FULL
    assert family.may(family.mother, Act.READ, Category.EDUCATION)


class TestFillingTheParts:
    """The migration that finds the part of what was stored without one."""

    @staticmethod
    def forgotten(**values: Any) -> int:
        """Store a basis as it was before parts; one that has ended, for the others the database refuses by now."""
        basis = rows.a_basis(BasisKind.ASSIGNED, rows.a_person(), timezone.now(), **values)
        Basis.objects.adding().filter(pk=basis.pk).update(ended_at=timezone.now(), in_role="", in_unit=None)
        return basis.pk

    @staticmethod
    def filled(number: int) -> Basis:
        fill_parts(_Everything(), None)  # type: ignore[arg-type]  # only its models are asked for
        return Basis.objects.whole(THE_SYSTEM).get(pk=number)

    def test_the_first_part_held_then_is_found(self) -> None:
        one = rows.an_employee("teacher")
        elsewhere(one, "caseworker")
        row = self.filled(self.forgotten(account=one.account))
        assert (row.in_role, row.in_unit_id) == ("teacher", one.unit.id)

    def test_what_the_family_was_told_decides(self, family: Family) -> None:
        there = elsewhere(family.teacher)
        number = family.given(family.asked(recipients=(Recipient(there.unit.id, there.account.id),)))
        basis = Basis.objects.whole(THE_SYSTEM).get(consent=number)
        Basis.objects.adding().filter(pk=basis.pk).update(ended_at=timezone.now(), in_role="", in_unit=None)
        assert self.filled(basis.pk).in_unit_id == there.unit.id

    def test_what_somebody_opened_themselves_stands_in_the_log(self, family: Family) -> None:
        there = elsewhere(family.teacher)
        viewer = there.viewer(Purpose.EMERGENCY)
        with acting(viewer):
            number = open_emergency(viewer, person=family.child, reason="Barnet er bragt på skadestuen alene.")
        Basis.objects.adding().filter(pk=number).update(ended_at=timezone.now(), in_role="", in_unit=None)
        assert self.filled(number).in_unit_id == there.unit.id

    def test_where_no_part_can_be_found_it_gives_nothing(self) -> None:
        row = self.filled(self.forgotten(account=rows.an_account()))
        assert (row.in_role, row.in_unit_id) == ("", None)
        assert row.ended_at is not None

    def test_the_matters_of_meetings_are_counted_in_order(self, family: Family) -> None:
        today, account = timezone.localdate(), family.teacher.account
        later = rows.a_meeting(family.child, account, today)
        first = rows.a_meeting(family.child, account, today - timedelta(days=400))
        number_matters(_Everything(), None)  # type: ignore[arg-type]  # only its models are asked for
        stored = dict(Meeting.objects.whole(THE_SYSTEM).values_list("pk", "number"))
        assert (stored[first.pk], stored[later.pk]) == (1, 2)


class _Everything:
    """The models as they are, with plain managers as a migration has them."""

    @staticmethod
    def get_model(room: str, name: str) -> Any:  # Any: a model whose manager asks for no scope
        model = apps.get_model(room, name)
        manager = model.objects
        return _Plain(manager.adding() if hasattr(manager, "adding") else manager.all())


class _Plain:
    def __init__(self, found: Any) -> None:
        self.objects = found
