"""Whether a family has said yes to a unit in a certain matter, so that something written of it may pass there.

Offers `has_passing_yes`, asked inside looks and actions whose scope covers the person.
"""

from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from vugge.access.models import Consent
from vugge.access.queries.standing import stops
from vugge.audit.rules import Category, Scope
from vugge.kit.local_time import local_day


def has_passing_yes(scope: Scope, person: UUID, *, unit: int, matter: str, category: Category) -> bool:
    """Say whether a consent on file names this unit, this matter and this kind of data, and holds today.

    One that names an employee of the unit counts for that employee alone. Three statements at most.
    """
    now = timezone.now()
    day = local_day(now)
    named = Q(recipients__account__isnull=True) | Q(recipients__account=scope.viewer.identity)
    rows = Consent.objects.within(scope, only=(person,)).filter(
        named,
        recipients__unit=unit,
        matter=matter,
        given_at__isnull=False,
        withdrawn_at__isnull=True,
        refused_at__isnull=True,
        begins__lte=day,
        until__gt=day,
    )
    found = [one for one in rows if category.value in one.categories.split(",")]
    return bool({one.pk for one in found} - stops(found, now).keys()) if found else False
