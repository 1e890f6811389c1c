"""The register of releases: every table of figures about people that was ever let out. Rows are only ever added."""

from django.db import models
from django.db.models import Q


class StatisticsRelease(models.Model):
    """One table for one quarter, as it was released, or why it was refused. It holds no person and no true number.

    `definition` and `figures` as `rules.statistics_stored` writes them; `key_name` tells which key rounded them.
    Purpose: to try new tables against old ones, and to show the figures. Last day: none, it must never be forgotten.
    """

    table_key = models.SlugField("tabel", max_length=60)
    year = models.PositiveSmallIntegerField("år")
    quarter = models.PositiveSmallIntegerField("kvartal")
    name = models.JSONField("navn")
    counted_on = models.DateField("talt op for")
    released_at = models.DateTimeField("udgivet")
    released_by = models.CharField("udgivet af", max_length=100)
    key_name = models.CharField("nøglens navn", max_length=8)
    definition = models.JSONField("tabellen, som den blev besluttet", default=dict)
    figures = models.JSONField("tallene, som de blev udgivet", null=True)  # none of a table that was refused
    refusal = models.CharField("hvorfor afvist", max_length=500, blank=True)

    class Meta:
        """Constraints: a table once a quarter, in one of four quarters, with figures or a reason why not."""

        constraints = (
            models.UniqueConstraint(
                fields=["table_key", "year", "quarter"],
                condition=Q(refusal=""),
                name="statistics_release_once",
                violation_error_message="Tabellen er allerede udgivet for kvartalet. Den udgives ikke igen.",
            ),
            models.CheckConstraint(
                condition=Q(quarter__gte=1, quarter__lte=4),
                name="statistics_release_in_a_quarter",
                violation_error_message="Et år har kvartalerne 1 til 4.",
            ),
            models.CheckConstraint(
                condition=Q(refusal="", figures__isnull=False) | Q(figures__isnull=True) & ~Q(refusal=""),
                name="statistics_release_or_refusal",
                violation_error_message="En udgivelse har tal, og en afvist tabel har en grund og ingen tal.",
            ),
        )
