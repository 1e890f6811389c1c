"""What is stored of where people are: dwellings, and the spells that a person spends somewhere."""

from django.db import models
from django.db.models import F, Q

from vugge.people.models.columns import NAME_LENGTH, begins, by, ends, in_order, kind_of, origin, own_id
from vugge.people.models.persons import Person
from vugge.people.models.scoped import PersonalKey, ScopedManager
from vugge.people.rules.kinds import SpellKind


class Dwelling(models.Model):
    """A home that somebody can live in. The address is public; that a person lives there is not."""

    id = own_id()
    street = models.CharField("vej", max_length=120)
    number = models.CharField("husnummer", max_length=10)
    floor = models.CharField("etage", max_length=10, blank=True)
    door = models.CharField("dør", max_length=10, blank=True)
    stairway = models.CharField("opgang", max_length=40, blank=True)
    postcode = models.CharField("postnummer", max_length=4)
    city = models.CharField("by", max_length=60)
    municipality = models.CharField("kommune", max_length=4)
    area_key = models.CharField("boligområde", max_length=120, blank=True, db_index=True)
    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="+", null=True, blank=True, verbose_name="boligafdeling"
    )

    class Meta:
        """Constraints: an address once."""

        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "street", "number", "floor", "door", "postcode"],
                name="dwelling_once",
                violation_error_message="Boligen findes allerede.",
            ),
        )


class Spell(models.Model):
    """Where a person is for a time: a home, a place in day-care or school, a job, a course of support.

    A wrong one is not overwritten: it points at the one that corrects it, and both stay. The one that is right has
    no `corrected_by`, which is nearly all of them: an index on it would only lead a planner astray.
    """

    id = own_id()
    person = PersonalKey(Person, models.PROTECT, related_name="+")
    kind = kind_of(SpellKind, "art")
    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="+", null=True, blank=True, verbose_name="sted"
    )
    dwelling = models.ForeignKey(
        Dwelling, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="bolig"
    )
    title = models.CharField("betegnelse", max_length=NAME_LENGTH, blank=True)
    begins = begins()
    ends = ends()
    origin = origin()
    entered_by = by("indtastet af")
    entered_at = models.DateTimeField("indtastet")
    corrected_by = PersonalKey(
        "self", models.PROTECT, related_name="+", null=True, blank=True, db_index=False, verbose_name="rettet af"
    )
    version = models.PositiveIntegerField("udgave", default=1)
    request_key = models.CharField("anmodningens nøgle", max_length=64, null=True, unique=True, editable=False)
    request_hash = models.CharField("anmodningens aftryk", max_length=64, blank=True, editable=False)

    objects = ScopedManager("person")

    class Meta:
        """Constraints: a home has a dwelling, the rest a unit or a title; one home at a time goes on."""

        constraints = (
            in_order("spell_period_in_order"),
            models.CheckConstraint(
                condition=Q(kind=SpellKind.HOME.value, dwelling__isnull=False)
                | (~Q(kind=SpellKind.HOME.value) & Q(dwelling__isnull=True)),
                name="spell_home_has_dwelling",
                violation_error_message="Et hjem har en bolig, og kun et hjem har det.",
            ),
            models.CheckConstraint(
                condition=Q(kind=SpellKind.HOME.value) | Q(unit__isnull=False) | ~Q(title=""),
                name="spell_is_somewhere",
                violation_error_message="Skriv, hvor personen er: vælg et sted, eller giv en betegnelse.",
            ),
            models.CheckConstraint(
                condition=Q(corrected_by__isnull=True) | ~Q(corrected_by=F("id")),
                name="spell_not_corrected_by_itself",
                violation_error_message="Et ophold kan ikke være rettet af sig selv.",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(kind=SpellKind.HOME.value, ends__isnull=True, corrected_by__isnull=True),
                name="spell_one_home_goes_on",
                violation_error_message="Personen har allerede et hjem, der ikke er slut. Afslut det først.",
            ),
        )
        indexes = (
            models.Index(fields=["dwelling"], name="spell_by_dwelling"),
            models.Index(fields=["unit", "kind"], name="spell_by_unit"),
        )
