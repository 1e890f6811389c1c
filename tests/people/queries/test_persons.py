"""Who somebody is, as far as the viewer may see: out of scope is nobody, protected is nowhere."""

from uuid import UUID

import pytest
from tests.cast import (
    BIRGIT,
    EMIL,
    EVERYBODY,
    LEA,
    MARIAM,
    SOFIE,
    YUSUF,
    a_registrar,
    a_teacher,
    everything_of,
    may,
    seeing,
    sight,
)
from tests.people.town import BOOKKEEPER, WHOLE, Town, call, leave, statements

from vugge.audit.rules import Act, Category, Level, Permit, Scope
from vugge.kit.errors import Hidden, NotAllowed, NotFound
from vugge.people.actions.registering import register_person
from vugge.people.queries.persons import lines, person, persons, whole_number
from vugge.people.queries.spells import dwellings, spells_of
from vugge.people.rules.kinds import SpellKind
from vugge.people.rules.registering import NewPerson

WHERE_SOFIE_IS = ("Skjulestien", "Gemmested", "60 70 80 90", "Torvet", "gemmely", "opgang X")


def test_a_person_as_their_registrar_sees_them(town: Town) -> None:
    mariam = person(seeing(a_registrar(), everything_of(MARIAM)), MARIAM.id)
    assert (mariam.name, mariam.born) == ("Mariam Østergaard Yılmaz", MARIAM.born)
    assert mariam.masked_number == MARIAM.number.masked()
    assert mariam.home is not None
    assert mariam.home.written() == "Birkevej 12, 2. th, 9999 Vuggested"
    assert [one.text for one in mariam.contacts] == ["20 30 40 50"]
    assert mariam.hidden == frozenset()


def test_no_number_is_in_the_answer(town: Town) -> None:
    said = repr(persons(WHOLE, [one.id for one in EVERYBODY]))
    for one in EVERYBODY:
        assert one.number.digits not in said
        assert one.number.digits[6:] not in said


def test_a_teacher_sees_no_address(town: Town) -> None:
    yusuf = person(seeing(a_teacher(), {YUSUF.id: (Category.IDENTITY, Category.EDUCATION)}), YUSUF.id)
    assert (yusuf.home, yusuf.contacts) == (None, ())
    assert Category.LOCATION in yusuf.hidden


def test_somebody_out_of_scope_and_somebody_who_is_not_here_are_the_same(town: Town) -> None:
    scope = seeing(a_teacher(), everything_of(YUSUF))
    with pytest.raises(Hidden) as hidden:
        person(scope, BIRGIT.id)
    with pytest.raises(Hidden) as nobody:
        person(scope, UUID(int=0xDEAD))
    assert hidden.value.sentence == nobody.value.sentence
    assert persons(scope, (BIRGIT.id, YUSUF.id)) == persons(scope, (YUSUF.id,))


def test_of_somebody_who_exists_one_sees_the_name(town: Town) -> None:
    (line,) = lines(seeing(a_teacher(), everything_of(BIRGIT), level=Level.EXISTS), (BIRGIT.id,))
    assert (line.name, line.born, line.level) == ("Birgit Nielsen", None, Level.EXISTS)


def test_nothing_says_where_a_protected_person_is(town: Town) -> None:
    seen = {one.id: set(Category) - {Category.LOCATION} for one in (SOFIE, EMIL)}
    scope = seeing(a_teacher(), seen)
    said = repr(persons(scope, list(seen))) + repr(spells_of(scope, list(seen)))
    assert [place for place in (*WHERE_SOFIE_IS, "Birkeskolen") if place in said] == []
    assert "Sofie" in said


def test_whoever_may_locate_a_protected_person_sees_where(town: Town) -> None:
    scope = seeing(a_registrar(), everything_of(SOFIE))
    said = repr(persons(scope, (SOFIE.id,)))
    assert [place for place in WHERE_SOFIE_IS if place not in said] == []


def test_persons_come_in_danish_order(town: Town) -> None:
    found = persons(WHOLE, [one.id for one in EVERYBODY])
    assert [one.surname for one in found] == [
        "Nielsen", "Ærø", "Ærø", "Østergaard", "Østergaard Yılmaz", "Østergaard Yılmaz", "Aagaard",
    ]  # fmt: skip


@pytest.mark.parametrize("many", [1, 7])
def test_persons_take_five_statements(town: Town, many: int) -> None:
    with statements(5):
        persons(WHOLE, [one.id for one in EVERYBODY[:many]])


def test_lines_take_one_statement(town: Town) -> None:
    with statements(1):
        assert len(lines(WHOLE, [one.id for one in EVERYBODY])) == 7


def test_spells_take_two_statements(town: Town) -> None:
    with statements(2):
        spells_of(WHOLE, [one.id for one in EVERYBODY])


def test_only_spells_of_the_kinds_one_may_see_are_shown(town: Town) -> None:
    kinds = {
        category: {one.kind for one in spells_of(seeing(a_teacher(), {YUSUF.id: (category,)}), (YUSUF.id,))}
        for category in Category
    }
    assert {category: found for category, found in kinds.items() if found} == {
        Category.LOCATION: {SpellKind.HOME},
        Category.EDUCATION: {SpellKind.SCHOOL},
    }


def test_a_whole_number_takes_leave_to_read_it(town: Town) -> None:
    assert whole_number(may(a_registrar(), Act.READ, LEA.id)) == LEA.number
    with pytest.raises(NotAllowed):
        whole_number(may(a_registrar(), Act.FIND, LEA.id))
    summary = Permit(a_registrar(), Act.READ, sight(LEA.id, Category.IDENTITY, level=Level.SUMMARY))
    with pytest.raises(NotAllowed, match="Hele nummeret"):
        whole_number(summary)


def test_who_has_no_number_has_none(town: Town) -> None:
    nobody = leave(Act.ADD, UUID(int=0x999))
    register_person(BOOKKEEPER, permit=nobody, scope=WHOLE, new=NewPerson("Uden"), key="uden")
    with pytest.raises(NotFound, match="noget nummer"):
        whole_number(leave(Act.READ, nobody.sight.person))


def test_a_stairway_is_a_list_of_addresses(town: Town) -> None:
    (found,) = dwellings("0101", street="Birkevej")
    assert found.written() == "Birkevej 12, 2. th, 9999 Vuggested"


def test_the_scope_of_nobody_shows_nobody(town: Town) -> None:
    call(BIRGIT, "11 22 33 44")
    assert persons(Scope(a_teacher(), {}), [one.id for one in EVERYBODY]) == ()
