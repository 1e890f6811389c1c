"""What is stored of areas: their identity over time, official figures and flags, and our computed answers."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length

from vugge.areas.rules.law import AreaList, Measure
from vugge.areas.rules.outcome import Outcome

models.CharField.register_lookup(Length)


def _choices(kinds: type[AreaList] | type[Measure] | type[Outcome]) -> list[tuple[str, str]]:
    return [(kind.value, kind.value) for kind in kinds]


class Area(models.Model):
    """A coherent social-housing area of the law. Its key is ours and never changes; names come and go."""

    key = models.SlugField("nøgle", max_length=120, unique=True)
    municipality = models.CharField("kommune", max_length=4)

    class Meta:
        """Constraints: the municipality is an official four-digit code."""

        constraints = (
            models.CheckConstraint(
                condition=Q(municipality__length=4),
                name="area_municipality_code",
                violation_error_message="Kommunen angives med sin firecifrede kode.",
            ),
        )


class AreaName(models.Model):
    """A name or spelling of an area in some years; the one shown is `is_spelling=False`.

    Those that the catalogue publishes go when it no longer does; a name that somebody's file gave stays.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="names")
    name = models.CharField("navn", max_length=200)
    folded = models.CharField("navn uden store bogstaver og tegn", max_length=200, db_index=True)
    is_spelling = models.BooleanField("kun en stavemåde", default=False)
    is_published = models.BooleanField("fra kataloget", default=False)
    first_year = models.PositiveSmallIntegerField("første år", null=True)
    last_year = models.PositiveSmallIntegerField("sidste år", null=True)

    class Meta:
        """Constraints: a name once an area, and years in order."""

        constraints = (
            models.UniqueConstraint(
                fields=["area", "name"],
                name="area_name_once",
                violation_error_message="Området har allerede dette navn.",
            ),
            models.CheckConstraint(
                condition=Q(first_year__isnull=True)
                | Q(last_year__isnull=True)
                | Q(last_year__gte=models.F("first_year")),
                name="area_name_years_in_order",
                violation_error_message="Navnets sidste år ligger før det første.",
            ),
        )


class AreaChange(models.Model):
    """A split, merger, renaming or loss of part of an area, and whether figures compare across it."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="changes")
    kind = models.CharField("art", max_length=20)
    year = models.PositiveSmallIntegerField("år")
    text_da = models.TextField("tekst")
    text_en = models.TextField("tekst på engelsk")
    is_comparable = models.BooleanField("kan sammenlignes på tværs")
    certainty = models.CharField("sikkerhed", max_length=20)
    source_title = models.CharField("kilde", max_length=300)
    source_url = models.CharField("kildens adresse", max_length=2000, blank=True)


class Import(models.Model):
    """One committed file. The newest one's id is the version of everything shown."""

    committed_at = models.DateTimeField("indlæst")
    origin = models.CharField("oprindelse", max_length=12, choices=[("catalogue", "catalogue"), ("file", "file")])
    sha256 = models.CharField("filens aftryk", max_length=64)
    rows = models.PositiveIntegerField("rækker")


class AreaYear(models.Model):
    """An area on one list day: the row that figures, flags, notes and answers hang on."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="years")
    list_day = models.DateField("listens dag")
    criteria_met = models.PositiveSmallIntegerField("kriterier opfyldt ifølge kilden", null=True)
    source_url = models.TextField("kilde")
    imported = models.ForeignKey(Import, models.PROTECT, related_name="area_years")

    class Meta:
        """Constraints: one row an area and list day."""

        constraints = (
            models.UniqueConstraint(
                fields=["area", "list_day"],
                name="area_year_once",
                violation_error_message="Området har allerede en række for denne liste.",
            ),
        )
        indexes = (models.Index(fields=["list_day"], name="area_year_list_day"),)


class StoredFigure(models.Model):
    """One published figure, in percent (residents: persons), with its decimals and persons where known."""

    area_year = models.ForeignKey(AreaYear, models.PROTECT, related_name="figures")
    measure = models.CharField("mål", max_length=30, choices=_choices(Measure))
    value = models.DecimalField("værdi", max_digits=18, decimal_places=12)
    decimals = models.PositiveSmallIntegerField("decimaler")
    count = models.PositiveIntegerField("antal", null=True)
    base = models.PositiveIntegerField("ud af", null=True)

    class Meta:
        """Constraints: one figure a measure, never negative, count within base."""

        constraints = (
            models.UniqueConstraint(
                fields=["area_year", "measure"],
                name="figure_once",
                violation_error_message="Målet har allerede et tal for denne liste.",
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0),
                name="figure_not_negative",
                violation_error_message="Et tal om et område kan ikke være negativt.",
            ),
            models.CheckConstraint(
                condition=Q(count__isnull=True) | Q(base__isnull=True) | Q(count__lte=models.F("base")),
                name="figure_count_within_base",
                violation_error_message="Antallet er større end det, det regnes ud af.",
            ),
        )


class OfficialFlag(models.Model):
    """The state's own answer for one list. Never overwritten by ours."""

    area_year = models.ForeignKey(AreaYear, models.PROTECT, related_name="official")
    kind = models.CharField("liste", max_length=20, choices=_choices(AreaList))
    on_list = models.BooleanField("på listen")

    class Meta:
        """Constraints: one official answer a list."""

        constraints = (
            models.UniqueConstraint(
                fields=["area_year", "kind"],
                name="official_flag_once",
                violation_error_message="Listen har allerede et officielt svar.",
            ),
        )


class ComputedAnswer(models.Model):
    """Our answer for one list, computed by a law package. Kept beside the official one."""

    area_year = models.ForeignKey(AreaYear, models.PROTECT, related_name="computed")
    kind = models.CharField("liste", max_length=20, choices=_choices(AreaList))
    outcome = models.CharField("svar", max_length=12, choices=_choices(Outcome))
    package = models.CharField("lovpakke", max_length=60)
    code_version = models.CharField("programversion", max_length=40)

    class Meta:
        """Constraints: one computed answer a list."""

        constraints = (
            models.UniqueConstraint(
                fields=["area_year", "kind"],
                name="computed_answer_once",
                violation_error_message="Listen har allerede et beregnet svar.",
            ),
        )


class QualityNote(models.Model):
    """A remark on a figure, or on the whole row where no measure is given."""

    area_year = models.ForeignKey(AreaYear, models.PROTECT, related_name="notes")
    measure = models.CharField("mål", max_length=30, blank=True)
    flag = models.SlugField("mærke", max_length=40)
    text_da = models.TextField("bemærkning")
    text_en = models.TextField("bemærkning på engelsk")
