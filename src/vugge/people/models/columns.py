"""Columns that several tables about persons share, and the constraints that go with them."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid4

from django.db import models
from django.db.models import F, Q

from vugge.people.rules.kinds import Origin

NAME_LENGTH: Final = 200
VIEWER_LENGTH: Final = 100  # as in the log


def own_id() -> "models.UUIDField[UUID | str, UUID]":
    """Return a random primary key: known before the row is stored, and saying nothing about the person."""
    return models.UUIDField(primary_key=True, default=uuid4, editable=False)


def choices(kinds: Iterable[StrEnum]) -> list[tuple[str, str]]:
    """Return the kinds as Django wants choices; their Danish words live with the pages."""
    return [(kind.value, kind.value) for kind in kinds]


def kind_of(kinds: type[StrEnum], label: str) -> "models.CharField[str, str]":
    """Return a column that holds one of the kinds."""
    return models.CharField(label, max_length=20, choices=choices(kinds))


def begins() -> "models.DateField[date, date]":
    """Return the column of a period's first day, from local midnight in Denmark."""
    return models.DateField("fra og med")


def ends() -> "models.DateField[date | None, date | None]":
    """Return the column of the first day after a period; empty while it goes on."""
    return models.DateField("til, ikke med", null=True, blank=True)


def origin() -> "models.CharField[str, str]":
    """Return the column that says where we know it from."""
    return kind_of(Origin, "kilde")


def by(label: str) -> "models.CharField[str, str]":
    """Return a column that holds a viewer's name as the log writes it: an id, never a person's name."""
    return models.CharField(label, max_length=VIEWER_LENGTH, blank=True)


def in_order(name: str) -> models.CheckConstraint:
    """Return the constraint that a period holds at least one day."""
    return models.CheckConstraint(
        condition=Q(ends__isnull=True) | Q(ends__gt=F("begins")),
        name=name,
        violation_error_message="Perioden skal vare mindst én dag: slutdagen ligger ikke efter startdagen.",
    )
