"""Consents: who asked, who said yes, about whom, to whom, what, for what, until when, and in which words."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from vugge.people.models.scoped import PersonalKey, ScopedManager


class Consent(models.Model):
    """One request to share about one person, and the answer. The fields follow ISO/IEC TS 27560."""

    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="om")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="spurgt af")
    asking_unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="+", verbose_name="spørgende enhed"
    )
    matter = models.CharField("sagens art", max_length=30)
    categories = models.CharField("oplysninger", max_length=200)
    purpose = models.CharField("formål", max_length=30)
    purpose_text = models.CharField("formål med ord", max_length=300)
    language = models.CharField("vist på sproget", max_length=8)
    text_version = models.CharField("tekstens version", max_length=40)
    text_shown = models.TextField("teksten, som den blev vist")
    begins = models.DateField("fra")
    until = models.DateField("til")
    child_heard = models.BooleanField("barnet er hørt", null=True)
    not_heard_because = models.CharField("hvorfor barnet ikke er hørt", max_length=300, blank=True)
    requested_at = models.DateTimeField("spurgt")
    given_at = models.DateTimeField("givet", null=True)
    refused_at = models.DateTimeField("afslået", null=True)
    withdrawn_at = models.DateTimeField("trukket tilbage", null=True)
    key = models.UUIDField("nøgle mod dobbelt afsendelse", unique=True)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Constraints: something is shared, for a time, and no two answers contradict each other."""

        constraints = (
            models.CheckConstraint(
                condition=Q(until__gt=F("begins")),
                name="consent_until_after_begins",
                violation_error_message="Samtykket slutter, før det begynder.",
            ),
            models.CheckConstraint(
                condition=~Q(categories=""),
                name="consent_shares_something",
                violation_error_message="Et samtykke uden indhold betyder ingenting. Vælg, hvad der må deles.",
            ),
            models.CheckConstraint(
                condition=Q(given_at__isnull=True) | Q(refused_at__isnull=True),
                name="consent_one_answer",
                violation_error_message="Et samtykke kan ikke både være givet og afslået.",
            ),
        )
        indexes = (models.Index(fields=["person"], name="consent_person"),)


class ConsentRecipient(models.Model):
    """A unit, or one employee of it, who may see what is shared."""

    consent = models.ForeignKey(Consent, models.PROTECT, related_name="recipients", verbose_name="samtykke")
    unit = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+", verbose_name="enhed")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="medarbejder"
    )


class ConsentSignature(models.Model):
    """One answer that a consent needs, and how it was given."""

    consent = models.ForeignKey(Consent, models.PROTECT, related_name="signatures", verbose_name="samtykke")
    signer = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="svarer")
    signed_as = models.CharField("svarer som", max_length=10, choices=[("self", "self"), ("custodian", "custodian")])
    answered_at = models.DateTimeField("svaret", null=True)
    said_yes = models.BooleanField("ja", null=True)
    method = models.CharField("hvordan", max_length=12, blank=True)

    class Meta:
        """Constraints: one answer a person."""

        constraints = (
            models.UniqueConstraint(
                fields=["consent", "signer"],
                name="consent_signature_once",
                violation_error_message="Der er allerede svaret på dette samtykke.",
            ),
        )
