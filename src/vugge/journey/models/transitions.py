"""What is stored of a transition: where from and where to, what was made ready, what was written, and what happened."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from vugge.journey.rules.transition_values import NOTE_LENGTH, PLACE_LENGTH, REASON_LENGTH, WORDS_LENGTH
from vugge.journey.rules.transitions import OVER, Deed, State
from vugge.people.models.columns import by, kind_of, own_id
from vugge.people.models.scoped import PersonalKey, ScopedManager

ID_LENGTH = 40

_OVER = sorted(one.value for one in OVER)  # in one order, so that the migration stays the same
_UNKNOWN_PLACE = [State.PREPARED.value, State.RETURNED.value, State.CANCELLED.value]
_BEGUN = [State.ARRIVED.value, State.FOLLOWED_UP.value]


class Transition(models.Model):
    """One child's way from one place to the next. The next is a unit, or a place outside in words, or not known yet.

    `basis` is the receiver's task that the yes gave. Purpose: that a child is awaited where it comes. Last day: as the
    retention rules of `law/access` say (`journey_agreed`).
    """

    id = own_id()
    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="om")
    kind = models.CharField("slags", max_length=ID_LENGTH)
    from_unit = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+", verbose_name="fra")
    to_unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="+", null=True, blank=True, verbose_name="til"
    )
    to_place = models.CharField("til et sted uden log-ind", max_length=PLACE_LENGTH, blank=True)
    planned_on = models.DateField("planlagt dag", null=True, blank=True)
    answer_by = models.DateField("svar senest", null=True, blank=True)
    arrived_on = models.DateField("begyndte", null=True, blank=True)
    state = kind_of(State, "tilstand")
    reason = models.CharField("grund", max_length=REASON_LENGTH, blank=True)
    basis = models.PositiveBigIntegerField("modtagerens opgave", null=True, blank=True)
    opened_by = by("åbnet af")
    opened_at = models.DateTimeField("åbnet")
    version = models.PositiveIntegerField("udgave", default=1)
    key = models.UUIDField("nøgle mod dobbelt afsendelse", unique=True, editable=False)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Constraints: one open of a kind, one place to go, known when it is asked, and a day when it has begun."""

        constraints = (
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=~Q(state__in=_OVER),
                name="transition_one_open",
                violation_error_message="Der er allerede åbnet en overgang af den slags. Fortsæt på den.",
            ),
            models.CheckConstraint(
                condition=Q(to_unit__isnull=True) | Q(to_place=""),
                name="transition_one_place",
                violation_error_message="Vælg enten et sted i registeret, eller skriv et sted uden for det.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_UNKNOWN_PLACE)
                | (Q(planned_on__isnull=False) & (Q(to_unit__isnull=False) | ~Q(to_place=""))),
                name="transition_place_is_known",
                violation_error_message="Skriv, hvor barnet skal hen og hvornår, før stedet bliver spurgt.",
            ),
            models.CheckConstraint(
                condition=Q(to_unit__isnull=True) | ~Q(to_unit=F("from_unit")),
                name="transition_goes_somewhere",
                violation_error_message="En overgang går til et andet sted end det, barnet kommer fra.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_BEGUN) | Q(arrived_on__isnull=False),
                name="transition_begun_has_a_day",
                violation_error_message="Skriv, hvilken dag barnet begyndte.",
            ),
        )
        indexes = (
            models.Index(fields=["person"], name="transition_of_person"),
            models.Index(fields=["to_unit", "state"], name="transition_to_unit"),
        )


class TransitionItem(models.Model):
    """What was answered to one point of the list of what is made ready."""

    id = own_id()
    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="om")
    transition = PersonalKey(Transition, models.PROTECT, related_name="+", verbose_name="overgang")
    item = models.CharField("punkt", max_length=ID_LENGTH)
    answer = models.CharField("svar", max_length=10)
    answered_by = by("svaret af")
    answered_at = models.DateTimeField("svaret")

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Constraints: one answer a point."""

        constraints = (
            models.UniqueConstraint(
                fields=["transition", "item"],
                name="transition_item_once",
                violation_error_message="Der er allerede svaret på punktet. Åbn siden igen.",
            ),
        )


class TransitionNote(models.Model):
    """What was written to one question of the note. Who may read it: `journey.rules.transitions.may_read_note`."""

    id = own_id()
    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="om")
    transition = PersonalKey(Transition, models.PROTECT, related_name="+", verbose_name="overgang")
    prompt = models.CharField("spørgsmål", max_length=ID_LENGTH)
    text = models.CharField("tekst", max_length=NOTE_LENGTH)
    written_by = by("skrevet af")
    written_at = models.DateTimeField("skrevet")

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Constraints: one text a question."""

        constraints = (
            models.UniqueConstraint(
                fields=["transition", "prompt"],
                name="transition_note_once",
                violation_error_message="Der er allerede skrevet et svar på spørgsmålet. Åbn siden igen.",
            ),
        )


