"""Tasks, teams and conflicts of interest: they work, they are refused, they are written down."""

from datetime import timedelta
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.access import rows
from tests.access.family import Family, a_family
from tests.access.rows import Employee

from vugge.access.actions import teams
from vugge.access.actions.consents import Recipient
from vugge.access.models import Basis, Conflict, Team
from vugge.access.queries.permits import permit_new
from vugge.audit.actions import acting
from vugge.audit.models import Event, EventPerson
from vugge.audit.rules import Act, Category, Level, Purpose, Result, system
from vugge.kit.errors import BadInput, Hidden, NotAllowed, NotFound
from vugge.people.models import Person

pytestmark = pytest.mark.django_db

THE_SYSTEM = system("test", Purpose.ADMINISTRATION)


@pytest.fixture
def family() -> Family:
    """A child with a caseworker, and others who know nothing yet."""
    return a_family()


def give(family: Family, **to: object) -> int:
    """Let the caseworker give the task to somebody."""
    viewer = family.caseworker.viewer()
    with acting(viewer):
        return teams.assign(viewer, permit=family.may(viewer), **to)  # type: ignore[arg-type]  # what the test gives


def join(family: Family, member: Employee, *, lead: bool = False) -> int:
    """Let the caseworker add somebody to the team."""
    viewer = family.caseworker.viewer()
    with acting(viewer):
        leave, account = family.may(viewer), member.account.id
        return teams.add_to_team(viewer, permit=leave, account=account, reason="kender barnet", lead=lead)


def a_colleague(family: Family) -> Employee:
    """Hire another caseworker in the caseworker's unit."""
    return rows.an_employee("caseworker", unit=family.caseworker.unit)


def test_a_colleague_who_is_given_the_task_sees_the_person(family: Family) -> None:
    colleague = a_colleague(family)
    assert family.seen_by(colleague.viewer()).level is Level.UNKNOWN
    number = give(family, account=colleague.account.id)
    assert family.seen_by(colleague.viewer()).bases == (f"assigned:{number}",)


def test_the_whole_unit_may_be_given_the_task(family: Family) -> None:
    give(family, unit=family.caseworker.unit.id)
    assert family.seen_by(a_colleague(family).viewer()).level is Level.FULL


def test_the_task_stays_in_ones_own_unit(family: Family) -> None:
    for to in ({"account": family.teacher.account.id}, {"unit": family.teacher.unit.id}):
        with pytest.raises(NotAllowed, match="egen enhed"):
            give(family, **to)
    assert family.seen_by(family.teacher.viewer()).level is Level.UNKNOWN


def test_the_system_gives_the_task_to_any_unit(family: Family) -> None:
    teams.assign(THE_SYSTEM, permit=family.may(THE_SYSTEM), unit=family.teacher.unit.id)
    assert family.seen_by(family.teacher.viewer()).shows(Category.EDUCATION)


def test_a_task_ends_on_its_day(family: Family) -> None:
    colleague = a_colleague(family)
    give(family, account=colleague.account.id, until=timezone.localdate() + timedelta(days=7))
    later = timezone.now() + timedelta(days=8)
    with patch("django.utils.timezone.now", lambda: later):
        assert family.seen_by(colleague.viewer()).level is Level.UNKNOWN


def test_a_task_that_is_ended_opens_nothing_more(family: Family) -> None:
    colleague = a_colleague(family)
    number = give(family, account=colleague.account.id)
    viewer = colleague.viewer()
    with acting(viewer):
        teams.end_assignment(viewer, permit=family.may(viewer), basis=number, reason="barnet er flyttet")
    assert family.seen_by(viewer).level is Level.UNKNOWN
    assert Basis.objects.whole(THE_SYSTEM).get(pk=number).end_reason == "barnet er flyttet"


def test_a_basis_about_somebody_else_cannot_be_ended(family: Family) -> None:
    other = a_family()
    number = give(other, account=a_colleague(other).account.id)
    viewer = family.caseworker.viewer()
    with pytest.raises(NotFound), acting(viewer):
        teams.end_assignment(viewer, permit=family.may(viewer), basis=number, reason="nysgerrighed")


def test_a_leaver_sees_nothing_from_the_next_request(family: Family) -> None:
    viewer = family.caseworker.viewer()
    assert family.seen_by(viewer).level is Level.FULL
    family.caseworker.account.staff_roles.update(valid_to=timezone.localdate(), ended_at=timezone.now())
    assert family.seen_by(viewer).level is Level.UNKNOWN


def test_whoever_registers_somebody_may_begin_the_task(family: Family) -> None:
    viewer = family.caseworker.viewer()
    with acting(viewer):
        leave = permit_new(viewer)
        Person.objects.adding().bulk_create([rows.new_person(leave.sight.person, None)])
        number = teams.take_up(viewer, permit=leave, reason="henvendelse")
    assert Basis.objects.whole(THE_SYSTEM).get(pk=number).account_id == viewer.identity


