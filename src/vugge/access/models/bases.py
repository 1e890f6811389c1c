"""Bases as dated rows: one says that one account, or one unit, may know of one person, from when until when."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from vugge.access.rules.basis import BasisKind
from vugge.people.models.scoped import PersonalKey, ScopedManager

STORED = (
    BasisKind.ASSIGNED,
    BasisKind.STATUTE,
    BasisKind.TEAM,
    BasisKind.CONSENT,
    BasisKind.MEETING,
    BasisKind.EMERGENCY,
)
"""The kinds that are granted. Own data and custody follow from who somebody is, and are never copied here."""


class Team(models.Model):
    """Those who work together around one person. Its members are bases of kind team."""

    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="person")
    opened_at = models.DateTimeField("åbnet")
    closed_at = models.DateTimeField("lukket", null=True)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Constraints: one open team a person."""

        constraints = (
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(closed_at__isnull=True),
                name="team_one_open",
                violation_error_message="Der er allerede et team omkring personen. Føj til det i stedet.",
            ),
        )


class Meeting(models.Model):
    """A meeting at which private matters of one person may be exchanged: once, and once more to follow up.

    `matter` is one of the kinds in the law on meetings, and `number` counts the matters of that kind around the
    person: the same kind within the time that the law says is the same matter. `about` is in the caller's own words.
    """

    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="person")
    matter = models.CharField("sagens art", max_length=30)
    number = models.PositiveSmallIntegerField("nummer", default=1)
    about = models.CharField("sagen med ord", max_length=60, blank=True)
    held_on = models.DateField("holdes")
    follows = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="followup", verbose_name="følger op på"
    )
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="indkaldt af"
    )
    called_at = models.DateTimeField("indkaldt")
    legal_basis = models.CharField("hjemmel", max_length=200)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Constraints: a matter has one first meeting."""

        constraints = (
            models.UniqueConstraint(
                fields=["person", "matter", "number"],
                condition=Q(follows__isnull=True),
                name="meeting_once_a_matter",
                violation_error_message="Der har været et møde om sagen. Hold det opfølgende møde, eller spørg om lov.",
            ),
        )


class Basis(models.Model):
    """One reason why one account, or everybody in one unit, may know of one person.

    An account has it in one part only, `in_role` in `in_unit`, and not in another role or another unit.
    """

    kind = models.CharField("hjemmel", max_length=12, choices=[(kind.value, kind.value) for kind in STORED])
    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="person")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="medarbejder"
    )
    unit = models.ForeignKey("organisations.Unit", models.PROTECT, null=True, related_name="+", verbose_name="enhed")
    in_role = models.CharField("i rollen", max_length=30, blank=True)
    in_unit = models.ForeignKey(  # no index: one account's rows are few, a unit's are many, and SQLite took the unit's
        "organisations.Unit", models.PROTECT, null=True, db_index=False, related_name="+", verbose_name="i enheden"
    )
    begins_at = models.DateTimeField("begynder")
    ends_at = models.DateTimeField("slutter", null=True)
    ended_at = models.DateTimeField("afsluttet før tid", null=True)
    end_reason = models.CharField("hvorfor afsluttet", max_length=200, blank=True)
    categories = models.CharField("oplysninger", max_length=200, blank=True)
    has_own_categories = models.BooleanField("nævner selv oplysninger", default=False)
    purpose = models.CharField("formål", max_length=30, blank=True)
    legal_basis = models.CharField("bestemmelse", max_length=200, blank=True)
    reason = models.CharField("begrundelse", max_length=500, blank=True)
    is_lead = models.BooleanField("tovholder", default=False)
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="memberships", verbose_name="team")
    consent = models.ForeignKey(
        "access.Consent", models.PROTECT, null=True, related_name="bases", verbose_name="samtykke"
    )
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="bases", verbose_name="møde")
    granted_by = models.CharField("givet af", max_length=100)
    granted_at = models.DateTimeField("givet")

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Constraints: one receiver, moments in order, and what each kind must have."""

        constraints = (
            models.CheckConstraint(
                condition=Q(account__isnull=True, unit__isnull=False) | Q(account__isnull=False, unit__isnull=True),
                name="basis_one_receiver",
                violation_error_message="Adgang gives enten til en medarbejder eller til en enhed.",
            ),
            models.CheckConstraint(
                condition=Q(account__isnull=True, in_role="", in_unit__isnull=True)
                | Q(account__isnull=False, in_unit__isnull=False) & ~Q(in_role="")
                | Q(account__isnull=False, ended_at__isnull=False),
                name="basis_account_has_a_part",
                violation_error_message="En medarbejder har adgang i én bestemt rolle i én bestemt enhed.",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("begins_at")),
                name="basis_ends_after_it_begins",
                violation_error_message="Adgangen slutter, før den begynder.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=BasisKind.CONSENT)
                | Q(consent__isnull=False, has_own_categories=True, ends_at__isnull=False),
                name="basis_consent_is_bounded",
                violation_error_message="Et samtykke nævner, hvad der deles, og har en slutdag.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=BasisKind.MEETING)
                | Q(meeting__isnull=False, has_own_categories=True, ends_at__isnull=False),
                name="basis_meeting_is_bounded",
                violation_error_message="Deling på et møde nævner, hvad der deles, og slutter med dagen.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=BasisKind.TEAM) | Q(team__isnull=False, account__isnull=False),
                name="basis_team_has_a_team",
                violation_error_message="Et medlem af et team er en bestemt medarbejder i et bestemt team.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=BasisKind.EMERGENCY)
                | Q(account__isnull=False, ends_at__isnull=False) & ~Q(reason=""),
                name="basis_emergency_is_bounded",
                violation_error_message="Akut adgang gives til én medarbejder, med en begrundelse og få timer.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=BasisKind.STATUTE) | ~Q(legal_basis=""),
                name="basis_statute_is_named",
                violation_error_message="Skriv, hvilken bestemmelse der giver adgang.",
            ),
            models.UniqueConstraint(
                fields=["team"],
                condition=Q(is_lead=True, ended_at__isnull=True),
                name="basis_one_lead",
                violation_error_message="Teamet har allerede en tovholder. Afslut den første, før en ny tager over.",
            ),
        )
        indexes = (
            models.Index(fields=["account", "person"], name="basis_account_person"),
            models.Index(fields=["unit", "person"], name="basis_unit_person"),
            models.Index(fields=["person"], name="basis_person"),
        )


