"""A file may also hold what was seen of children."""

from django.db import migrations, models

KINDS = ["register", "lists", "evidence"]
STATES = ["waiting", "running", "done", "refused", "broken"]


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_intakes")]

    operations = [
        migrations.AlterField(
            "intake",
            "kind",
            models.CharField(choices=[(kind, kind) for kind in KINDS], max_length=24, verbose_name="art"),
        ),
        migrations.RemoveConstraint("intake", "intake_kind_and_state_known"),
        migrations.AddConstraint(
            "intake",
            models.CheckConstraint(
                condition=models.Q(("kind__in", KINDS), ("state__in", STATES)),
                name="intake_kind_and_state_known",
                violation_error_message="Filens art eller tilstand findes ikke.",
            ),
        ),
    ]
