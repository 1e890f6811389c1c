"""The register of releases: what figures about people have been let out, for ever."""

from django.db import migrations, models

from vugge.access.migrations._register_of_releases import allow, forbid


class Migration(migrations.Migration):
    dependencies = [("access", "0006_parts_demanded"), ("audit", "0002_looks_persons_seals")]

    operations = [
        migrations.CreateModel(
            name="StatisticsRelease",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table_key", models.SlugField(max_length=60, verbose_name="tabel")),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("quarter", models.PositiveSmallIntegerField(verbose_name="kvartal")),
                ("name", models.JSONField(verbose_name="navn")),
                ("counted_on", models.DateField(verbose_name="talt op for")),
                ("released_at", models.DateTimeField(verbose_name="udgivet")),
                ("released_by", models.CharField(max_length=100, verbose_name="udgivet af")),
                ("key_name", models.CharField(max_length=8, verbose_name="nøglens navn")),
                ("definition", models.JSONField(default=dict, verbose_name="tabellen, som den blev besluttet")),
                ("figures", models.JSONField(null=True, verbose_name="tallene, som de blev udgivet")),
                ("refusal", models.CharField(blank=True, max_length=500, verbose_name="hvorfor afvist")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("refusal", "")),
                        fields=("table_key", "year", "quarter"),
                        name="statistics_release_once",
                        violation_error_message=("Tabellen er allerede udgivet for kvartalet. Den udgives ikke igen."),
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quarter__gte", 1), ("quarter__lte", 4)),
                        name="statistics_release_in_a_quarter",
                        violation_error_message="Et år har kvartalerne 1 til 4.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("figures__isnull", False), ("refusal", "")),
                            models.Q(("figures__isnull", True), models.Q(("refusal", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="statistics_release_or_refusal",
                        violation_error_message="En udgivelse har tal, og en afvist tabel har en grund og ingen tal.",
                    ),
                ],
            },
        ),
        migrations.RunPython(forbid, allow),
    ]
