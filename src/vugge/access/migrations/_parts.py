"""In which part each basis of an account was given, found again for those that were stored without it.

Whoever took a basis themselves did so in the role and unit that the log tells. Otherwise it is the first role that
the account held on the day it was given, in the unit that the family was told of where it is a consent. Every answer
is narrower than what was before: a basis counted in all parts. Where no role can be found the basis is ended, and the
unit must be given it anew.
"""

from datetime import datetime
from typing import Any

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q
from django.utils import timezone

NOBODYS = "ingen rolle at have adgangen i"

Part = tuple[str, int]
Row = Any  # Any: rows of the models as they were at this migration


def fill_parts(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Write role and unit on every basis of an account, or end it."""
    model: Any = apps.get_model("access", "Basis")  # Any: likewise
    now = timezone.now()
    for basis in model.objects.filter(account__isnull=False, in_unit__isnull=True).order_by("pk").iterator():
        part = _as_logged(apps, basis) or _as_held(apps, basis)
        if part:
            basis.in_role, basis.in_unit_id = part
        elif basis.ended_at is None:
            basis.ended_at, basis.end_reason = now, NOBODYS
        basis.save(update_fields=["in_role", "in_unit", "ended_at", "end_reason"])


def number_matters(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Count the matters of meetings around each person; a follow-up has the number of the meeting it follows."""
    model: Any = apps.get_model("access", "Meeting")  # Any: likewise
    seen: dict[Any, int] = {}  # Any: ids of persons
    for meeting in model.objects.filter(follows__isnull=True).order_by("held_on", "pk"):
        seen[meeting.person_id] = meeting.number = seen.get(meeting.person_id, 0) + 1
        meeting.save(update_fields=["number"])
        model.objects.filter(follows=meeting).update(number=meeting.number)


def _as_logged(apps: Apps, basis: Row) -> Part | None:
    """Return the part in which somebody gave a basis to themselves."""
    if basis.granted_by != f"person:{basis.account_id}":
        return None
    entry = apps.get_model("audit", "Event").objects.filter(subject=f"basis:{basis.pk}", viewer=basis.granted_by)
    found = entry.exclude(role="").order_by("sequence").values_list("role", "unit").first()
    return (found[0], int(found[1])) if found and found[1].isdecimal() and _is_unit(apps, int(found[1])) else None


def _as_held(apps: Apps, basis: Row) -> Part | None:
    """Return the first part that the account had when the basis was given."""
    day = timezone.localtime(basis.granted_at).date()
    held = apps.get_model("organisations", "StaffRole").objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=day), account=basis.account_id, valid_from__lte=day
    )
    told = _units_told(apps, basis)
    rows = held.filter(unit__in=told) if told else held
    taken_away: Row
    for role, unit, taken_away in rows.order_by("id").values_list("role", "unit", "ended_at"):
        if not isinstance(taken_away, datetime) or taken_away > basis.granted_at:
            return role, unit
    return None


def _units_told(apps: Apps, basis: Row) -> list[int]:
    """Return the units in which a family was told that this employee works."""
    if basis.consent_id is None:
        return []
    told = apps.get_model("access", "ConsentRecipient").objects.filter(consent=basis.consent_id)
    return list(told.filter(account=basis.account_id).values_list("unit", flat=True))


def _is_unit(apps: Apps, unit: int) -> bool:
    return bool(apps.get_model("organisations", "Unit").objects.filter(pk=unit).exists())
