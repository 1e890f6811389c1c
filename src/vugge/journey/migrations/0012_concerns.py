"""Concerns, which also those may read who received or sent them."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import vugge.people.models.scoped
from vugge.access.migrations._row_level import guarding, unguarding

TABLES = ("journey_concern", "journey_concernentry")
RECEIVED = """
CREATE POLICY journey_concern_received ON journey_concern USING (
  (current_setting('vugge.role', true) = 'coordinator'
   AND unit_id = nullif(current_setting('vugge.unit', true), '')::bigint)
  OR (sent_by <> '' AND sent_by = current_setting('vugge.viewer', true)))
"""
"""Beside those in reach: what the unit acted in has received, and what one has sent oneself."""


def show_to_receivers(_apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(RECEIVED)


def hide_from_receivers(_apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP POLICY journey_concern_received ON journey_concern")


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0010_found_by_account"),
        ("journey", "0011_conferences"),
        ("organisations", "0003_intake_of_evidence"),
        ("people", "0004_unmerge"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Concern",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField(unique=True, verbose_name="nummer")),
                (
                    "sender",
                    models.CharField(
                        choices=[
                            ("professional", "professional"),
                            ("caretaker", "caretaker"),
                            ("neighbour", "neighbour"),
                            ("family", "family"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="fra",
                    ),
                ),
                ("sent_by", models.CharField(blank=True, max_length=100, verbose_name="sendt af")),
                ("received_at", models.DateTimeField(verbose_name="modtaget")),
                ("sealed_text", models.CharField(max_length=24000, verbose_name="bekymringen, krypteret")),
                (
                    "sealed_about",
                    models.CharField(blank=True, max_length=24000, verbose_name="hvem det handler om, krypteret"),
                ),
                (
                    "sealed_reach",
                    models.CharField(blank=True, max_length=2000, verbose_name="hvordan senderen nås, krypteret"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("contacted", "contacted"),
                            ("followed_up", "followed_up"),
                            ("closed", "closed"),
                        ],
                        max_length=20,
                        verbose_name="tilstand",
                    ),
                ),
                ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="taget op")),
                ("last_on", models.DateField(blank=True, null=True, verbose_name="sidste kontakt")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wanted_help", "wanted_help"),
                            ("no_need", "no_need"),
                            ("to_authority", "to_authority"),
                            ("unfounded", "unfounded"),
                        ],
                        max_length=20,
                        verbose_name="hvad der kom ud af det",
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="afsluttet")),
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
                    "basis",
                    vugge.people.models.scoped.PersonalKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.basis",
                        verbose_name="adgang, mens den er åben",
                    ),
                ),
                (
                    "handler",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taget op af",
                    ),
                ),
                (
                    "person",
                    vugge.people.models.scoped.PersonalKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                        verbose_name="om",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                        verbose_name="modtaget af",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ConcernEntry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "deed",
                    models.CharField(
                        choices=[("contact", "contact"), ("follow_up", "follow_up"), ("close", "close")],
                        max_length=20,
                        verbose_name="hvad",
                    ),
                ),
                ("on", models.DateField(verbose_name="den")),
                (
                    "sealed_text",
                    models.CharField(blank=True, max_length=24000, verbose_name="det, der blev sagt, krypteret"),
                ),
                ("written_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="journey.concern",
                        verbose_name="bekymring",
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
        migrations.AddIndex(
            model_name="concern",
            index=models.Index(fields=["unit", "closed_on"], name="concern_of_unit"),
        ),
        migrations.AddIndex(
            model_name="concern",
            index=models.Index(fields=["person"], name="concern_of_person"),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(("sealed_text", ""), _negated=True),
                name="concern_says_something",
                violation_error_message="Skriv, hvad du er bekymret for.",
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("person__isnull", False), models.Q(("sealed_about", ""), _negated=True), _connector="OR"
                ),
                name="concern_is_about_somebody",
                violation_error_message="Skriv, hvem eller hvor det handler om.",
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_on__isnull", False), ("state", "closed"), models.Q(("outcome", ""), _negated=True)
                    ),
                    models.Q(
                        models.Q(("state", "closed"), _negated=True), ("closed_on__isnull", True), ("outcome", "")
                    ),
                    _connector="OR",
                ),
                name="concern_closed_with_outcome",
                violation_error_message="En afsluttet bekymring har en dag, og hvad der kom ud af den.",
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "received"), ("handler__isnull", False), _connector="OR"),
                name="concern_handled_by_somebody",
                violation_error_message="Tag bekymringen op, før du skriver kontakt ind.",
            ),
        ),
        migrations.AddIndex(
            model_name="concernentry",
            index=models.Index(fields=["concern", "written_at"], name="concernentry_of_concern"),
        ),
        migrations.RunPython(guarding(*TABLES), unguarding(*TABLES)),
        migrations.RunPython(show_to_receivers, hide_from_receivers),
    ]
