"""Finding by name, birth or number, within the scope: whoever is hidden changes nothing in the answer."""

from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import (
    BIRGIT,
    EMIL,
    EVERYBODY,
    JONAS,
    LEA,
    MARIAM,
    SOFIE,
    YUSUF,
    a_registrar,
    a_teacher,
    everything_of,
    seeing,
    sight,
)
from tests.people.town import BOOKKEEPER, WHOLE, Town, leave, statements

from vugge.audit.rules import Act, Category, Level, Scope
from vugge.people.actions.registering import register_person
from vugge.people.queries.finding import PAGE_SIZE, find, known_already, with_number
from vugge.people.rules.registering import NewPerson

ALL = seeing(a_registrar(), everything_of(*EVERYBODY))


def names(scope: Scope, text: str) -> list[str]:
    return [one.name for one in find(scope, text).persons]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mariam", [MARIAM]),
        ("MARIAM", [MARIAM]),
        ("øster mar", [MARIAM]),
        ("oestergaard yilmaz yus", [YUSUF]),
        ("yılmaz", [MARIAM, YUSUF]),
        ("YILMAZ", [MARIAM, YUSUF]),
        ("lea", [LEA]),
        ("le\u0301a", [LEA]),
        ("Ågård", [JONAS]),
        ("aagaard", [JONAS]),
        ("ågaard", [JONAS]),
        ("aero", [EMIL, SOFIE]),
        ("07-07-1988", [SOFIE]),
        ("7/7-1988 sofie", [SOFIE]),
        ("07-07-1988 emil", []),
        ("stergaard", []),
        ("", []),
        (" - ", []),
        ("%", []),
        ("_", []),
    ],
)
def test_who_is_meant(town: Town, text: str, found: list[object]) -> None:
    assert [one.id for one in find(ALL, text).persons] == [getattr(one, "id", None) for one in found]


@pytest.mark.parametrize("written", ["{0}-{1}", "{0}{1}", "{0} {1}", " {0} - {1} "])
def test_a_number_is_found_however_it_is_written(town: Town, written: str) -> None:
    digits = LEA.number.digits
    assert names(ALL, written.format(digits[:6], digits[6:])) == ["Léa Østergaard"]


@pytest.mark.parametrize("text", ["birgit", "02-01-1951", BIRGIT.number.digits])
def test_whoever_is_hidden_is_not_found_and_not_counted(town: Town, text: str) -> None:
    scope = seeing(a_teacher(), everything_of(LEA))
    assert find(scope, text) == find(scope, "somebody who is not here")
    assert names(ALL, text) == ["Birgit Nielsen"]  # the control: they are here


@pytest.mark.parametrize("text", ["birgit", "02-01-1951", BIRGIT.number.digits, "17-03-1871", "nobody"])
def test_the_number_of_statements_says_nothing(town: Town, text: str) -> None:
    scope = seeing(a_teacher(), everything_of(LEA))
    with statements(2):
        find(scope, text)


def test_somebody_who_exists_is_found_by_name_only(town: Town) -> None:
    scope = seeing(a_teacher(), everything_of(BIRGIT), level=Level.EXISTS)
    assert names(scope, "birgit") == ["Birgit Nielsen"]
    assert names(scope, "02-01-1951") == names(scope, BIRGIT.number.digits) == []


def test_a_guess_at_a_number_is_confirmed_only_to_who_sees_all(town: Town) -> None:
    of_birgit = everything_of(BIRGIT)
    assert names(seeing(a_teacher(), of_birgit, level=Level.SUMMARY), BIRGIT.number.digits) == []
    assert names(seeing(a_teacher(), of_birgit, level=Level.FULL), BIRGIT.number.digits) == ["Birgit Nielsen"]


def test_who_may_not_be_found_is_not(town: Town) -> None:
    scope = Scope(a_teacher(), {LEA.id: sight(LEA.id, Category.IDENTITY, acts=(Act.READ,))})
    assert names(scope, "lea") == []


def test_pages_are_cut_and_counted(town: Town) -> None:
    for number in range(PAGE_SIZE + 3):
        permit = leave(Act.ADD, UUID(int=0x5000 + number))
        register_person(
            BOOKKEEPER, permit=permit, scope=WHOLE, new=NewPerson("Kim", f"Ens{number:02}"), key=f"kim{number}"
        )
    first, last, beyond = (find(WHOLE, "kim", page=page) for page in (1, 2, 9))
    assert (len(first.persons), first.page, first.pages, first.total) == (PAGE_SIZE, 1, 2, PAGE_SIZE + 3)
    assert (len(last.persons), last) == (3, beyond)
    assert find(WHOLE, "kim", page=-4) == first


def test_looking_before_registering_finds_who_it_may_be(town: Town) -> None:
    assert [one.id for one in known_already(ALL, NewPerson("BIRGIT", "nielsen", born=BIRGIT.born))] == [BIRGIT.id]
    assert [one.id for one in known_already(ALL, NewPerson("X", number=BIRGIT.number))] == [BIRGIT.id]
    assert known_already(ALL, NewPerson("Birgit", "Nielsen", born=date(1999, 1, 1))) == ()
    assert known_already(seeing(a_teacher(), {}), NewPerson("Birgit", "Nielsen", number=BIRGIT.number)) == ()


def test_a_number_is_looked_up_within_the_scope(town: Town) -> None:
    assert with_number(ALL, BIRGIT.number) == (BIRGIT.id,)
    assert with_number(seeing(a_teacher(), everything_of(LEA)), BIRGIT.number) == ()


def test_no_search_reads_a_number_in_clear(town: Town) -> None:
    with CaptureQueriesContext(connection) as asked:
        find(ALL, BIRGIT.number.written())
    assert not [query for query in asked if BIRGIT.number.digits in query["sql"]]
