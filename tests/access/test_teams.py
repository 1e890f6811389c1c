"""Tasks and teams: they work, they are refused, they are written down."""

from datetime import timedelta
from unittest.mock import patch
from uuid import UUID

import pytest
from django.utils import timezone
from tests.access import rows
from tests.access.family import Family, a_family
from tests.access.rows import Employee

from vugge.access.actions import teams
from vugge.access.actions.consents import Recipient
from vugge.access.models import Basis, Team
from vugge.access.queries.own import my_family
from vugge.access.queries.permits import permit_new
from vugge.access.queries.persons import team_page
from vugge.access.rules.basis import BasisKind
from vugge.audit.actions import acting
from vugge.audit.models import Event, EventPerson
from vugge.audit.rules import Act, Category, Level, Purpose, Result, system
from vugge.kit.errors import BadInput, Hidden, NotAllowed, NotFound
from vugge.people.models import Custody, Person

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


def end_it(family: Family, who: Employee, basis: int) -> None:
    """Let somebody end a task or a place in the team."""
    viewer = who.viewer()
    with acting(viewer):
        teams.end_assignment(viewer, permit=family.may(viewer), basis=basis, reason="prøve")


def with_task(family: Family, role: str = "health_visitor") -> Employee:
    """Hire somebody in another unit who has the task too, and so may share."""
    found = rows.an_employee(role)
    rows.a_basis(BasisKind.ASSIGNED, family.child, timezone.now(), account=found.account)
    return found


def test_who_only_shares_ends_nothing_of_others(family: Family) -> None:
    other, member = with_task(family), join(family, family.teacher)
    task = Basis.objects.whole(THE_SYSTEM).get(account=family.caseworker.account)
    for basis in (member, task.pk):
        with pytest.raises(NotAllowed, match="kun afsluttes"):
            end_it(family, other, basis)
    assert family.seen_by(family.teacher.viewer()).level is Level.SUMMARY
    assert Event.objects.filter(verb="access.task_ended", result=Result.DENIED).count() == 2


def test_who_has_it_and_who_gave_it_may_end_it(family: Family) -> None:
    end_it(family, family.teacher, join(family, family.teacher))
    end_it(family, family.caseworker, join(family, family.teacher))
    assert family.seen_by(family.teacher.viewer()).level is Level.UNKNOWN


def test_the_lead_ends_a_place_in_the_team_and_no_task(family: Family) -> None:
    lead, colleague = with_task(family), a_colleague(family)
    join(family, lead, lead=True)
    end_it(family, lead, join(family, family.teacher))
    with pytest.raises(NotAllowed):
        end_it(family, lead, give(family, account=colleague.account.id))


def test_a_colleague_ends_what_the_unit_has_and_what_a_leaver_had(family: Family) -> None:
    colleague, leaver = a_colleague(family), a_colleague(family)
    task = give(family, account=leaver.account.id)
    unit = give(family, unit=family.caseworker.unit.id)
    with pytest.raises(NotAllowed):
        end_it(family, colleague, task)
    leaver.account.staff_roles.update(valid_to=timezone.localdate(), ended_at=timezone.now())
    end_it(family, colleague, task)
    end_it(family, colleague, unit)


def test_the_page_offers_just_what_may_be_ended(family: Family) -> None:
    other, member = with_task(family), join(family, family.teacher)
    for who, expected in ((other, False), (family.teacher, True), (family.caseworker, True)):
        _head, around = team_page(who.viewer(), person=family.child)
        assert {one.may_end for one in around.members if one.basis == member} == {expected}


def a_coordinator_in_the_team(family: Family) -> int:
    """Let the family say yes to the coordinator, who joins. Returns the consent's number."""
    asked = family.asked((Category.IDENTITY,), recipients=(Recipient(family.coordinator.unit.id),))
    number = family.given(asked)
    join(family, family.coordinator)
    return number


def around_the_child(family: Family) -> set[UUID]:
    """Return the accounts that the pages name around the child, to staff and to the family."""
    _head, around = team_page(family.caseworker.viewer(), person=family.child)
    told = {one.who.account for one in around.members if one.who}
    mine = next(one for one in my_family(family.mother).persons if one.line.id == family.child)
    assert {near.who.account for near in mine.near if near.who} == told
    return told


def test_the_team_box_lists_a_coordinator_just_as_long_as_the_consent_holds(family: Family) -> None:
    number = a_coordinator_in_the_team(family)
    assert family.coordinator.account.id in around_the_child(family)
    family.withdraw(family.mother, number)
    assert family.coordinator.account.id not in around_the_child(family)


def test_a_coordinator_whose_consent_lapsed_or_ran_out_is_not_listed(family: Family) -> None:
    a_coordinator_in_the_team(family)
    later = timezone.now() + timedelta(days=40)
    with patch("django.utils.timezone.now", lambda: later):
        assert family.coordinator.account.id not in around_the_child(family)
    Custody.objects.whole(THE_SYSTEM).filter(child=family.child).exclude(holder=family.mother_id).update(
        ends=timezone.localdate()
    )
    Custody.objects.whole(THE_SYSTEM).filter(holder=family.mother_id).update(begins=timezone.localdate())
    still = family.first()[0] is family.mother
    assert (family.coordinator.account.id in around_the_child(family)) == still
    if not still:
        with pytest.raises(BadInput, match="sagt ja"):
            join(family, rows.an_employee("coordinator", unit=family.coordinator.unit))
