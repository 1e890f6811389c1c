"""What was observed of a child: which measure, its value, the day, and the unit that answers for it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from vugge.people.models.columns import by, origin, own_id
from vugge.people.models.scoped import PersonalKey, ScopedManager

MEASURE_LENGTH = 60
STATION_LENGTH = 80


class Evidence(models.Model):
    """One observation. A wrong one is not overwritten: it says why it is wrong, and what is right stands beside it.

    Purpose: to know which stations a child has reached, so that nobody asks twice. Last day: as the retention rules of
    `law/access` say, counted from the last place that the child had (`journey_evidence`).
    """

    id = own_id()
    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="om")
    measure = models.CharField("mål", max_length=MEASURE_LENGTH)
    value = models.CharField("værdi", max_length=40, blank=True)
    observed_on = models.DateField("set den")
    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="+", null=True, blank=True, verbose_name="svarer for det"
    )
    origin = origin()
    note = models.CharField("kilde", max_length=300, blank=True)
    written_by = by("indtastet af")
    written_at = models.DateTimeField("indtastet")
    wrong_at = models.DateTimeField("forkert siden", null=True, blank=True)
    wrong_by = by("sagt forkert af")
    wrong_because = models.CharField("hvad der var galt", max_length=500, blank=True)
    corrected_by = PersonalKey(
        "self", models.PROTECT, related_name="+", null=True, blank=True, db_index=False, verbose_name="rettet af"
    )
    request_key = models.CharField("anmodningens nøgle", max_length=64, null=True, unique=True, editable=False)
    request_hash = models.CharField("anmodningens aftryk", max_length=64, blank=True, editable=False)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Constraints: a wrong one says when, by whom and why, and only a wrong one is corrected."""

        constraints = (
            models.CheckConstraint(
                condition=Q(wrong_at__isnull=True, wrong_by="", wrong_because="", corrected_by__isnull=True)
                | (Q(wrong_at__isnull=False) & ~Q(wrong_by="") & ~Q(wrong_because="")),
                name="evidence_wrong_says_why",
                violation_error_message="Det, der er forkert, siger hvornår, af hvem og hvorfor.",
            ),
            models.CheckConstraint(
                condition=Q(corrected_by__isnull=True) | ~Q(corrected_by=F("id")),
                name="evidence_not_corrected_by_itself",
                violation_error_message="En iagttagelse kan ikke være rettet af sig selv.",
            ),
            models.CheckConstraint(
                condition=~Q(measure=""),
                name="evidence_has_a_measure",
                violation_error_message="Vælg, hvad der er set.",
            ),
        )
        indexes = (models.Index(fields=["person", "observed_on"], name="evidence_of_person"),)
