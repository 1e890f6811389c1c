"""That a checkpoint lies elsewhere too, and since when."""

import django.db.models.deletion
from django.db import migrations, models

from vugge.audit.migrations._append_only import allow_changes_of_kept, forbid_changes_of_kept


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_looks_persons_seals"),
    ]

    operations = [
        migrations.CreateModel(
            name="Kept",
            fields=[
                (
                    "checkpoint",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="kept",
                        serialize=False,
                        to="audit.checkpoint",
                    ),
                ),
                ("kept_at", models.DateTimeField()),
            ],
        ),
        migrations.RunPython(forbid_changes_of_kept, allow_changes_of_kept),
    ]
