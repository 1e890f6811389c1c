"""Reminders and invitations: what each has chosen, and what became of each that was sent."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import vugge.people.models.scoped
from vugge.access.migrations._row_level import guarding, unguarding

TABLES = ("journey_invitation", "journey_reminder", "journey_reminderchoice")


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0010_found_by_account"),
        ("journey", "0012_concerns"),
        ("organisations", "0003_intake_of_evidence"),
        ("people", "0004_unmerge"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StaffReminderChoice",
            fields=[
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="medarbejder",
                    ),
                ),
                ("wants_mail", models.BooleanField(default=False, verbose_name="vil have mail")),
                ("chosen_at", models.DateTimeField(verbose_name="valgt")),
            ],
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "occasion",
                    models.CharField(
                        choices=[
                            ("conference", "conference"),
                            ("transition", "transition"),
                            ("step", "step"),
                            ("message", "message"),
                        ],
                        max_length=20,
                        verbose_name="lejlighed",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("sending", "sending"),
                            ("sent", "sent"),
                            ("given_up", "given_up"),
                            ("dropped", "dropped"),
                        ],
                        max_length=20,
                        verbose_name="tilstand",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="forsøg")),
                ("next_at", models.DateTimeField(verbose_name="forsøges tidligst")),
                ("made_at", models.DateTimeField(verbose_name="lavet")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="afleveret")),
                ("is_cancelling", models.BooleanField(default=False, verbose_name="aflysning")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="til",
                    ),
                ),
                (
                    "conference",
                    vugge.people.models.scoped.PersonalKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journey.conference",
                        verbose_name="møde",
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
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "occasion",
                    models.CharField(
                        choices=[
                            ("conference", "conference"),
                            ("transition", "transition"),
                            ("step", "step"),
                            ("message", "message"),
                        ],
                        max_length=20,
                        verbose_name="lejlighed",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("sending", "sending"),
                            ("sent", "sent"),
                            ("given_up", "given_up"),
                            ("dropped", "dropped"),
                        ],
                        max_length=20,
                        verbose_name="tilstand",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="forsøg")),
                ("next_at", models.DateTimeField(verbose_name="forsøges tidligst")),
                ("made_at", models.DateTimeField(verbose_name="lavet")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="afleveret")),
                ("day", models.DateField(verbose_name="dag")),
                (
                    "person",
                    vugge.people.models.scoped.PersonalKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="til",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReminderChoice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "channel",
                    models.CharField(
                        choices=[("none", "none"), ("mail", "mail"), ("sms", "sms")], max_length=20, verbose_name="vej"
                    ),
                ),
                ("language", models.CharField(max_length=10, verbose_name="sprog")),
                ("despite_protection", models.BooleanField(default=False, verbose_name="også med beskyttet adresse")),
                ("chosen_at", models.DateTimeField(verbose_name="valgt")),
                ("chosen_by", models.CharField(blank=True, max_length=100, verbose_name="valgt af")),
                (
                    "person",
                    vugge.people.models.scoped.PersonalKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="hvem",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StaffReminder",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "occasion",
                    models.CharField(
                        choices=[
                            ("conference", "conference"),
                            ("transition", "transition"),
                            ("step", "step"),
                            ("message", "message"),
                        ],
                        max_length=20,
                        verbose_name="lejlighed",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("sending", "sending"),
                            ("sent", "sent"),
                            ("given_up", "given_up"),
                            ("dropped", "dropped"),
                        ],
                        max_length=20,
                        verbose_name="tilstand",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="forsøg")),
                ("next_at", models.DateTimeField(verbose_name="forsøges tidligst")),
                ("made_at", models.DateTimeField(verbose_name="lavet")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="afleveret")),
                ("day", models.DateField(verbose_name="dag")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="til",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                fields=("conference", "account", "is_cancelling"),
                name="invitation_once",
                violation_error_message="Medarbejderen er allerede inviteret.",
            ),
        ),
        migrations.AddIndex(
            model_name="reminder",
            index=models.Index(
                condition=models.Q(("state__in", ["waiting", "sending"])), fields=["next_at"], name="reminder_to_send"
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                fields=("person", "day"),
                name="reminder_once_a_day",
                violation_error_message="Personen har fået sin påmindelse i dag.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminderchoice",
            constraint=models.UniqueConstraint(
                fields=("person",),
                name="reminder_choice_once",
                violation_error_message="Valget er allerede gemt. Åbn siden igen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="staffreminder",
            constraint=models.UniqueConstraint(
                fields=("account", "day"),
                name="staff_reminder_once_a_day",
                violation_error_message="Medarbejderen har fået sin påmindelse i dag.",
            ),
        ),
        migrations.RunPython(guarding(*TABLES), unguarding(*TABLES)),
    ]
