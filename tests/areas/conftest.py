"""What the tests of areas share: the published data on file."""

import pytest
from tests.cast import the_operator

from vugge.areas.actions import Receipt, load_catalogue


@pytest.fixture
def published(db: None) -> Receipt:
    """The catalogue loaded, as on every installation."""
    return load_catalogue(the_operator())
