"""Conflicts of interest: noted by oneself, ended by somebody else, and both in the log with the person."""

from uuid import uuid4

import pytest
from django.utils import timezone
from tests.access import rows
from tests.access.family import Family, a_family
from tests.access.rows import Employee

from vugge.access.actions.conflicts import end_conflict, note_conflict
from vugge.access.models import Conflict
from vugge.access.queries.conflicts import conflict_page
from vugge.access.rules.basis import BasisKind
from vugge.audit.actions import acting
from vugge.audit.models import Event, EventPerson
from vugge.audit.rules import Act, Category, Level, Purpose, Result, system
from vugge.kit.errors import BadInput, Hidden, NotAllowed, NotFound

pytestmark = pytest.mark.django_db

THE_SYSTEM = system("test", Purpose.ADMINISTRATION)


@pytest.fixture
def family() -> Family:
    """A child with a caseworker, and others who know nothing yet."""
    return a_family()


@pytest.fixture
def registrar(family: Family) -> Employee:
    """Somebody who keeps the register and may decide about the child."""
    found = rows.an_employee("registrar")
    rows.a_basis(BasisKind.STATUTE, family.child, timezone.now(), account=found.account)
    return found


def shut_out(family: Family, who: Employee) -> int:
    """Let somebody shut themselves out from the child."""
    viewer = who.viewer()
    with acting(viewer):
        note_conflict(viewer, account=who.account.id, person=family.child, kind="family")
    return Conflict.objects.whole(THE_SYSTEM).filter(account=who.account).latest("pk").pk


def let_in(family: Family, who: Employee, conflict: int, reason: str = "er flyttet fra området") -> None:
    """Let somebody end a conflict."""
    viewer = who.viewer()
    with acting(viewer):
        leave = family.may(viewer, Act.DECIDE, Category.IDENTITY)
        end_conflict(viewer, permit=leave, conflict=conflict, reason=reason)


def test_a_conflict_of_interest_shuts_out_whatever_the_task(family: Family) -> None:
    viewer = family.caseworker.viewer()
    with acting(viewer):
        note_conflict(viewer, account=family.caseworker.account.id, person=family.child, kind="family")
    assert family.seen_by(viewer).level is Level.UNKNOWN


def test_one_shuts_out_only_oneself(family: Family) -> None:
    viewer = family.caseworker.viewer()
    with pytest.raises(NotAllowed), acting(viewer):
        note_conflict(viewer, account=family.teacher.account.id, person=family.child, kind="family")
    note_conflict(THE_SYSTEM, account=family.teacher.account.id, person=family.child, kind="neighbour")


def test_noting_a_conflict_tells_nobody_who_is_here(family: Family) -> None:
    viewer = family.teacher.viewer()
    for person in (family.child, uuid4()):
        with acting(viewer):
            note_conflict(viewer, account=family.teacher.account.id, person=person, kind="other")
    assert Conflict.objects.whole(THE_SYSTEM).count() == 1
    said = Event.objects.filter(verb="access.conflict_noted").values_list("result", "basis", "subject", "numbers")
    assert len(set(map(str, said))) == 1
    assert Event.objects.filter(result=Result.DENIED).count() == 0


def test_the_entry_names_the_person(family: Family) -> None:
    shut_out(family, family.caseworker)
    entry = Event.objects.get(verb="access.conflict_noted")
    assert [(row.person, row.level) for row in EventPerson.objects.filter(event=entry)] == [
        (family.child, Level.UNKNOWN)
    ]


def test_whoever_keeps_the_register_ends_it_and_the_task_counts_again(family: Family, registrar: Employee) -> None:
    conflict = shut_out(family, family.caseworker)
    let_in(family, registrar, conflict)
    assert family.seen_by(family.caseworker.viewer()).level is Level.FULL
    row = Conflict.objects.whole(THE_SYSTEM).get(pk=conflict)
    assert (row.ends, row.ended_by) == (timezone.localdate(), registrar.viewer().name)
    entry = Event.objects.get(verb="access.conflict_ended")
    assert [one.person for one in EventPerson.objects.filter(event=entry)] == [family.child]


def test_ending_gives_nobody_a_basis(family: Family, registrar: Employee) -> None:
    let_in(family, registrar, shut_out(family, family.teacher))
    assert family.seen_by(family.teacher.viewer()).level is Level.UNKNOWN


def test_nobody_ends_their_own(family: Family, registrar: Employee) -> None:
    rows.shut_out(registrar.account, family.child)
    with pytest.raises(Hidden):
        let_in(family, registrar, Conflict.objects.whole(THE_SYSTEM).get().pk)
    as_other = Employee(registrar.account, rows.a_unit_for("registrar"), "registrar")
    rows.hire(as_other)
    with pytest.raises(Hidden):
        let_in(family, as_other, Conflict.objects.whole(THE_SYSTEM).get().pk)


def test_who_does_not_keep_the_register_ends_nothing(family: Family) -> None:
    conflict = shut_out(family, family.teacher)
    with pytest.raises(NotAllowed):
        let_in(family, family.caseworker, conflict)


def test_it_is_ended_once_and_with_a_reason(family: Family, registrar: Employee) -> None:
    conflict = shut_out(family, family.caseworker)
    with pytest.raises(BadInput, match="hvorfor"):
        let_in(family, registrar, conflict, " ")
    let_in(family, registrar, conflict)
    with pytest.raises(NotFound):
        let_in(family, registrar, conflict)


def test_it_may_be_noted_again_after_it_ended(family: Family, registrar: Employee) -> None:
    first = shut_out(family, family.caseworker)
    let_in(family, registrar, first)
    again = shut_out(family, family.caseworker)
    assert again != first
    assert family.seen_by(family.caseworker.viewer()).level is Level.UNKNOWN


def test_only_who_can_end_it_reads_who_is_shut_out(family: Family, registrar: Employee) -> None:
    shut_out(family, family.teacher)
    page = conflict_page(registrar.viewer(), person=family.child)
    assert page.shut is not None
    assert [one.who.account for one in page.shut if one.who] == [family.teacher.account.id]
    assert conflict_page(family.caseworker.viewer(), person=family.child).shut is None
    with pytest.raises(Hidden):
        conflict_page(family.teacher.viewer(), person=family.child)
