"""What moves with a merge, so that it can go back."""

import django.db.models.deletion
from django.db import migrations, models

import vugge.people.models.scoped
from vugge.access.migrations._row_level import enable_for_carrying


class Migration(migrations.Migration):
    dependencies = [("access", "0007_register_of_releases"), ("people", "0004_unmerge")]

    operations = [
        migrations.CreateModel(
            name="CarryOver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bases", models.JSONField(default=list, verbose_name="adgange")),
                ("answers", models.JSONField(default=list, verbose_name="svar på samtykker")),
                ("requests", models.JSONField(default=list, verbose_name="ønsker")),
                ("carried_at", models.DateTimeField(verbose_name="flyttet")),
                ("undone_at", models.DateTimeField(null=True, verbose_name="flyttet tilbage")),
                (
                    "kept",
                    vugge.people.models.scoped.PersonalKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="den, der blev",
                    ),
                ),
                (
                    "gone",
                    vugge.people.models.scoped.PersonalKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="den, der gik",
                    ),
                ),
            ],
        ),
        migrations.RunPython(enable_for_carrying, migrations.RunPython.noop),
    ]
