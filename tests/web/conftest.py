"""What holds for every test of a page: rows about persons are read inside a look or a deed, which write whom they show.

Each room's own tests ask its questions directly, so the rule is held here, where somebody looks.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

import pytest
from django.db.models import QuerySet

from vugge.audit.actions import deeds
from vugge.audit.rules import Scope
from vugge.people.models.scoped import ScopedManager, Unscoped


@pytest.fixture(autouse=True)
def asked_inside_a_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse rows about persons to whoever asks for them on a page outside a look or a deed."""
    within = ScopedManager.within

    def guarded(
        self: ScopedManager[Any], scope: Scope, *, only: Collection[UUID] | None = None
    ) -> QuerySet[Any]:  # Any: rows of any table about persons
        if not (scope.is_whole or deeds._running.get()):
            message = f"{self.model.__name__} is asked outside a look: nobody would read who was shown."
            raise Unscoped(message)
        return within(self, scope, only=only)

    monkeypatch.setattr(ScopedManager, "within", guarded)
