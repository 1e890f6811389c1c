"""The log's tables. Rows are only ever added: `_append_only` makes the database itself refuse anything else."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vugge.audit.rules import (
    BASIS,
    CODES,
    HASH_OR_NONE,
    REQUEST,
    ROLE,
    SUBJECT_OR_NONE,
    UNIT,
    VERB,
    VIEWER,
    Level,
    Result,
)


class Event(models.Model):
    """One entry: who did or saw what, for which purpose, on which basis. Ids and counts, no content."""

    sequence = models.BigAutoField(primary_key=True)
    happened_at = models.DateTimeField()
    verb = models.CharField(max_length=100)
    viewer = models.CharField(max_length=100)
    viewer_kind = models.CharField(max_length=20)
    role = models.CharField(max_length=50, default="", blank=True)
    unit = models.CharField(max_length=50, default="", blank=True)
    purpose = models.CharField(max_length=50)
    basis = models.CharField(max_length=100)
    subject = models.CharField(max_length=200, blank=True)
    result = models.CharField(max_length=10, default=Result.DONE.value)
    emergency = models.BooleanField(default=False)
    request = models.CharField(max_length=32, default="", blank=True)
    query_hash = models.CharField(max_length=64, default="", blank=True)
    fields = models.CharField(max_length=500, default="", blank=True)
    numbers = models.JSONField(default=dict)
    code_version = models.CharField(max_length=50)

    class Meta:
        """What must be true of every entry."""

        indexes = (models.Index(fields=["viewer", "happened_at"], name="audit_event_by_viewer"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(verb__regex=VERB),
                name="audit_event_verb_is_dotted",
                violation_error_message=_(
                    "Loggens udsagnsord skrives rum.ting_gjort med små bogstaver, fx areas.list_imported."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(viewer__regex=VIEWER, role__regex=ROLE, unit__regex=UNIT),
                name="audit_event_viewer_is_an_id",
                violation_error_message=_(
                    "Loggen kender den, der handler, på et id, fx system:demo; aldrig på navn eller CPR."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(subject__regex=SUBJECT_OR_NONE),
                name="audit_event_subject_is_an_id",
                violation_error_message=_(
                    "Det, der handles på, står i loggen som art:id, fx area:17; aldrig med navn eller CPR."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(basis__regex=BASIS, fields__regex=CODES),
                name="audit_event_holds_codes",
                violation_error_message=_(
                    "Grundlag og felter står i loggen som koder, fx consent:17; aldrig som tekst."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(result__in=[result.value for result in Result]),
                name="audit_event_result_is_known",
                violation_error_message=_("Loggen siger vist, nægtet, intet fundet eller udført, og ikke andet."),
            ),
            models.CheckConstraint(
                condition=models.Q(query_hash__regex=HASH_OR_NONE, request__regex=REQUEST),
                name="audit_event_search_is_hashed",
                violation_error_message=_("En søgning står i loggen som et aftryk med nøgle; aldrig som tekst."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb} {self.subject}"


class EventPerson(models.Model):
    """One person of one entry: how much of them was seen or touched, and on which basis."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="persons", db_index=False)
    person = models.UUIDField()
    level = models.PositiveSmallIntegerField()
    categories = models.CharField(max_length=200, default="", blank=True)
    basis = models.CharField(max_length=100)

    class Meta:
        """What must be true of every person of an entry."""

        indexes = (models.Index(fields=["person", "event"], name="audit_person_by_event"),)
        constraints = (
            models.UniqueConstraint(
                fields=["event", "person"],
                name="audit_person_once_an_event",
                violation_error_message=_("En person står én gang i hver linje af loggen."),
            ),
            models.CheckConstraint(
                condition=models.Q(level__in=[level.value for level in Level]),
                name="audit_person_level_is_known",
                violation_error_message=_("Loggen kender fire niveauer af indsigt, fra 0 til 3."),
            ),
            models.CheckConstraint(
                condition=models.Q(basis__regex=BASIS, categories__regex=CODES),
                name="audit_person_holds_codes",
                violation_error_message=_(
                    "Grundlag og oplysningstyper står i loggen som koder, fx consent:17; aldrig som tekst."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.event_id} {self.person}"


class Sealed(models.Model):
    """The place of one entry in the chain; `chain_hash` is of this entry and of all before it."""

    position = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="sealed")
    chain_hash = models.CharField(max_length=64)

    class Meta:
        """What must be true of every seal."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(position__gte=0, chain_hash__regex=r"\A[0-9a-f]{64}\Z"),
                name="audit_sealed_is_a_hash",
                violation_error_message=_("Et segl er en plads fra 0 og et aftryk på 64 hexadecimale cifre."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.position} {self.chain_hash}"


class Checkpoint(models.Model):
    """The signed note that says what the chain's head was at one size; a copy is kept elsewhere."""

    size = models.BigIntegerField(primary_key=True)
    chain_hash = models.CharField(max_length=64)
    note = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        """What must be true of every checkpoint."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(size__gte=1, chain_hash__regex=r"\A[0-9a-f]{64}\Z"),
                name="audit_checkpoint_is_a_hash",
                violation_error_message=_("Et kontrolpunkt dækker mindst én linje og har et aftryk på 64 cifre."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.size} {self.chain_hash}"


class Kept(models.Model):
    """That a checkpoint lies elsewhere too, and since when; with it, all smaller ones are kept as well."""

    checkpoint = models.OneToOneField(Checkpoint, on_delete=models.PROTECT, primary_key=True, related_name="kept")
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.checkpoint_id} {self.kept_at}"
