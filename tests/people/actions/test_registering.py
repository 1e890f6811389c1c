"""Registering once, twice and somebody who is here already: the answer tells nothing of whom one may not know."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.cast import BIRGIT, LEA, MARIAM, SOFIE, Character, a_registrar, everything_of, may, seeing
from tests.people.actions.deeds import AWAITED, STRANGER, awaited
from tests.people.town import BOOKKEEPER, WHOLE, Town, leave, parent, register

from vugge.audit.rules import Act, Scope
from vugge.kit.errors import BadInput
from vugge.kit.identifiers import Cpr
from vugge.people import models
from vugge.people.actions.registering import AlreadyHere, child_born, register_expected_child, register_person
from vugge.people.queries import facts
from vugge.people.queries.finding import find
from vugge.people.queries.persons import person, whole_number
from vugge.people.queries.register import possible_duplicates
from vugge.people.rules.changes import Conflict
from vugge.people.rules.kinds import DuplicateReason, ParentKind, PersonState
from vugge.people.rules.registering import NewPerson

NOBODY = Scope(a_registrar(), {})
UNUSED = Cpr.synthetic(BIRGIT.born, 999)


def registered(new: NewPerson, *, scope: Scope = NOBODY, key: str = "form-1", identity: UUID = STRANGER) -> UUID:
    permit = may(a_registrar(), Act.ADD, identity)
    return register_person(a_registrar(), permit=permit, scope=scope, new=new, key=key)


def test_a_number_is_stored_unreadable_and_found(town: Town) -> None:
    registered(NewPerson("Nora", number=UNUSED))
    row = models.Identifier.objects.covered_by(leave(Act.READ, STRANGER)).get()
    assert UNUSED.digits not in f"{row.sealed} {row.hash}"
    assert whole_number(leave(Act.READ, STRANGER)) == UNUSED
    assert [one.id for one in find(WHOLE, UNUSED.written()).persons] == [STRANGER]


def test_a_number_moved_to_another_persons_row_does_not_open(town: Town) -> None:
    models.Identifier.objects.covered_by(leave(Act.CHANGE, MARIAM)).delete()
    models.Identifier.objects.covered_by(leave(Act.CHANGE, BIRGIT)).update(person_id=MARIAM.id)
    with pytest.raises(Exception, match="kan ikke læses her"):
        whole_number(leave(Act.READ, MARIAM))


def test_somebody_hidden_with_the_number_changes_nothing_in_the_answer(town: Town) -> None:
    """The other world differs only in that nobody has the number."""
    with CaptureQueriesContext(connection) as asked:
        taken = registered(NewPerson("Nora", number=BIRGIT.number))
    with CaptureQueriesContext(connection) as asked_freely:
        free = registered(NewPerson("Nora", number=UNUSED), key="form-2", identity=AWAITED)
    assert (taken, free) == (STRANGER, AWAITED)
    seen = seeing(a_registrar(), everything_of(Character(STRANGER, "", "", BIRGIT.born)))
    assert find(seen, BIRGIT.number.digits).total == 1
    assert len(asked) - len(asked_freely) in {0, 1}  # the note of the suspicion


def test_somebody_hidden_with_the_number_is_noted_for_the_register_keeper(town: Town) -> None:
    registered(NewPerson("Nora", number=BIRGIT.number))
    (noted,) = possible_duplicates(WHOLE)
    assert {noted.first.id, noted.second.id} == {BIRGIT.id, STRANGER}
    assert noted.why is DuplicateReason.SAME_NUMBER
    only_new = seeing(a_registrar(), everything_of(Character(STRANGER, "", "", BIRGIT.born)))
    assert possible_duplicates(only_new) == ()


def test_somebody_visible_with_the_number_is_shown_instead(town: Town) -> None:
    scope = seeing(a_registrar(), everything_of(BIRGIT))
    with pytest.raises(AlreadyHere, match="allerede registreret") as here:
        registered(NewPerson("Nora", number=BIRGIT.number), scope=scope)
    assert here.value.person == BIRGIT.id
    assert STRANGER not in facts.born()


def test_the_same_name_and_birth_is_noted(town: Town) -> None:
    registered(NewPerson("BIRGIT", "nielsen", born=BIRGIT.born))
    (noted,) = possible_duplicates(WHOLE)
    assert noted.why is DuplicateReason.SAME_NAME_AND_BIRTH


def test_the_same_form_sent_twice_gives_one_row(town: Town) -> None:
    new = NewPerson("Nora", "Ny", number=UNUSED)
    first = registered(new)
    assert registered(new, identity=AWAITED) == first == STRANGER
    assert AWAITED not in facts.born()


def test_the_same_form_with_another_content_is_a_conflict(town: Town) -> None:
    new = NewPerson("Nora", "Ny")
    registered(new)
    with pytest.raises(Conflict, match="allerede sendt"):
        registered(replace(new, surname="Nyere"))


def test_one_viewers_keys_are_nothing_to_another(town: Town) -> None:
    registered(NewPerson("Nora"))
    other = register_person(
        BOOKKEEPER, permit=leave(Act.ADD, AWAITED), scope=WHOLE, new=NewPerson("Olga"), key="form-1"
    )
    assert other == AWAITED


def test_a_child_is_awaited_and_then_born(town: Town) -> None:
    awaited(town)
    before = person(WHOLE, AWAITED)
    assert (before.name, before.born, before.state) == ("", None, PersonState.EXPECTED)
    assert facts.expected_of((MARIAM.id,)) == {AWAITED: before.due}
    today = timezone.localdate()
    permit = leave(Act.CHANGE, AWAITED)
    number = Cpr.synthetic(today, 3)
    child_born(BOOKKEEPER, permit=permit, version=1, born=today, number=number, names={"given_names": "Nor"})
    after = person(WHOLE, AWAITED)
    assert (after.name, after.born, after.state, after.due) == ("Nor", today, PersonState.LIVING, before.due)
    assert after.masked_number == number.masked()
    assert facts.expected_of((MARIAM.id,)) == {}


def test_no_child_is_awaited_by_a_child(town: Town) -> None:
    with pytest.raises(BadInput, match="under 12 år"):
        register_expected_child(
            WHOLE.viewer,
            permit=leave(Act.ADD, AWAITED),
            mother=leave(Act.ADD, LEA),
            new=NewPerson("", due=timezone.localdate() + timedelta(days=90)),
            key="form-1",
        )


def test_a_number_is_no_name_whichever_form_it_came_by(town: Town) -> None:
    for number in (UNUSED.digits, f"Nora {UNUSED.written()}"):
        with pytest.raises(BadInput, match="ligner et CPR-nummer"):
            registered(NewPerson("Nora", number))
    assert not models.Person.objects.covered_by(leave(Act.READ, STRANGER)).exists()


def test_a_child_is_born_once(town: Town) -> None:
    awaited(town)
    child_born(BOOKKEEPER, permit=leave(Act.CHANGE, AWAITED), version=1, born=timezone.localdate())
    with pytest.raises(BadInput, match="allerede skrevet ind"):
        child_born(BOOKKEEPER, permit=leave(Act.CHANGE, AWAITED), version=2, born=timezone.localdate())


def test_a_birth_to_come_is_refused(town: Town) -> None:
    awaited(town)
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(BadInput, match="ikke kommet endnu"):
        child_born(BOOKKEEPER, permit=leave(Act.CHANGE, AWAITED), version=1, born=tomorrow)


def test_the_awaited_child_and_the_one_registered_at_birth_may_be_one(town: Town) -> None:
    awaited(town)
    newborn = Character(STRANGER, "Nor", "", timezone.localdate())
    register(newborn)
    parent(newborn, MARIAM, ParentKind.MOTHER)
    (noted,) = possible_duplicates(WHOLE)
    assert (noted.why, {noted.first.id, noted.second.id}) == (
        DuplicateReason.EXPECTED_AND_BORN,
        {AWAITED, STRANGER},
    )
    assert SOFIE.id not in {noted.first.id, noted.second.id}
