"""The part of each basis and the number of each matter, found again for those stored without."""

from django.db import migrations

from vugge.access.migrations._parts import fill_parts, number_matters


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_parts_and_matters"),
        ("audit", "0002_looks_persons_seals"),
    ]

    operations = [
        migrations.RunPython(fill_parts, migrations.RunPython.noop),
        migrations.RunPython(number_matters, migrations.RunPython.noop),
    ]
