"""Concerns: what somebody worries about, encrypted, and what was done about it until it was closed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from vugge.audit.rules import Viewer
from vugge.journey.rules.concerns import Deed, Outcome, Sender, State
from vugge.people.models.columns import by, kind_of, own_id
from vugge.people.models.scoped import PersonalKey, ScopedManager

SEALED = 24_000
"""Letters of an encrypted text: each of the longest text may take four bytes, and encoding makes four of three."""


class ConcernManager(ScopedManager["Concern"]):
    """Beside the rows within a scope: those that one unit has received, whoever they are about.

    The latter is for those who receive concerns, and tells nothing of the person until one is taken up.
    """

    def received_in(self, viewer: Viewer) -> models.QuerySet["Concern"]:
        """Return what the unit in which the viewer acts has received; nothing for a citizen."""
        return self.adding().filter(unit_id=int(viewer.unit) if viewer.unit.isdecimal() else 0)

    def sent_by(self, viewer: Viewer) -> models.QuerySet["Concern"]:
        """Return what the viewer has sent."""
        return self.adding().filter(sent_by=viewer.name)


class Concern(models.Model):
    """What somebody worries about. Without `person` it is about somebody in words alone, for whoever received it.

    `number` is what those who receive it call it. Texts are encrypted and bound to the row. `sent_by` is empty for
    somebody who is not logged in. Purpose: that the family is met early, and helped if it wants to. Last day: as the
    retention rules of `law/access` say (`case_data`).
    """

    id = own_id()
    number = models.PositiveIntegerField("nummer", unique=True)
    person = PersonalKey("people.Person", models.PROTECT, related_name="+", null=True, blank=True, verbose_name="om")
    unit = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+", verbose_name="modtaget af")
    sender = kind_of(Sender, "fra")
    sent_by = by("sendt af")
    received_at = models.DateTimeField("modtaget")
    sealed_text = models.CharField("bekymringen, krypteret", max_length=SEALED)
    sealed_about = models.CharField("hvem det handler om, krypteret", max_length=SEALED, blank=True)
    sealed_reach = models.CharField("hvordan senderen nås, krypteret", max_length=2_000, blank=True)
    state = kind_of(State, "tilstand")
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="taget op af"
    )
    basis = PersonalKey(
        "access.Basis", models.PROTECT, related_name="+", null=True, blank=True, verbose_name="adgang, mens den er åben"
    )
    taken_at = models.DateTimeField("taget op", null=True, blank=True)
    last_on = models.DateField("sidste kontakt", null=True, blank=True)
    outcome = models.CharField(
        "hvad der kom ud af det", max_length=20, choices=[(one.value, one.value) for one in Outcome], blank=True
    )
    closed_on = models.DateField("afsluttet", null=True, blank=True)
    version = models.PositiveIntegerField("udgave", default=1)
    request_key = models.CharField("anmodningens nøgle", max_length=64, null=True, unique=True, editable=False)
    request_hash = models.CharField("anmodningens aftryk", max_length=64, blank=True, editable=False)

    objects: ClassVar[ConcernManager] = ConcernManager("person")

    class Meta:
        """Constraints: it says something, is about somebody, and is closed with an outcome and a day or not at all."""

        constraints = (
            models.CheckConstraint(
                condition=~Q(sealed_text=""),
                name="concern_says_something",
                violation_error_message="Skriv, hvad du er bekymret for.",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(sealed_about=""),
                name="concern_is_about_somebody",
                violation_error_message="Skriv, hvem eller hvor det handler om.",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CLOSED.value, closed_on__isnull=False) & ~Q(outcome="")
                | ~Q(state=State.CLOSED.value) & Q(closed_on__isnull=True, outcome=""),
                name="concern_closed_with_outcome",
                violation_error_message="En afsluttet bekymring har en dag, og hvad der kom ud af den.",
            ),
            models.CheckConstraint(
                condition=Q(state=State.RECEIVED.value) | Q(handler__isnull=False),
                name="concern_handled_by_somebody",
                violation_error_message="Tag bekymringen op, før du skriver kontakt ind.",
            ),
        )
        indexes = (
            models.Index(fields=["unit", "closed_on"], name="concern_of_unit"),
            models.Index(fields=["person"], name="concern_of_person"),
        )


class ConcernEntry(models.Model):
    """One contact, follow-up or closing of a concern: the day, by whom, and what was said, encrypted."""

    id = own_id()
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="entries", verbose_name="bekymring")
    deed = kind_of(Deed, "hvad")
    on = models.DateField("den")
    sealed_text = models.CharField("det, der blev sagt, krypteret", max_length=SEALED, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="skrevet af"
    )
    written_at = models.DateTimeField("skrevet")

    class Meta:
        """In the order in which they were written."""

        indexes = (models.Index(fields=["concern", "written_at"], name="concernentry_of_concern"),)
