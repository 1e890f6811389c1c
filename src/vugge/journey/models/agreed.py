"""What is agreed: goals in the family's own words, how they changed and who accepts them, and steps."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from vugge.audit.rules import Category
from vugge.journey.models.evidence import STATION_LENGTH
from vugge.journey.rules.agreed import (
    LONGEST_STEP,
    LONGEST_WORDS,
    OPEN_STEPS,
    Achievement,
    Lifecycle,
    StepState,
    View,
    Whose,
)
from vugge.people.models.columns import by, kind_of, own_id
from vugge.people.models.scoped import PersonalKey, ScopedManager

_OPEN = [one.value for one in OPEN_STEPS]


class Goal(models.Model):
    """A dream or a goal, in the words and the language of the family.

    `category` is who sees it: sharing is for the family and everybody in the team. Purpose: that all work towards what
    the family wants. Last day: as the retention rules of `law/access` say (`journey_agreed`).
    """

    id = own_id()
    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="om")
    words = models.CharField("målet med egne ord", max_length=LONGEST_WORDS)
    language = models.CharField("sprog", max_length=10)
    whose = kind_of(Whose, "hvis mål")
    category = kind_of(Category, "oplysning")
    station = models.CharField("station", max_length=STATION_LENGTH, blank=True)
    lifecycle = kind_of(Lifecycle, "tilstand")
    achievement = kind_of(Achievement, "nået")
    agreed_on = models.DateField("aftalt")
    ended_on = models.DateField("lukket", null=True, blank=True)
    written_by = by("indtastet af")
    written_at = models.DateTimeField("indtastet")
    version = models.PositiveIntegerField("udgave", default=1)
    request_key = models.CharField("anmodningens nøgle", max_length=64, null=True, unique=True, editable=False)
    request_hash = models.CharField("anmodningens aftryk", max_length=64, blank=True, editable=False)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Constraints: it says something, and a closed one says since when."""

        constraints = (
            models.CheckConstraint(
                condition=~Q(words=""),
                name="goal_says_something",
                violation_error_message="Skriv målet.",
            ),
            models.CheckConstraint(
                condition=Q(lifecycle=Lifecycle.CLOSED.value, ended_on__isnull=False)
                | (~Q(lifecycle=Lifecycle.CLOSED.value) & Q(ended_on__isnull=True)),
                name="goal_closed_has_a_day",
                violation_error_message="Et lukket mål har en dag, og et åbent har ikke.",
            ),
        )
        indexes = (models.Index(fields=["person"], name="goal_of_person"),)


class GoalChange(models.Model):
    """What was changed of a goal: both values are kept."""

    id = own_id()
    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="om")
    goal = PersonalKey(Goal, models.PROTECT, related_name="+", verbose_name="mål")
    field = models.CharField("felt", max_length=20)
    old = models.CharField("før", max_length=LONGEST_WORDS, blank=True)
    new = models.CharField("nu", max_length=LONGEST_WORDS, blank=True)
    reason = models.CharField("hvorfor", max_length=LONGEST_WORDS, blank=True)
    changed_at = models.DateTimeField("ændret")
    changed_by = by("ændret af")

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")


class GoalAcceptance(models.Model):
    """What one participant says of a goal on a day; the newest counts. One of `account` and `participant` is given.

    `participant` is somebody of the family, `account` an employee of the team.
    """

    id = own_id()
    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="om")
    goal = PersonalKey(Goal, models.PROTECT, related_name="+", verbose_name="mål")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="medarbejder"
    )
    participant = PersonalKey(
        "people.Person", models.PROTECT, related_name="+", null=True, blank=True, verbose_name="fra familien"
    )
    view = kind_of(View, "svar")
    words = models.CharField("med egne ord", max_length=LONGEST_WORDS, blank=True)
    answered_on = models.DateField("svaret")
    recorded_at = models.DateTimeField("skrevet ind")
    recorded_by = by("skrevet ind af")

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Constraints: one participant, and another view is said in words."""

        constraints = (
            models.CheckConstraint(
                condition=Q(account__isnull=True, participant__isnull=False)
                | Q(account__isnull=False, participant__isnull=True),
                name="goal_acceptance_one_participant",
                violation_error_message="Et svar er én deltagers: en medarbejder eller en fra familien.",
            ),
            models.CheckConstraint(
                condition=~Q(view=View.OTHER.value) | ~Q(words=""),
                name="goal_acceptance_other_view_in_words",
                violation_error_message="Skriv, hvad der ses anderledes.",
            ),
        )


class Step(models.Model):
    """Who does what by when, agreed with whom. `first_due` is the day that was agreed first.

    Without `account` and `unit` the family does it. Purpose: that what was agreed is done. Last day: as the retention
    rules of `law/access` say (`journey_agreed`).
    """

    id = own_id()
    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="om")
    goal = PersonalKey(Goal, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="mål")
    station = models.CharField("station", max_length=STATION_LENGTH, blank=True)
    what = models.CharField("hvad", max_length=LONGEST_STEP)
    category = kind_of(Category, "oplysning")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="medarbejder"
    )
    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="+", null=True, blank=True, verbose_name="enhed"
    )
    due = models.DateField("senest")
    first_due = models.DateField("først aftalt til")
    agreed_with = models.CharField("aftalt med", max_length=40)
    agreed_on = models.DateField("aftalt")
    state = kind_of(StepState, "tilstand")
    dropped_because = models.CharField("hvorfor det ikke blev til noget", max_length=LONGEST_WORDS, blank=True)
    ended_on = models.DateField("afsluttet", null=True, blank=True)
    reminds = models.BooleanField("påmindelse", default=True)
    written_by = by("indtastet af")
    written_at = models.DateTimeField("indtastet")
    version = models.PositiveIntegerField("udgave", default=1)
    request_key = models.CharField("anmodningens nøgle", max_length=64, null=True, unique=True, editable=False)
    request_hash = models.CharField("anmodningens aftryk", max_length=64, blank=True, editable=False)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Constraints: it says what, is agreed with somebody, ends on a day, and says why it was dropped."""

        constraints = (
            models.CheckConstraint(
                condition=~Q(what=""),
                name="step_says_what",
                violation_error_message="Skriv, hvad der skal gøres.",
            ),
            models.CheckConstraint(
                condition=~Q(agreed_with=""),
                name="step_agreed_with_somebody",
                violation_error_message="Vælg, hvem det er aftalt med.",
            ),
            models.CheckConstraint(
                condition=Q(account__isnull=True) | Q(unit__isnull=True),
                name="step_one_doer",
                violation_error_message="Et skridt er én medarbejders, én enheds eller familiens.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_OPEN, ended_on__isnull=True) | (~Q(state__in=_OPEN) & Q(ended_on__isnull=False)),
                name="step_ended_has_a_day",
                violation_error_message="Et skridt, der er slut, har en dag.",
            ),
            models.CheckConstraint(
                condition=Q(state=StepState.DROPPED.value) & ~Q(dropped_because="")
                | ~Q(state=StepState.DROPPED.value) & Q(dropped_because=""),
                name="step_dropped_says_why",
                violation_error_message="Skriv, hvorfor det ikke bliver til noget.",
            ),
        )
        indexes = (
            models.Index(fields=["person"], name="step_of_person"),
            models.Index(fields=["due"], condition=Q(state__in=_OPEN), name="step_open_by_day"),
        )
