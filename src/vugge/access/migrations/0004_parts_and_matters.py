"""A basis in one part of an account, matters of meetings that can be counted, and conflicts that end."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_subject_requests"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="basis",
            name="in_role",
            field=models.CharField(blank=True, max_length=30, verbose_name="i rollen"),
        ),
        migrations.AddField(
            model_name="basis",
            name="in_unit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
                verbose_name="i enheden",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="not_heard_because",
            field=models.CharField(blank=True, max_length=300, verbose_name="hvorfor barnet ikke er hørt"),
        ),
        migrations.AddField(
            model_name="conflict",
            name="ended_by",
            field=models.CharField(blank=True, max_length=100, verbose_name="ophævet af"),
        ),
        migrations.AddField(
            model_name="conflict",
            name="end_reason",
            field=models.CharField(blank=True, max_length=200, verbose_name="hvorfor ophævet"),
        ),
        migrations.RemoveConstraint(model_name="meeting", name="meeting_once_a_matter"),
        migrations.RenameField(model_name="meeting", old_name="matter", new_name="about"),
        migrations.AlterField(
            model_name="meeting",
            name="about",
            field=models.CharField(blank=True, max_length=60, verbose_name="sagen med ord"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="matter",
            field=models.CharField(default="other", max_length=30, verbose_name="sagens art"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="meeting",
            name="number",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="nummer"),
        ),
    ]
