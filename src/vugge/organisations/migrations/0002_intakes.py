"""Files that somebody brought in, and how far they are."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Intake",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("register", "register"), ("lists", "lists")], max_length=24, verbose_name="art"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("health_visitor", "health_visitor"),
                            ("pedagogue", "pedagogue"),
                            ("teacher", "teacher"),
                            ("coordinator", "coordinator"),
                            ("caseworker", "caseworker"),
                            ("job_consultant", "job_consultant"),
                            ("volunteer", "volunteer"),
                            ("board_member", "board_member"),
                            ("supervisor", "supervisor"),
                            ("registrar", "registrar"),
                            ("administrator", "administrator"),
                        ],
                        max_length=24,
                        verbose_name="rolle",
                    ),
                ),
                ("language", models.CharField(max_length=5, verbose_name="sprog")),
                ("ending", models.CharField(max_length=8, verbose_name="filens endelse")),
                ("content", models.TextField(blank=True, verbose_name="indhold, forseglet")),
                ("fingerprint", models.CharField(max_length=64, verbose_name="filens aftryk")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("running", "running"),
                            ("done", "done"),
                            ("refused", "refused"),
                            ("broken", "broken"),
                        ],
                        max_length=12,
                        verbose_name="tilstand",
                    ),
                ),
                ("attempt", models.PositiveSmallIntegerField(default=1, verbose_name="forsøg")),
                ("asked_at", models.DateTimeField(verbose_name="bedt om")),
                ("heard_at", models.DateTimeField(verbose_name="sidst hørt fra")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="afsluttet")),
                ("rows_done", models.PositiveIntegerField(default=0, verbose_name="rækker gennemgået")),
                ("rows", models.PositiveIntegerField(default=0, verbose_name="rækker")),
                ("counts", models.JSONField(blank=True, default=dict, verbose_name="antal")),
                ("problem", models.TextField(blank=True, verbose_name="hvad der var galt")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="intakes", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="intakes", to="organisations.unit"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-asked_at"], name="intake_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["register", "lists"]),
                            ("state__in", ["waiting", "running", "done", "refused", "broken"]),
                        ),
                        name="intake_kind_and_state_known",
                        violation_error_message="Filens art eller tilstand findes ikke.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "running"]), ("ended_at__isnull", False), _connector="OR"
                        ),
                        name="intake_ended_has_a_time",
                        violation_error_message="Det, der er slut, har et tidspunkt.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["done", "refused"]), _negated=True),
                            ("content", ""),
                            _connector="OR",
                        ),
                        name="intake_ended_keeps_no_file",
                        violation_error_message="En fil bliver fjernet, når den er indlæst eller afvist.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rows_done__lte", models.F("rows"))),
                        name="intake_done_within_rows",
                        violation_error_message="Der er ikke gennemgået flere rækker, end filen har.",
                    ),
                ],
            },
        ),
    ]
