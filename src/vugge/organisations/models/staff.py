"""Who works where as what: dated roles of accounts in units."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from vugge.organisations.models.register import Unit
from vugge.organisations.models.validity import Valid
from vugge.organisations.rules.kinds import Role
from vugge.organisations.rules.staff import RoleSource


class StaffRole(Valid):
    """A role that an account has in a unit. `ended_at` (UTC) is when it was taken away, at once; None otherwise."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="staff_roles")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="staff_roles")
    role = models.CharField("rolle", max_length=24, choices=[(role.value, role.value) for role in Role])
    source = models.CharField("kilde", max_length=12, choices=[(source.value, source.value) for source in RoleSource])
    ended_at = models.DateTimeField("afsluttet", null=True, blank=True)

    class Meta(Valid.Meta):
        """Constraints: a role once a unit, account and source while it holds; what was taken away has a last day."""

        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            *Valid.Meta.constraints,
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]),
                name="staffrole_role_known",
                violation_error_message="Rollen findes ikke.",
            ),
            models.UniqueConstraint(
                fields=["account", "unit", "role", "source"],
                condition=Q(valid_to__isnull=True),
                name="staffrole_once",
                violation_error_message="Medarbejderen har allerede denne rolle i enheden.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(valid_to__isnull=False),
                name="staffrole_ended_has_last_day",
                violation_error_message="En afsluttet rolle har en sidste dag.",
            ),
        )
        indexes = (models.Index(fields=["account", "valid_from"], name="staffrole_account_from"),)
