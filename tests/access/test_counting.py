"""People are counted for statistics by hand and by the database alike, and whoever is protected is not there."""

from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.access import rows
from tests.access.neighbourhood import DAY, Neighbourhood, a_town
from tests.cast import a_registrar

from vugge.access.queries.statistics import counts_for
from vugge.access.tasks import STATISTICIAN
from vugge.organisations.rules.kinds import UnitKind
from vugge.people.models import Dwelling, Spell
from vugge.people.models.scoped import Unscoped
from vugge.people.rules.kinds import SpellKind

pytestmark = pytest.mark.django_db

TOLD_POSTGRESQL = "vugge.deciding"


@pytest.fixture
def few() -> dict[str, list[UUID]]:
    """Three families, small enough to count on one's fingers."""
    town = Neighbourhood()
    found = {
        "mother with three": town.family("birkely", 31, 1, 4, 15),
        "two parents": town.family("birkely", 40, 41, 2),
        "young couple": town.family("", 24, 25),
    }
    town.goes_to(found["mother with three"][1], SpellKind.DAYCARE, UnitKind.NURSERY)
    town.goes_to(found["mother with three"][2], SpellKind.DAYCARE, UnitKind.KINDERGARTEN)
    town.goes_to(found["mother with three"][3], SpellKind.SCHOOL, UnitKind.SCHOOL)
    town.goes_to(found["mother with three"][3], SpellKind.JOB, UnitKind.COMPANY)
    town.goes_to(found["young couple"][0], SpellKind.EDUCATION, UnitKind.YOUTH_EDUCATION)
    town.store()
    rows.a_consent(
        found["mother with three"][2], rows.an_employee("teacher"), begins=date(2026, 1, 1), until=date(2026, 12, 1)
    )
    return found


def test_a_few_families_are_counted_as_by_hand(few: dict[str, list[UUID]]) -> None:
    assert counts_for(STATISTICIAN, on=DAY) == {
        "age": {
            ("birkely", "0_2"): 2,
            ("birkely", "3_5"): 1,
            ("birkely", "15_17"): 1,
            ("birkely", "25_64"): 3,
            ("", "18_24"): 1,
            ("", "25_64"): 1,
        },
        "daycare": {("birkely", "nursery"): 1, ("birkely", "kindergarten"): 1, ("birkely", "none"): 1},
        "occupation": {("birkely", "both"): 1, ("", "education"): 1},
        "consent": {("birkely", "yes"): 1, ("birkely", "no"): 6, ("", "no"): 2},
        "families": {("birkely", "one_many"): 1, ("birkely", "two_few"): 1},
    }


def test_a_day_before_the_birthday_counts_the_age_before(few: dict[str, list[UUID]]) -> None:
    eve = counts_for(STATISTICIAN, on=date(2026, 9, 29))
    assert eve["age"]["birkely", "0_2"] == 2
    assert ("birkely", "15_17") not in eve["age"]
    assert eve["age"]["birkely", "10_14"] == 1
    assert eve["age"]["", "18_24"] == 2


def test_whoever_is_protected_or_lives_with_one_who_is_counts_nowhere(few: dict[str, list[UUID]]) -> None:
    rows.protect(few["mother with three"][0])
    found = counts_for(STATISTICIAN, on=DAY)
    assert found["age"] == {
        ("birkely", "0_2"): 1,
        ("birkely", "25_64"): 2,
        ("", "18_24"): 1,
        ("", "25_64"): 1,
    }
    assert found["daycare"] == {("birkely", "none"): 1}
    assert found["families"] == {("birkely", "two_few"): 1}
    assert ("birkely", "yes") not in found["consent"]


def test_where_the_protected_live_moves_no_number(few: dict[str, list[UUID]]) -> None:
    """Two worlds: the protected family lives in the area, or outside it. Everything counted is the same."""
    rows.protect(few["two parents"][0])
    here = counts_for(STATISTICIAN, on=DAY)
    homes = Spell.objects.adding().filter(person_id=few["two parents"][0], kind=SpellKind.HOME).values("dwelling")
    assert Dwelling.objects.filter(pk__in=homes).update(area_key="elmely") == 1
    assert counts_for(STATISTICIAN, on=DAY) == here


def test_counting_takes_five_statements_however_many_there_are() -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as statements:
            counts_for(STATISTICIAN, on=DAY)
        return len([one for one in statements if TOLD_POSTGRESQL not in one["sql"]])

    a_town(1, families=5)
    few = asked()
    a_town(2, families=40)
    assert (few, asked()) == (5, 5)


def test_nobody_but_the_system_counts() -> None:
    with pytest.raises(Unscoped):
        counts_for(a_registrar(), on=DAY)
