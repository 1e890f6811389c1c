"""Looks beside deeds: the persons of an entry, its result and for whom; and the seals and checkpoints of the log."""

import django.db.models.deletion
from django.db import migrations, models

from vugge.audit.migrations._append_only import (
    allow_changes,
    allow_changes_everywhere,
    forbid_changes,
    forbid_changes_everywhere,
)


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(allow_changes, forbid_changes),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("chain_hash", models.CharField(max_length=64)),
                ("note", models.TextField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="EventPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person", models.UUIDField()),
                ("level", models.PositiveSmallIntegerField()),
                ("categories", models.CharField(blank=True, default="", max_length=200)),
                ("basis", models.CharField(max_length=100)),
            ],
        ),
        migrations.CreateModel(
            name="Sealed",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                ("chain_hash", models.CharField(max_length=64)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="event",
            name="audit_event_viewer_is_an_id",
        ),
        migrations.RemoveConstraint(
            model_name="event",
            name="audit_event_subject_is_an_id",
        ),
        migrations.AddField(
            model_name="event",
            name="emergency",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="event",
            name="fields",
            field=models.CharField(blank=True, default="", max_length=500),
        ),
        migrations.AddField(
            model_name="event",
            name="query_hash",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
        migrations.AddField(
            model_name="event",
            name="request",
            field=models.CharField(blank=True, default="", max_length=32),
        ),
        migrations.AddField(
            model_name="event",
            name="result",
            field=models.CharField(default="done", max_length=10),
        ),
        migrations.AddField(
            model_name="event",
            name="role",
            field=models.CharField(blank=True, default="", max_length=50),
        ),
        migrations.AddField(
            model_name="event",
            name="unit",
            field=models.CharField(blank=True, default="", max_length=50),
        ),
        migrations.AlterField(
            model_name="event",
            name="subject",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["viewer", "happened_at"], name="audit_event_by_viewer"),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("role__regex", "\\A([a-z][a-z_]*)?\\Z"),
                    ("unit__regex", "\\A((?![0-9]{6}-?[0-9]{4}\\Z)[A-Za-z0-9-]+)?\\Z"),
                    ("viewer__regex", "\\A(anonymous|(system|person):(?![0-9]{6}-?[0-9]{4}\\Z)[A-Za-z0-9-]+)\\Z"),
                ),
                name="audit_event_viewer_is_an_id",
                violation_error_message="Loggen kender den, der handler, på et id, fx system:demo; aldrig på navn eller CPR.",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("subject__regex", "\\A([a-z][a-z_]*:(?![0-9]{6}-?[0-9]{4}\\Z)[A-Za-z0-9][A-Za-z0-9._-]*)?\\Z")
                ),
                name="audit_event_subject_is_an_id",
                violation_error_message="Det, der handles på, står i loggen som art:id, fx area:17; aldrig med navn eller CPR.",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("basis__regex", "\\A[a-z][a-z_]*(:(?![0-9]{6}-?[0-9]{4}\\Z)[A-Za-z0-9-]+)?\\Z"),
                    ("fields__regex", "\\A([a-z][a-z0-9_]*(,[a-z][a-z0-9_]*)*)?\\Z"),
                ),
                name="audit_event_holds_codes",
                violation_error_message="Grundlag og felter står i loggen som koder, fx consent:17; aldrig som tekst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("result__in", ["shown", "denied", "empty", "done"])),
                name="audit_event_result_is_known",
                violation_error_message="Loggen siger vist, nægtet, intet fundet eller udført, og ikke andet.",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("query_hash__regex", "\\A([0-9a-f]{64})?\\Z"), ("request__regex", "\\A([0-9a-f]{32})?\\Z")
                ),
                name="audit_event_search_is_hashed",
                violation_error_message="En søgning står i loggen som et aftryk med nøgle; aldrig som tekst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(("chain_hash__regex", "\\A[0-9a-f]{64}\\Z"), ("size__gte", 1)),
                name="audit_checkpoint_is_a_hash",
                violation_error_message="Et kontrolpunkt dækker mindst én linje og har et aftryk på 64 cifre.",
            ),
        ),
        migrations.AddField(
            model_name="eventperson",
            name="event",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="persons", to="audit.event"
            ),
        ),
        migrations.AddField(
            model_name="sealed",
            name="event",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="sealed", to="audit.event"
            ),
        ),
        migrations.AddIndex(
            model_name="eventperson",
            index=models.Index(fields=["person", "event"], name="audit_person_by_event"),
        ),
        migrations.AddConstraint(
            model_name="eventperson",
            constraint=models.UniqueConstraint(
                fields=("event", "person"),
                name="audit_person_once_an_event",
                violation_error_message="En person står én gang i hver linje af loggen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="eventperson",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", [0, 1, 2, 3])),
                name="audit_person_level_is_known",
                violation_error_message="Loggen kender fire niveauer af indsigt, fra 0 til 3.",
            ),
        ),
        migrations.AddConstraint(
            model_name="eventperson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("basis__regex", "\\A[a-z][a-z_]*(:(?![0-9]{6}-?[0-9]{4}\\Z)[A-Za-z0-9-]+)?\\Z"),
                    ("categories__regex", "\\A([a-z][a-z0-9_]*(,[a-z][a-z0-9_]*)*)?\\Z"),
                ),
                name="audit_person_holds_codes",
                violation_error_message="Grundlag og oplysningstyper står i loggen som koder, fx consent:17; aldrig som tekst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sealed",
            constraint=models.CheckConstraint(
                condition=models.Q(("chain_hash__regex", "\\A[0-9a-f]{64}\\Z"), ("position__gte", 0)),
                name="audit_sealed_is_a_hash",
                violation_error_message="Et segl er en plads fra 0 og et aftryk på 64 hexadecimale cifre.",
            ),
        ),
        migrations.RunPython(forbid_changes_everywhere, allow_changes_everywhere),
    ]
