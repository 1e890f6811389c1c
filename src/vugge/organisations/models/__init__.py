"""What is stored of those who act: the register (organisations, units), their accounts and their staff."""

from vugge.organisations.models.accounts import Account, OutsideIdentity
from vugge.organisations.models.register import FormerName, Organisation, Unit
from vugge.organisations.models.staff import StaffRole

__all__ = ["Account", "FormerName", "Organisation", "OutsideIdentity", "StaffRole", "Unit"]
