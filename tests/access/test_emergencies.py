"""Break-glass: a reason, four hours, one person, for reading only, and always somebody else who reviews it."""

from datetime import date, datetime, timedelta
from unittest.mock import patch
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from tests.access import rows
from tests.access.family import Family, a_family
from tests.access.rows import Employee

from vugge.access.actions.emergencies import open_emergency, review_emergency
from vugge.access.models import Basis, EmergencyReview
from vugge.access.queries.law import access_law
from vugge.access.rules.granting import review_due
from vugge.audit.actions import acting
from vugge.audit.models import Event, EventPerson
from vugge.audit.rules import Act, Category, Level, Purpose, Result, Viewer, system
from vugge.kit.errors import BadInput, Hidden, NotAllowed, NotFound

pytestmark = pytest.mark.django_db

THE_SYSTEM = system("test", Purpose.ADMINISTRATION)
REASON = "Barnet er bragt på skadestuen alene."
FRIDAY = date(2026, 11, 20)


@pytest.fixture
def family() -> Family:
    """A child whom the teacher knows nothing of."""
    return a_family()


def urgent(employee: Employee) -> Viewer:
    """Return an employee to whom something urgent has happened."""
    return employee.viewer(Purpose.EMERGENCY)


def broken(employee: Employee, person: UUID, reason: str = REASON) -> int:
    """Open a person in an emergency. Returns the basis' number."""
    viewer = urgent(employee)
    with acting(viewer):
        return open_emergency(viewer, person=person, reason=reason)


def reviewed(supervisor: Employee, basis: int, *, was_right: bool = True, finding: str = "") -> None:
    """Review an emergency access."""
    viewer = supervisor.viewer()
    with acting(viewer):
        review_emergency(viewer, basis=basis, was_right=was_right, finding=finding)


def test_it_opens_one_person_for_reading(family: Family) -> None:
    other = a_family()
    number = broken(family.teacher, family.child)
    seen = family.seen_by(urgent(family.teacher))
    assert seen.bases == (f"emergency:{number}",)
    assert {act for _, act in seen.rights} == {Act.READ}
    assert other.seen_by(urgent(family.teacher)).level is Level.UNKNOWN


def test_it_opens_nothing_to_a_colleague_or_at_daily_work(family: Family) -> None:
    broken(family.teacher, family.child)
    colleague = rows.an_employee("teacher", unit=family.teacher.unit)
    for viewer in (urgent(colleague), family.teacher.viewer()):
        assert family.seen_by(viewer).level is Level.UNKNOWN


def test_it_closes_by_itself_after_four_hours(family: Family) -> None:
    opened = timezone.now()
    with patch("django.utils.timezone.now", lambda: opened):
        broken(family.teacher, family.child)
    for later, level in ((timedelta(hours=4, microseconds=-1), Level.FULL), (timedelta(hours=4), Level.UNKNOWN)):
        with patch("django.utils.timezone.now", lambda at=opened + later: at):
            assert family.seen_by(urgent(family.teacher)).level is level


@pytest.mark.parametrize(
    "opened", [datetime.fromisoformat("2026-03-29T00:30:00+01:00"), datetime.fromisoformat("2026-10-25T01:30:00+02:00")]
)
def test_four_hours_are_four_hours_when_the_clocks_change(family: Family, opened: datetime) -> None:
    with patch("django.utils.timezone.now", lambda: opened):
        number = broken(family.teacher, family.child)
    basis = Basis.objects.whole(THE_SYSTEM).get(pk=number)
    assert basis.ends_at is not None
    assert basis.ends_at - basis.begins_at == timedelta(hours=4)


@pytest.mark.parametrize("reason", ["", "haster", "           haster            ", "nitten bogstaver..."])
def test_too_short_a_reason_opens_nothing(family: Family, reason: str) -> None:
    with pytest.raises(BadInput, match="mindst 20 tegn"):
        broken(family.teacher, family.child, reason)
    assert family.seen_by(urgent(family.teacher)).level is Level.UNKNOWN


@pytest.mark.parametrize("role", ["coordinator", "volunteer", "job_consultant", "registrar", "supervisor"])
def test_some_roles_have_no_emergencies(family: Family, role: str) -> None:
    with pytest.raises(NotAllowed, match="ikke akut adgang"):
        broken(rows.an_employee(role), family.child)


def test_a_parent_has_no_emergencies() -> None:
    family, other = a_family(), a_family()
    viewer = Viewer(family.mother.name, family.mother.kind, Purpose.EMERGENCY)
    with pytest.raises(NotAllowed), acting(viewer):
        open_emergency(viewer, person=other.child, reason=REASON)


def test_ones_own_family_stays_shut(family: Family) -> None:
    rows.shut_out(family.teacher.account, family.child)
    with pytest.raises(NotAllowed, match="udelukket"):
        broken(family.teacher, family.child)


