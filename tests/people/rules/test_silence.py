"""What is silent at an age: a job until one may have one, and nothing where no age is seen."""

from datetime import date

import pytest

from vugge.audit.rules import Category
from vugge.people.rules.silence import silent_at

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("born", "due", "is_silent"),
    [
        (date(2013, 11, 23), None, True),
        (date(2013, 11, 22), None, False),  # thirteen today
        (date(1990, 1, 1), None, False),
        (TODAY, None, True),
        (None, date(2027, 1, 1), True),
        (None, None, False),
        (date(1990, 1, 1), date(1990, 1, 3), False),  # a due date that stayed where somebody was born since
    ],
)
def test_a_job_is_silent_until_one_may_have_one(born: date | None, due: date | None, is_silent: bool) -> None:
    assert (silent_at(born, due=due, today=TODAY) == {Category.WORK}) is is_silent
