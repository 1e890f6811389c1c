"""Conferences around a child: who takes part, what is on the agenda, what was written down and decided."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from vugge.journey.rules.conferences import (
    LONGEST_NOTE,
    LONGEST_PLACE,
    LONGEST_POINT,
    ConferenceKind,
    ConferenceState,
    Ground,
    Kin,
    PointKind,
)
from vugge.people.models.columns import kind_of, own_id
from vugge.people.models.scoped import PersonalKey, ScopedManager


class Conference(models.Model):
    """A network meeting or a transition conference around one child.

    `meeting` is the one-meeting exchange on which it rests, where it rests on one. Purpose: that the family and those
    around it agree who helps with what. Last day: as the retention rules of `law/access` say (`case_data`).
    """

    id = own_id()
    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="om")
    kind = kind_of(ConferenceKind, "art")
    ground = kind_of(Ground, "hjemmel")
    meeting = PersonalKey("access.Meeting", models.PROTECT, related_name="+", null=True, verbose_name="udveksling")
    state = kind_of(ConferenceState, "tilstand")
    held_at = models.DateTimeField("holdes")
    minutes = models.PositiveSmallIntegerField("varighed i minutter")
    place = models.CharField("sted", max_length=LONGEST_PLACE, blank=True)
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="indkaldt af"
    )
    called_at = models.DateTimeField("indkaldt")
    version = models.PositiveIntegerField("udgave", default=1)
    request_key = models.CharField("anmodningens nøgle", max_length=64, null=True, unique=True, editable=False)
    request_hash = models.CharField("anmodningens aftryk", max_length=64, blank=True, editable=False)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Constraints: an exchange without consent names its meeting."""

        constraints = (
            models.CheckConstraint(
                condition=Q(ground=Ground.MEETING.value, meeting__isnull=False)
                | Q(ground=Ground.CONSENT.value, meeting__isnull=True),
                name="conference_ground_is_named",
                violation_error_message="Uden samtykke hører mødet til en udveksling på ét møde.",
            ),
        )
        indexes = (
            models.Index(fields=["person", "held_at"], name="conference_of_person"),
            models.Index(fields=["held_at"], name="conference_by_day"),
        )


class ConferenceParticipant(models.Model):
    """Somebody who takes part: an employee, somebody of the family who is on file, or a word for somebody else."""

    id = own_id()
    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="om")
    conference = PersonalKey(Conference, models.PROTECT, related_name="+", verbose_name="møde")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="medarbejder"
    )
    participant = PersonalKey(
        "people.Person", models.PROTECT, related_name="+", null=True, blank=True, verbose_name="fra familien"
    )
    kin = models.CharField("fra netværket", max_length=20, choices=[(one.value, one.value) for one in Kin], blank=True)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Constraints: one of the three, and nobody twice."""

        constraints = (
            models.CheckConstraint(
                condition=Q(account__isnull=False, participant__isnull=True, kin="")
                | Q(account__isnull=True, participant__isnull=False, kin="")
                | Q(account__isnull=True, participant__isnull=True) & ~Q(kin=""),
                name="conference_participant_is_one",
                violation_error_message="En deltager er en medarbejder, en fra familien eller en fra netværket.",
            ),
            models.UniqueConstraint(
                fields=["conference", "account"],
                condition=Q(account__isnull=False),
                name="conference_employee_once",
                violation_error_message="Medarbejderen er allerede med.",
            ),
            models.UniqueConstraint(
                fields=["conference", "participant"],
                condition=Q(participant__isnull=False),
                name="conference_relative_once",
                violation_error_message="Personen er allerede med.",
            ),
        )


class ConferencePoint(models.Model):
    """A point of the agenda: a station, goal or step by its id, which each sees as far as they may, or own words."""

    id = own_id()
    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="om")
    conference = PersonalKey(Conference, models.PROTECT, related_name="+", verbose_name="møde")
    place = models.PositiveSmallIntegerField("plads")
    kind = kind_of(PointKind, "art")
    ref = models.CharField("det, punktet handler om", max_length=80, blank=True)
    words = models.CharField("egne ord", max_length=LONGEST_POINT, blank=True)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Constraints: own words, or what it is about."""

        constraints = (
            models.CheckConstraint(
                condition=Q(kind=PointKind.OWN.value, ref="") & ~Q(words="")
                | ~Q(kind=PointKind.OWN.value) & ~Q(ref="") & Q(words=""),
                name="conference_point_says_something",
                violation_error_message="Et punkt er dine egne ord eller noget fra planen.",
            ),
        )


class ConferenceNote(models.Model):
    """What was written down at a conference. A restricted one is for its readers and whoever wrote it."""

    id = own_id()
    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="om")
    conference = PersonalKey(Conference, models.PROTECT, related_name="+", verbose_name="møde")
    words = models.CharField("referat", max_length=LONGEST_NOTE)
    is_restricted = models.BooleanField("kun for nogle", default=False)
    readers = models.JSONField("læsere", default=list)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="skrevet af"
    )
    written_at = models.DateTimeField("skrevet")

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Constraints: it says something."""

        constraints = (
            models.CheckConstraint(
                condition=~Q(words=""),
                name="conference_note_says_something",
                violation_error_message="Skriv, hvad der blev sagt.",
            ),
        )


class ConferenceDecision(models.Model):
    """That a step was agreed at a conference."""

    id = own_id()
    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="om")
    conference = PersonalKey(Conference, models.PROTECT, related_name="+", verbose_name="møde")
    step = PersonalKey("journey.Step", models.PROTECT, related_name="+", verbose_name="skridt")

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Constraints: a step once."""

        constraints = (
            models.UniqueConstraint(
                fields=["conference", "step"],
                name="conference_decision_once",
                violation_error_message="Skridtet står allerede ved mødet.",
            ),
        )
