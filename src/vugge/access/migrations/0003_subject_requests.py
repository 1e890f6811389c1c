"""What citizens ask about their own data, and the database's second line before it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import vugge.people.models.scoped
from vugge.access.migrations._row_level import enable_for_requests


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_row_level_security"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SubjectRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_by", models.CharField(max_length=100, verbose_name="spurgt af")),
                (
                    "kind",
                    models.CharField(
                        choices=[("correction", "correction"), ("deletion", "deletion")],
                        max_length=12,
                        verbose_name="hvad",
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=20, verbose_name="felt")),
                ("wanted", models.CharField(blank=True, max_length=500, verbose_name="det, der skal stå")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="begrundelse")),
                ("asked_at", models.DateTimeField(verbose_name="spurgt")),
                ("due", models.DateField(verbose_name="besvares senest")),
                ("was_followed", models.BooleanField(null=True, verbose_name="fulgt")),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="svar")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="besvaret")),
                ("key", models.UUIDField(unique=True, verbose_name="nøgle mod dobbelt afsendelse")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="besvaret af",
                    ),
                ),
                (
                    "person",
                    vugge.people.models.scoped.PersonalKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="om",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person"], name="subject_request_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("was_followed__isnull", True)),
                            models.Q(("answered_at__isnull", False), ("was_followed__isnull", False)),
                            _connector="OR",
                        ),
                        name="subject_request_answer_is_whole",
                        violation_error_message="Et svar har et tidspunkt og siger, om ønsket blev fulgt.",
                    )
                ],
            },
        ),
        migrations.RunPython(enable_for_requests, migrations.RunPython.noop),
    ]
