"""What the tests of areas share: the published data on file."""

from itertools import chain

import pytest
from django.apps import apps
from django.db.models import Model
from tests.cast import the_operator

from vugge.areas.actions import Receipt, load_catalogue

_kept: list[tuple[Receipt, dict[type[Model], list[Model]]]] = []
"""What the first load brought, to be put back for the other tests: loading takes seconds, putting back does not."""


@pytest.fixture
def published(db: None) -> Receipt:
    """The catalogue loaded, as on every installation."""
    for receipt, tables in _kept:
        for model, rows in tables.items():
            model._default_manager.bulk_create(rows)
        return receipt
    receipt = load_catalogue(the_operator())
    models = chain.from_iterable(apps.get_app_config(room).get_models() for room in ("areas", "audit"))
    _kept.append((receipt, {model: list(model._default_manager.all()) for model in models}))
    return receipt
