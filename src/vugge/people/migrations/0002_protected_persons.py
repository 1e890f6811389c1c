"""The view that says who is protected, by themselves or by whom they live with.

A view, because the same three-part question is asked at every decision about access, and putting it together in
Python cost several times what the database needs to answer it.
"""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

VIEW = """
CREATE VIEW people_protectedperson OPTIONS AS
SELECT near.person_id, 'lives_with' AS kind, TOGETHER AS until
  FROM people_householdmember near
  JOIN people_householdmember theirs ON theirs.household_id = near.household_id
  JOIN people_protection hidden ON hidden.person_id = theirs.person_id AND hidden.lifted_at IS NULL
UNION ALL
SELECT near.person_id, 'lives_with', TOGETHER
  FROM people_spell near
  JOIN people_spell theirs ON theirs.dwelling_id = near.dwelling_id
       AND theirs.kind = 'home' AND theirs.corrected_by_id IS NULL
  JOIN people_protection hidden ON hidden.person_id = theirs.person_id AND hidden.lifted_at IS NULL
 WHERE near.kind = 'home' AND near.corrected_by_id IS NULL
UNION ALL
SELECT person_id, kind, '9999-12-31' FROM people_protection WHERE lifted_at IS NULL
"""
TOGETHER = """
  CASE WHEN COALESCE(near.ends, '9999-12-31') < COALESCE(theirs.ends, '9999-12-31')
       THEN COALESCE(near.ends, '9999-12-31') ELSE COALESCE(theirs.ends, '9999-12-31') END
"""


def create(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the view; on PostgreSQL it shows only the rows that whoever asks may read, not all that its owner may."""
    is_postgres = editor.connection.vendor == "postgresql"
    options = "WITH (security_invoker = true)" if is_postgres else ""
    editor.execute(VIEW.replace("OPTIONS", options).replace("TOGETHER", TOGETHER))


def drop(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the view away."""
    editor.execute("DROP VIEW people_protectedperson")


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RunPython(create, drop),
        migrations.CreateModel(
            name="ProtectedPerson",
            fields=[
                ("person", models.UUIDField(db_column="person_id", primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("until", models.DateField()),
            ],
            options={"managed": False},
        ),
    ]
