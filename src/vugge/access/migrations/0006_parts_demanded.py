"""An account has a basis in a part, and a matter of a meeting is counted: from now on the database says so."""

from django.db import migrations, models

from vugge.access.migrations._row_level import renew_reach


class Migration(migrations.Migration):
    dependencies = [("access", "0005_parts_filled")]

    operations = [
        migrations.AddConstraint(
            model_name="basis",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("account__isnull", True), ("in_role", ""), ("in_unit__isnull", True)),
                    models.Q(
                        ("account__isnull", False),
                        ("in_unit__isnull", False),
                        models.Q(("in_role", ""), _negated=True),
                    ),
                    models.Q(("account__isnull", False), ("ended_at__isnull", False)),
                    _connector="OR",
                ),
                name="basis_account_has_a_part",
                violation_error_message="En medarbejder har adgang i én bestemt rolle i én bestemt enhed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("follows__isnull", True)),
                fields=("person", "matter", "number"),
                name="meeting_once_a_matter",
                violation_error_message="Der har været et møde om sagen. Hold det opfølgende møde, eller spørg om lov.",
            ),
        ),
        migrations.RunPython(renew_reach, migrations.RunPython.noop),
    ]
