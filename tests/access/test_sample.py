"""The month's sample of the log is drawn once, also when two workers draw it at the same moment."""

import threading
from datetime import date

import pytest
from django.db import connection

from vugge.access.actions.oversight import store_sample
from vugge.access.models import SampledEntry
from vugge.access.rules.sampling import Drawn
from vugge.access.tasks import SAMPLER
from vugge.audit.actions import acting

MONTH = date(2026, 10, 1)
FIRST, SECOND = ((Drawn(number, 1, ()), Drawn(number + 1, 1, ())) for number in (10, 20))
A_MOMENT = 0.5
"""Seconds in which somebody who does not wait has long been done."""


def entries_of_the_sample() -> set[int]:
    return set(SampledEntry.objects.filter(month=MONTH).values_list("entry", flat=True))


@pytest.mark.django_db
def test_a_month_that_has_a_sample_keeps_it() -> None:
    assert store_sample(SAMPLER, month=MONTH, drawn=FIRST) == 2
    assert store_sample(SAMPLER, month=date(2026, 10, 17), drawn=SECOND) == 2
    assert entries_of_the_sample() == {10, 11}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_who_draw_at_once_one_is_stored() -> None:
    """SQLite has one writer at a time: there the second waits before it begins, and the test above says the rest."""

    def draw_too() -> None:
        try:
            store_sample(SAMPLER, month=MONTH, drawn=SECOND)
        finally:
            connection.close()

    other = threading.Thread(target=draw_too)
    with acting(SAMPLER):
        store_sample(SAMPLER, month=MONTH, drawn=FIRST)
        other.start()
        other.join(A_MOMENT)
    other.join()
    assert entries_of_the_sample() == {10, 11}
