"""What moved here when two records became one, so that it can go back when they turn out to be two."""

from typing import ClassVar, Self

from django.db import models

from vugge.people.models.scoped import PersonalKey, ScopedManager


class CarryOver(models.Model):
    """What the record that stayed got from the one that went: ids alone, kept as long as the merge is.

    `bases` are pairs: the basis that ended, and the one that was given instead. `meetings` are pairs: the meeting, and
    the number it had before.
    """

    kept = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="den, der blev")
    gone = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="den, der gik")
    bases = models.JSONField("adgange", default=list)
    answers = models.JSONField("svar på samtykker", default=list)
    requests = models.JSONField("ønsker", default=list)
    consents = models.JSONField("samtykker", default=list)
    meetings = models.JSONField("møder", default=list)
    carried_at = models.DateTimeField("flyttet")
    undone_at = models.DateTimeField("flyttet tilbage", null=True)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("kept", "gone")
