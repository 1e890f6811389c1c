"""What is written between a family and those around it: threads, who of the colleagues is in them, texts and readers.

A text is sealed. Who may read a message was written down when it was sent, one row for each: whoever has no row gets no
text, and whoever has one gets it only while they may still know (`rules/correspondents.py`).
"""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from vugge.journey.rules.correspondents import ThreadKind
from vugge.journey.rules.messages import LONGEST_LANGUAGE
from vugge.people.models.columns import by, kind_of, own_id
from vugge.people.models.scoped import PersonalKey, ScopedManager

ROLE_LENGTH = 30

_ONE = Q(account__isnull=False, in_unit__isnull=False, citizen__isnull=True) & ~Q(in_role="") | Q(
    account__isnull=True, in_unit__isnull=True, citizen__isnull=False, in_role=""
)


def _account() -> "models.ForeignKey[models.Model | None, models.Model | None]":
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="medarbejder"
    )


def _unit() -> "models.ForeignKey[models.Model | None, models.Model | None]":
    return models.ForeignKey(
        "organisations.Unit",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
        verbose_name="i enheden",
    )


class Thread(models.Model):
    """What is written back and forth about one person, between those who have custody, or the person, and colleagues.

    Purpose: that a family can reach those who help. Last day: as the retention rules of `law/access` say
    (`journey_messages`), counted from the thread's newest message.
    """

    id = own_id()
    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="om")
    kind = kind_of(ThreadKind, "hvem af familien")
    opened_at = models.DateTimeField("åbnet")
    opened_by = by("åbnet af")

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Threads are found by whom they are about."""

        indexes = (models.Index(fields=["person"], name="thread_of_person"),)


class ThreadColleague(models.Model):
    """A colleague, in one part, who was asked into a thread. It opens nothing: the part must give it each time."""

    id = own_id()
    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="om")
    thread = PersonalKey(Thread, models.PROTECT, related_name="+", verbose_name="samtale")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="medarbejder")
    in_role = models.CharField("i rollen", max_length=ROLE_LENGTH)
    in_unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, db_index=False, related_name="+", verbose_name="i enheden"
    )
    joined_at = models.DateTimeField("med siden")
    added_by = by("bedt med af")

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Constraints: a part once a thread."""

        constraints = (
            models.UniqueConstraint(
                fields=["thread", "account", "in_role", "in_unit"],
                name="thread_colleague_once",
                violation_error_message="Kollegaen er allerede med i samtalen.",
            ),
        )


class Message(models.Model):
    """One message, sealed for its own row. It is never changed; its writer may withdraw it: then nobody reads it."""

    id = own_id()
    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="om")
    thread = PersonalKey(Thread, models.PROTECT, related_name="+", verbose_name="samtale")
    account = _account()
    in_role = models.CharField("i rollen", max_length=ROLE_LENGTH, blank=True)
    in_unit = _unit()
    citizen = PersonalKey(
        "people.Person", models.PROTECT, related_name="+", null=True, blank=True, verbose_name="fra familien"
    )
    sealed = models.TextField("teksten, krypteret")
    language = models.CharField("sprog", max_length=LONGEST_LANGUAGE)
    written_at = models.DateTimeField("sendt")
    withdrawn_at = models.DateTimeField("trukket tilbage", null=True, blank=True)
    request_key = models.CharField("anmodningens nøgle", max_length=64, null=True, unique=True, editable=False)
    request_hash = models.CharField("anmodningens aftryk", max_length=64, blank=True, editable=False)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Constraints: one writer, and a text."""

        constraints = (
            models.CheckConstraint(
                condition=_ONE,
                name="message_one_writer",
                violation_error_message="En besked er skrevet af én: en fra familien eller en medarbejder i én rolle.",
            ),
            models.CheckConstraint(
                condition=~Q(sealed=""),
                name="message_has_a_text",
                violation_error_message="Skriv beskeden. Feltet er tomt.",
            ),
        )
        indexes = (models.Index(fields=["thread", "written_at"], name="message_in_thread"),)


class MessageReader(models.Model):
    """That one of the family, or a colleague in one part, may read a message, from when, and when they first did.

    `shared_by` is who of the family shared it later; empty for those to whom it was sent.
    """

    id = own_id()
    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="om")
    thread = PersonalKey(Thread, models.PROTECT, related_name="+", verbose_name="samtale")
    message = PersonalKey(Message, models.PROTECT, related_name="+", verbose_name="besked")
    account = _account()
    in_role = models.CharField("i rollen", max_length=ROLE_LENGTH, blank=True)
    in_unit = _unit()
    citizen = PersonalKey(
        "people.Person", models.PROTECT, related_name="+", null=True, blank=True, verbose_name="fra familien"
    )
    given_at = models.DateTimeField("må læse fra")
    shared_by = by("delt senere af")
    read_at = models.DateTimeField("læst", null=True, blank=True)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Constraints: one reader, and each message once."""

        constraints = (
            models.CheckConstraint(
                condition=_ONE,
                name="message_reader_one",
                violation_error_message="En læser er én: en fra familien eller en medarbejder i én rolle.",
            ),
            models.UniqueConstraint(
                fields=["message", "account", "in_role", "in_unit"],
                condition=Q(account__isnull=False),
                name="message_reader_part_once",
                violation_error_message="Medarbejderen læser allerede beskeden.",
            ),
            models.UniqueConstraint(
                fields=["message", "citizen"],
                condition=Q(citizen__isnull=False),
                name="message_reader_citizen_once",
                violation_error_message="Personen læser allerede beskeden.",
            ),
        )
        indexes = (
            models.Index(fields=["account"], condition=Q(read_at__isnull=True), name="message_unread_by_account"),
            models.Index(fields=["citizen"], condition=Q(read_at__isnull=True), name="message_unread_by_citizen"),
        )
