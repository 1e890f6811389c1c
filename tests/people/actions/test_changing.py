"""Corrections keep both texts, somebody who was slower sees both, and what takes two humans takes two."""

from datetime import date

import pytest
from tests.cast import (
    EMIL,
    JONAS,
    LEA,
    MARIAM,
    SOFIE,
    YUSUF,
    a_registrar,
    a_second_registrar,
    everything_of,
    may,
    seeing,
)
from tests.people.actions.deeds import DAY, ELSEWHERE, STRANGER, WHY, account, delicate, of_all, spell_of
from tests.people.town import BOOKKEEPER, WHOLE, Town, custody, leave, live

from vugge.audit.rules import Act, Category
from vugge.kit.errors import BadInput, Hidden, NotAllowed, NotFound
from vugge.kit.identifiers import Cpr
from vugge.people.actions.accounts import link_account, person_logging_in
from vugge.people.actions.correcting import correct_person
from vugge.people.actions.families import add_parent, confirm_custody, give_custody, join_household
from vugge.people.actions.numbers import change_number
from vugge.people.actions.protecting import lift_protection, protect
from vugge.people.actions.spells import Right, Stay, correct_spell, end_spell, move_home, start_spell
from vugge.people.models.scoped import Unscoped
from vugge.people.queries import facts
from vugge.people.queries.families import custody_by
from vugge.people.queries.finding import find
from vugge.people.queries.persons import person, whole_number
from vugge.people.queries.register import corrections_of
from vugge.people.queries.spells import spells_of
from vugge.people.rules.changes import Conflict, Difference
from vugge.people.rules.kinds import CustodyKind, ParentKind, ProtectionKind, SpellKind

REGISTRAR, COLLEAGUE = a_registrar(), a_second_registrar()


def correct(changes: dict[str, object], *, version: int = 1, reason: str = WHY) -> int:
    permit = may(REGISTRAR, Act.CHANGE, LEA.id)
    return correct_person(REGISTRAR, permit=permit, version=version, changes=changes, reason=reason)  # type: ignore[arg-type]  # what a form may send


def test_a_correction_keeps_both_texts(town: Town) -> None:
    assert correct({"given_names": " Lea ", "surname": LEA.surname}) == 2
    (kept,) = corrections_of(WHOLE, (LEA.id,))
    assert (kept.field_name, kept.old, kept.new, kept.reason) == ("given_names", "Léa", "Lea", WHY)
    assert kept.corrected_by == REGISTRAR.name
    assert find(WHOLE, "lea").total == 1


def test_whoever_is_slower_sees_both_texts_and_loses_none(town: Town) -> None:
    correct({"surname": "Holm"})
    with pytest.raises(Conflict, match="Begge tekster") as late:
        correct({"surname": "Holst", "given_names": "Léa"})
    assert late.value.differences == (Difference("surname", given="Holst", stored="Holm"),)
    assert person(WHOLE, LEA.id).surname == "Holm"


