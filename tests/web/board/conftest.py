"""What the tests of figures share: the workplace, its supervisor, a browser for each, and a neighbourhood released."""

import pytest
from tests.access.neighbourhood import PLACES, a_town
from tests.journey.children import a_short_route, children
from tests.web.control.conftest import browse, built, here, supervisor

from vugge.access.actions.statistics import release_statistics
from vugge.access.tasks import STATISTICIAN
from vugge.journey.tasks import release_journeys
from vugge.kit.disclosure import Quarter

__all__ = ["browse", "built", "here", "supervisor"]


@pytest.fixture
def released(db: None) -> None:
    """Two quarters of a town, out."""
    a_town(7)
    for number in (2, 3):
        release_statistics(STATISTICIAN, quarter=Quarter(2026, number), places=PLACES)


@pytest.fixture
def chain_released(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two quarters of how the children of a town stand at a few stations, out."""
    a_short_route(monkeypatch)
    children(7, families=90, viewer=STATISTICIAN)
    for number in (2, 3):
        release_journeys(quarter=Quarter(2026, number), known=PLACES)
