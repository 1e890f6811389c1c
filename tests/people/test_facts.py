"""The facts that access decides by: ids and days, one statement each, and protection that outlives its dates."""

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import pytest
from tests.cast import BIRGIT, EMIL, JONAS, LEA, MARIAM, SOFIE, YUSUF
from tests.people.town import BOOKKEEPER, ELMEGADE, LONG_AGO, WHOLE, Town, attend, hide, leave, live, statements

from vugge.audit.rules import Act, Permit, Purpose, system
from vugge.people.actions.families import end_custody
from vugge.people.actions.protecting import lift_protection
from vugge.people.queries import facts
from vugge.people.queries.families import custody_of
from vugge.people.rules.kinds import CustodyKind, ProtectionKind, SpellKind

LATER = date(2031, 3, 1)


def test_custody_is_told_by_days_and_birth(town: Town) -> None:
    (fact,) = facts.custodies(children=(LEA.id,))
    assert (fact.holder, fact.kind, fact.begins, fact.ends) == (MARIAM.id, CustodyKind.MOTHER, LONG_AGO, None)
    assert (fact.child_born, fact.needs_check) == (LEA.born, False)


def test_custody_is_asked_by_child_by_holder_or_both(town: Town) -> None:
    assert {one.holder for one in facts.custodies(children=(YUSUF.id,))} == {MARIAM.id, JONAS.id}
    assert {one.child for one in facts.custodies(holders=(JONAS.id,))} == {YUSUF.id}
    assert len(facts.custodies(children=(YUSUF.id,), holders=(JONAS.id,))) == 1
    assert len(facts.custodies()) == 4


def test_ended_custody_holds_to_local_midnight(town: Town) -> None:
    (before,) = facts.custodies(children=(YUSUF.id,), holders=(JONAS.id,))
    with_id = next(one for one, holder in _custody_ids(YUSUF.id) if holder == JONAS.id)
    end_custody(BOOKKEEPER, permit=leave(Act.CHANGE, YUSUF), custody=with_id, ends=date(2026, 7, 1))
    (after,) = facts.custodies(children=(YUSUF.id,), holders=(JONAS.id,))
    assert before.holds_on(date(2026, 7, 1))
    assert (after.holds_on(date(2026, 6, 30)), after.holds_on(date(2026, 7, 1))) == (True, False)


def _custody_ids(child: UUID) -> list[tuple[UUID, UUID]]:
    return [(one.id, one.holder) for one in custody_of(WHOLE, (child,))]


def test_a_parent_without_custody_is_a_parent_only(town: Town) -> None:
    assert {one.parent for one in facts.parents(children=(LEA.id,))} == {MARIAM.id, JONAS.id}
    assert not facts.custodies(children=(LEA.id,), holders=(JONAS.id,))


def test_protection_outlives_its_dates(town: Town) -> None:
    assert facts.protected((SOFIE.id,)) == {SOFIE.id: frozenset({ProtectionKind.NAME_ADDRESS})}
    assert facts.protected((SOFIE.id,), on=LATER)


def test_whoever_lives_with_a_protected_person_is_protected(town: Town) -> None:
    assert facts.protected((EMIL.id, MARIAM.id)) == {EMIL.id: frozenset({ProtectionKind.LIVES_WITH})}


def test_sharing_a_home_is_enough(town: Town) -> None:
    hide(JONAS)
    assert facts.protected((BIRGIT.id,)) == {BIRGIT.id: frozenset({ProtectionKind.LIVES_WITH})}


def test_moving_away_ends_what_was_shared(town: Town) -> None:
    live(EMIL, ELMEGADE, since=date(2026, 1, 1))
    assert EMIL.id in facts.protected()  # still of Sofie's household


def test_lifting_ends_it(town: Town) -> None:
    protection = hide(SOFIE)
    colleague = system("colleague", Purpose.ADMINISTRATION)
    permit = Permit.of_system(colleague, Act.DECIDE, SOFIE.id)
    lift_protection(colleague, permit=permit, protection=protection, reason="Sofie har selv bedt om det.")
    assert facts.protected() == {}


def test_homes_and_households(town: Town) -> None:
    homes = facts.homes()
    assert homes[MARIAM.id] == homes[LEA.id] != homes[JONAS.id]
    assert homes[JONAS.id] == homes[BIRGIT.id]
    assert facts.households((LEA.id,)) == {LEA.id: frozenset({town.household})}
    assert facts.household_members((town.household,))[town.household] == {MARIAM.id, YUSUF.id, LEA.id}


def test_where_people_are(town: Town) -> None:
    place = facts.places((LEA.id,))[LEA.id]
    assert (place.area_key, place.stairway, place.units) == ("birkely", "opgang B", frozenset({town.kindergarten}))
    assert {one.person for one in facts.at_units((town.school,))} == {YUSUF.id, EMIL.id}
    assert facts.in_areas(("birkely",)) == {MARIAM.id, YUSUF.id, LEA.id}
    assert facts.in_departments((town.school,)) == ()


def test_a_place_that_is_over_does_not_count(town: Town) -> None:
    attend(LEA, SpellKind.SCHOOL, unit=town.school, since=LATER)
    assert LEA.id not in {one.person for one in facts.at_units((town.school,))}
    assert LEA.id in {one.person for one in facts.at_units((town.school,), on=LATER)}


def test_lives(town: Town) -> None:
    assert facts.born((LEA.id,)) == {LEA.id: LEA.born}
    assert facts.lives((LEA.id,))[LEA.id].merged_into is None
    assert facts.own_person(uuid4()) is None
    assert facts.accounts_of() == {}


QUESTIONS: dict[str, Callable[[Town], object]] = {
    "custodies": lambda town: facts.custodies(children=(LEA.id,)),
    "parents": lambda town: facts.parents(children=(LEA.id,)),
    "own_person": lambda town: facts.own_person(LEA.id),
    "accounts_of": lambda town: facts.accounts_of((LEA.id,)),
    "protected": lambda town: facts.protected((LEA.id, SOFIE.id)),
    "homes": lambda town: facts.homes((LEA.id,)),
    "households": lambda town: facts.households((LEA.id,)),
    "household_members": lambda town: facts.household_members((town.household,)),
    "born": lambda town: facts.born((LEA.id,)),
    "lives": lambda town: facts.lives((LEA.id,)),
    "places": lambda town: facts.places((LEA.id,)),
    "at_units": lambda town: facts.at_units((town.school,)),
    "in_areas": lambda town: facts.in_areas(("birkely",)),
    "in_departments": lambda town: facts.in_departments((town.school,)),
    "with_number": lambda town: facts.with_number("0" * 64),
    "named_and_born": lambda town: facts.named_and_born(" lea", LEA.born),
    "expected_of": lambda town: facts.expected_of((MARIAM.id,)),
}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_each_fact_is_one_statement(town: Town, question: Callable[[Town], object]) -> None:
    with statements(1):
        question(town)


def test_no_fact_holds_a_name(town: Town) -> None:
    said = repr([question(town) for question in QUESTIONS.values()])
    for one in (LEA, MARIAM, JONAS, SOFIE):
        assert one.given_names not in said
        assert one.surname not in said
