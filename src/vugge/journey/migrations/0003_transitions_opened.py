"""Transitions: where a child is on its way to, what is made ready, what is written, and the yes to pass it on."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import vugge.people.models.scoped
from vugge.access.migrations._row_level import guarding, unguarding

TABLES = ("journey_transition", "journey_transitionitem", "journey_transitionnote", "journey_noterelease")


class Migration(migrations.Migration):
    dependencies = [
        ("journey", "0002_row_level_security"),
        ("organisations", "0002_intakes"),
        ("people", "0004_unmerge"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Transition",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=40, verbose_name="slags")),
                ("to_place", models.CharField(blank=True, max_length=120, verbose_name="til et sted uden log-ind")),
                ("planned_on", models.DateField(blank=True, null=True, verbose_name="planlagt dag")),
                ("answer_by", models.DateField(blank=True, null=True, verbose_name="svar senest")),
                ("arrived_on", models.DateField(blank=True, null=True, verbose_name="begyndte")),
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
                ("basis", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="modtagerens opgave")),
                ("opened_by", models.CharField(blank=True, max_length=100, verbose_name="åbnet af")),
                ("opened_at", models.DateTimeField(verbose_name="åbnet")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="udgave")),
                ("key", models.UUIDField(editable=False, unique=True, verbose_name="nøgle mod dobbelt afsendelse")),
                (
                    "from_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="fra",
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
                    "to_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="til",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NoteRelease",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("said_at", models.DateTimeField(verbose_name="sagt")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="trukket tilbage")),
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
                    "signer",
                    vugge.people.models.scoped.PersonalKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="siger ja",
                    ),
                ),
                (
                    "to_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="til",
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
            name="TransitionItem",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("item", models.CharField(max_length=40, verbose_name="punkt")),
                ("answer", models.CharField(max_length=10, verbose_name="svar")),
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
            name="TransitionNote",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("prompt", models.CharField(max_length=40, verbose_name="spørgsmål")),
                ("text", models.CharField(max_length=2000, verbose_name="tekst")),
                ("written_by", models.CharField(blank=True, max_length=100, verbose_name="skrevet af")),
                ("written_at", models.DateTimeField(verbose_name="skrevet")),
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
        migrations.AddIndex(
            model_name="transition",
            index=models.Index(fields=["person"], name="transition_of_person"),
        ),
        migrations.AddIndex(
            model_name="transition",
            index=models.Index(fields=["to_unit", "state"], name="transition_to_unit"),
        ),
        migrations.AddConstraint(
            model_name="transition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["cancelled", "closed"]), _negated=True),
                fields=("person", "kind"),
                name="transition_one_open",
                violation_error_message="Der er allerede åbnet en overgang af den slags. Fortsæt på den.",
            ),
        ),
        migrations.AddConstraint(
            model_name="transition",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_unit__isnull", True), ("to_place", ""), _connector="OR"),
                name="transition_one_place",
                violation_error_message="Vælg enten et sted i registeret, eller skriv et sted uden for det.",
            ),
        ),
        migrations.AddConstraint(
            model_name="transition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["prepared", "returned", "cancelled"]),
                    models.Q(
                        ("planned_on__isnull", False),
                        models.Q(
                            ("to_unit__isnull", False), models.Q(("to_place", ""), _negated=True), _connector="OR"
                        ),
                    ),
                    _connector="OR",
                ),
                name="transition_place_is_known",
                violation_error_message="Skriv, hvor barnet skal hen og hvornår, før stedet bliver spurgt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="transition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("to_unit__isnull", True),
                    models.Q(("to_unit", models.F("from_unit")), _negated=True),
                    _connector="OR",
                ),
                name="transition_goes_somewhere",
                violation_error_message="En overgang går til et andet sted end det, barnet kommer fra.",
            ),
        ),
        migrations.AddConstraint(
            model_name="transition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["arrived", "followed_up"]), _negated=True),
                    ("arrived_on__isnull", False),
                    _connector="OR",
                ),
                name="transition_begun_has_a_day",
                violation_error_message="Skriv, hvilken dag barnet begyndte.",
            ),
        ),
        migrations.AddConstraint(
            model_name="noterelease",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("transition", "signer", "to_unit"),
                name="note_release_once",
                violation_error_message="Du har allerede sagt ja.",
            ),
        ),
        migrations.AddConstraint(
            model_name="transitionitem",
            constraint=models.UniqueConstraint(
                fields=("transition", "item"),
                name="transition_item_once",
                violation_error_message="Der er allerede svaret på punktet. Åbn siden igen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="transitionnote",
            constraint=models.UniqueConstraint(
                fields=("transition", "prompt"),
                name="transition_note_once",
                violation_error_message="Der er allerede skrevet et svar på spørgsmålet. Åbn siden igen.",
            ),
        ),
        migrations.RunPython(guarding(*TABLES), unguarding(*TABLES)),
    ]
