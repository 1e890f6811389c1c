"""What is stored of a person: the person, the numbers, the protections, the ways to reach and the log-in."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from vugge.people.models.columns import NAME_LENGTH, begins, by, choices, ends, in_order, kind_of, origin, own_id
from vugge.people.models.scoped import PersonalKey, ScopedManager
from vugge.people.rules.kinds import ContactKind, IdentifierKind, PersonState, ProtectionKind

_REGISTERED_PROTECTIONS = (ProtectionKind.NAME_ADDRESS, ProtectionKind.SPECIAL)


class Person(models.Model):
    """A person, also one that is expected. Known by a random id everywhere; a number is never a key.

    Purpose: to know whom a plan, a step or a right is about. Last day: as the archive rules of the room `access`
    decide; a record that was merged into another stays, and says into which.
    """

    id = own_id()
    given_names = models.CharField("fornavne", max_length=NAME_LENGTH, blank=True)
    surname = models.CharField("efternavn", max_length=NAME_LENGTH, blank=True)
    folded = models.CharField("navn til søgning", max_length=3 * NAME_LENGTH, editable=False)
    order_key = models.CharField("plads i rækkefølgen", max_length=128, editable=False)
    born = models.DateField("født", null=True, blank=True)
    died = models.DateField("død", null=True, blank=True)
    due = models.DateField("termin", null=True, blank=True)
    language = models.CharField("sprog", max_length=10, blank=True)
    needs_interpreter = models.BooleanField("har brug for tolk", default=False)
    state = kind_of(PersonState, "tilstand")
    merged_into = PersonalKey(
        "self", models.PROTECT, related_name="+", null=True, blank=True, verbose_name="lagt ind i"
    )
    version = models.PositiveIntegerField("udgave", default=1)
    origin = origin()
    request_key = models.CharField("anmodningens nøgle", max_length=64, null=True, unique=True, editable=False)
    request_hash = models.CharField("anmodningens aftryk", max_length=64, blank=True, editable=False)

    objects = ScopedManager("id")

    class Meta:
        """Constraints: who is expected has a due date and is not born; who is merged says into whom."""

        constraints = (
            models.CheckConstraint(
                condition=~Q(state=PersonState.EXPECTED.value) | Q(born__isnull=True, due__isnull=False),
                name="person_expected_has_due_date",
                violation_error_message="Et barn, der ventes, har en termin og endnu ingen fødselsdag.",
            ),
            models.CheckConstraint(
                condition=Q(state=PersonState.MERGED.value, merged_into__isnull=False)
                | (~Q(state=PersonState.MERGED.value) & Q(merged_into__isnull=True)),
                name="person_merged_says_into_whom",
                violation_error_message="Den, der er lagt sammen med en anden, peger på den anden, og ellers ingen.",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="person_not_merged_into_itself",
                violation_error_message="En person kan ikke lægges sammen med sig selv.",
            ),
            models.CheckConstraint(
                condition=Q(died__isnull=True) | Q(state__in=[PersonState.DEAD.value, PersonState.MERGED.value]),
                name="person_died_is_dead",
                violation_error_message="Kun den, der er død, har en dødsdag.",
            ),
            models.CheckConstraint(
                condition=~Q(state=PersonState.LIVING.value) | ~Q(given_names="", surname=""),
                name="person_living_has_a_name",
                violation_error_message="Skriv mindst ét navn.",
            ),
        )
        indexes = (
            models.Index(fields=["order_key", "id"], name="person_in_order"),
            models.Index(fields=["folded", "born"], name="person_name_and_birth"),
            models.Index(fields=["born"], name="person_born"),
        )


class Identifier(models.Model):
    """A number that identifies a person, encrypted, found by keyed hash. Two records may have the same number.

    That two have it is noted as a possible duplicate and never refused: a refusal would tell the one who writes
    that somebody they may not know of exists.
    """

    id = own_id()
    person = PersonalKey(Person, models.PROTECT, related_name="+")
    kind = kind_of(IdentifierKind, "art")
    sealed = models.CharField("nummer, krypteret", max_length=200)
    hash = models.CharField("nummerets aftryk", max_length=64, db_index=True)
    begins = begins()
    ends = ends()

    objects = ScopedManager("person")

    class Meta:
        """Constraints: a person has one number in force, and a number once."""

        constraints = (
            in_order("identifier_period_in_order"),
            models.UniqueConstraint(
                fields=["person", "hash"],
                name="identifier_once_a_person",
                violation_error_message="Personen har allerede dette nummer.",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ends__isnull=True),
                name="identifier_one_in_force",
                violation_error_message="Personen har allerede et nummer, der gælder.",
            ),
        )


class Protection(models.Model):
    """Hides where a person is, from the moment it is known and until a human lifts it, whatever its dates say.

    The end that CPR gives is kept, and lifts nothing by itself.
    """

    id = own_id()
    person = PersonalKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField("art", max_length=20, choices=choices(_REGISTERED_PROTECTIONS))
    begins = begins()
    ends = ends()
    origin = origin()
    registered_by = by("registreret af")
    lifted_at = models.DateTimeField("ophævet", null=True, blank=True)
    lifted_by = by("ophævet af")
    lifted_because = models.CharField("begrundelse", max_length=500, blank=True)

    objects = ScopedManager("person")

    class Meta:
        """Constraints: lifting names who did it and why."""

        constraints = (
            in_order("protection_period_in_order"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by="")
                | (Q(lifted_at__isnull=False) & ~Q(lifted_by="") & ~Q(lifted_because="")),
                name="protection_lifted_by_somebody",
                violation_error_message="En beskyttelse ophæves af et menneske, med en begrundelse.",
            ),
        )
        indexes = (models.Index(fields=["person"], condition=Q(lifted_at__isnull=True), name="protection_in_force"),)


class ProtectedPerson(models.Model):
    """A view: who is protected now, by themselves or because they live with somebody who is.

    `until` is the first day on which they no longer live together, as far as is known. A view, since access asks it at
    every decision (its migration says more). A person may have several rows.
    """

    person = models.UUIDField(primary_key=True, db_column="person_id")  # Django wants a key and a view has none
    kind = models.CharField(max_length=20)
    until = models.DateField()

    objects = ScopedManager("person")

    class Meta:
        """Made by a migration."""

        managed = False


class Contact(models.Model):
    """A way to reach a person: a phone number, an address for mail, a place where they meet us."""

    id = own_id()
    person = PersonalKey(Person, models.PROTECT, related_name="+")
    kind = kind_of(ContactKind, "art")
    value = models.CharField("værdi", max_length=300)
    begins = begins()
    ends = ends()
    origin = origin()

    objects = ScopedManager("person")

    class Meta:
        """Constraints: it says something."""

        constraints = (
            in_order("contact_period_in_order"),
            models.CheckConstraint(
                condition=~Q(value=""),
                name="contact_says_something",
                violation_error_message="Skriv nummeret, adressen eller stedet.",
            ),
        )


class CitizenAccount(models.Model):
    """That a log-in is this person's. A person may get a new one; a log-in is never two persons'."""

    id = own_id()
    person = PersonalKey(Person, models.PROTECT, related_name="+")
    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    linked_at = models.DateTimeField("knyttet")
    linked_by = by("knyttet af")

    objects = ScopedManager("person")
