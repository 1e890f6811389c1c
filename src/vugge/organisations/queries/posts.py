"""Where a role is held by somebody today, and what the viewer holds: whom one can turn to for what.

Offers `manned_units` and `held_in`.
"""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from vugge.audit.rules import Viewer
from vugge.organisations import models
from vugge.organisations.models.validity import holds_on
from vugge.organisations.queries.rows import unit_facts
from vugge.organisations.queries.staff import current_roles
from vugge.organisations.rules.kinds import OrganisationKind, Role, UnitKind
from vugge.organisations.rules.register import UnitFacts
from vugge.organisations.rules.staff import HeldRole


def manned_units(
    *, role: Role, units: Collection[UnitKind], organisations: Collection[OrganisationKind], on: date
) -> tuple[UnitFacts, ...]:
    """Return the units of these kinds in which somebody has this role on a day, by name. One statement.

    That a unit is there is public; who works in it is not told.
    """
    after = timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min))
    held = models.StaffRole.objects.filter(
        holds_on(on), Q(ended_at__isnull=True) | Q(ended_at__gte=after), role=role, account__is_active=True
    )
    rows = models.Unit.objects.filter(
        holds_on(on),
        holds_on(on, prefix="organisation__"),
        kind__in=units,
        organisation__kind__in=organisations,
        id__in=held.values("unit_id"),
    )
    return tuple(unit_facts(row) for row in rows.select_related("parent").order_by("folded", "id"))


def held_in(viewer: Viewer, *, on: date) -> HeldRole | None:
    """Return the role that the viewer acts in, if it is held on a day in that very unit. One statement at the most."""
    if viewer.identity is None or not viewer.unit.isdecimal():
        return None
    here = (viewer.role, int(viewer.unit))
    return next((one for one in current_roles(viewer.identity, on) if (one.role.value, one.unit) == here), None)
