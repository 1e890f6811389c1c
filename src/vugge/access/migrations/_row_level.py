"""Row-level security on PostgreSQL: the second line, for the day the application forgets to ask.

The database itself answers which persons the viewer of the transaction may know of (`access_reach`), and shows no
row about anybody else. It is coarse on purpose: persons and not fields, and purpose and age are left to the rules.
Written with an array from one sub-select it costs a fraction of asking for each row. Only the role that the
application runs under is held by it: that role must own no table and be no superuser.
"""

from collections.abc import Callable, Iterable
from typing import Final

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

PERSONS: Final = {
    "people_person": ("id",),
    "people_identifier": ("person_id",),
    "people_protection": ("person_id",),
    "people_contact": ("person_id",),
    "people_citizenaccount": ("person_id",),
    "people_householdmember": ("person_id",),
    "people_custody": ("child_id", "holder_id"),
    "people_parenthood": ("child_id", "parent_id"),
    "people_spell": ("person_id",),
    "people_correction": ("person_id",),
    "people_possibleduplicate": ("first_id", "second_id"),
    "people_merge": ("kept_id", "gone_id"),
    "access_basis": ("person_id",),
    "access_team": ("person_id",),
    "access_meeting": ("person_id",),
    "access_conflict": ("person_id",),
    "access_consent": ("person_id",),
    "access_logquestion": ("asked_by_id",),
    "access_subjectrequest": ("person_id",),
    "access_carryover": ("kept_id", "gone_id"),
    "journey_evidence": ("person_id",),
    "journey_goal": ("person_id",),
    "journey_goalchange": ("person_id",),
    "journey_goalacceptance": ("person_id",),
    "journey_step": ("person_id",),
    "journey_thread": ("person_id",),
    "journey_threadcolleague": ("person_id",),
    "journey_message": ("person_id",),
    "journey_messagereader": ("person_id",),
    "journey_concern": ("person_id",),
    "journey_conference": ("person_id",),
    "journey_conferenceparticipant": ("person_id",),
    "journey_conferencepoint": ("person_id",),
    "journey_conferencenote": ("person_id",),
    "journey_conferencedecision": ("person_id",),
    "journey_invitation": ("person_id",),
    "journey_reminder": ("person_id",),
    "journey_reminderchoice": ("person_id",),
    "journey_carriedjourney": ("kept_id", "gone_id"),
    "journey_transition": ("person_id",),
    "journey_transitionitem": ("person_id",),
    "journey_transitionnote": ("person_id",),
    "journey_noterelease": ("person_id",),
    "journey_transitionevent": ("person_id",),
    "journey_followup": ("person_id",),
    "journey_transitionmentor": ("person_id",),
    "journey_mentorcontact": ("person_id",),
}
"""Each table about persons, and the columns that say whom its rows are about; a row is shown when all are in reach."""

PARTS: Final = {
    "access_consentrecipient": ("consent_id", "access_consent"),
    "access_consentsignature": ("consent_id", "access_consent"),
    "journey_concernentry": ("concern_id", "journey_concern"),
}
"""Each table of parts of such rows, the column that leads to the whole, and its table; shown when the whole is."""

