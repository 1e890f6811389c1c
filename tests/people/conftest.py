"""What the tests of people share: the cast on file."""

from itertools import chain
from typing import TypeVar

import pytest
from django.apps import apps
from django.db.models import Model, QuerySet
from tests.people.town import Town, move_in

M = TypeVar("M", bound=Model)

_kept: list[tuple[Town, dict[type[Model], list[Model]]]] = []
"""What the first moving in brought, to be put back for the other tests: fifty deeds take longer than putting back."""


@pytest.fixture
def town(db: None) -> Town:
    """The cast in their homes, with their places, custody and protection, brought in by deeds."""
    for brought, tables in _kept:
        for table, rows in tables.items():
            _whole(table).bulk_create(rows)
        return brought
    new = move_in()
    stored = chain.from_iterable(
        apps.get_app_config(room).get_models() for room in ("organisations", "people", "audit")
    )
    _kept.append((new, {table: list(_whole(table)) for table in stored if table._meta.managed}))
    return new


def _whole(table: type[M]) -> QuerySet[M]:
    """Return a table whole, past its manager."""
    return QuerySet(table)
