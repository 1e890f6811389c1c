"""What moved when two records became one, so that it can go back when they turn out to be two."""

from typing import ClassVar, Self

from django.db import models

from vugge.people.models.scoped import PersonalKey, ScopedManager


class CarriedJourney(models.Model):
    """What the record that stayed got from the one that went: ids of rows by table, kept as long as the merge."""

    kept = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="den, der blev")
    gone = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="den, der gik")
    moved = models.JSONField("flyttede rækker", default=dict)
    carried_at = models.DateTimeField("flyttet")
    undone_at = models.DateTimeField("flyttet tilbage", null=True)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("kept", "gone")