class NoteRelease(models.Model):
    """That one of those who answer for a child lets the note pass to the next place, until they take it back."""

    id = own_id()
    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="om")
    transition = PersonalKey(Transition, models.PROTECT, related_name="+", verbose_name="overgang")
    signer = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="siger ja")
    to_unit = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+", verbose_name="til")
    said_at = models.DateTimeField("sagt")
    withdrawn_at = models.DateTimeField("trukket tilbage", null=True, blank=True)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Constraints: one yes a person to a place, as long as it holds."""

        constraints = (
            models.UniqueConstraint(
                fields=["transition", "signer", "to_unit"],
                condition=Q(withdrawn_at__isnull=True),
                name="note_release_once",
                violation_error_message="Du har allerede sagt ja.",
            ),
        )


class TransitionEvent(models.Model):
    """That a transition moved on: to which state, by whom and in which unit, when and why."""

    id = own_id()
    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="om")
    transition = PersonalKey(Transition, models.PROTECT, related_name="+", verbose_name="overgang")
    deed = models.CharField("gerning", max_length=20)
    state = kind_of(State, "tilstand")
    reason = models.CharField("grund", max_length=REASON_LENGTH, blank=True)
    by = by("af")
    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="+", null=True, blank=True, verbose_name="enhed"
    )
    at = models.DateTimeField("hvornår")

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Constraints: what is owed a reason has one."""

        constraints = (
            models.CheckConstraint(
                condition=~Q(deed__in=[Deed.RETURN.value, Deed.CANCEL.value, Deed.CLOSE.value]) | ~Q(reason=""),
                name="transition_event_says_why",
                violation_error_message="Skriv hvorfor.",
            ),
        )
        indexes = (models.Index(fields=["transition"], name="transition_event_of"),)


class FollowUp(models.Model):
    """What became of it, so many months after the arrival: is the child still there, and how it goes in a few words."""

    id = own_id()
    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="om")
    transition = PersonalKey(Transition, models.PROTECT, related_name="+", verbose_name="overgang")
    months = models.PositiveSmallIntegerField("måneder efter")
    still_there = models.BooleanField("er der stadig", null=True)
    words = models.CharField("med få ord", max_length=WORDS_LENGTH, blank=True)
    answered_by = by("svaret af")
    answered_at = models.DateTimeField("svaret")

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Constraints: asked once each time."""

        constraints = (
            models.UniqueConstraint(
                fields=["transition", "months"],
                name="follow_up_once",
                violation_error_message="Der er allerede fulgt op. Åbn siden igen.",
            ),
        )


class TransitionMentor(models.Model):
    """The grown-up whom a young person chose to follow into the next place, for a time."""

    id = own_id()
    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="om")
    transition = PersonalKey(Transition, models.PROTECT, related_name="+", verbose_name="overgang")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="mentor")
    begins = models.DateField("fra og med")
    ends = models.DateField("til, ikke med")
    ended_at = models.DateTimeField("afsluttet før tid", null=True, blank=True)
    chosen_by = by("valgt af")
    own_choice = models.BooleanField("valgt af den unge selv på egen side", default=False)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Constraints: one mentor at a time, for at least a day."""

        constraints = (
            models.UniqueConstraint(
                fields=["transition"],
                condition=Q(ended_at__isnull=True),
                name="transition_one_mentor",
                violation_error_message="Der er allerede en mentor. Afslut den første, før en ny bliver valgt.",
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("begins")),
                name="mentor_lasts_a_day",
                violation_error_message="Mentoren følger med i mindst en dag.",
            ),
        )


class MentorContact(models.Model):
    """That a mentor and a young person met or talked: the day, how, and a few words."""

    id = own_id()
    person = PersonalKey("people.Person", models.PROTECT, related_name="+", verbose_name="om")
    mentor = PersonalKey(TransitionMentor, models.PROTECT, related_name="+", verbose_name="mentor")
    on = models.DateField("dag")
    kind = models.CharField("hvordan", max_length=20)
    words = models.CharField("med få ord", max_length=WORDS_LENGTH, blank=True)
    written_by = by("skrevet af")
    written_at = models.DateTimeField("skrevet")
    key = models.UUIDField("nøgle mod dobbelt afsendelse", unique=True, editable=False)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager("person")

    class Meta:
        """Index: by mentor."""

        indexes = (models.Index(fields=["mentor"], name="mentor_contact_of"),)
