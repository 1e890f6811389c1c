"""What the demo tells of its children's journeys: most of the route is seen, nothing before its time or after today."""

from datetime import timedelta

import pytest
from tests.demo.conftest import TODAY, recipe

from vugge.demo.rules.generating import demo_families
from vugge.demo.rules.journeys import GOALS, SeenTold, evidence_of
from vugge.demo.rules.values import Family
from vugge.journey.queries.law import network_for
from vugge.journey.rules.observing import stored_value

NETWORK = network_for("9001")


@pytest.fixture(scope="module")
def families() -> tuple[Family, ...]:
    """Twenty families."""
    return tuple(demo_families(recipe(), families=20))


@pytest.fixture(scope="module")
def seen(families: tuple[Family, ...]) -> tuple[SeenTold, ...]:
    """What was seen of their children."""
    return told(families)


def told(families: tuple[Family, ...]) -> tuple[SeenTold, ...]:
    return tuple(evidence_of(families, NETWORK, recipe().chance("journeys"), today=TODAY))


def test_the_same_seed_sees_the_same(families: tuple[Family, ...], seen: tuple[SeenTold, ...]) -> None:
    assert told(families) == seen
    assert len({one.id for one in seen}) == len(seen)


def test_nothing_is_seen_of_the_future_or_long_before_birth(
    families: tuple[Family, ...], seen: tuple[SeenTold, ...]
) -> None:
    born = {one.id: one.born or one.due for family in families for one in family.persons}
    assert seen
    for one in seen:
        birth = born[one.person]
        assert birth is not None
        assert birth - timedelta(days=300) <= one.on <= TODAY


def test_every_value_is_one_that_the_measure_takes(seen: tuple[SeenTold, ...]) -> None:
    for one in seen:
        assert stored_value(NETWORK.measures[one.measure], one.value) == one.value


def test_the_stories_name_stations_that_there_are() -> None:
    stations = {name for edition in NETWORK.editions for name in edition.stations}
    named = {step.station for goal in GOALS for step in goal.steps if step.station}
    assert named <= stations