def test_a_correction_of_nothing_is_no_correction(town: Town) -> None:
    assert correct({"surname": LEA.surname}) == 1
    assert corrections_of(WHOLE, (LEA.id,)) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"given_names": "", "surname": ""},
        {"born": date(2090, 1, 1)},
        {"born": "2020-01-01"},
        {"state": "dead"},
        {"version": 7},
        {"needs_interpreter": "yes"},
        {"surname": None},
    ],
)
def test_what_cannot_be_is_refused(town: Town, changes: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        correct(changes)
    assert person(WHOLE, LEA.id).version == 1


def test_a_correction_takes_a_reason(town: Town) -> None:
    with pytest.raises(BadInput, match="begrundelse"):
        correct({"surname": "Holm"}, reason="  x ")


def test_a_changed_number_still_finds_the_person(town: Town) -> None:
    new = Cpr.synthetic(LEA.born, 901)
    change_number(REGISTRAR, permit=may(REGISTRAR, Act.CHANGE, LEA.id), number=new, begins=DAY)
    assert whole_number(leave(Act.READ, LEA)) == new
    assert find(WHOLE, LEA.number.digits).persons == find(WHOLE, new.digits).persons
    change_number(REGISTRAR, permit=may(REGISTRAR, Act.CHANGE, LEA.id), number=LEA.number, begins=DAY)
    assert whole_number(leave(Act.READ, LEA)) == LEA.number


def test_the_number_in_force_is_not_given_again(town: Town) -> None:
    with pytest.raises(BadInput, match="allerede dette nummer"):
        change_number(REGISTRAR, permit=may(REGISTRAR, Act.CHANGE, LEA.id), number=LEA.number, begins=DAY)


def test_a_number_that_somebody_hidden_has_is_taken_without_a_word(town: Town) -> None:
    permit = may(REGISTRAR, Act.CHANGE, LEA.id)
    change_number(REGISTRAR, permit=permit, number=JONAS.number, begins=DAY)
    assert len(facts.with_number("")) == 0
    assert whole_number(leave(Act.READ, LEA)) == JONAS.number


def test_a_protection_is_lifted_by_somebody_else(town: Town) -> None:
    permit = may(REGISTRAR, Act.CHANGE, LEA.id)
    one = protect(REGISTRAR, permit=permit, kind=ProtectionKind.SPECIAL, begins=DAY)
    assert protect(REGISTRAR, permit=permit, kind=ProtectionKind.SPECIAL, begins=DAY) == one
    with pytest.raises(NotAllowed, match="en anden end den"):
        lift_protection(REGISTRAR, permit=may(REGISTRAR, Act.DECIDE, LEA.id), protection=one, reason=WHY)
    with pytest.raises(BadInput, match="begrundelse"):
        lift_protection(COLLEAGUE, permit=may(COLLEAGUE, Act.DECIDE, LEA.id), protection=one, reason="nej")
    assert LEA.id in facts.protected()
    lift_protection(COLLEAGUE, permit=may(COLLEAGUE, Act.DECIDE, LEA.id), protection=one, reason=WHY)
    assert LEA.id not in facts.protected()
    with pytest.raises(NotFound):
        lift_protection(COLLEAGUE, permit=may(COLLEAGUE, Act.DECIDE, LEA.id), protection=one, reason=WHY)


def test_the_derived_protection_is_not_registered(town: Town) -> None:
    with pytest.raises(BadInput):
        protect(BOOKKEEPER, permit=leave(Act.CHANGE, LEA), kind=ProtectionKind.LIVES_WITH, begins=DAY)


def test_custody_in_a_protected_family_waits_for_a_human(town: Town) -> None:
    one = delicate(town)
    (fact,) = facts.custodies(holders=(JONAS.id,), children=(EMIL.id,))
    assert fact.needs_check
    with pytest.raises(NotAllowed, match="En anden"):
        confirm_custody(BOOKKEEPER, permit=leave(Act.DECIDE, EMIL), custody=one)
    confirm_custody(REGISTRAR, permit=may(REGISTRAR, Act.DECIDE, EMIL.id), custody=one)
    (fact,) = facts.custodies(holders=(JONAS.id,), children=(EMIL.id,))
    assert not fact.needs_check


def test_other_custody_does_not_wait(town: Town) -> None:
    custody(LEA, JONAS, CustodyKind.FATHER)
    assert not any(one.needs_check for one in custody_by(WHOLE, (JONAS.id,)))


def test_a_relation_to_somebody_hidden_is_as_to_nobody(town: Town) -> None:
    """A foreign key would take a hidden person and refuse one who is not here."""
    scope = seeing(REGISTRAR, everything_of(LEA))
    permit = may(REGISTRAR, Act.CHANGE, LEA.id)
    said = set()
    for other in (SOFIE.id, STRANGER):
        with pytest.raises(Hidden) as custody_refused:
            give_custody(REGISTRAR, permit=permit, scope=scope, holder=other, kind=CustodyKind.OTHER, begins=DAY)
        with pytest.raises(Hidden) as parent_refused:
            add_parent(REGISTRAR, permit=permit, scope=scope, parent=other, kind=ParentKind.MOTHER)
        said |= {custody_refused.value.sentence, parent_refused.value.sentence}
    assert len(said) == 1


def test_a_household_of_nobody_one_knows_is_not_here(town: Town) -> None:
    scope = seeing(REGISTRAR, everything_of(JONAS))
    permit = may(REGISTRAR, Act.ADD, JONAS.id)
    for household in (town.household, STRANGER):
        with pytest.raises(NotFound, match="findes ikke her"):
            join_household(REGISTRAR, permit=permit, scope=scope, household=household, begins=DAY)


def test_moving_ends_the_home_before(town: Town) -> None:
    live(JONAS, ELSEWHERE, since=DAY)
    homes = [one for one in spells_of(WHOLE, (JONAS.id,)) if one.kind is SpellKind.HOME]
    assert [(one.ends, one.home.street if one.home else "") for one in homes] == [(DAY, "Elmegade"), (None, "Nyvej")]
    with pytest.raises(BadInput, match="flyttede ind"):
        move_home(BOOKKEEPER, permit=leave(Act.ADD, JONAS), address=ELSEWHERE, begins=DAY, key="again")


def test_the_same_spell_sent_twice_is_one(town: Town) -> None:
    stay = Stay(SpellKind.JOB, DAY, title="Bager")
    permit = may(REGISTRAR, Act.ADD, JONAS.id)
    first = start_spell(REGISTRAR, permit=permit, stay=stay, key="job")
    assert start_spell(REGISTRAR, permit=permit, stay=stay, key="job") == first
    with pytest.raises(Conflict):
        start_spell(REGISTRAR, permit=permit, stay=Stay(SpellKind.JOB, DAY, title="Smed"), key="job")
    other = may(REGISTRAR, Act.ADD, MARIAM.id)
    with pytest.raises(Conflict):
        start_spell(REGISTRAR, permit=other, stay=stay, key="job")


def test_a_wrong_spell_stays_beside_the_right_one(town: Town) -> None:
    wrong = spell_of(YUSUF, SpellKind.SCHOOL)
    permit = may(REGISTRAR, Act.CHANGE, YUSUF.id)
    right = Right(Stay(SpellKind.SCHOOL, DAY, unit=town.school))
    new = correct_spell(REGISTRAR, permit=permit, spell=wrong, version=1, right=right, reason=WHY)
    schools = {one.id: one for one in spells_of(WHOLE, (YUSUF.id,)) if one.kind is SpellKind.SCHOOL}
    assert schools.keys() == {wrong, new}
    assert (schools[wrong].corrected_by, schools[new].corrected_by, schools[new].begins) == (new, None, DAY)
    with pytest.raises(NotFound, match="allerede rettet"):
        correct_spell(REGISTRAR, permit=permit, spell=wrong, version=2, right=right, reason=WHY)


def test_a_home_can_be_put_right_while_it_goes_on(town: Town) -> None:
    permit = may(REGISTRAR, Act.CHANGE, JONAS.id)
    right = Right(Stay(SpellKind.HOME, DAY), address=ELSEWHERE)
    correct_spell(REGISTRAR, permit=permit, spell=spell_of(JONAS, SpellKind.HOME), version=1, right=right, reason=WHY)
    home = person(WHOLE, JONAS.id).home
    assert home is not None
    assert home.street == "Nyvej"


def test_a_stale_spell_is_a_conflict(town: Town) -> None:
    spell = spell_of(YUSUF, SpellKind.SCHOOL)
    permit = may(REGISTRAR, Act.CHANGE, YUSUF.id)
    end_spell(REGISTRAR, permit=permit, spell=spell, version=1, ends=DAY)
    with pytest.raises(Conflict):
        end_spell(REGISTRAR, permit=permit, spell=spell, version=1, ends=date(2026, 5, 1))


@pytest.mark.parametrize(
    "stay",
    [
        Stay(SpellKind.JOB, DAY),
        Stay(SpellKind.JOB, DAY, title="\u202e "),
        Stay(SpellKind.SCHOOL, DAY, unit=999_999),
        Stay(SpellKind.HOME, DAY),
        Stay(SpellKind.JOB, DAY, DAY, title="Bager"),
    ],
)
def test_a_spell_that_cannot_be_is_refused(town: Town, stay: Stay) -> None:
    with pytest.raises(BadInput):
        start_spell(BOOKKEEPER, permit=leave(Act.ADD, JONAS), stay=stay, key="bad")


def test_a_log_in_is_one_persons(town: Town) -> None:
    mine = account()
    assert link_account(BOOKKEEPER, permit=leave(Act.CHANGE, MARIAM), account=mine) == MARIAM.id
    assert link_account(BOOKKEEPER, permit=leave(Act.CHANGE, MARIAM), account=mine) == MARIAM.id
    assert facts.own_person(mine) == MARIAM.id
    with pytest.raises(BadInput, match="en anden person"):
        link_account(BOOKKEEPER, permit=leave(Act.CHANGE, JONAS), account=mine)


def test_who_logs_in_is_found_by_the_number_in_force(town: Town) -> None:
    assert person_logging_in(BOOKKEEPER, MARIAM.number) == MARIAM.id
    assert person_logging_in(BOOKKEEPER, Cpr.synthetic(MARIAM.born, 998)) is None
    permit = may(REGISTRAR, Act.CHANGE, LEA.id)
    change_number(REGISTRAR, permit=permit, number=MARIAM.number, begins=DAY)
    assert person_logging_in(BOOKKEEPER, MARIAM.number) is None  # two: nobody knows whose data it would show
    assert person_logging_in(BOOKKEEPER, LEA.number) is None  # not in force any more
    with pytest.raises(Unscoped):
        person_logging_in(REGISTRAR, MARIAM.number)


def test_the_scope_must_be_the_viewers_own(town: Town) -> None:
    permit = may(REGISTRAR, Act.CHANGE, LEA.id, Category.FAMILY)
    with pytest.raises(Hidden):
        add_parent(REGISTRAR, permit=permit, scope=of_all(COLLEAGUE), parent=JONAS.id, kind=ParentKind.FATHER)
