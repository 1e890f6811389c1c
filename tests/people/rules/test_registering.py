"""Nobody is refused for their name or number; days that cannot be are."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vugge.kit.errors import BadInput
from vugge.kit.identifiers import Cpr
from vugge.people.rules.names import cleaned
from vugge.people.rules.registering import LONGEST_NAME, NewPerson, checked, checked_expected

TODAY = date(2026, 11, 22)


@given(st.text(min_size=1, max_size=LONGEST_NAME))
def test_any_name_that_shows_something_is_taken(name: str) -> None:
    if cleaned(name):
        assert checked(NewPerson(name), today=TODAY).given_names == cleaned(name)


@given(st.dates(date(1900, 1, 1), TODAY), st.integers(0, 999))
def test_no_number_is_refused(born: date, serial: int) -> None:
    number = Cpr.synthetic(born, serial)
    assert checked(NewPerson("A", number=number), today=TODAY).born == born


def test_a_birth_that_differs_from_the_number_is_taken() -> None:
    new = NewPerson("A", born=date(2015, 3, 2), number=Cpr.synthetic(date(2015, 3, 1), 7))
    assert checked(new, today=TODAY).born == date(2015, 3, 2)


@pytest.mark.parametrize(
    ("new", "says"),
    [
        (NewPerson("  ", "\u202e"), "mindst ét navn"),
        (NewPerson("A", born=TODAY + timedelta(days=1)), "ikke kommet endnu"),
        (NewPerson("A", born=date(1890, 1, 1)), "for længe siden"),
        (NewPerson("A" * (LONGEST_NAME + 1)), "for langt"),
    ],
)
def test_what_cannot_be_is_refused(new: NewPerson, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        checked(new, today=TODAY)


@pytest.mark.parametrize("due", [None, TODAY - timedelta(weeks=7), TODAY + timedelta(weeks=43)])
def test_a_due_date_that_cannot_be_is_refused(due: date | None) -> None:
    with pytest.raises(BadInput):
        checked_expected(NewPerson("", due=due), today=TODAY)


def test_an_awaited_child_needs_no_name() -> None:
    child = checked_expected(NewPerson("", due=TODAY + timedelta(weeks=20)), today=TODAY)
    assert (child.given_names, child.born, child.number) == ("", None, None)