class EmergencyReview(models.Model):
    """What somebody outside the unit found on going through one emergency access."""

    basis = models.OneToOneField(Basis, models.PROTECT, related_name="review", verbose_name="akut adgang")
    due = models.DateField("gennemgås senest")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="gennemgået af"
    )
    reviewed_at = models.DateTimeField("gennemgået", null=True)
    was_right = models.BooleanField("var berettiget", null=True)
    finding = models.CharField("konklusion", max_length=500, blank=True)


class Conflict(models.Model):
    """A person whom one employee may not look up, whatever the task: own family, a neighbour."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="medarbejder")
    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="person")
    kind = models.CharField(
        "art", max_length=12, choices=[("family", "family"), ("neighbour", "neighbour"), ("other", "other")]
    )
    begins = models.DateField("fra")
    ends = models.DateField("til", null=True)
    ended_by = models.CharField("ophævet af", max_length=100, blank=True)
    end_reason = models.CharField("hvorfor ophævet", max_length=200, blank=True)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Constraints: one row a pair that holds."""

        constraints = (
            models.UniqueConstraint(
                fields=["account", "person"],
                condition=Q(ends__isnull=True),
                name="conflict_once",
                violation_error_message="Medarbejderen er allerede udelukket fra personen.",
            ),
        )
