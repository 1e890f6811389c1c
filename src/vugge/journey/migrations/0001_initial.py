"""What was observed of children, and what is agreed: goals, their changes and answers, and steps."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import vugge.people.models.scoped


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0002_intakes"),
        ("people", "0004_unmerge"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CarriedJourney",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("moved", models.JSONField(default=dict, verbose_name="flyttede rækker")),
                ("carried_at", models.DateTimeField(verbose_name="flyttet")),
                ("undone_at", models.DateTimeField(null=True, verbose_name="flyttet tilbage")),
                (
                    "gone",
                    vugge.people.models.scoped.PersonalKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="den, der gik",
                    ),
                ),
                (
                    "kept",
                    vugge.people.models.scoped.PersonalKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="den, der blev",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("words", models.CharField(max_length=500, verbose_name="målet med egne ord")),
                ("language", models.CharField(max_length=10, verbose_name="sprog")),
                (
                    "whose",
                    models.CharField(
                        choices=[("child", "child"), ("family", "family")], max_length=20, verbose_name="hvis mål"
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("identity", "identity"),
                            ("location", "location"),
                            ("family", "family"),
                            ("education", "education"),
                            ("work", "work"),
                            ("support", "support"),
                            ("sharing", "sharing"),
                            ("log", "log"),
                        ],
                        max_length=20,
                        verbose_name="oplysning",
                    ),
                ),
                ("station", models.CharField(blank=True, max_length=80, verbose_name="station")),
                (
                    "lifecycle",
                    models.CharField(
                        choices=[("active", "active"), ("on_hold", "on_hold"), ("closed", "closed")],
                        max_length=20,
                        verbose_name="tilstand",
                    ),
                ),
                (
                    "achievement",
                    models.CharField(
                        choices=[("not_yet", "not_yet"), ("partly", "partly"), ("reached", "reached")],
                        max_length=20,
                        verbose_name="nået",
                    ),
                ),
                ("agreed_on", models.DateField(verbose_name="aftalt")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="lukket")),
                ("written_by", models.CharField(blank=True, max_length=100, verbose_name="indtastet af")),
                ("written_at", models.DateTimeField(verbose_name="indtastet")),
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
            name="GoalAcceptance",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "view",
                    models.CharField(
                        choices=[("accepts", "accepts"), ("other", "other")], max_length=20, verbose_name="svar"
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=500, verbose_name="med egne ord")),
                ("answered_on", models.DateField(verbose_name="svaret")),
                ("recorded_at", models.DateTimeField(verbose_name="skrevet ind")),
                ("recorded_by", models.CharField(blank=True, max_length=100, verbose_name="skrevet ind af")),
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
                    "goal",
                    vugge.people.models.scoped.PersonalKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journey.goal",
                        verbose_name="mål",
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
            name="GoalChange",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("field", models.CharField(max_length=20, verbose_name="felt")),
                ("old", models.CharField(blank=True, max_length=500, verbose_name="før")),
                ("new", models.CharField(blank=True, max_length=500, verbose_name="nu")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="hvorfor")),
                ("changed_at", models.DateTimeField(verbose_name="ændret")),
                ("changed_by", models.CharField(blank=True, max_length=100, verbose_name="ændret af")),
                (
                    "goal",
                    vugge.people.models.scoped.PersonalKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journey.goal",
                        verbose_name="mål",
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
            name="Step",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("station", models.CharField(blank=True, max_length=80, verbose_name="station")),
                ("what", models.CharField(max_length=300, verbose_name="hvad")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("identity", "identity"),
                            ("location", "location"),
                            ("family", "family"),
                            ("education", "education"),
                            ("work", "work"),
                            ("support", "support"),
                            ("sharing", "sharing"),
                            ("log", "log"),
                        ],
                        max_length=20,
                        verbose_name="oplysning",
                    ),
                ),
                ("due", models.DateField(verbose_name="senest")),
                ("first_due", models.DateField(verbose_name="først aftalt til")),
                ("agreed_with", models.CharField(max_length=40, verbose_name="aftalt med")),
                ("agreed_on", models.DateField(verbose_name="aftalt")),
                (
                    "state",
                    models.CharField(
                        choices=[("agreed", "agreed"), ("doing", "doing"), ("done", "done"), ("dropped", "dropped")],
                        max_length=20,
                        verbose_name="tilstand",
                    ),
                ),
                (
                    "dropped_because",
                    models.CharField(blank=True, max_length=500, verbose_name="hvorfor det ikke blev til noget"),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="afsluttet")),
                ("reminds", models.BooleanField(default=True, verbose_name="påmindelse")),
                ("written_by", models.CharField(blank=True, max_length=100, verbose_name="indtastet af")),
                ("written_at", models.DateTimeField(verbose_name="indtastet")),
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
                    "goal",
                    vugge.people.models.scoped.PersonalKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journey.goal",
                        verbose_name="mål",
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
            name="Evidence",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("measure", models.CharField(max_length=60, verbose_name="mål")),
                ("value", models.CharField(blank=True, max_length=40, verbose_name="værdi")),
                ("observed_on", models.DateField(verbose_name="set den")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("self", "self"),
                            ("staff", "staff"),
                            ("cpr", "cpr"),
                            ("authority", "authority"),
                            ("synthetic", "synthetic"),
                        ],
                        max_length=20,
                        verbose_name="kilde",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="kilde")),
                ("written_by", models.CharField(blank=True, max_length=100, verbose_name="indtastet af")),
                ("written_at", models.DateTimeField(verbose_name="indtastet")),
                ("wrong_at", models.DateTimeField(blank=True, null=True, verbose_name="forkert siden")),
                ("wrong_by", models.CharField(blank=True, max_length=100, verbose_name="sagt forkert af")),
                ("wrong_because", models.CharField(blank=True, max_length=500, verbose_name="hvad der var galt")),
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
                    "corrected_by",
                    vugge.people.models.scoped.PersonalKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="journey.evidence",
                        verbose_name="rettet af",
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
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="svarer for det",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "observed_on"], name="evidence_of_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("corrected_by__isnull", True),
                                ("wrong_at__isnull", True),
                                ("wrong_because", ""),
                                ("wrong_by", ""),
                            ),
                            models.Q(
                                ("wrong_at__isnull", False),
                                models.Q(("wrong_by", ""), _negated=True),
                                models.Q(("wrong_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="evidence_wrong_says_why",
                        violation_error_message="Det, der er forkert, siger hvornår, af hvem og hvorfor.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("corrected_by__isnull", True),
                            models.Q(("corrected_by", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="evidence_not_corrected_by_itself",
                        violation_error_message="En iagttagelse kan ikke være rettet af sig selv.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("measure", ""), _negated=True),
                        name="evidence_has_a_measure",
                        violation_error_message="Vælg, hvad der er set.",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="goal",
            index=models.Index(fields=["person"], name="goal_of_person"),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True),
                name="goal_says_something",
                violation_error_message="Skriv målet.",
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on__isnull", False), ("lifecycle", "closed")),
                    models.Q(models.Q(("lifecycle", "closed"), _negated=True), ("ended_on__isnull", True)),
                    _connector="OR",
                ),
                name="goal_closed_has_a_day",
                violation_error_message="Et lukket mål har en dag, og et åbent har ikke.",
            ),
        ),
        migrations.AddConstraint(
            model_name="goalacceptance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("account__isnull", True), ("participant__isnull", False)),
                    models.Q(("account__isnull", False), ("participant__isnull", True)),
                    _connector="OR",
                ),
                name="goal_acceptance_one_participant",
                violation_error_message="Et svar er én deltagers: en medarbejder eller en fra familien.",
            ),
        ),
        migrations.AddConstraint(
            model_name="goalacceptance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("view", "other"), _negated=True), models.Q(("words", ""), _negated=True), _connector="OR"
                ),
                name="goal_acceptance_other_view_in_words",
                violation_error_message="Skriv, hvad der ses anderledes.",
            ),
        ),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(fields=["person"], name="step_of_person"),
        ),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(
                condition=models.Q(("state__in", ["agreed", "doing"])), fields=["due"], name="step_open_by_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(("what", ""), _negated=True),
                name="step_says_what",
                violation_error_message="Skriv, hvad der skal gøres.",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(("agreed_with", ""), _negated=True),
                name="step_agreed_with_somebody",
                violation_error_message="Vælg, hvem det er aftalt med.",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(("account__isnull", True), ("unit__isnull", True), _connector="OR"),
                name="step_one_doer",
                violation_error_message="Et skridt er én medarbejders, én enheds eller familiens.",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on__isnull", True), ("state__in", ["agreed", "doing"])),
                    models.Q(models.Q(("state__in", ["agreed", "doing"]), _negated=True), ("ended_on__isnull", False)),
                    _connector="OR",
                ),
                name="step_ended_has_a_day",
                violation_error_message="Et skridt, der er slut, har en dag.",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "dropped"), models.Q(("dropped_because", ""), _negated=True)),
                    models.Q(models.Q(("state", "dropped"), _negated=True), ("dropped_because", "")),
                    _connector="OR",
                ),
                name="step_dropped_says_why",
                violation_error_message="Skriv, hvorfor det ikke bliver til noget.",
            ),
        ),
    ]
