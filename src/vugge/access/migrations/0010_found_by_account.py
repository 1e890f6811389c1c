"""A basis is found by its account: an index by unit made SQLite read what a whole unit has."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0009_consents_and_meetings_carried")]

    operations = [
        migrations.AlterField(
            model_name="basis",
            name="in_unit",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
                verbose_name="i enheden",
            ),
        )
    ]