REACH: Final = """
CREATE OR REPLACE FUNCTION access_reach() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$ BEGIN RETURN (
  WITH who AS (
    SELECT nullif(split_part(current_setting('vugge.viewer', true), 'person:', 2), '')::uuid AS account,
           coalesce(current_setting('vugge.role', true), '') AS role,
           nullif(current_setting('vugge.unit', true), '')::bigint AS unit,
           (statement_timestamp() AT TIME ZONE 'Europe/Copenhagen')::date AS today
  ), staff AS (
    SELECT DISTINCT who.account, who.unit, who.role, who.today FROM who
      JOIN organisations_staffrole held
        ON held.account_id = who.account AND held.unit_id = who.unit AND held.role = who.role
       AND held.valid_from <= who.today AND (held.valid_to IS NULL OR held.valid_to > who.today)
       AND (held.ended_at IS NULL OR (held.ended_at AT TIME ZONE 'Europe/Copenhagen')::date > who.today)
      JOIN organisations_account account ON account.id = who.account AND account.is_active
      JOIN organisations_unit unit ON unit.id = who.unit
       AND unit.valid_from <= who.today AND (unit.valid_to IS NULL OR unit.valid_to > who.today)
      JOIN organisations_organisation owner ON owner.id = unit.organisation_id
       AND owner.valid_from <= who.today AND (owner.valid_to IS NULL OR owner.valid_to > who.today)
  ), citizen AS (
    SELECT mine.person_id, who.today FROM who JOIN people_citizenaccount mine
      ON mine.account_id = who.account AND who.role = ''
  ), reached AS (
    SELECT basis.person_id FROM staff JOIN access_basis basis ON basis.account_id = staff.account
       AND basis.in_role = staff.role AND basis.in_unit_id = staff.unit
     WHERE basis.begins_at <= clock_timestamp()
       AND (basis.ends_at IS NULL OR basis.ends_at > statement_timestamp())
       AND (basis.ended_at IS NULL OR basis.ended_at > statement_timestamp())
       AND NOT EXISTS (SELECT FROM access_conflict shut WHERE shut.account_id = staff.account
                        AND shut.person_id = basis.person_id AND shut.begins <= staff.today
                        AND (shut.ends IS NULL OR shut.ends > staff.today))
    UNION
    SELECT basis.person_id FROM staff JOIN access_basis basis ON basis.unit_id = staff.unit
     WHERE basis.begins_at <= clock_timestamp()
       AND (basis.ends_at IS NULL OR basis.ends_at > statement_timestamp())
       AND (basis.ended_at IS NULL OR basis.ended_at > statement_timestamp())
       AND NOT EXISTS (SELECT FROM access_conflict shut WHERE shut.account_id = staff.account
                        AND shut.person_id = basis.person_id AND shut.begins <= staff.today
                        AND (shut.ends IS NULL OR shut.ends > staff.today))
    UNION
    SELECT citizen.person_id FROM citizen
    UNION
    SELECT custody.child_id FROM citizen JOIN people_custody custody ON custody.holder_id = citizen.person_id
     WHERE custody.begins <= citizen.today AND (custody.ends IS NULL OR custody.ends > citizen.today)
       AND NOT custody.needs_check
  )
  SELECT coalesce(array_agg(person_id), '{}') FROM reached
); END $$
"""
"""PL/pgSQL keeps its plan for the connection; a function in plain SQL is planned at each statement: 4 ms, not 1."""

SEES_ALL: Final = """
CREATE FUNCTION access_sees_all() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('vugge.viewer', true) LIKE 'system:%', false)
      OR coalesce(current_setting('vugge.deciding', true) = 'on', false)
$$
"""


def enable(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Put every table about persons under the policy; nothing on SQLite, which has no such thing."""
    if editor.connection.vendor != "postgresql":
        return
    editor.execute(REACH, params=None)
    editor.execute(SEES_ALL, params=None)  # its % is no placeholder
    for table in _here(editor):
        _guard(table, editor)


def renew_reach(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Write the function anew that says whom a viewer may know of, after what it reads has changed."""
    if editor.connection.vendor == "postgresql":
        editor.execute(REACH, params=None)


def enable_for_requests(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the table of later making under the policy, too."""
    if editor.connection.vendor == "postgresql":
        _guard("access_subjectrequest", editor)


def enable_for_carrying(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the table of what moves with a merge under the policy, too."""
    if editor.connection.vendor == "postgresql":
        _guard("access_carryover", editor)


def guarding(*tables: str) -> Callable[[Apps, BaseDatabaseSchemaEditor], None]:
    """Return what puts tables that another room has made under the policy; they stand in `PERSONS` or `PARTS`."""

    def guard(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            for table in tables:
                _guard(table, editor)

    return guard


def unguarding(*tables: str) -> Callable[[Apps, BaseDatabaseSchemaEditor], None]:
    """Return what takes such tables' policies away again."""

    def unguard(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            for table in tables:
                _unguard(table, editor)

    return unguard


def disable(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the policies away again."""
    if editor.connection.vendor != "postgresql":
        return
    for table in _here(editor):
        _unguard(table, editor)
    editor.execute("DROP FUNCTION access_reach()")
    editor.execute("DROP FUNCTION access_sees_all()")


def _here(editor: BaseDatabaseSchemaEditor) -> list[str]:
    """Return those of the tables that have been made by now."""
    with editor.connection.cursor() as cursor:
        made = set(editor.connection.introspection.table_names(cursor))
    return [table for table in (*PERSONS, *PARTS) if table in made]


def _guard(table: str, editor: BaseDatabaseSchemaEditor) -> None:
    shown = _whole_is_shown(*PARTS[table]) if table in PARTS else _all_in_reach(PERSONS[table])
    editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    editor.execute(f"CREATE POLICY {table}_in_reach ON {table} USING ((SELECT access_sees_all()) OR ({shown}))")


def _unguard(table: str, editor: BaseDatabaseSchemaEditor) -> None:
    editor.execute(f"DROP POLICY {table}_in_reach ON {table}")
    editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")


def _all_in_reach(columns: Iterable[str]) -> str:
    return " AND ".join(f"{column} = ANY((SELECT access_reach())::uuid[])" for column in columns)


def _whole_is_shown(column: str, whole: str) -> str:
    return f"{column} = ANY(ARRAY(SELECT id FROM {whole}))"  # noqa: S608  our names; it shows only rows in reach