def test_nobody_begins_a_task_around_somebody_who_was_here_already(family: Family) -> None:
    viewer = family.caseworker.viewer()
    with acting(viewer):
        leave = family.may(viewer, Act.ADD, Category.IDENTITY)
    with pytest.raises(NotAllowed, match="lige har registreret"):
        teams.take_up(viewer, permit=leave)


def test_a_member_of_the_team_sees_the_outline(family: Family) -> None:
    join(family, family.teacher)
    seen = family.seen_by(family.teacher.viewer())
    assert seen.level is Level.SUMMARY
    assert seen.categories == {Category.IDENTITY, Category.SHARING}


def test_a_team_is_opened_once(family: Family) -> None:
    join(family, family.teacher)
    join(family, a_colleague(family))
    assert Team.objects.whole(THE_SYSTEM).filter(person=family.child).count() == 1


def test_who_is_a_member_already_is_not_added_twice(family: Family) -> None:
    assert join(family, family.teacher) == join(family, family.teacher)
    assert Basis.objects.whole(THE_SYSTEM).filter(account=family.teacher.account).count() == 1


def test_a_team_has_one_lead(family: Family) -> None:
    join(family, family.teacher, lead=True)
    with pytest.raises(BadInput, match="tovholder"):
        join(family, a_colleague(family), lead=True)


def test_a_housing_organisations_coordinator_joins_only_with_consent(family: Family) -> None:
    with pytest.raises(BadInput, match="sagt ja"):
        join(family, family.coordinator)
    recipients = (Recipient(family.coordinator.unit.id),)
    number = family.given(family.asked((Category.IDENTITY,), recipients=recipients))
    join(family, family.coordinator)
    assert family.seen_by(family.coordinator.viewer()).bases[0].startswith("team:")
    family.withdraw(family.mother, number)
    with pytest.raises(BadInput, match="sagt ja"):
        join(family, rows.an_employee("coordinator", unit=family.coordinator.unit))


def test_a_coordinator_leaves_the_team_with_the_consent(family: Family) -> None:
    """Withdrawing must end what was given because of the consent, too."""
    number = family.given(family.asked((Category.IDENTITY,), recipients=(Recipient(family.coordinator.unit.id),)))
    join(family, family.coordinator)
    family.withdraw(family.mother, number)
    assert family.seen_by(family.coordinator.viewer()).level is Level.UNKNOWN


def test_somebody_without_a_role_is_not_added(family: Family) -> None:
    leaver = rows.an_employee("teacher", until=timezone.localdate())
    with pytest.raises(BadInput, match="ikke en rolle"):
        join(family, leaver)


def test_who_may_not_share_adds_nobody(family: Family) -> None:
    viewer = family.teacher.viewer()
    with pytest.raises(Hidden), acting(viewer):
        teams.add_to_team(viewer, permit=family.may(viewer), account=family.teacher.account.id, reason="mig selv")


def test_joining_and_leaving_are_in_the_log_with_the_child(family: Family) -> None:
    number = join(family, family.teacher)
    viewer = family.caseworker.viewer()
    with acting(viewer):
        teams.end_assignment(viewer, permit=family.may(viewer), basis=number, reason="skiftet skole")
    done = Event.objects.filter(subject=f"basis:{number}").order_by("sequence")
    assert [event.verb for event in done] == ["access.team_joined", "access.task_ended"]
    assert {row.person for row in EventPerson.objects.filter(event__in=done)} == {family.child}


def test_a_conflict_of_interest_shuts_out_whatever_the_task(family: Family) -> None:
    viewer = family.caseworker.viewer()
    with acting(viewer):
        teams.note_conflict(viewer, account=family.caseworker.account.id, person=family.child, kind="family")
    assert family.seen_by(viewer).level is Level.UNKNOWN


def test_one_shuts_out_only_oneself(family: Family) -> None:
    viewer = family.caseworker.viewer()
    with pytest.raises(NotAllowed), acting(viewer):
        teams.note_conflict(viewer, account=family.teacher.account.id, person=family.child, kind="family")
    teams.note_conflict(THE_SYSTEM, account=family.teacher.account.id, person=family.child, kind="neighbour")


def test_noting_a_conflict_tells_nobody_who_is_here(family: Family) -> None:
    viewer = family.teacher.viewer()
    for person in (family.child, uuid4()):
        with acting(viewer):
            teams.note_conflict(viewer, account=family.teacher.account.id, person=person, kind="other")
    assert Conflict.objects.whole(THE_SYSTEM).count() == 1
    said = Event.objects.filter(verb="access.conflict_noted").values_list("result", "basis", "subject", "numbers")
    assert len(set(map(str, said))) == 1
    assert Event.objects.filter(result=Result.DENIED).count() == 0
