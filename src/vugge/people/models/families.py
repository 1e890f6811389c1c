"""What is stored of families: who lives together, who has custody of whom, who is whose parent."""

from django.db import models
from django.db.models import F, Q

from vugge.people.models.columns import begins, by, ends, in_order, kind_of, origin, own_id
from vugge.people.models.persons import Person
from vugge.people.models.scoped import PersonalKey, ScopedManager
from vugge.people.rules.kinds import CustodyKind, ParentKind


class Household(models.Model):
    """Persons who live together. Says nothing itself: its members and their days do."""

    id = own_id()


class HouseholdMember(models.Model):
    """That a person belongs to a household, for a time. A child of two homes belongs to two."""

    id = own_id()
    person = PersonalKey(Person, models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    begins = begins()
    ends = ends()
    origin = origin()

    objects = ScopedManager("person")

    class Meta:
        """Constraints: once at a time."""

        constraints = (
            in_order("household_member_period_in_order"),
            models.UniqueConstraint(
                fields=["person", "household"],
                condition=Q(ends__isnull=True),
                name="household_member_once",
                violation_error_message="Personen hører allerede til husstanden.",
            ),
        )


class Custody(models.Model):
    """That somebody has custody of a child, from local midnight to local midnight.

    `needs_check`: the child or a holder is protected, so a human looks before this opens anything to the holder.
    """

    id = own_id()
    child = PersonalKey(Person, models.PROTECT, related_name="+")
    holder = PersonalKey(Person, models.PROTECT, related_name="+")
    kind = kind_of(CustodyKind, "art")
    begins = begins()
    ends = ends()
    origin = origin()
    needs_check = models.BooleanField("skal ses efter af et menneske", default=False)
    registered_by = by("registreret af")
    checked_by = by("set efter af")

    objects = ScopedManager("child", "holder")

    class Meta:
        """Constraints: nobody has custody of themselves, and a holder has it once at a time."""

        constraints = (
            in_order("custody_period_in_order"),
            models.CheckConstraint(
                condition=~Q(child=F("holder")),
                name="custody_of_another",
                violation_error_message="Ingen har forældremyndighed over sig selv.",
            ),
            models.UniqueConstraint(
                fields=["child", "holder"],
                condition=Q(ends__isnull=True),
                name="custody_once",
                violation_error_message="Personen har allerede forældremyndighed over barnet.",
            ),
        )
        indexes = (models.Index(fields=["holder"], name="custody_by_holder"),)


class Parenthood(models.Model):
    """That somebody is a child's parent. It gives no access: a parent without custody sees nothing by it."""

    id = own_id()
    child = PersonalKey(Person, models.PROTECT, related_name="+")
    parent = PersonalKey(Person, models.PROTECT, related_name="+")
    kind = kind_of(ParentKind, "art")
    origin = origin()

    objects = ScopedManager("child", "parent")

    class Meta:
        """Constraints: a parent once, and of another."""

        constraints = (
            models.UniqueConstraint(
                fields=["child", "parent"],
                name="parenthood_once",
                violation_error_message="Personen står allerede som barnets forælder.",
            ),
            models.CheckConstraint(
                condition=~Q(child=F("parent")),
                name="parenthood_of_another",
                violation_error_message="Ingen er sin egen forælder.",
            ),
        )
