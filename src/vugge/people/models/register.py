"""What is stored of keeping the register right: corrections, suspected duplicates and merges. Nothing is lost."""

from django.db import models
from django.db.models import F, Q

from vugge.people.models.columns import by, kind_of, origin, own_id
from vugge.people.models.persons import Person
from vugge.people.models.scoped import PersonalKey, ScopedManager
from vugge.people.rules.kinds import DuplicateReason, DuplicateState


class Correction(models.Model):
    """That a person's data was put right: both texts, why, and by whom."""

    id = own_id()
    person = PersonalKey(Person, models.PROTECT, related_name="+")
    field = models.CharField("felt", max_length=40)
    old = models.CharField("før", max_length=500, blank=True)
    new = models.CharField("efter", max_length=500, blank=True)
    reason = models.CharField("begrundelse", max_length=500)
    origin = origin()
    corrected_at = models.DateTimeField("rettet")
    corrected_by = by("rettet af")

    objects = ScopedManager("person")


class PossibleDuplicate(models.Model):
    """That two records may be one person. Only who may see both learns of it."""

    id = own_id()
    first = PersonalKey(Person, models.PROTECT, related_name="+")
    second = PersonalKey(Person, models.PROTECT, related_name="+")
    why = kind_of(DuplicateReason, "hvorfor")
    state = kind_of(DuplicateState, "tilstand")
    noted_at = models.DateTimeField("noteret")
    decided_by = by("afgjort af")
    decided_at = models.DateTimeField("afgjort", null=True, blank=True)
    decided_because = models.CharField("begrundelse", max_length=500, blank=True)

    objects = ScopedManager("first", "second")

    class Meta:
        """Constraints: two different persons, once for each reason."""

        constraints = (
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="possible_duplicate_of_two",
                violation_error_message="En mulig dublet er to forskellige personer, den laveste nøgle først.",
            ),
            models.UniqueConstraint(
                fields=["first", "second", "why"],
                name="possible_duplicate_once",
                violation_error_message="Den mulige dublet er allerede noteret.",
            ),
        )


class Merge(models.Model):
    """That one record became part of another: what differed (both values), and which rows moved.

    `before` is what the rows themselves no longer say, so that it can be undone: where both were in life, which numbers
    of the one that went were in force, and which protections the one that stayed had.
    """

    id = own_id()
    kept = PersonalKey(Person, models.PROTECT, related_name="+")
    gone = PersonalKey(Person, models.PROTECT, related_name="+")
    merged_at = models.DateTimeField("lagt sammen")
    merged_by = by("lagt sammen af")
    reason = models.CharField("begrundelse", max_length=500)
    differences = models.JSONField("forskelle", default=dict)
    moved = models.JSONField("flyttede rækker", default=dict)
    before = models.JSONField("tilstand før", default=dict)
    undone_at = models.DateTimeField("fortrudt", null=True, blank=True)
    undone_by = by("fortrudt af")
    undone_because = models.CharField("hvorfor fortrudt", max_length=500, blank=True)

    objects = ScopedManager("kept", "gone")

    class Meta:
        """Constraints: of two."""

        constraints = (
            models.CheckConstraint(
                condition=~Q(kept=F("gone")),
                name="merge_of_two",
                violation_error_message="En person kan ikke lægges sammen med sig selv.",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by="")
                | (Q(undone_at__isnull=False) & ~Q(undone_by="") & ~Q(undone_because="")),
                name="merge_undone_by_somebody",
                violation_error_message="En sammenlægning fortrydes af et menneske, med en begrundelse.",
            ),
        )