def test_a_refusal_is_in_the_log_with_the_person(family: Family) -> None:
    rows.shut_out(family.teacher.account, family.child)
    with pytest.raises(NotAllowed):
        broken(family.teacher, family.child)
    denied = Event.objects.get(result=Result.DENIED)
    assert denied.verb == "access.emergency_opened"
    assert [row.person for row in EventPerson.objects.filter(event=denied)] == [family.child]


def test_somebody_who_is_not_here_cannot_be_opened(family: Family) -> None:
    with pytest.raises(Hidden):
        broken(family.teacher, uuid4())
    assert not Basis.objects.whole(THE_SYSTEM).filter(kind="emergency").exists()


def test_a_protected_persons_whereabouts_stay_hidden(family: Family) -> None:
    rows.protect(family.child)
    broken(family.teacher, family.child)
    assert Category.LOCATION not in family.seen_by(urgent(family.teacher)).categories


def test_every_opening_is_in_the_log_as_an_emergency_and_waits_for_review(family: Family) -> None:
    children = [rows.a_person() for _ in range(20)]
    for child in children:
        broken(family.teacher, child)
    entries = Event.objects.filter(verb="access.emergency_opened", emergency=True)
    assert {row.person for row in EventPerson.objects.filter(event__in=entries)} == set(children)
    assert EmergencyReview.objects.filter(reviewed_at__isnull=True).count() == len(children)


def test_it_is_reviewed_within_five_working_days(family: Family) -> None:
    with patch("django.utils.timezone.now", lambda: datetime.fromisoformat("2026-11-20T22:00:00+01:00")):
        number = broken(family.teacher, family.child)
    assert EmergencyReview.objects.get(basis=number).due == date(2026, 11, 27)


@pytest.mark.parametrize("days", range(7))
def test_a_review_is_never_due_on_a_weekend_or_a_holiday(days: int) -> None:
    opened, holidays = FRIDAY + timedelta(days=days), {date(2026, 11, 25)}
    terms = access_law(FRIDAY).terms.emergency
    due = review_due(opened, terms, holidays=holidays)
    assert due.weekday() < 5
    assert due not in holidays
    between = [opened + timedelta(days=one + 1) for one in range((due - opened).days)]
    assert len([day for day in between if day.weekday() < 5 and day not in holidays]) == terms.review_working_days


def test_a_supervisor_outside_the_unit_reviews(family: Family) -> None:
    number = broken(family.teacher, family.child)
    supervisor = rows.an_employee("supervisor")
    reviewed(supervisor, number, was_right=False, finding="Ikke nødvendigt.")
    row = EmergencyReview.objects.get(basis=number)
    assert (row.reviewer_id, row.was_right, row.finding) == (supervisor.account.id, False, "Ikke nødvendigt.")
    entry = Event.objects.get(verb="access.emergency_reviewed")
    assert [row.person for row in EventPerson.objects.filter(event=entry)] == [family.child]


@pytest.mark.parametrize("purpose", [one for one in Purpose if one is not Purpose.SUPERVISION])
def test_only_supervision_reviews_whoever_does_it(family: Family, purpose: Purpose) -> None:
    number = broken(family.teacher, family.child)
    viewer = rows.an_employee("supervisor").viewer(purpose)
    with pytest.raises(NotAllowed, match="fører tilsyn"), acting(viewer):
        review_emergency(viewer, basis=number, was_right=True, finding="")
    assert EmergencyReview.objects.get(basis=number).reviewed_at is None


def test_nobody_reviews_their_own(family: Family) -> None:
    number = broken(family.teacher, family.child)
    both = Employee(family.teacher.account, rows.a_unit_for("supervisor"), "supervisor")
    rows.hire(both)
    with pytest.raises(NotAllowed, match="en anden enhed"):
        reviewed(both, number)


def test_nobody_else_reviews(family: Family) -> None:
    number = broken(family.teacher, family.child)
    for employee in (family.caseworker, rows.an_employee("supervisor", until=timezone.localdate())):
        with pytest.raises(NotAllowed, match="fører tilsyn"):
            reviewed(employee, number)


def test_a_review_is_made_once_and_says_what_was_wrong(family: Family) -> None:
    number, supervisor = broken(family.teacher, family.child), rows.an_employee("supervisor")
    with pytest.raises(BadInput, match="hvad der var galt"):
        reviewed(supervisor, number, was_right=False, finding="  ")
    reviewed(supervisor, number)
    with pytest.raises(BadInput, match="allerede gennemgået"):
        reviewed(supervisor, number)


def test_there_is_nothing_to_review_where_nothing_was_opened() -> None:
    with pytest.raises(NotFound):
        reviewed(rows.an_employee("supervisor"), 4711)
