"""The days of a life that whatever is counted by age begins from, for whoever may see who somebody is.

Asked inside a look of another room, whose one entry names everybody who was seen.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vugge.audit.rules import Category, Scope
from vugge.people import models
from vugge.people.rules.kinds import PersonState


@dataclass(frozen=True)
class LifeDays:
    """When somebody was born, is or was due, and died."""

    born: date | None
    due: date | None
    died: date | None


def days_of(scope: Scope, persons: Collection[UUID]) -> Mapping[UUID, LifeDays]:
    """Return the days of those whose identity the viewer sees; the others are left out. One statement."""
    rows = models.Person.objects.within(scope, only=persons).exclude(state=PersonState.MERGED)
    return {
        person: LifeDays(born, due, died)
        for person, born, due, died in rows.values_list("id", "born", "due", "died")
        if scope.shows(person, Category.IDENTITY)
    }
