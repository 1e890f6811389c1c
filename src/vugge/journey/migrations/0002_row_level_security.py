"""The database's own second line before every table of what was observed and agreed."""

from django.db import migrations

from vugge.access.migrations._row_level import guarding, unguarding

TABLES = (
    "journey_carriedjourney",
    "journey_evidence",
    "journey_goal",
    "journey_goalchange",
    "journey_goalacceptance",
    "journey_step",
)


class Migration(migrations.Migration):
    dependencies = [("journey", "0001_initial"), ("access", "0010_found_by_account")]

    operations = [migrations.RunPython(guarding(*TABLES), unguarding(*TABLES))]
