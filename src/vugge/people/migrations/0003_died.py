"""The day on which somebody died."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_protected_persons")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="died",
            field=models.DateField(blank=True, null=True, verbose_name="død"),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("died__isnull", True)) | models.Q(("state__in", ["dead", "merged"])),
                name="person_died_is_dead",
                violation_error_message="Kun den, der er død, har en dødsdag.",
            ),
        ),
    ]
