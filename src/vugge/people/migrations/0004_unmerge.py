"""What a merge keeps so that it can be undone, and that it was."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_died")]

    operations = [
        migrations.AddField("merge", "before", models.JSONField(default=dict, verbose_name="tilstand før")),
        migrations.AddField("merge", "undone_at", models.DateTimeField(blank=True, null=True, verbose_name="fortrudt")),
        migrations.AddField(
            "merge", "undone_by", models.CharField(blank=True, max_length=100, verbose_name="fortrudt af")
        ),
        migrations.AddField(
            "merge", "undone_because", models.CharField(blank=True, max_length=500, verbose_name="hvorfor fortrudt")
        ),
        migrations.AddConstraint(
            "merge",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("undone_at__isnull", True), ("undone_by", "")),
                    models.Q(
                        ("undone_at__isnull", False),
                        models.Q(("undone_by", ""), _negated=True),
                        models.Q(("undone_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="merge_undone_by_somebody",
                violation_error_message="En sammenlægning fortrydes af et menneske, med en begrundelse.",
            ),
        ),
    ]
