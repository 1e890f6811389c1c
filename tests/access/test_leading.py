"""Who leads a team: taken where nobody has it, handed over, and the end of the team, in the log for the family."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone
from tests.access import rows
from tests.access.family import Family, a_family
from tests.access.rows import Employee

from vugge.access.actions import teams
from vugge.access.actions.consents import Recipient
from vugge.access.actions.leading import close_team, hand_over_lead, take_lead
from vugge.access.models import Basis, Team
from vugge.access.queries.own_log import my_log
from vugge.access.queries.persons import team_page
from vugge.audit.actions import acting
from vugge.audit.rules import Category, Level, Purpose, system
from vugge.kit.errors import BadInput, NotAllowed, NotFound

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


def lead_of(family: Family) -> Employee | None:
    """Return who leads by the page."""
    _head, around = team_page(family.caseworker.viewer(), person=family.child)
    known = (family.caseworker, family.teacher)
    return next(
        (one for one in known if around.lead and around.lead.who and around.lead.who.account == one.account.id), None
    )


def take(family: Family, who: Employee) -> int:
    """Let somebody take the lead."""
    viewer = who.viewer()
    with acting(viewer):
        return take_lead(viewer, permit=family.may(viewer))


def test_nobody_takes_the_lead_from_whoever_has_it(family: Family) -> None:
    join(family, family.teacher, lead=True)
    with pytest.raises(BadInput, match="tovholder"):
        take(family, family.caseworker)
    assert lead_of(family) is family.teacher


def test_when_the_lead_leaves_somebody_takes_over(family: Family) -> None:
    join(family, family.teacher, lead=True)
    family.teacher.account.staff_roles.update(valid_to=timezone.localdate(), ended_at=timezone.now())
    number = take(family, family.caseworker)
    assert take(family, family.caseworker) == number
    assert lead_of(family) is family.caseworker


def test_when_the_leads_place_has_run_out_somebody_takes_over(family: Family) -> None:
    viewer = family.caseworker.viewer()
    with acting(viewer):
        teams.add_to_team(
            viewer,
            permit=family.may(viewer),
            account=family.teacher.account.id,
            reason="midlertidigt",
            until=timezone.localdate() + timedelta(days=2),
            lead=True,
        )
    later = timezone.now() + timedelta(days=3)
    with patch("django.utils.timezone.now", lambda: later):
        take(family, family.caseworker)
        assert lead_of(family) is family.caseworker


def leads_by_the_table(family: Family) -> list[object]:
    """Return whose places lead by what is stored, ended ones left out."""
    rows_ = Basis.objects.whole(THE_SYSTEM).filter(person=family.child, is_lead=True, ended_at__isnull=True)
    return list(rows_.values_list("account_id", flat=True))


def test_a_new_lead_is_added_when_the_lead_has_left(family: Family) -> None:
    join(family, family.teacher, lead=True)
    family.teacher.account.staff_roles.update(valid_to=timezone.localdate(), ended_at=timezone.now())
    number = join(family, family.caseworker, lead=True)
    assert join(family, family.caseworker, lead=True) == number
    assert lead_of(family) is family.caseworker
    assert leads_by_the_table(family) == [family.caseworker.account.id]


def test_a_new_lead_is_added_when_the_leads_consent_has_ended(family: Family) -> None:
    asked = family.asked((Category.IDENTITY,), recipients=(Recipient(family.coordinator.unit.id),))
    number = family.given(asked)
    join(family, family.coordinator, lead=True)
    family.withdraw(family.mother, number)
    join(family, family.teacher, lead=True)
    assert lead_of(family) is family.teacher
    assert leads_by_the_table(family) == [family.teacher.account.id]


def test_a_lead_whose_time_has_run_out_can_be_added_again(family: Family) -> None:
    viewer = family.caseworker.viewer()
    with acting(viewer):
        first = teams.add_to_team(
            viewer,
            permit=family.may(viewer),
            account=family.teacher.account.id,
            reason="midlertidigt",
            until=timezone.localdate() + timedelta(days=2),
            lead=True,
        )
    later = timezone.now() + timedelta(days=3)
    with patch("django.utils.timezone.now", lambda: later):
        second = join(family, family.teacher, lead=True)
        assert lead_of(family) is family.teacher
    assert second != first
    ended = Basis.objects.whole(THE_SYSTEM).get(pk=first)
    assert ended.end_reason == "en anden er tovholder fra nu af"


def test_nobody_is_added_as_a_second_lead(family: Family) -> None:
    join(family, family.teacher, lead=True)
    with pytest.raises(BadInput, match="allerede en tovholder"):
        join(family, family.caseworker, lead=True)
    assert leads_by_the_table(family) == [family.teacher.account.id]


def hand_over(family: Family, who: Employee, basis: int) -> int:
    """Let somebody hand the lead over."""
    viewer = who.viewer()
    with acting(viewer):
        return hand_over_lead(viewer, permit=family.may(viewer), basis=basis)


def test_the_lead_hands_over_and_stays_a_member(family: Family) -> None:
    take(family, family.caseworker)
    hand_over(family, family.caseworker, join(family, family.teacher))
    assert lead_of(family) is family.teacher
    _head, around = team_page(family.teacher.viewer(), person=family.child)
    assert family.caseworker.account.id in {one.who.account for one in around.members if one.who}
    with pytest.raises(NotAllowed, match="Kun tovholderen"):
        hand_over(family, family.caseworker, around.members[0].basis)


def test_the_lead_is_not_handed_to_somebody_who_has_left(family: Family) -> None:
    take(family, family.caseworker)
    member = join(family, family.teacher)
    family.teacher.account.staff_roles.update(valid_to=timezone.localdate(), ended_at=timezone.now())
    with pytest.raises(BadInput, match="ikke med mere"):
        hand_over(family, family.caseworker, member)


def close(family: Family, who: Employee, reason: str = "barnet er i skole nu") -> int:
    """Let somebody close the team."""
    viewer = who.viewer()
    with acting(viewer):
        return close_team(viewer, permit=family.may(viewer), reason=reason)


def test_a_closed_team_gives_nobody_anything_and_the_family_reads_it(family: Family) -> None:
    take(family, family.caseworker)
    join(family, family.teacher)
    with pytest.raises(BadInput, match="hvorfor"):
        close(family, family.caseworker, " ")
    assert close(family, family.caseworker) == 2
    assert family.seen_by(family.teacher.viewer()).level is Level.UNKNOWN
    assert family.seen_by(family.caseworker.viewer()).level is Level.FULL  # the task goes on
    assert {one.end_reason for one in Basis.objects.whole(THE_SYSTEM).filter(kind="team", is_lead=False)} == {
        "barnet er i skole nu"
    }
    assert "Lukkede teamet" in {line.did.say() for line in my_log(family.mother, person=family.child).lines}
    with pytest.raises(NotFound, match="ikke et åbent team"):
        close(family, family.caseworker)
    join(family, family.teacher)
    assert Team.objects.whole(THE_SYSTEM).filter(person=family.child).count() == 2


def test_only_the_lead_closes_a_team_that_has_one(family: Family) -> None:
    join(family, family.teacher, lead=True)
    with pytest.raises(NotAllowed, match="Kun tovholderen"):
        close(family, family.caseworker)


def test_a_coordinator_whose_consent_ended_leads_no_more(family: Family) -> None:
    asked = family.asked((Category.IDENTITY,), recipients=(Recipient(family.coordinator.unit.id),))
    number = family.given(asked)
    join(family, family.coordinator, lead=True)
    family.withdraw(family.mother, number)
    take(family, family.caseworker)
    assert lead_of(family) is family.caseworker
