"""Which consents and meetings moved with a merge, so that they can go back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0008_carrying")]

    operations = [
        migrations.AddField("carryover", "consents", models.JSONField(default=list, verbose_name="samtykker")),
        migrations.AddField("carryover", "meetings", models.JSONField(default=list, verbose_name="møder")),
    ]
