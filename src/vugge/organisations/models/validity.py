"""What holds for some days only: from one day up to, but not including, another; without the latter it goes on."""

from datetime import date
from typing import ClassVar, TypeVar

from django.db import models
from django.db.models import F, Q, QuerySet

M = TypeVar("M", bound=models.Model)


class Valid(models.Model):
    """A row that holds from `valid_from` up to, but not including, `valid_to`: local days."""

    valid_from = models.DateField("gælder fra")
    valid_to = models.DateField("gælder til, men ikke med", null=True, blank=True)

    class Meta:
        """Constraints: never ends before it begins; a row ended on its first day held on none."""

        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="%(class)s_days_in_order",
                violation_error_message="Den sidste dag ligger før den første.",
            ),
        )


def holds_on(day: date, *, prefix: str = "") -> Q:
    """Return the condition that a row holds on a day; `prefix` leads to it, as `unit__`."""
    ends = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": day})
    return Q(**{f"{prefix}valid_from__lte": day}) & ends


def valid_on(rows: QuerySet[M], day: date) -> QuerySet[M]:
    """Return those of the rows that hold on a day."""
    return rows.filter(holds_on(day))
