"""The register: organisations, their units, and what they were called before."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length

from vugge.organisations.models.validity import Valid
from vugge.organisations.rules.kinds import OrganisationKind, UnitKind

models.CharField.register_lookup(Length)


class Organisation(Valid):
    """Somebody who acts. `code` is official (municipalities, regions); `municipality` the one it lies in, if any."""

    kind = models.CharField("art", max_length=24, choices=[(kind.value, kind.value) for kind in OrganisationKind])
    name = models.CharField("navn", max_length=200)
    folded = models.CharField("navn uden store bogstaver og tegn", max_length=600, db_index=True)
    cvr = models.CharField("CVR-nummer", max_length=8, blank=True)
    code = models.CharField("officiel kode", max_length=4, blank=True)
    municipality = models.CharField("kommune", max_length=4, blank=True)
    source = models.CharField("kilde", max_length=300, blank=True)
    version = models.PositiveIntegerField("version", default=1)

    class Meta(Valid.Meta):
        """Constraints: known codes and CVR numbers once, and a name once a kind and municipality while it holds."""

        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            *Valid.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in OrganisationKind]),
                name="organisation_kind_known",
                violation_error_message="Organisationens art findes ikke.",
            ),
            models.CheckConstraint(
                condition=Q(municipality="") | Q(municipality__length=4),
                name="organisation_municipality_code",
                violation_error_message="Kommunen angives med sin firecifrede kode.",
            ),
            models.CheckConstraint(
                condition=Q(cvr="") | Q(cvr__length=8),
                name="organisation_cvr_eight_digits",
                violation_error_message="Et CVR-nummer har otte cifre.",
            ),
            models.UniqueConstraint(
                fields=["cvr"],
                condition=~Q(cvr=""),
                name="organisation_cvr_once",
                violation_error_message="En organisation har allerede dette CVR-nummer.",
            ),
            models.UniqueConstraint(
                fields=["kind", "code"],
                condition=~Q(code=""),
                name="organisation_code_once",
                violation_error_message="En organisation har allerede denne officielle kode.",
            ),
            models.UniqueConstraint(
                fields=["kind", "municipality", "folded"],
                condition=Q(valid_to__isnull=True),
                name="organisation_name_once",
                violation_error_message="Kommunen har allerede en organisation af denne art med dette navn.",
            ),
        )


class Unit(Valid):
    """A part of an organisation, at a public address. `area_key` is the key of the housing area it lies in, if any."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", models.PROTECT, related_name="children", null=True, blank=True)
    kind = models.CharField("art", max_length=24, choices=[(kind.value, kind.value) for kind in UnitKind])
    name = models.CharField("navn", max_length=200)
    folded = models.CharField("navn uden store bogstaver og tegn", max_length=600, db_index=True)
    area_key = models.CharField("områdets nøgle", max_length=120, blank=True, db_index=True)
    municipality = models.CharField("kommune", max_length=4, blank=True)
    address = models.CharField("adresse", max_length=200, blank=True)
    source = models.CharField("kilde", max_length=300, blank=True)
    version = models.PositiveIntegerField("version", default=1)

    class Meta(Valid.Meta):
        """Constraints: a name once a kind and organisation while it holds; no unit lies under itself."""

        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            *Valid.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in UnitKind]),
                name="unit_kind_known",
                violation_error_message="Enhedens art findes ikke.",
            ),
            models.CheckConstraint(
                condition=Q(municipality="") | Q(municipality__length=4),
                name="unit_municipality_code",
                violation_error_message="Kommunen angives med sin firecifrede kode.",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("id")),
                name="unit_not_under_itself",
                violation_error_message="En enhed kan ikke ligge under sig selv.",
            ),
            models.UniqueConstraint(
                fields=["organisation", "kind", "folded"],
                condition=Q(valid_to__isnull=True),
                name="unit_name_once",
                violation_error_message="Organisationen har allerede en enhed af denne art med dette navn.",
            ),
        )


class FormerName(models.Model):
    """What an organisation or one of its units was called up to, but not including, a day."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="former_names")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="former_names", null=True, blank=True)
    name = models.CharField("tidligere navn", max_length=200)
    folded = models.CharField("navn uden store bogstaver og tegn", max_length=600, db_index=True)
    until = models.DateField("indtil")
