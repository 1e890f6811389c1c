"""The database's own second line before every table about persons."""

from django.db import migrations

from vugge.access.migrations._row_level import disable, enable


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        ("people", "0001_initial"),
        ("organisations", "0001_initial"),
    ]

    operations = [migrations.RunPython(enable, disable)]
