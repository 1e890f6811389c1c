"""Children written out by hand get the plan that was written for them, in words and in columns."""

import pytest
from tests.journey.golden_cases import Golden, golden, golden_journeys, mistakes, network_of

from vugge.journey.rules.columns import CODES, NOT_ON_ROUTE, plan_columns
from vugge.journey.rules.columns_facts import columns_of
from vugge.journey.rules.plan import plan_of

JOURNEYS = golden_journeys()
AT_LEAST = 28
WRONG = """
who = "A girl of two weeks, of whom it is wrongly written that she has missed her first visit"
[life]
born = 2026-09-01
evidence = [["nurse_visit_1", 2026-09-05]]
[[days]]
on = 2026-09-15
{expected}
"""


def test_there_are_enough_of_them() -> None:
    assert len(JOURNEYS) >= AT_LEAST


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.name)
def test_the_plan_is_what_was_written(journey: Golden) -> None:
    assert mistakes(journey) == [], journey.who


@pytest.mark.parametrize("journey", [one for one in JOURNEYS if not one.life.hidden], ids=lambda journey: journey.name)
def test_columns_say_the_same(journey: Golden) -> None:
    network = network_of(journey)
    for day in journey.days:
        found = plan_columns(network, columns_of([journey.life]), on=day.on)
        row = zip(found.stations, found.statuses[0], strict=True)
        assert {name: CODES[code] for name, code in row if code != NOT_ON_ROUTE} == {
            one.station.id: one.status.value for one in plan_of(network, journey.life, on=day.on).stations
        }


@pytest.mark.parametrize(
    "expected",
    [
        'missed = ["nurse_visit_1"]',
        'off_route = ["nurse_visit_1"]',
        'rest = ["not_yet"]',
        "reached_on = { nurse_visit_1 = 2026-09-06 }",
        "windows = { nurse_visit_1 = [2026-09-05, 2026-09-09] }",
        'editions = { nurse_visit_1 = "journey/national_2022" }',
        "still_until = { no_such_station = 2026-09-06 }",
    ],
)
def test_what_is_wrongly_written_is_noticed(expected: str) -> None:
    assert mistakes(golden("wrong", WRONG.format(expected=expected)))


def test_what_is_rightly_written_is_not() -> None:
    assert mistakes(golden("right", WRONG.format(expected='reached = ["nurse_visit_1"]'))) == []
