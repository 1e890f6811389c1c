"""What is asked about the log and about what is kept, and what the supervisor finds in a sample of the log."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from vugge.access.rules.requests import RequestKind
from vugge.people.models.scoped import PersonalKey, ScopedManager


class LogQuestion(models.Model):
    """A citizen does not understand a look-up: a task with a deadline."""

    asked_by = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="spurgt af")
    entry = models.BigIntegerField("opslag i loggen")
    asked_at = models.DateTimeField("spurgt")
    due = models.DateField("besvares senest")
    answer = models.TextField("svar", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="besvaret af"
    )
    answered_at = models.DateTimeField("besvaret", null=True)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("asked_by")

    class Meta:
        """Constraints: one question a look-up and citizen."""

        constraints = (
            models.UniqueConstraint(
                fields=["asked_by", "entry"],
                name="log_question_once",
                violation_error_message="Du har allerede spurgt om dette opslag.",
            ),
        )


class SubjectRequest(models.Model):
    """A citizen asks to have something put right or deleted: a task with a deadline. What was written stays."""

    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="om")
    asked_by = models.CharField("spurgt af", max_length=100)
    kind = models.CharField("hvad", max_length=12, choices=[(one.value, one.value) for one in RequestKind])
    about = models.CharField("felt", max_length=20, blank=True)
    wanted = models.CharField("det, der skal stå", max_length=500, blank=True)
    reason = models.CharField("begrundelse", max_length=500, blank=True)
    asked_at = models.DateTimeField("spurgt")
    due = models.DateField("besvares senest")
    was_followed = models.BooleanField("fulgt", null=True)
    answer = models.CharField("svar", max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="besvaret af"
    )
    answered_at = models.DateTimeField("besvaret", null=True)
    key = models.UUIDField("nøgle mod dobbelt afsendelse", unique=True)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Constraints: an answer has a time, and the other way round."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, was_followed__isnull=True)
                | models.Q(answered_at__isnull=False, was_followed__isnull=False),
                name="subject_request_answer_is_whole",
                violation_error_message="Et svar har et tidspunkt og siger, om ønsket blev fulgt.",
            ),
        )
        indexes = (models.Index(fields=["person"], name="subject_request_person"),)


class SampledEntry(models.Model):
    """One entry of the log that the month's sample drew, and why it weighed."""

    month = models.DateField("måned")
    entry = models.BigIntegerField("opslag i loggen")
    weight = models.PositiveSmallIntegerField("vægt")
    why = models.CharField("hvorfor udtaget", max_length=200)

    class Meta:
        """Constraints: an entry once a month."""

        constraints = (
            models.UniqueConstraint(
                fields=["month", "entry"],
                name="sampled_entry_once",
                violation_error_message="Opslaget er allerede udtaget.",
            ),
        )


class Finding(models.Model):
    """What the supervisor found about one sampled entry, signed with name and time."""

    sampled = models.OneToOneField(SampledEntry, models.PROTECT, related_name="finding", verbose_name="opslag")
    was_right = models.BooleanField("var berettiget")
    text = models.CharField("konklusion", max_length=500, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="underskrevet af"
    )
    signed_at = models.DateTimeField("underskrevet")
