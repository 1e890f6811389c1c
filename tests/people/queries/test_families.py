"""Relations are shown between persons of whom the viewer may know both, and past ones to whoever sees in full."""

from datetime import date

import pytest
from tests.cast import BIRGIT, JONAS, LEA, MARIAM, YUSUF, a_registrar, a_teacher, everything_of, seeing
from tests.people.town import BOOKKEEPER, WHOLE, Town, leave, statements

from vugge.audit.rules import Act, Category, Level
from vugge.people.actions.families import end_custody
from vugge.people.queries.families import children_of, custody_by, custody_of, household_of, parents_of

FAMILY = everything_of(MARIAM, YUSUF, LEA, JONAS)


def test_who_has_custody(town: Town) -> None:
    scope = seeing(a_registrar(), FAMILY)
    assert {(one.child, one.holder) for one in custody_of(scope, (YUSUF.id, LEA.id))} == {
        (YUSUF.id, MARIAM.id),
        (YUSUF.id, JONAS.id),
        (LEA.id, MARIAM.id),
    }
    assert {one.child for one in custody_by(scope, (JONAS.id,))} == {YUSUF.id}


def test_a_holder_of_whom_one_may_not_know_is_not_told(town: Town) -> None:
    scope = seeing(a_teacher(), everything_of(YUSUF, MARIAM))
    assert {one.holder for one in custody_of(scope, (YUSUF.id,))} == {MARIAM.id}
    assert {one.parent for one in parents_of(scope, (YUSUF.id,))} == {MARIAM.id}


def test_without_leave_to_see_the_family_nothing_is_told(town: Town) -> None:
    scope = seeing(a_teacher(), dict.fromkeys(FAMILY, (Category.IDENTITY,)))
    asked = (custody_of, custody_by, parents_of, children_of)
    assert [question(scope, list(FAMILY)) for question in asked] == [(), (), (), ()]
    assert household_of(scope, LEA.id) == ()


def test_parents_with_and_without_custody(town: Town) -> None:
    scope = seeing(a_registrar(), FAMILY)
    assert {one.parent for one in parents_of(scope, (LEA.id,))} == {MARIAM.id, JONAS.id}
    assert {one.child for one in children_of(scope, (JONAS.id,))} == {YUSUF.id, LEA.id}


def test_a_household(town: Town) -> None:
    scope = seeing(a_registrar(), everything_of(MARIAM, LEA, BIRGIT))
    assert {one.person for one in household_of(scope, LEA.id)} == {MARIAM.id, LEA.id}
    assert household_of(scope, BIRGIT.id) == ()


def test_what_is_over_is_shown_in_full_only(town: Town) -> None:
    (custody,) = custody_by(WHOLE, (JONAS.id,))
    end_custody(BOOKKEEPER, permit=leave(Act.CHANGE, YUSUF), custody=custody.id, ends=date(2024, 1, 1))
    assert len(custody_by(seeing(a_registrar(), FAMILY), (JONAS.id,))) == 1
    assert custody_by(seeing(a_registrar(), FAMILY, level=Level.SUMMARY), (JONAS.id,)) == ()


@pytest.mark.parametrize("question", [custody_of, custody_by, parents_of, children_of])
def test_each_takes_one_statement(town: Town, question: object) -> None:
    assert callable(question)
    with statements(1):
        question(WHOLE, list(FAMILY))


def test_a_household_takes_two_statements(town: Town) -> None:
    with statements(2):
        household_of(WHOLE, LEA.id)
