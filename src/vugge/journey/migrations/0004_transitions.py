"""Transitions: what happened to them, what became of them, and the mentor who follows along."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import vugge.people.models.scoped
from vugge.access.migrations._row_level import guarding, unguarding

TABLES = ("journey_transitionevent", "journey_followup", "journey_transitionmentor", "journey_mentorcontact")


class Migration(migrations.Migration):
    dependencies = [
        ("journey", "0003_transitions_opened"),
        ("organisations", "0002_intakes"),
        ("people", "0004_unmerge"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("months", models.PositiveSmallIntegerField(verbose_name="måneder efter")),
                ("still_there", models.BooleanField(null=True, verbose_name="er der stadig")),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="med få ord")),
                ("answered_by", models.CharField(blank=True, max_length=100, verbose_name="svaret af")),
                ("answered_at", models.DateTimeField(verbose_name="svaret")),
                (
                    "person",
                    vugge.people.models.scoped.PersonalKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="om",
                    ),
                ),
                (
                    "transition",
                    vugge.people.models.scoped.PersonalKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journey.transition",
                        verbose_name="overgang",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TransitionEvent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("deed", models.CharField(max_length=20, verbose_name="gerning")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "prepared"),
                            ("offered", "offered"),
                            ("returned", "returned"),
                            ("accepted", "accepted"),
                            ("arrived", "arrived"),
                            ("followed_up", "followed_up"),
                            ("closed", "closed"),
                            ("cancelled", "cancelled"),
                        ],
                        max_length=20,
                        verbose_name="tilstand",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="grund")),
                ("by", models.CharField(blank=True, max_length=100, verbose_name="af")),
                ("at", models.DateTimeField(verbose_name="hvornår")),
                (
                    "person",
                    vugge.people.models.scoped.PersonalKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="om",
                    ),
                ),
                (
                    "transition",
                    vugge.people.models.scoped.PersonalKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journey.transition",
                        verbose_name="overgang",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="enhed",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TransitionMentor",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("begins", models.DateField(verbose_name="fra og med")),
                ("ends", models.DateField(verbose_name="til, ikke med")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="afsluttet før tid")),
                ("chosen_by", models.CharField(blank=True, max_length=100, verbose_name="valgt af")),
                ("own_choice", models.BooleanField(default=False, verbose_name="valgt af den unge selv på egen side")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="mentor",
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
                (
                    "transition",
                    vugge.people.models.scoped.PersonalKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journey.transition",
                        verbose_name="overgang",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MentorContact",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("on", models.DateField(verbose_name="dag")),
                ("kind", models.CharField(max_length=20, verbose_name="hvordan")),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="med få ord")),
                ("written_by", models.CharField(blank=True, max_length=100, verbose_name="skrevet af")),
                ("written_at", models.DateTimeField(verbose_name="skrevet")),
                ("key", models.UUIDField(editable=False, unique=True, verbose_name="nøgle mod dobbelt afsendelse")),
                (
                    "person",
                    vugge.people.models.scoped.PersonalKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="om",
                    ),
                ),
                (
                    "mentor",
                    vugge.people.models.scoped.PersonalKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journey.transitionmentor",
                        verbose_name="mentor",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.UniqueConstraint(
                fields=("transition", "months"),
                name="follow_up_once",
                violation_error_message="Der er allerede fulgt op. Åbn siden igen.",
            ),
        ),
        migrations.AddIndex(
            model_name="transitionevent",
            index=models.Index(fields=["transition"], name="transition_event_of"),
        ),
        migrations.AddConstraint(
            model_name="transitionevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("deed__in", ["return", "cancel", "close"]), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="transition_event_says_why",
                violation_error_message="Skriv hvorfor.",
            ),
        ),
        migrations.AddConstraint(
            model_name="transitionmentor",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("transition",),
                name="transition_one_mentor",
                violation_error_message="Der er allerede en mentor. Afslut den første, før en ny bliver valgt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="transitionmentor",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gt", models.F("begins"))),
                name="mentor_lasts_a_day",
                violation_error_message="Mentoren følger med i mindst en dag.",
            ),
        ),
        migrations.AddIndex(
            model_name="mentorcontact",
            index=models.Index(fields=["mentor"], name="mentor_contact_of"),
        ),
        migrations.RunPython(guarding(*TABLES), unguarding(*TABLES)),
    ]
