"""The log's table, and the triggers that keep it append-only."""

from django.db import migrations, models

from vugge.audit.migrations._append_only import allow_changes, forbid_changes


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                ("sequence", models.BigAutoField(primary_key=True, serialize=False)),
                ("happened_at", models.DateTimeField()),
                ("verb", models.CharField(max_length=100)),
                ("viewer", models.CharField(max_length=100)),
                ("viewer_kind", models.CharField(max_length=20)),
                ("purpose", models.CharField(max_length=50)),
                ("basis", models.CharField(max_length=100)),
                ("subject", models.CharField(max_length=200)),
                ("numbers", models.JSONField(default=dict)),
                ("code_version", models.CharField(max_length=50)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verb__regex", "\\A[a-z][a-z_]*(\\.[a-z][a-z_]*)?\\.[a-z]+(_[a-z0-9]+)+\\Z")
                        ),
                        name="audit_event_verb_is_dotted",
                        violation_error_message="Loggens udsagnsord skrives rum.ting_gjort med små bogstaver, fx areas.list_imported.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "viewer__regex",
                                "\\A(anonymous|(system|person):(?![0-9]{6}-?[0-9]{4}\\Z)[A-Za-z0-9-]+)\\Z",
                            )
                        ),
                        name="audit_event_viewer_is_an_id",
                        violation_error_message="Loggen kender den, der handler, på et id, fx system:demo; aldrig på navn eller CPR.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "subject__regex",
                                "\\A[a-z][a-z_]*:(?![0-9]{6}-?[0-9]{4}\\Z)[A-Za-z0-9][A-Za-z0-9._-]*\\Z",
                            )
                        ),
                        name="audit_event_subject_is_an_id",
                        violation_error_message="Det, der handles på, står i loggen som art:id, fx area:17; aldrig med navn eller CPR.",
                    ),
                ],
            },
        ),
        migrations.RunPython(forbid_changes, allow_changes),
    ]
