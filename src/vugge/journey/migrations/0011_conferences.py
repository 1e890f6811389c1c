"""Conferences around a child: participants, agenda, minutes and decisions."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import vugge.people.models.scoped
from vugge.access.migrations._row_level import guarding, unguarding

TABLES = (
    "journey_conference",
    "journey_conferenceparticipant",
    "journey_conferencepoint",
    "journey_conferencenote",
    "journey_conferencedecision",
)


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0010_found_by_account"),
        ("journey", "0010_messages"),
        ("organisations", "0003_intake_of_evidence"),
        ("people", "0004_unmerge"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Conference",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("network", "network"), ("transition", "transition")],
                        max_length=20,
                        verbose_name="art",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[("consent", "consent"), ("meeting", "meeting")], max_length=20, verbose_name="hjemmel"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("called", "called"), ("held", "held"), ("cancelled", "cancelled")],
                        max_length=20,
                        verbose_name="tilstand",
                    ),
                ),
                ("held_at", models.DateTimeField(verbose_name="holdes")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="varighed i minutter")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="sted")),
                ("called_at", models.DateTimeField(verbose_name="indkaldt")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="udgave")),
                (
                    "request_key",
                    models.CharField(
                        editable=False, max_length=64, null=True, unique=True, verbose_name="anmodningens nøgle"
                    ),
                ),
                (
                    "request_hash",
                    models.CharField(blank=True, editable=False, max_length=64, verbose_name="anmodningens aftryk"),
                ),
                (
                    "called_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="indkaldt af",
                    ),
                ),
                (
                    "meeting",
                    vugge.people.models.scoped.PersonalKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.meeting",
                        verbose_name="udveksling",
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
            name="ConferenceDecision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
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
                (
                    "step",
                    vugge.people.models.scoped.PersonalKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journey.step",
                        verbose_name="skridt",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ConferenceNote",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("words", models.CharField(max_length=4000, verbose_name="referat")),
                ("is_restricted", models.BooleanField(default=False, verbose_name="kun for nogle")),
                ("readers", models.JSONField(default=list, verbose_name="læsere")),
                ("written_at", models.DateTimeField(verbose_name="skrevet")),
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
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet af",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ConferenceParticipant",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kin",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("mother", "mother"),
                            ("father", "father"),
                            ("grandmother", "grandmother"),
                            ("grandfather", "grandfather"),
                            ("sibling", "sibling"),
                            ("aunt_uncle", "aunt_uncle"),
                            ("friend", "friend"),
                            ("neighbour", "neighbour"),
                            ("volunteer", "volunteer"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="fra netværket",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="medarbejder",
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
                    "participant",
                    vugge.people.models.scoped.PersonalKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="fra familien",
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
            name="ConferencePoint",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("place", models.PositiveSmallIntegerField(verbose_name="plads")),
                (
                    "kind",
                    models.CharField(
                        choices=[("station", "station"), ("goal", "goal"), ("step", "step"), ("own", "own")],
                        max_length=20,
                        verbose_name="art",
                    ),
                ),
                ("ref", models.CharField(blank=True, max_length=80, verbose_name="det, punktet handler om")),
                ("words", models.CharField(blank=True, max_length=200, verbose_name="egne ord")),
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
        migrations.AddIndex(
            model_name="conference",
            index=models.Index(fields=["person", "held_at"], name="conference_of_person"),
        ),
        migrations.AddIndex(
            model_name="conference",
            index=models.Index(fields=["held_at"], name="conference_by_day"),
        ),
        migrations.AddConstraint(
            model_name="conference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ground", "meeting"), ("meeting__isnull", False)),
                    models.Q(("ground", "consent"), ("meeting__isnull", True)),
                    _connector="OR",
                ),
                name="conference_ground_is_named",
                violation_error_message="Uden samtykke hører mødet til en udveksling på ét møde.",
            ),
        ),
        migrations.AddConstraint(
            model_name="conferencedecision",
            constraint=models.UniqueConstraint(
                fields=("conference", "step"),
                name="conference_decision_once",
                violation_error_message="Skridtet står allerede ved mødet.",
            ),
        ),
        migrations.AddConstraint(
            model_name="conferencenote",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True),
                name="conference_note_says_something",
                violation_error_message="Skriv, hvad der blev sagt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="conferenceparticipant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("account__isnull", False), ("kin", ""), ("participant__isnull", True)),
                    models.Q(("account__isnull", True), ("kin", ""), ("participant__isnull", False)),
                    models.Q(
                        ("account__isnull", True), ("participant__isnull", True), models.Q(("kin", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="conference_participant_is_one",
                violation_error_message="En deltager er en medarbejder, en fra familien eller en fra netværket.",
            ),
        ),
        migrations.AddConstraint(
            model_name="conferenceparticipant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("account__isnull", False)),
                fields=("conference", "account"),
                name="conference_employee_once",
                violation_error_message="Medarbejderen er allerede med.",
            ),
        ),
        migrations.AddConstraint(
            model_name="conferenceparticipant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("participant__isnull", False)),
                fields=("conference", "participant"),
                name="conference_relative_once",
                violation_error_message="Personen er allerede med.",
            ),
        ),
        migrations.AddConstraint(
            model_name="conferencepoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "own"), ("ref", ""), models.Q(("words", ""), _negated=True)),
                    models.Q(
                        models.Q(("kind", "own"), _negated=True), models.Q(("ref", ""), _negated=True), ("words", "")
                    ),
                    _connector="OR",
                ),
                name="conference_point_says_something",
                violation_error_message="Et punkt er dine egne ord eller noget fra planen.",
            ),
        ),
        migrations.RunPython(guarding(*TABLES), unguarding(*TABLES)),
    ]
