"""What the tests of the demo share: the recipe of its town, and the town loaded."""

from datetime import date

import pytest

from vugge.audit.rules import Purpose, Viewer, system
from vugge.demo.queries.vocabulary import vocabulary
from vugge.demo.rules.generating import RESIDENTS_A_FAMILY, Recipe, demo_families
from vugge.demo.rules.values import Family

TODAY = date(2026, 11, 22)
FAMILIES = 50


def recipe(seed: int = 1, *, today: date = TODAY, residents: int = FAMILIES * RESIDENTS_A_FAMILY) -> Recipe:
    """Return what a town is made from."""
    return Recipe(seed, today, vocabulary(), residents=residents)


@pytest.fixture(scope="session")
def families() -> tuple[Family, ...]:
    """The demo's fifty families."""
    return tuple(demo_families(recipe(), families=FAMILIES))


@pytest.fixture
def loader() -> Viewer:
    """Whoever loads the demo: the system itself."""
    return system("demo", Purpose.REGISTRATION)
