"""Everybody's lives at once, a batch at a time, for what is counted at night: rows as plain values, with no names.

For the system alone, since it looks at all. Who is counted is as in `counting`: the living whose day of birth and home
are known, and nobody who is protected or lives with somebody who is. Days are numbers since 1970, so that millions of
them go into columns as they are. Offers `children_at_home` and `spells_of_all`, with `DayNumber`, `as_text` and
`between` for other tables about persons.
"""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import CharField, Func, IntegerField, Q, QuerySet
from django.db.models.functions import Cast

from vugge.audit.rules import Viewer
from vugge.people import models
from vugge.people.queries.counting import residents
from vugge.people.rules.counting import years_before

ChildRow = tuple[str, int, int | None, str, str]
"""Who (the id as text), born and due; the area and the municipality of the home."""
SpellRow = tuple[str, str, int, int | None, int | None, str | None, str | None, str | None]
"""Who, kind, first day, the day after the last; the unit with its kind; the area and the municipality of a home."""


_EPOCH: Final = date(1970, 1, 1)
_BEFORE_ALL: Final = UUID(int=0)


class DayNumber(Func):
    """A day as the number of days since 1 January 1970."""

    output_field = IntegerField()
    template = "(%(expressions)s - DATE '1970-01-01')"

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> Any:  # Any: as Django's own functions
        """SQLite keeps days as text; 2440587.5 is the Julian day of 1970."""
        template = "CAST(julianday(%(expressions)s) - 2440587.5 AS INTEGER)"
        return super().as_sql(compiler, connection, template=template)


def children_at_home(viewer: Viewer, *, on: date, oldest: int, after: UUID | None, most: int) -> list[ChildRow]:
    """Return so many of those who are no older on a day and have a home then, in order of id. One statement."""
    rows = residents(viewer, on).filter(person_id__gt=after or _BEFORE_ALL)  # always: SQLite then reads on by id
    found = rows.annotate(who=as_text("person_id"), birth=DayNumber("person__born"), term=DayNumber("person__due"))
    # By the number and not by the day: else SQLite finds all children by birth and sorts them anew for each batch.
    found = found.filter(birth__gt=(years_before(on, oldest + 1) - _EPOCH).days)
    columns = ("who", "birth", "term", "dwelling__area_key", "dwelling__municipality")
    return list(found.order_by("person_id", "begins", "id").values_list(*columns)[:most])


def spells_of_all(viewer: Viewer, *, first: UUID, last: UUID) -> list[SpellRow]:
    """Return every spell in force of those from one id to another, both included, in order of id. One statement."""
    found = between(models.Spell.objects.whole(viewer).filter(corrected_by__isnull=True), first, last).annotate(
        who=as_text("person_id"),
        first=DayNumber("begins"),
        after=DayNumber("ends"),
    )
    columns = ("who", "kind", "first", "after", "unit_id", "unit__kind", "dwelling__area_key", "dwelling__municipality")
    return list(found.order_by("person_id", "begins", "id").values_list(*columns))


def as_text(column: str) -> Cast:
    """Return an id as the text it is stored or written as: quicker to read a million times than an id."""
    return Cast(column, CharField(max_length=36))


def between(rows: QuerySet[Any], first: UUID, last: UUID) -> QuerySet[Any]:  # Any: rows of any table about persons
    """Return the rows about those from one id to another."""
    return rows.filter(Q(person_id__gte=first) & Q(person_id__lte=last))
