"""Reminders: what each has chosen, and each reminder with what became of it. Never an address, never a text."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from vugge.journey.rules.reminders import Channel, Occasion, Reach
from vugge.people.models.columns import by, kind_of, own_id
from vugge.people.models.scoped import PersonalKey, ScopedManager


class ReminderChoice(models.Model):
    """Which way a citizen wants to be reminded, in which language. Without a row: not at all.

    Purpose: that nobody forgets what was agreed. Last day: with the person's case data.
    """

    id = own_id()
    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="hvem")
    channel = kind_of(Channel, "vej")
    language = models.CharField("sprog", max_length=10)
    despite_protection = models.BooleanField("også med beskyttet adresse", default=False)
    chosen_at = models.DateTimeField("valgt")
    chosen_by = by("valgt af")

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Constraints: one choice each."""

        constraints = (
            models.UniqueConstraint(
                fields=["person"],
                name="reminder_choice_once",
                violation_error_message="Valget er allerede gemt. Åbn siden igen.",
            ),
        )


class StaffReminderChoice(models.Model):
    """Whether an employee wants reminders at their mail at work; their invitations come without it."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, primary_key=True, related_name="+", verbose_name="medarbejder"
    )
    wants_mail = models.BooleanField("vil have mail", default=False)
    chosen_at = models.DateTimeField("valgt")


class _Outgoing(models.Model):
    """What every reminder has: how it stands, how often it was tried, and when it is tried next (UTC).

    Its id is the key by which a receiver can tell that two are one.
    """

    id = own_id()
    occasion = kind_of(Occasion, "lejlighed")
    state = kind_of(Reach, "tilstand")
    attempts = models.PositiveSmallIntegerField("forsøg", default=0)
    next_at = models.DateTimeField("forsøges tidligst")
    made_at = models.DateTimeField("lavet")
    sent_at = models.DateTimeField("afleveret", null=True, blank=True)

    class Meta:
        """A part of the tables below."""

        abstract = True


class Reminder(_Outgoing):
    """One reminder to one citizen on one day.

    Purpose: to send it once and no more. Last day: as `law/journey/reminders` says.
    """

    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="til")
    day = models.DateField("dag")

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Constraints: one a person and day."""

        constraints = (
            models.UniqueConstraint(
                fields=["person", "day"],
                name="reminder_once_a_day",
                violation_error_message="Personen har fået sin påmindelse i dag.",
            ),
        )
        indexes = (
            models.Index(
                fields=["next_at"],
                condition=Q(state__in=[Reach.WAITING.value, Reach.SENDING.value]),
                name="reminder_to_send",
            ),
        )


class StaffReminder(_Outgoing):
    """One reminder to one employee on one day, at their mail at work."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="til")
    day = models.DateField("dag")

    class Meta:
        """Constraints: one an employee and day."""

        constraints = (
            models.UniqueConstraint(
                fields=["account", "day"],
                name="staff_reminder_once_a_day",
                violation_error_message="Medarbejderen har fået sin påmindelse i dag.",
            ),
        )


class Invitation(_Outgoing):
    """The invitation of one employee to one conference, or word that it is cancelled; with its calendar file."""

    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="om")
    conference = PersonalKey("journey.Conference", models.PROTECT, related_name="+", verbose_name="møde")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="til")
    is_cancelling = models.BooleanField("aflysning", default=False)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Constraints: one an employee and conference, and one word that it is cancelled."""

        constraints = (
            models.UniqueConstraint(
                fields=["conference", "account", "is_cancelling"],
                name="invitation_once",
                violation_error_message="Medarbejderen er allerede inviteret.",
            ),
        )
