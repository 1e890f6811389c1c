"""What a scope and a permit are: asked anew each time, a fixed number of statements, and silent about strangers."""

from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.access import rows

from vugge.access.queries.actors import scope, sight
from vugge.access.queries.permits import permit, permit_new
from vugge.access.rules.basis import BasisKind
from vugge.audit.actions import acting
from vugge.audit.models import Event, EventPerson
from vugge.audit.rules import Act, Category, Level, Purpose, Result, Viewer, anonymous, person, system
from vugge.kit.errors import Hidden, NotAllowed

pytestmark = pytest.mark.django_db

THE_SYSTEM = system("test", Purpose.ADMINISTRATION)


def a_caseworker_of(count: int) -> Viewer:
    """Return a caseworker with so many cases."""
    employee = rows.an_employee("caseworker")
    for _ in range(count):
        rows.a_basis(BasisKind.ASSIGNED, rows.a_person(), timezone.now(), account=employee.account)
    return employee.viewer()


def a_parent_of(count: int) -> Viewer:
    """Return a parent of so many children."""
    viewer, holder = rows.a_citizen()
    for _ in range(count):
        rows.custody(rows.a_person(), holder)
    return viewer


def statements(viewer: Viewer) -> int:
    """Return how many statements a scope takes, those that tell the database who acts left out."""
    with acting(viewer), CaptureQueriesContext(connection) as asked:
        scope(viewer)
    return sum("set_config" not in query["sql"] for query in asked.captured_queries)


@pytest.mark.parametrize("make", [a_caseworker_of, a_parent_of])
def test_a_scope_takes_as_many_statements_for_thirty_as_for_one(make: object) -> None:
    assert callable(make)
    assert statements(make(1)) == statements(make(30)) <= 6


def test_a_scope_holds_those_whom_one_may_know_of_and_nobody_else() -> None:
    a_caseworker_of(5)
    assert len(scope(a_caseworker_of(3)).persons()) == 3


def test_a_scope_may_be_asked_about_some_alone() -> None:
    viewer = a_caseworker_of(3)
    one = min(scope(viewer).persons())
    assert scope(viewer, persons=(one, uuid4())).persons() == {one}
    assert sight(viewer, one) == scope(viewer).sight(one)


@pytest.mark.parametrize(
    "viewer",
    [
        anonymous(),
        person("analyst", Purpose.CARE),
        person(UUID(int=7), Purpose.CARE, role="caseworker", unit="1"),
        person(UUID(int=7), Purpose.OWN_INSIGHT),
    ],
)
def test_whoever_plays_no_part_sees_nobody(viewer: Viewer) -> None:
    a_caseworker_of(1)
    assert scope(viewer).persons() == frozenset()


def test_the_system_sees_everybody() -> None:
    assert scope(THE_SYSTEM).is_whole


def test_a_stranger_and_nobody_at_all_look_the_same() -> None:
    viewer, stranger, nobody = a_caseworker_of(1), rows.a_person(), uuid4()
    said = set()
    for one in (stranger, nobody):
        assert sight(viewer, one).level is Level.UNKNOWN
        with pytest.raises(Hidden) as refused:
            permit(viewer, Act.READ, person=one, category=Category.IDENTITY)
        said.add(str(refused.value))
    assert len(said) == 1


def test_a_refusal_is_written_down_with_the_person() -> None:
    viewer, stranger = a_caseworker_of(1), rows.a_person()
    mine = min(scope(viewer).persons())
    for one, refusal, category in ((stranger, Hidden, Category.IDENTITY), (mine, NotAllowed, Category.LOG)):
        with pytest.raises(refusal):
            permit(viewer, Act.READ, person=one, category=category)
        entry = Event.objects.latest("sequence")
        assert (entry.result, entry.verb, entry.viewer) == (Result.DENIED, "access.read_denied", viewer.name)
        assert [row.person for row in EventPerson.objects.filter(event=entry)] == [one]


def test_a_permit_is_for_one_act_on_one_person_by_one_viewer() -> None:
    viewer, other = a_caseworker_of(2), a_caseworker_of(1)
    first, second = sorted(scope(viewer).persons())
    leave = permit(viewer, Act.CHANGE, person=first, category=Category.IDENTITY)
    leave.must_cover(viewer, Act.CHANGE, first, Category.IDENTITY)
    wrong = (
        (viewer, Act.EXPORT, first, Category.IDENTITY),
        (viewer, Act.CHANGE, second, Category.IDENTITY),
        (viewer, Act.CHANGE, first, Category.LOG),
        (other, Act.CHANGE, first, Category.IDENTITY),
    )
    for asked in wrong:
        with pytest.raises(NotAllowed):
            leave.must_cover(*asked)


@pytest.mark.parametrize("role", rows.ROLES)
def test_some_may_register_somebody_new(role: str) -> None:
    viewer = rows.an_employee(role).viewer()
    if role in ("health_visitor", "pedagogue", "teacher", "caseworker", "job_consultant", "registrar"):
        assert permit_new(viewer).sight.may(Act.ADD, Category.IDENTITY)
    else:
        with pytest.raises(NotAllowed):
            permit_new(viewer)
