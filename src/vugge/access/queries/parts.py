"""What somebody's part is for, by the policy in force today."""

from django.utils import timezone

from vugge.access.queries.law import access_law
from vugge.access.rules.basis import CITIZEN
from vugge.audit.rules import Purpose
from vugge.kit.local_time import local_day


def purpose_of(role: str) -> Purpose | None:
    """Return what a role's daily work with persons is for; an empty role is a citizen's. None: it works with nobody."""
    return access_law(local_day(timezone.now())).policy.purpose_of(role or CITIZEN)
